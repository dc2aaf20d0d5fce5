import type { EventType } from '@custody-edge/event-contract';
import { Code, Label, type SignKind, SignShape, When } from '@custody-edge/ui-kit/components';
import type { EventLine, OverviewView, PersonLine } from '../src/http/view.ts';
import { CodeWords } from './code-words.tsx';
import { Nothing, Section } from './section.tsx';
import { SubjectName } from './subject-name.tsx';

const signs: Readonly<Record<string, SignKind>> = {
  'prisoner.admitted.v1': 'go',
  'prisoner.admitted.v2': 'go',
  'prisoner.out-to-court.v1': 'go',
  'prisoner.back-from-court.v1': 'go',
  'prisoner.out-to-hospital.v1': 'go',
  'prisoner.out-to-hospital.v2': 'go',
  'prisoner.back-from-hospital.v1': 'go',
  'prisoner.out-on-remand.v1': 'go',
  'prisoner.out-on-remand.v2': 'go',
  'prisoner.back-from-remand.v1': 'go',
  'prisoner.out-on-leave.v1': 'go',
  'prisoner.back-from-leave.v1': 'go',
  'prisoner.transfer-dispatched.v1': 'go',
  'prisoner.transfer-received.v1': 'go',
  'prisoner.back-from-transfer.v1': 'wait',
  'prisoner.overdue.v1': 'wait',
  'prisoner.release-order-received.v1': 'information',
  'prisoner.release-order-received.v2': 'information',
  'prisoner.release-order-passed-on.v1': 'information',
  'prisoner.order-called-back.v1': 'information',
  'prisoner.order-queried.v1': 'wait',
  'prisoner.order-query-answered.v1': 'information',
  'prisoner.over-detained.v1': 'stop',
  'prisoner.hold-came-late.v1': 'stop',
  'prisoner.late-hold-lifted.v1': 'information',
  'prisoner.late-hold-reported.v1': 'information',
  'prisoner.medically-cleared.v1': 'go',
  'prisoner.property-returned.v1': 'go',
  'prisoner.released.v2': 'go',
  'prisoner.released-to-police.v1': 'go',
  'prisoner.released-at-court.v1': 'wait',
  'prisoner.paper-form-entered.v1': 'wait',
  'prisoner.release-error.v1': 'stop',
  'prisoner.escaped.v1': 'stop',
  'prisoner.deceased.v1': 'information',
  'prisoner.recaptured.v1': 'go',
  'prisoner.searched.v1': 'go',
  'prisoner.medically-screened.v1': 'go',
  'prisoner.examined.v1': 'information',
  'prisoner.injuries-reported.v1': 'information',
  'prisoner.name-corrected.v1': 'information',
  'prisoner.corrected.v1': 'information',
  'prisoner.detention-extended.v1': 'information',
  'prisoner.detention-alarm.v1': 'stop',
  'prisoner.reference-recorded.v1': 'information',
  'prisoner.claim-made.v1': 'wait',
  'prisoner.claim-answered.v1': 'information',
  'prisoner.conflict-resolved.v1': 'information',
  'prisoner.identity-conflict-answered.v1': 'stop',
  'prisoner.juvenile-seen.v1': 'information',
  'prisoner.searched-at-centre.v1': 'information',
  'prisoner.match-answered.v1': 'information',
  'prisoner.matched-elsewhere.v1': 'wait',
  'prisoner.ward-assigned.v1': 'information',
  'prisoner.release-reviewed.v1': 'information',
  'prisoner.release-review-voided.v1': 'wait',
  'prisoner.photographed.v1': 'information',
  'prisoner.forgotten.v1': 'information',
  'prisoner.forgotten.v2': 'information',
  'gate.identity-refused.v1': 'stop',
  'gate.paper-refused.v1': 'wait',
  'gate.record-opened.v1': 'information',
  'gate.slip-copied.v1': 'information',
  'gate.wristband-replaced.v1': 'information',
  'gate.list-opened.v1': 'information',
  'gate.person-shown.v1': 'information',
  'gate.manifest-closed.v1': 'go',
  'gate.manifest-given-up.v1': 'wait',
  'gate.roll-exported.v1': 'wait',
  'gate.alarm-acknowledged.v1': 'information',
  'gate.child-refused.v1': 'wait',
  'gate.expectation-withdrawn.v1': 'information',
  'gate.told-of-person.v1': 'information',
  'gate.alarm.v1': 'stop',
  'count.started.v1': 'wait',
  'count.expected.v1': 'information',
  'count.seen.v1': 'go',
  'count.taken-back.v1': 'wait',
  'count.explained.v1': 'information',
  'count.listed.v1': 'information',
  'count.exported.v1': 'wait',
  'count.called-off.v1': 'wait',
  'count.short.v1': 'stop',
  'count.ended.v1': 'information',
  'exhibit.weighed.v1': 'go',
  'report.issued.v1': 'go',
  'case.opened.v1': 'information',
  'case.assigned.v1': 'information',
  'case.reviewed.v1': 'go',
  'case.concluded.v1': 'go',
  'case.given-back.v1': 'wait',
  'exhibit.received.v1': 'go',
  'exhibit.handed-over.v1': 'information',
  'exhibit.opened.v1': 'information',
  'exhibit.divided.v1': 'information',
  'exhibit.taken-from.v1': 'information',
  'exhibit.method-begun.v1': 'information',
  'exhibit.units-chosen.v1': 'information',
  'exhibit.weighed.v2': 'go',
  'exhibit.weight-written.v1': 'wait',
  'exhibit.tested.v1': 'go',
  'exhibit.file-bound.v1': 'information',
  'exhibit.amended.v1': 'wait',
  'exhibit.fork-settled.v1': 'wait',
  'exhibit.resealed.v1': 'information',
  'exhibit.returned.v1': 'information',
  'room.measured.v1': 'information',
  'instrument.calibrated.v1': 'information',
  'instrument.tried.v1': 'information',
  'instrument.tried.v2': 'information',
  'instrument.withdrawn.v1': 'wait',
  'instrument.back-in-use.v1': 'information',
  'visitor.registered.v1': 'information',
  'visitor.allowed.v1': 'information',
  'visitor.disallowed.v1': 'information',
  'visitor.banned.v1': 'wait',
  'visitor.ban-lifted.v1': 'information',
  'visitor.forgotten.v1': 'information',
  'visit.booked.v1': 'information',
  'visit.booking-cancelled.v1': 'information',
  'visit.refused.v1': 'wait',
  'visit.began.v1': 'go',
  'visit.ended.v1': 'go',
  'visit.alarm.v1': 'stop',
  'visit.alarm-answered.v1': 'information',
  'visit.entry-destroyed.v1': 'information',
  'visit.legal-opened.v1': 'wait',
  'visit.slip-copied.v1': 'information',
  'visit.queue-closed.v1': 'information',
  'officer.enrolled.v1': 'information',
  'officer.enrolled.v2': 'information',
  'officer.disabled.v1': 'information',
  'officer.disabled.v2': 'information',
  'officer.key-added.v1': 'information',
  'officer.key-added.v2': 'information',
  'officer.key-removed.v1': 'information',
  'officer.key-copied.v1': 'stop',
  'officer.fingers-enrolled.v1': 'information',
  'officer.fingers-enrolled.v2': 'information',
  'officer.fingers-removed.v1': 'information',
  'officer.fingers-removed.v2': 'information',
  'officer.finger-vouched.v1': 'wait',
  'officer.signed-in.v1': 'information',
  'officer.signed-out.v1': 'information',
  'officer.duress.v1': 'stop',
  'officer.locked-out.v1': 'stop',
  'station.started.v1': 'information',
  'station.fork-found.v1': 'stop',
  'station.wire-opened.v1': 'wait',
  'station.wire-closed.v1': 'information',
  'station.practice-began.v1': 'information',
  'station.practice-ended.v1': 'information',
} satisfies Record<EventType, SignKind>;

