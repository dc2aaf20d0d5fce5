import {
  type CustodyEvent,
  type ProvisionalReason,
  provisionalReasonsOf,
  type ReferenceAnswer,
} from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { Person } from '../people/people.ts';
import { listNameOf } from '../people/person-name.ts';
import type { RecentView, Sign } from '../station/status-view.ts';
import { childRefusedText } from './admission/child-refusal.ts';
import { policeName } from './board/police.ts';
import type { GateAlarm } from './door/door.ts';

const alarmTexts = {
  'door-open-without-event': 'gate.alarm-door',
  'door-held-open': 'gate.alarm-held',
  tamper: 'gate.alarm-tamper',
  'record-altered': 'release-gap.record-altered',
} as const;

export const alarmText = (alarm: GateAlarm): BilingualText => say(alarmTexts[alarm]);

const paperTexts = {
  'order-used': 'gate.order-used',
  'order-not-confirmed': 'gate.order-not-confirmed',
  'order-denied': 'gate.order-denied',
  'order-for-other-case': 'gate.order-other-case',
} as const;

/** Another name is the one answer after which a person may be held in somebody's place. */
export const referenceSigns = {
  'same-person': 'go',
  'other-name': 'stop',
  unknown: 'wait',
  none: 'wait',
} as const satisfies Record<ReferenceAnswer, Sign>;

/** That somebody was admitted, and what the admission still lacks. */
export function admittedText(person: BilingualText, reasons: readonly ProvisionalReason[]): BilingualText {
  if (reasons.length === 0) return say('gate.done-admission', { person });
  const [first, ...more] = reasons.map((reason) => say(`gate.provisional-${reason}`));
  const list = more.reduce(
    (texts, { en, ur }) => ({ en: `${texts.en}, ${en}`, ur: `${texts.ur}، ${ur}` }),
    first ?? { en: '', ur: '' },
  );
  return say('gate.done-admission-provisional', { person, list });
}

