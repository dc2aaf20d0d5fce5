import { Label, type PlainMessageKey } from '@custody-edge/ui-kit/components';
import type { OverviewView } from '../src/http/view.ts';
import { Alarms } from './alarms.tsx';
import { LackingLine } from './lacking-line.tsx';

/** Releases, journeys, reports of late holds, changes of officers and erasures that lacked something, and orders that the centre never granted: each in red, with what the record does not show. */
export function IncompleteReleases({ view }: { view: OverviewView }) {
  const bySubject = new Map(view.people.map((person) => [person.subject, person]));
  return (
    <Alarms>
      {view.incompleteReleases.map((event) => (
        <LackingLine key={event.id} sign="stop" event={event} person={bySubject.get(event.subject) ?? event}>
          <Label of={lackedBy(event.type)} />
        </LackingLine>
      ))}
    </Alarms>
  );
}

function lackedBy(type: string): PlainMessageKey {
  if (type.startsWith('officer.')) return 'centre.officer-without-word';
  if (type.startsWith('prisoner.forgotten')) return 'centre.erased-wrongly';
  if (type.startsWith('prisoner.release-order-received')) return 'centre.order-not-granted';
  if (type.startsWith('prisoner.late-hold-reported')) return 'centre.late-hold-lacked';
  return type.startsWith('prisoner.released') ? 'centre.release-lacked' : 'centre.departure-lacked';
}
