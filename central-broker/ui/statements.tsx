import { say } from '@custody-edge/ui-kit';
import { Code, Label, SignShape, Text, When } from '@custody-edge/ui-kit/components';
import type { OverviewView } from '../src/http/view.ts';
import { HandIn } from './hand-in.tsx';
import { Nothing, Section } from './section.tsx';

/** What courts said in signed files, and what of it could not be done. */
export function Statements({ statements }: { statements: OverviewView['statements'] }) {
  return (
    <Section id="statements" title="centre.statements">
      <HandIn />
      {statements.length === 0 && <Nothing of="centre.no-statements" />}
      <ul class="stations">
        {statements.map(({ statementId, feed, takenAt, taken, refused }) => (
          <li key={statementId} class={`station-row station-${refused.length > 0 ? 'wait' : 'go'}`}>
            <SignShape sign={refused.length > 0 ? 'wait' : 'go'} />
            <div>
              <p class="station-head">
                <strong>
                  <Code>{feed}</Code>
                </strong>
                <span>
                  <Text of={say('centre.statement-taken', { count: taken })} />
                </span>
                <span class="station-last">
                  <When at={takenAt} />
                </span>
              </p>
              <ul class="station-next">
                {refused.map(({ kind, trouble }, index) => (
                  <li key={index}>
                    <Label of={`feed.${kind}`} /> · <Text of={trouble} />
                  </li>
                ))}
              </ul>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
