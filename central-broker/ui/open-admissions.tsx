import { say } from '@custody-edge/ui-kit';
import { Code, Label, Sign, Text } from '@custody-edge/ui-kit/components';
import type { OverviewView } from '../src/http/view.ts';
import { Alarms } from './alarms.tsx';
import { LackingLine } from './lacking-line.tsx';

/** Admissions that wait for the word of whoever searched or of the medical officer, or for a finger, the oldest first. */
export function OpenAdmissions({ view: { openAdmissions } }: { view: OverviewView }) {
  return (
    <Alarms>
      <Sign sign="wait" size="line">
        <Text of={say('centre.open-admissions', { count: openAdmissions.count })} />
      </Sign>
      {openAdmissions.oldest.map((admission) => (
        <LackingLine key={admission.id} sign="wait" event={admission} person={admission}>
          {admission.searcher !== undefined && (
            <span>
              <Label of="centre.searched-by" /> <Code>{admission.searcher}</Code>
            </span>
          )}
        </LackingLine>
      ))}
    </Alarms>
  );
}
