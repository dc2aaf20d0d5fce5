import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { Button, Label, Text } from '@custody-edge/ui-kit/components';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { AdmissionView } from './admission-view.ts';
import { listed, nameOf } from './person.ts';
import { Portrait } from './portrait.tsx';
import type { Press } from './press.ts';
import { TakePhotograph } from './take-photograph.tsx';

const references = ['answered', 'no-answer', 'not-asked'] as const;

/** Everything once more, what fingers cannot prove, and the one button. */
export function AdmissionConfirm({ desk, press, onLeave }: { desk: AdmissionView; press: Press; onLeave: () => void }) {
  const [photographing, setPhotographing] = useState(false);
  const complete = desk.missing.length === 0;
  const person = personIn(desk);
  return (
    <>
      <section class="summary">
        <div class="summary-head">
          <Portrait person={undefined} photograph={desk.photograph} size="beside" />
          {person && (
            <p class="person-name name">
              <Text of={person} />
            </p>
          )}
          <Button rank="other" disabled={!person} onPress={() => setPhotographing(true)}>
            <Label of={desk.photograph === undefined ? 'photograph.take' : 'photograph.retake'} />
          </Button>
        </div>
        {photographing && person && (
          <TakePhotograph person={person} press={press} onLeave={() => setPhotographing(false)} />
        )}
        <fieldset class="choice-field" style={{ '--answers': references.length }}>
          <legend>
            <Label of="gate.reference" />
          </legend>
          {references.map((reference) => (
            <label key={reference} class="choice-answer">
              <input
                type="radio"
                name="reference"
                checked={desk.reference === reference}
                onChange={() => void press({ action: 'admission-reference', reference })}
              />
              <span>
                <Label of={`reference.${reference}`} />
              </span>
            </label>
          ))}
        </fieldset>
        <p class="fingers-prove">
          <Label of="gate.fingers-prove" />
        </p>
        <Facts desk={desk} />
      </section>
      <div class="step-buttons">
        <Button rank="main" onPress={() => void press({ action: 'confirm' })} disabled={!complete}>
          {person ? <Text of={say('gate.admit-person', { person })} /> : <Label of="gate.admission" />}
        </Button>
        <p class="missing">
          <Text of={complete ? say('gate.all-present') : say('gate.missing', { list: listed(desk.missing) })} />
        </p>
        <Button rank="quiet" onPress={onLeave}>
          <Label of="common.leave" />
        </Button>
      </div>
    </>
  );
}

function personIn({ details: { name, relation, parentage, prisonerNumber } }: AdmissionView) {
  return name && relation && parentage && prisonerNumber
    ? nameOf({ identity: { name, relation, parentage, prisonerNumber } })
    : undefined;
}

function Facts({ desk }: { desk: AdmissionView }) {
  const { details, body, belongings } = desk;
  const kept = belongings?.property;
  return (
    <dl class="facts">
      <Fact label={<Label of="person.number" />} text={written(details.prisonerNumber)} />
      <Fact label={<Label of="paper.warrant" />} text={written(details.warrantNumber, details.court)} />
      {details.warrantKind && (
        <Fact
          label={<Label of="paper.kind" />}
          text={listed([say(`warrant.${details.warrantKind}`), written(details.detainUntil)])}
        />
      )}
      <Fact label={<Label of="paper.case" />} text={written(details.caseNumber, details.policeStation)} />
      <Fact label={<Label of="gate.escort" />} text={written(details.escort?.name, details.escort?.beltNumber)} />
      {body && (
        <>
          <Fact label={<Label of="gate.sex" />} text={listed([say(`sex.${body.sex}`), bornText(body.birth)])} />
          <Fact label={<Label of="gate.injuries" />} text={seenText(body.injuries)} />
          {body.marks && <Fact label={<Label of="gate.marks" />} text={seenText(body.marks)} />}
          <Fact
            label={<Label of="gate.complaints" />}
            text={body.complaints === 'none-made' ? say('gate.complaints-none') : written(body.complaints)}
          />
          <Fact
            label={<Label of="gate.medical" />}
            text={listed([
              say(body.health.screening === 'pending' ? 'gate.medical-pending' : 'gate.medical-seen'),
              ...(body.health.isolation ? [say('gate.isolation')] : []),
            ])}
          />
        </>
      )}
      {kept && (
        <Fact
          label={<Label of="gate.property" />}
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

const written = (...parts: readonly (string | undefined)[]): BilingualText => {
  const text = parts.filter(Boolean).join(' · ');
  return { en: text, ur: text };
};

const seenText = (seen: Body['injuries']): BilingualText =>
  seen === 'none-seen'
    ? say('gate.injuries-none')
    : listed(seen.map(({ place, words }) => listed([say(`body.${place}`), written(words)])));

type Body = NonNullable<AdmissionView['body']>;

const bornText = (birth: Body['birth']): BilingualText =>
  'bornOn' in birth ? written(birth.bornOn) : say('gate.years', { years: birth.ageYears });

function Fact({ label, text }: { label: ComponentChildren; text: BilingualText }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <Text of={text} />
      </dd>
    </div>
  );
}
