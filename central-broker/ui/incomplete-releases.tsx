import { Code, Label, type PlainMessageKey, Sign, When } from '@custody-edge/ui-kit/components';
import type { OverviewView } from '../src/http/view.ts';
import { Alarms } from './alarms.tsx';
import { SubjectName } from './subject-name.tsx';

/** Releases, journeys, reports of late holds and changes of officers that lacked something, and orders that the centre never granted: each in red, with what the record does not show. */
export function IncompleteReleases({ view }: { view: OverviewView }) {
  const bySubject = new Map(view.people.map((person) => [person.subject, person]));
  return (
    <Alarms>
      {view.incompleteReleases.map(({ id, type, at, subject, stationId, sequence, lacking = [] }) => (
        <Sign key={id} sign="stop" size="line">
          <p class="incomplete-release">
            <When at={at} />
            <SubjectName person={bySubject.get(subject) ?? { subject }} />
            <Label of={lackedBy(type)} />
            <Code>
              {stationId} #{sequence}
            </Code>
          </p>
          <ul>
            {lacking.map((gap) => (
              <li key={gap}>
                <Label of={`release-gap.${gap}`} />
              </li>
            ))}
          </ul>
        </Sign>
      ))}
    </Alarms>
  );
}

function lackedBy(type: string): PlainMessageKey {
  if (type.startsWith('officer.')) return 'centre.officer-without-word';
  if (type.startsWith('prisoner.release-order-received')) return 'centre.order-not-granted';
  if (type.startsWith('prisoner.late-hold-reported')) return 'centre.late-hold-lacked';
  return type.startsWith('prisoner.released') ? 'centre.release-lacked' : 'centre.departure-lacked';
}
