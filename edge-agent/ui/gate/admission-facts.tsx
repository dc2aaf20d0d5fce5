import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { AdmissionView } from './admission-view.ts';
import { Fact } from './fact.tsx';
import { listed } from './person.ts';

/** Everything that was written down at an admission. */
export function Facts({ desk }: { desk: AdmissionView }) {
  const { details, belongings } = desk;
  const kept = belongings?.property;
  return (
    <dl class="facts">
      <Found desk={desk} />
      {details.warrantKind && (
        <Fact label="paper.kind" text={listed([say(`warrant.${details.warrantKind}`), written(details.detainUntil)])} />
      )}
      <Fact label="paper.case" text={written(details.caseNumber, details.policeStation)} />
      <Fact label="gate.escort" text={written(details.escort?.name, details.escort?.beltNumber)} />
      {kept && (
        <Fact
          label="gate.property"
          text={
            kept === 'none'
              ? say('gate.property-none')
              : written(kept.receipt, ...kept.items.map(({ item, quantity }) => `${item} × ${quantity}`))
          }
        />
      )}
    </dl>
  );
}

/** What was found of the person: for this the searching and the medical officer sign. */
export function Found({ desk: { details, body } }: { desk: AdmissionView }) {
  return (
    <>
      <Fact label="person.number" text={written(details.prisonerNumber)} />
      <Fact label="paper.warrant" text={written(details.warrantNumber, details.court)} />
      {body && (
        <>
          <Fact label="gate.sex" text={listed([say(`sex.${body.sex}`), bornText(body.birth)])} />
          <Fact label="gate.search" text={searchText(body.search)} />
          <Fact label="gate.injuries" text={seenText(body.injuries)} />
          {body.marks && <Fact label="gate.marks" text={seenText(body.marks)} />}
          <Fact
            label="gate.complaints"
            text={body.complaints === 'none-made' ? say('gate.complaints-none') : written(body.complaints)}
          />
          <Fact label="gate.apart" text={say(body.isolation ? 'gate.isolation' : 'gate.isolation-no')} />
        </>
      )}
    </>
  );
}

const written = (...parts: readonly (string | undefined)[]): BilingualText => {
  const text = parts.filter(Boolean).join(' · ');
  return { en: text, ur: text };
};

type Body = NonNullable<AdmissionView['body']>;

const searchText = ({ by }: Body['search']): BilingualText =>
  by === 'pending'
    ? say('gate.searched-not-yet')
    : say('gate.searched-by', { officer: by.officerId, witness: by.witness });

const seenText = (seen: Body['injuries']): BilingualText =>
  seen === 'none-seen'
    ? say('gate.injuries-none')
    : listed(seen.map(({ place, words }) => listed([say(`body.${place}`), written(words)])));

const bornText = (birth: Body['birth']): BilingualText =>
  'bornOn' in birth ? written(birth.bornOn) : say('gate.years', { years: birth.ageYears });
