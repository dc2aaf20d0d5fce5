import { Code, Label, Sign, Written } from '@custody-edge/ui-kit/components';
import type { OverviewView } from '../src/http/view.ts';
import { Alarms } from './alarms.tsx';
import { CodeWords } from './code-words.tsx';
import { SubjectName } from './subject-name.tsx';

/** Orders that a court confirmed by telephone and the centre did not grant: somebody has to look at two papers. */
export function RefusedCallBacks({ view }: { view: OverviewView }) {
  const bySubject = new Map(view.people.map((person) => [person.subject, person]));
  return (
    <Alarms>
      {view.refusedCallBacks.map(({ eventId, subject, stationId, orderId, court, outcome }) => (
        <Sign key={eventId} sign="stop" size="line">
          <p class="incomplete-release">
            <SubjectName person={bySubject.get(subject) ?? { subject }} />
            <Label of="centre.call-back-refused" />
            <Code>{orderId}</Code>
            <Written>{court}</Written>
            <CodeWords family="reason" code={outcome} />
            <Code>{stationId}</Code>
          </p>
        </Sign>
      ))}
    </Alarms>
  );
}
