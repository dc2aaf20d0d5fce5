import type { InjuriesFound } from '@custody-edge/event-contract';
import { Field, Label, SignShape, Text, When } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { ReportView } from '../../src/gate/view.ts';
import { Choice, type Read, Rows, readRows } from './admission-fields.tsx';
import { isBodyPlace, mostSeen, PlaceField } from './body-places.tsx';

const answers = ['none', 'some'] as const;
const novelties = ['new', 'known'] as const;

/** What is on record of a person's injuries beside what is seen now; each is new or was there before. */
export function ExaminationFields({
  seenBefore,
  known,
}: {
  seenBefore: ReportView['seenBefore'];
  known: InjuriesFound | undefined;
}) {
  const [answer, setAnswer] = useState(known && (known.length > 0 ? 'some' : 'none'));
  return (
    <div class="examination">
      <SeenBefore seenBefore={seenBefore} />
      <section>
        <h2 class="sight-title">
          <Label of="injuries.now" />
        </h2>
        <Choice
          name="injured"
          question="gate.injuries"
          answers={answers.map((value) => ({ value, label: `gate.injuries-${value}` }))}
          chosen={answer}
          onChoose={setAnswer}
        />
        {answer === 'some' && (
          <Rows initial={known?.length ?? 0} least={1} most={mostSeen} add="gate.add-injury">
            {(row) => (
              <>
                <PlaceField name={`place-${row}`} initial={known?.[row]?.place} />
                <Field name={`words-${row}`} label="gate.injury-words" initial={known?.[row]?.words ?? ''} />
                <Choice
                  name={`novelty-${row}`}
                  question="injuries.is-new"
                  answers={novelties.map((value) => ({ value, label: `injuries.${value}` }))}
                  chosen={known?.[row] && (known[row].isNew ? 'new' : 'known')}
                />
              </>
            )}
          </Rows>
        )}
      </section>
    </div>
  );
}

/** Each time that somebody looked, the admission first. */
export const SeenBefore = ({ seenBefore = [] }: { seenBefore: ReportView['seenBefore'] }) => (
  <section>
    <h2 class="sight-title">
      <Label of="injuries.before" />
    </h2>
    {seenBefore.map(({ at, injuries }) => (
      <div key={at}>
        <p>
          <When at={at} />
        </p>
        <ul class="sight-marks">
          {injuries.length === 0 && (
            <li>
              <Label of="gate.injuries-none" />
            </li>
          )}
          {injuries.map((injury) => (
            <li key={injury.en}>
              <Text of={injury} />
            </li>
          ))}
        </ul>
      </div>
    ))}
  </section>
);

/** What was written down, as an officer signs it. */
export const SeenNow = ({ injuries }: { injuries: InjuriesFound }) => (
  <ul class="sight-marks">
    {injuries.length === 0 && (
      <li>
        <Label of="gate.injuries-none" />
      </li>
    )}
    {injuries.map(({ place, words, isNew }) => (
      <li key={`${place} ${words}`}>
        <SignShape sign={isNew ? 'stop' : 'information'} /> <Label of={`body.${place}`} />: {words} (
        <Label of={isNew ? 'injuries.new' : 'injuries.known'} />)
      </li>
    ))}
  </ul>
);

/** What was filled in; undefined while it is not said whether anything was seen. */
export function injuriesIn(read: Read): InjuriesFound | undefined {
  const answer = answers.find((one) => one === read('injured'));
  if (answer !== 'some') return answer && [];
  return readRows(mostSeen, (row) => {
    const place = read(`place-${row}`);
    return isBodyPlace(place) && { place, words: read(`words-${row}`), isNew: read(`novelty-${row}`) === 'new' };
  });
}
