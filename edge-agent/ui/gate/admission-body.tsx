import type { AdmissionBody, Sex } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { Field, type PlainMessageKey, Sign, Text } from '@custody-edge/ui-kit/components';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Choice, PageForm, type Read, Rows, readRows } from './admission-fields.tsx';
import type { AdmissionView } from './admission-view.ts';
import { isBodyPlace, mostSeen, PlaceField } from './body-places.tsx';
import type { Press } from './press.ts';

type OnBody = AdmissionBody['injuries'];
type Answer = 'none' | 'some';
type Kind = 'injury' | 'mark';
const sexes = ['M', 'F', 'X'] as const;
const searchers = ['M', 'F'] as const;
type Searcher = (typeof searchers)[number];
const searches = ['yes', 'not-yet'] as const;
type Searched = (typeof searches)[number];

/** Who the person is by sex and age, who searched them, and what was seen. */
export function AdmissionBodyPage({
  desk,
  press,
  onLeave,
  further,
}: {
  desk: AdmissionView;
  press: Press;
  onLeave: () => void;
  further: ComponentChildren;
}) {
  const { body } = desk;
  const [sex, setSex] = useState<Sex | undefined>(body?.sex);
  const [chosen, setChosen] = useState<Searcher | undefined>(body?.search.officerSex);
  const searchedBy = body && body.search.by !== 'pending' ? body.search.by : undefined;
  const [searched, setSearched] = useState<Searched | undefined>(body && (searchedBy ? 'yes' : 'not-yet'));
  const [injured, setInjured] = useState(answerOf(body?.injuries));
  const [marked, setMarked] = useState(answerOf(body?.marks));
  const [complained, setComplained] = useState(body && (body.complaints === 'none-made' ? 'none' : 'some'));
  const [withoutBirth, setWithoutBirth] = useState(false);
  const searcher = sex === 'X' ? chosen : sex;

  const save = (read: Read) => {
    const birth = birthOf(read);
    setWithoutBirth(birth === undefined);
    if (!sex || !searcher || !birth) return;
    const given: AdmissionBody = {
      sex,
      birth,
      search: {
        officerSex: searcher,
        by: searched === 'not-yet' ? 'pending' : { officerId: read('searcher'), witness: read('witness') },
      },
      injuries: injured === 'some' ? readSeen('injury', read) : 'none-seen',
      marks: marked === 'some' ? readSeen('mark', read) : 'none-seen',
      complaints: complained === 'some' ? read('complaints') : 'none-made',
      isolation: read('isolation') === 'yes',
    };
    void press({ action: 'admission-body', body: given });
  };

  return (
    <PageForm onSave={save} onLeave={onLeave} further={further}>
      <Choice
        name="sex"
        question="gate.sex"
        answers={sexes.map((value) => ({ value, label: `sex.${value}` }))}
        chosen={sex}
        onChoose={setSex}
      />
      <Field name="bornOn" label="gate.born-on" type="date" optional initial={bornOn(body)} />
      <Field name="ageYears" label="gate.or-age" type="number" maxLength={3} optional initial={ageOf(body)} />
      {withoutBirth && (
        <div class="whole-row">
          <Sign sign="wait" size="line">
            <Text of={say('gate.birth-missing')} />
          </Sign>
        </div>
      )}
      {sex === 'X' && (
        <Choice
          name="officerSex"
          question="gate.searcher-chosen"
          answers={searchers.map((value) => ({ value, label: `sex.${value}` }))}
          chosen={chosen}
          onChoose={setChosen}
        />
      )}
      <Choice
        name="searched"
        question="gate.searched"
        answers={searches.map((value) => ({ value, label: `gate.searched-${value}` }))}
        chosen={searched}
        onChoose={setSearched}
      />
      {searched === 'yes' && (
        <>
          <Field
            name="searcher"
            label={searcher ? `gate.searcher-${searcher}` : 'gate.searcher'}
            type="number"
            maxLength={8}
            initial={searchedBy?.officerId ?? ''}
          />
          <Field name="witness" label="gate.witness" initial={searchedBy?.witness ?? ''} />
        </>
      )}
      <Seen
        what="injury"
        question="gate.injuries"
        add="gate.add-injury"
        seen={body?.injuries}
        answer={injured}
        onAnswer={setInjured}
      />
      <Seen
        what="mark"
        question="gate.marks"
        add="gate.add-mark"
        seen={body?.marks}
        answer={marked}
        onAnswer={setMarked}
      />
      <Choice
        name="complained"
        question="gate.complaints"
        answers={[
          { value: 'none', label: 'gate.complaints-none' },
          { value: 'some', label: 'gate.complaints-some' },
        ]}
        chosen={complained}
        onChoose={setComplained}
      />
      {complained === 'some' && (
        <Field
          name="complaints"
          label="gate.complaint-words"
          maxLength={300}
          initial={body && body.complaints !== 'none-made' ? body.complaints : ''}
        />
      )}
      <Choice
        name="isolation"
        question="gate.isolation"
        visible={false}
        answers={[
          { value: 'no', label: 'gate.isolation-no' },
          { value: 'yes', label: 'gate.isolation' },
        ]}
        chosen={body && (body.isolation ? 'yes' : 'no')}
      />
    </PageForm>
  );
}

function birthOf(read: Read): AdmissionBody['birth'] | undefined {
  const [date, age] = [read('bornOn'), read('ageYears')];
  if (date !== '') return { bornOn: date };
  return age === '' ? undefined : { ageYears: Number(age) };
}

const bornOn = (body: AdmissionBody | undefined): string => (body && 'bornOn' in body.birth ? body.birth.bornOn : '');
const ageOf = (body: AdmissionBody | undefined): string =>
  body && 'ageYears' in body.birth ? String(body.birth.ageYears) : '';

const answerOf = (seen: OnBody | undefined): Answer | undefined => seen && (seen === 'none-seen' ? 'none' : 'some');

const readSeen = (what: Kind, read: Read) =>
  readRows(mostSeen, (row) => {
    const place = read(`${what}-place-${row}`);
    return isBodyPlace(place) && { place, words: read(`${what}-${row}`) };
  });

/** Whether something was seen on the body and, where it was, what. */
function Seen({
  what,
  question,
  add,
  seen,
  answer,
  onAnswer,
}: {
  what: Kind;
  question: PlainMessageKey;
  add: PlainMessageKey;
  seen: OnBody | undefined;
  answer: Answer | undefined;
  onAnswer: (answer: Answer) => void;
}) {
  const rows = seen && seen !== 'none-seen' ? seen : [];
  return (
    <>
      <Choice
        name={`${what}-seen`}
        question={question}
        answers={[
          { value: 'none', label: 'gate.injuries-none' },
          { value: 'some', label: 'gate.injuries-some' },
        ]}
        chosen={answer}
        onChoose={onAnswer}
      />
      {answer === 'some' && (
        <div class="whole-row">
          <Rows initial={rows.length} least={1} most={mostSeen} add={add}>
            {(row) => (
              <>
                <PlaceField name={`${what}-place-${row}`} initial={rows[row]?.place} />
                <Field name={`${what}-${row}`} label="gate.injury-words" initial={rows[row]?.words ?? ''} />
              </>
            )}
          </Rows>
        </div>
      )}
    </>
  );
}
