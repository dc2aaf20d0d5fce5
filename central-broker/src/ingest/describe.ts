import type { CustodyEvent } from '@custody-edge/event-contract';

/** What a list shows of an event without opening any seal. */
export interface Description {
  /** Label of the exhibit, kind of the alarm, text of the paper, name or number of the officer; persons are named from the register. */
  readonly about?: string;
  readonly detail?: string;
}

export function describe(event: CustodyEvent): Description {
  switch (event.type) {
    case 'prisoner.admitted.v1':
    case 'prisoner.admitted.v2':
      return { detail: event.data.warrant.number };
    case 'prisoner.out-to-court.v1':
      return { detail: event.data.order.court };
    case 'prisoner.out-to-hospital.v1':
    case 'prisoner.out-to-hospital.v2':
    case 'prisoner.out-on-remand.v1':
    case 'prisoner.out-on-remand.v2':
    case 'prisoner.out-on-leave.v1':
      return { detail: event.data.pass.place };
    case 'prisoner.transfer-dispatched.v1':
      return { detail: event.data.transfer.destination };
    case 'prisoner.overdue.v1':
      return { detail: event.data.journey };
    case 'prisoner.release-order-received.v1':
    case 'prisoner.release-order-received.v2':
    case 'prisoner.release-order-passed-on.v1':
      return { detail: event.data.order.orderId };
    case 'prisoner.order-called-back.v1':
    case 'prisoner.order-query-answered.v1':
      return { detail: event.data.answer };
    case 'prisoner.order-queried.v1':
      return { detail: event.data.order.orderId };
    case 'prisoner.over-detained.v1':
      return { detail: event.data.orderId };
    case 'prisoner.hold-came-late.v1':
      return { detail: event.data.hold.caseNumber };
    case 'prisoner.late-hold-reported.v1':
      return { detail: event.data.document.number };
    case 'prisoner.medically-cleared.v1':
      return { detail: event.data.certificate };
    case 'prisoner.property-returned.v1':
      return { detail: event.data.receipt };
    case 'prisoner.released.v2':
    case 'prisoner.released-at-court.v1':
      return { detail: event.data.orderIds.join(' · ') };
    case 'prisoner.released-to-police.v1': {
      const { rank, officer, policeStation, caseNumber } = event.data.handOver;
      return { detail: [...event.data.orderIds, `${rank} ${officer}`, policeStation, caseNumber].join(' · ') };
    }
    case 'prisoner.release-error.v1':
    case 'prisoner.conflict-resolved.v1':
      return { detail: event.data.finding };
    case 'prisoner.identity-conflict-answered.v1':
    case 'prisoner.match-answered.v1':
      return { detail: event.data.answer };
    case 'prisoner.escaped.v1':
      return { detail: event.data.report };
    case 'prisoner.paper-form-entered.v1':
      return { detail: event.data.form };
    case 'prisoner.deceased.v1':
      return { detail: event.data.certificate };
    case 'prisoner.recaptured.v1':
      return { detail: event.data.arrestMemo };
    case 'prisoner.corrected.v1':
      return {};
    case 'prisoner.claim-made.v1':
      return { detail: event.data.claim };
    case 'prisoner.reference-recorded.v1':
      return { detail: `${event.data.office} · ${event.data.answer}` };
    case 'prisoner.examined.v1':
      return { detail: String(event.data.newInjuries) };
    case 'prisoner.injuries-reported.v1':
      return { detail: event.data.report };
    case 'prisoner.name-corrected.v1':
    case 'prisoner.detention-extended.v1':
      return { detail: event.data.paper };
    case 'prisoner.detention-alarm.v1':
      return { detail: event.data.alarm };
    case 'prisoner.forgotten.v1':
      return { detail: event.data.legalBasis };
    case 'prisoner.forgotten.v2': {
      const { kind, number, authority } = event.data.paper;
      return { detail: `${kind} ${number} · ${authority}` };
    }
    case 'prisoner.ward-assigned.v1':
      return { detail: event.data.ward };
    case 'prisoner.release-reviewed.v1':
      return { detail: event.data.orderIds.join(' · ') };
    case 'prisoner.release-review-voided.v1':
      return { detail: event.data.holds.join(' · ') };
    case 'prisoner.searched-at-centre.v1':
      return { detail: `${event.data.matches.length} / ${event.data.compared}` };
    case 'prisoner.matched-elsewhere.v1':
      return { detail: event.data.answer ?? event.data.site };
    case 'prisoner.late-hold-lifted.v1':
    case 'prisoner.claim-answered.v1':
    case 'prisoner.juvenile-seen.v1':
    case 'prisoner.searched.v1':
    case 'prisoner.medically-screened.v1':
    case 'prisoner.photographed.v1':
    case 'prisoner.back-from-court.v1':
    case 'prisoner.back-from-hospital.v1':
    case 'prisoner.back-from-remand.v1':
    case 'prisoner.back-from-leave.v1':
    case 'prisoner.transfer-received.v1':
    case 'prisoner.back-from-transfer.v1':
    case 'gate.told-of-person.v1':
      return {};
    case 'gate.identity-refused.v1':
      return { detail: event.data.reason };
    case 'gate.paper-refused.v1':
      return { about: event.data.paper, detail: event.data.reason };
    case 'gate.record-opened.v1':
    case 'gate.person-shown.v1':
    case 'gate.slip-copied.v1':
    case 'gate.wristband-replaced.v1':
      return { detail: event.data.person };
    case 'gate.list-opened.v1':
      return { detail: `${event.data.list} · ${event.data.count}` };
    case 'gate.roll-exported.v1':
      return { about: event.data.reason, detail: String(event.data.count) };
    case 'gate.child-refused.v1': {
      const { escort, paper } = event.data;
      return { about: paper.number, detail: `${escort.policeStation} · ${escort.name} · ${escort.beltNumber}` };
    }
    case 'gate.expectation-withdrawn.v1':
      return { detail: event.data.warrant.number };
    case 'gate.manifest-closed.v1':
      return { about: event.data.vehicle, detail: `${event.data.movement} · ${event.data.movements.length}` };
    case 'gate.manifest-given-up.v1':
      return {
        about: event.data.vehicle,
        detail: `${event.data.movement} · ${event.data.people.length}/${event.data.headCounts.at(-1)}`,
      };
    case 'gate.alarm-acknowledged.v1':
      return {};
    case 'gate.alarm.v1':
      return { about: event.data.alarm, detail: event.data.deviceId };
    case 'count.started.v1':
      return { about: event.data.kind, detail: `${event.data.by} · ${event.data.expected}` };
    case 'count.expected.v1':
    case 'count.short.v1':
      return { detail: String(event.data.part) };
    case 'count.seen.v1':
      return { detail: event.data.by.method };
    case 'count.explained.v1':
    case 'count.taken-back.v1':
    case 'count.called-off.v1':
      return { detail: event.data.reason };
    case 'count.listed.v1':
      return { detail: shareOf(event.data) };
    case 'count.exported.v1':
      return { about: event.data.reason, detail: shareOf(event.data) };
    case 'count.ended.v1':
      return { about: shareOf(event.data), detail: String(event.data.unexplained) };
    case 'exhibit.weighed.v1':
      return { about: event.data.label, detail: `${event.data.value} ${event.data.unit}` };
    case 'report.issued.v1':
      return { about: event.data.number, detail: event.data.case };
    case 'case.opened.v1':
      return { about: event.data.number, detail: event.data.memorandum.fir };
    case 'case.concluded.v1':
      return { about: event.data.number, detail: event.data.analyst };
    case 'case.assigned.v1':
      return { detail: event.data.analyst };
    case 'case.reviewed.v1':
    case 'case.given-back.v1':
      return { detail: event.data.review };
    case 'exhibit.received.v1':
    case 'exhibit.taken-from.v1':
      return { about: event.data.label, detail: event.data.described };
    case 'exhibit.handed-over.v1':
      return { detail: `${event.data.from} · ${event.data.to}` };
    case 'exhibit.divided.v1':
      return { detail: String(event.data.parts.length) };
    case 'exhibit.method-begun.v1':
      return { detail: `${event.data.id} ${event.data.version}` };
    case 'exhibit.units-chosen.v1':
      return { detail: `${event.data.chosen.length} / ${event.data.plan.population}` };
    case 'exhibit.weighed.v2':
    case 'exhibit.weight-written.v1':
      return { detail: `${event.data.value} ${event.data.unit}` };
    case 'exhibit.tested.v1':
      return { detail: `${event.data.technique} · ${event.data.outcome}` };
    case 'exhibit.file-bound.v1':
      return { detail: event.data.name };
    case 'exhibit.amended.v1':
    case 'exhibit.fork-settled.v1':
      return { detail: event.data.why };
    case 'exhibit.opened.v1':
    case 'exhibit.resealed.v1':
      return { detail: event.data.seals.map(({ mark }) => mark).join(' · ') };
    case 'exhibit.returned.v1':
      return { detail: event.data.to.beltNumber };
    case 'instrument.calibrated.v1':
      return { about: event.data.instrument.profile, detail: event.data.dueOn };
    case 'instrument.tried.v1':
    case 'instrument.tried.v2':
      return { about: event.data.instrument.profile, detail: event.data.trial };
    case 'room.measured.v1':
      return { about: event.data.instrument, detail: `${event.data.temperature} °C · ${event.data.humidity} %` };
    case 'instrument.withdrawn.v1':
    case 'instrument.back-in-use.v1':
      return { about: event.data.instrument.profile, detail: event.data.reason };
    case 'visit.refused.v1':
      return { detail: event.data.grounds.join(' · ') };
    case 'visit.began.v1':
      return { detail: `${event.data.parties.kind} · ${event.data.pass}` };
    case 'visit.alarm.v1':
      return { detail: event.data.alarm };
    case 'visit.alarm-answered.v1':
      return { detail: event.data.finding };
    case 'visit.legal-opened.v1':
      return { detail: event.data.reason };
    case 'visit.entry-destroyed.v1':
      return { detail: `${event.data.keptHours} h` };
    case 'visit.queue-closed.v1':
      return { detail: String(event.data.told.length) };
    case 'visitor.banned.v1':
      return { detail: event.data.until };
    case 'visitor.registered.v1':
    case 'visitor.allowed.v1':
    case 'visitor.disallowed.v1':
    case 'visitor.ban-lifted.v1':
    case 'visitor.forgotten.v1':
    case 'visit.booked.v1':
    case 'visit.booking-cancelled.v1':
    case 'visit.ended.v1':
    case 'visit.slip-copied.v1':
      return {};
    case 'officer.enrolled.v1':
      return { about: event.data.name, detail: officerOf(event) };
    case 'officer.enrolled.v2': {
      const { name, word } = event.data;
      const isAlone = 'without' in word && word.without === 'first-senior';
      return { about: `${name} · ${officerOf(event)}`, detail: isAlone ? word.without : event.data.roles.join(' · ') };
    }
    case 'officer.signed-out.v1':
      return { about: officerOf(event), detail: event.data.reason };
    case 'officer.locked-out.v1':
      return { about: officerOf(event), detail: String(event.data.failures) };
    case 'officer.duress.v1':
      return { about: officerOf(event), detail: event.data.purpose };
    case 'officer.finger-vouched.v1':
      return { about: officerOf(event), detail: event.data.reason };
    case 'officer.fingers-enrolled.v1':
    case 'officer.fingers-enrolled.v2':
    case 'officer.fingers-removed.v1':
    case 'officer.fingers-removed.v2':
    case 'officer.disabled.v1':
    case 'officer.disabled.v2':
    case 'officer.key-added.v1':
    case 'officer.key-added.v2':
    case 'officer.key-removed.v1':
    case 'officer.key-copied.v1':
    case 'officer.signed-in.v1':
      return { about: officerOf(event) };
    case 'station.started.v1':
      return { detail: event.data.softwareVersion };
    case 'station.fork-found.v1':
      return { detail: event.data.stationId };
    case 'station.wire-opened.v1':
      return { about: event.data.devices.join(' · ') };
    case 'station.practice-began.v1':
      return { about: event.data.officerId };
    case 'station.practice-ended.v1':
      return { detail: event.data.reason };
    case 'station.wire-closed.v1':
      return {
        about: event.data.crossed.map(({ deviceId, byteCount }) => `${deviceId} ${byteCount}`).join(' · '),
        detail: event.data.reason,
      };
  }
}

const shareOf = ({ accounted, expected }: { accounted: number; expected: number }): string =>
  `${accounted}/${expected}`;

const officerOf = ({ subject }: CustodyEvent): string => subject.slice('officer/'.length);