/** Answers of a court that say no to what is being done here. */
const disowned = ['denied', 'another-person'];

function signOf({ type, detail = '', lacking = [] }: EventLine): SignKind {
  // An admission lets nobody out, and its words may come later.
  if (lacking.length > 0) return type.startsWith('prisoner.admitted.') ? 'wait' : 'stop';
  return disowned.includes(detail) ? 'stop' : (signs[type] ?? 'information');
}

export function Events({ events, people }: { events: OverviewView['events']; people: OverviewView['people'] }) {
  const bySubject = new Map(people.map((person) => [person.subject, person]));
  return (
    <Section id="events" title="centre.events">
      {events.length === 0 ? (
        <Nothing of="centre.no-events" />
      ) : (
        <table class="events">
          <thead>
            <tr>
              <th scope="col">
                <Label of="centre.time" />
              </th>
              <th scope="col">
                <Label of="centre.event" />
              </th>
              <th scope="col">
                <Label of="centre.about" />
              </th>
              <th scope="col">
                <Label of="centre.detail" />
              </th>
              <th scope="col">
                <Label of="centre.from" />
              </th>
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <tr key={event.id}>
                <td>
                  <When at={event.at} />
                  {event.timeQuality !== 'synced' && (
                    <span class="clock-doubt">
                      <SignShape sign="wait" />
                      <span
                        class={event.timeQuality === 'unset' || event.timeQuality === 'back' ? '' : 'visually-hidden'}
                      >
                        <CodeWords family="clock" code={event.timeQuality} />
                      </span>
                    </span>
                  )}
                </td>
                <td>
                  <span class="event-type">
                    <SignShape sign={signOf(event)} />
                    <CodeWords family="event" code={event.type} />
                  </span>
                </td>
                <td>
                  <About event={event} person={bySubject.get(event.subject)} />
                </td>
                <td>{event.detail !== undefined && <CodeWords family="reason" code={event.detail} />}</td>
                <td class="event-from">
                  <Code>
                    {event.stationId} #{event.sequence}
                  </Code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function About({ event, person }: { event: EventLine; person: PersonLine | undefined }) {
  if (person?.identity) return <SubjectName person={person} />;
  return event.about === undefined ? null : (
    <span class="name">
      <CodeWords family="alarm" code={event.about} />
    </span>
  );
}