/** One event of the gate as a line for the officer; undefined for what concerns IT only. */
export function describe(event: CustodyEvent, find: (subject: string) => Person | undefined): RecentView | undefined {
  const person = listNameOf(find(event.subject));
  const line = (sign: Sign, text: BilingualText): RecentView => ({ id: event.id, at: event.time, sign, text });
  switch (event.type) {
    case 'prisoner.admitted.v1':
      return line('go', say('gate.done-admission', { person }));
    case 'prisoner.admitted.v2': {
      const own = provisionalReasonsOf(event.data);
      const reasons = provisionalReasonsOf(event.data, find(event.subject)?.custody.centralSearch?.state);
      // Everybody waits for the centre a while: it is said, and troubles nobody.
      return line(own.length === 0 ? 'go' : 'wait', admittedText(person, reasons));
    }
    case 'prisoner.photographed.v1':
      return line('information', say('photograph.taken', { person }));
    case 'prisoner.out-to-court.v1':
      return line('go', say('gate.done-out-to-court', { person }));
    case 'prisoner.back-from-court.v1':
      return line('go', say('gate.done-back-from-court', { person }));
    case 'prisoner.out-to-hospital.v1':
    case 'prisoner.out-to-hospital.v2':
      return line('go', say('gate.done-out-to-hospital', { person }));
    case 'prisoner.back-from-hospital.v1':
      return line('go', say('gate.done-back-from-hospital', { person }));
    case 'prisoner.out-on-remand.v1':
    case 'prisoner.out-on-remand.v2':
      return line('go', say('gate.done-out-on-remand', { person }));
    case 'prisoner.back-from-remand.v1':
      return line('go', say('gate.done-back-from-remand', { person }));
    case 'prisoner.out-on-leave.v1':
      return line('go', say('gate.done-out-on-leave', { person }));
    case 'prisoner.back-from-leave.v1':
      return line('go', say('gate.done-back-from-leave', { person }));
    case 'prisoner.transfer-dispatched.v1':
      return line('go', say('gate.done-transfer-dispatched', { person }));
    case 'prisoner.transfer-received.v1':
      return line('go', say('gate.done-transfer-received', { person }));
    case 'prisoner.back-from-transfer.v1':
      return line('go', say('gate.done-back-from-transfer', { person }));
    case 'prisoner.overdue.v1':
      return line('wait', say('gate.overdue-person', { person }));
    case 'prisoner.medically-cleared.v1':
      return line('go', say('gate.done-medical-clearance', { person }));
    case 'prisoner.property-returned.v1':
      return line('go', say('gate.done-property-return', { person }));
    case 'prisoner.released.v2':
      return line('go', say('gate.done-release', { person }));
    case 'prisoner.released-to-police.v1':
      return line('go', say('police.done', { person, police: policeName(event.data.handOver) }));
    case 'prisoner.release-order-received.v1':
    case 'prisoner.release-order-received.v2':
      return line('information', say('gate.order-arrived', { person }));
    case 'prisoner.release-order-passed-on.v1':
      return line('information', say('gate.order-passed-on', { person }));
    case 'prisoner.released-at-court.v1':
      return line('information', say('report.done-released-at-court', { person }));
    case 'prisoner.paper-form-entered.v1':
      return line('information', say('report.done-paper-form', { person }));
    case 'prisoner.escaped.v1':
      return line('stop', say('report.done-escape', { person }));
    case 'prisoner.deceased.v1':
      return line('information', say('report.done-death', { person }));
    case 'prisoner.release-error.v1':
      return line('stop', say('report.done-release-error', { person }));
    case 'prisoner.conflict-resolved.v1':
      return line('information', say('report.done-conflict', { person }));
    case 'prisoner.recaptured.v1':
      return line('go', say('report.done-recapture', { person }));
    case 'prisoner.searched.v1':
      return line('go', say('report.done-search', { person }));
    case 'prisoner.medically-screened.v1':
      return line(event.data.isolation ? 'wait' : 'go', say('report.done-screening', { person }));
    case 'prisoner.reference-recorded.v1':
      return line(referenceSigns[event.data.answer], say('report.done-reference', { person }));
    case 'prisoner.claim-made.v1':
      return line('wait', say('report.done-claim', { person }));
    case 'prisoner.claim-answered.v1':
      return line('information', say('report.done-claim-answer', { person }));
    case 'prisoner.order-called-back.v1': {
      const { answer } = event.data;
      return line(answer === 'denied' ? 'stop' : 'information', say(`gate.called-back-${answer}`, { person }));
    }
    case 'prisoner.order-queried.v1':
      return line('wait', say('gate.court-asked', { person }));
    case 'prisoner.order-query-answered.v1': {
      const { answer } = event.data;
      return line(answer === 'this-person' ? 'go' : 'stop', say(`gate.court-means-${answer}`, { person }));
    }
    case 'prisoner.over-detained.v1':
      return line('stop', say('gate.over-detained', { person }));
    case 'prisoner.hold-came-late.v1':
      return line('stop', say('late-hold.came', { person, case: event.data.hold.caseNumber }));
    case 'prisoner.late-hold-lifted.v1':
      return line('information', say('late-hold.lifted', { person }));
    case 'prisoner.late-hold-reported.v1':
      return line('information', say('report.done-late-hold', { person }));
    case 'prisoner.examined.v1': {
      const { newInjuries: count } = event.data;
      if (count === 0) return line('go', say('report.done-examination', { person }));
      return line('stop', say('injuries.found', { person, count }));
    }
    case 'prisoner.injuries-reported.v1':
      return line('information', say('report.done-injuries-reported', { person }));
    case 'prisoner.name-corrected.v1':
      return line('information', say('report.done-name-correction', { person }));
    case 'prisoner.corrected.v1':
      return line('information', say('report.done-correction', { person }));
    case 'prisoner.detention-extended.v1':
      return line('information', say('report.done-extension', { person }));
    case 'prisoner.detention-alarm.v1': {
      const { alarm, owner } = event.data;
      const text = say(`detention.${alarm}`, { person, owner: say(`role.${owner}`) });
      return line(alarm === 'warrant-ending' ? 'wait' : 'stop', text);
    }
    case 'prisoner.identity-conflict-answered.v1':
      return line('information', say(`gate.conflict-noted-${event.data.answer}`, { person }));
    case 'prisoner.searched-at-centre.v1': {
      const found = event.data.matches.length;
      return line(found > 0 ? 'stop' : 'information', say(found > 0 ? 'match.found' : 'match.none', { person }));
    }
    case 'prisoner.match-answered.v1': {
      const { answer } = event.data;
      return line(answer === 'different-person' ? 'information' : 'stop', say(`match.noted-${answer}`, { person }));
    }
    case 'prisoner.matched-elsewhere.v1': {
      const { answer } = event.data;
      const sign = answer === undefined ? 'wait' : answer === 'different-person' ? 'information' : 'stop';
      return line(sign, say(answer === undefined ? 'match.elsewhere' : `match.noted-${answer}`, { person }));
    }
    case 'prisoner.juvenile-seen.v1':
      return line('information', say('gate.juvenile-noted', { person }));
    case 'prisoner.ward-assigned.v1':
      return line('information', say('ward.assigned', { person }));
    case 'prisoner.release-reviewed.v1':
      return line('information', say('house.reviewed', { person }));
    case 'prisoner.release-review-voided.v1':
      return line('wait', say('house.review-voided', { person }));
    case 'gate.identity-refused.v1':
      return line(
        'stop',
        say(event.data.reason === 'other-person' ? 'gate.impostor-stopped' : 'gate.not-confirmed-stopped'),
      );
    case 'gate.paper-refused.v1':
      return line('wait', say(paperTexts[event.data.reason]));
    case 'gate.expectation-withdrawn.v1':
      return line('information', say('gate.expectation-withdrawn', { number: event.data.warrant.number }));
    case 'gate.child-refused.v1':
      return line('wait', childRefusedText(event.data));
    case 'gate.record-opened.v1':
      return line('information', say('record.opened', { person: listNameOf(find(event.data.person)) }));
    case 'gate.slip-copied.v1':
      return line('information', say('slip.copied', { person: listNameOf(find(event.data.person)) }));
    case 'gate.wristband-replaced.v1': {
      const { person, band } = event.data;
      return line('information', say('band.replaced', { person: listNameOf(find(person)), band }));
    }
    case 'gate.list-opened.v1':
      return line('information', say('house.list-looked-at'));
    case 'gate.roll-exported.v1':
      return line('wait', say('house.exported', { count: event.data.count }));
    case 'gate.manifest-closed.v1': {
      const { vehicle, movements } = event.data;
      return line('go', say('van.passed', { vehicle, count: movements.length }));
    }
    case 'count.started.v1':
      return line(
        event.data.kind === 'evacuation' ? 'stop' : 'information',
        say(`count.event-started-${event.data.kind}`, { count: event.data.expected }),
      );
    case 'count.ended.v1': {
      const { accounted, expected, unexplained } = event.data;
      return line(unexplained > 0 ? 'stop' : 'go', say('count.event-ended', { accounted, expected, unexplained }));
    }
    case 'count.called-off.v1':
      return line('wait', say('count.event-called-off', { reason: event.data.reason }));
    case 'gate.manifest-given-up.v1': {
      const { vehicle, headCounts, people } = event.data;
      const counts = { counted: headCounts.at(-1) ?? 0, identified: people.length };
      return line('wait', say('van.given-up', { vehicle, ...counts }));
    }
    case 'gate.alarm-acknowledged.v1':
      return line('information', say('event.gate.alarm-acknowledged.v1'));
    case 'gate.alarm.v1':
      return line('stop', alarmText(event.data.alarm));
    case 'visit.alarm.v1': {
      const { alarm } = event.data;
      return line('stop', say(alarm === 'overdue' ? 'visitor.late-elsewhere' : `visitor.alarm-${alarm}`));
    }
    default:
      return undefined;
  }
}
