import {
  type CustodyEvent,
  committedPersonSchema,
  isAdmission,
  laterSearchSchema,
  personalIdentitySchema,
  type RecordedReference,
  sightIn,
  stationOf,
} from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { readAs } from '../../people/sealed-words.ts';
import { describe } from '../describe.ts';
import type { World } from '../desk.ts';
import type { HistoryView } from '../view.ts';
import { paperName } from './erasure.ts';
import { foundIn as injuriesFoundIn } from './injuries.ts';

/**
 * A person's history as lines, newest first.
 * @param heads ends of the lines of history: where there are several, each stands out
 */
export function historyView(
  history: readonly CustodyEvent[],
  heads: readonly string[],
  world: Pick<World, 'read' | 'policy'>,
): HistoryView[] {
  const corrected = new Set(history.flatMap((event) => correctedBy(event) ?? []));
  return history.toReversed().map((event) => {
    const isCorrected = corrected.has(event.id);
    const detail = [...(isCorrected ? [nameIn(event, world)] : []), ...detailOf(event, world)].filter(
      (part) => part !== undefined,
    );
    return {
      id: event.id,
      at: event.time,
      sign: describe(event, () => undefined)?.sign ?? 'information',
      text: textOf(event, history),
      detail,
      ...(event.officer !== undefined && { officer: event.officer }),
      station: stationOf(event.source),
      corrected: isCorrected,
      conflicting: heads.length > 1 && heads.includes(event.id),
    };
  });
}

/** The event that another one corrects. */
const correctedBy = ({ data }: CustodyEvent): string | undefined => ('corrects' in data ? data.corrects : undefined);

function textOf(event: CustodyEvent, history: readonly CustodyEvent[]): BilingualText {
  const text = say(`event.${event.type}`);
  const found = foundIn(event);
  if (found) return { en: `${text.en}: ${found.en}`, ur: `${text.ur}: ${found.ur}` };
  const seen = sightIn(event);
  if (seen) return say('sight.history', { event: text, reason: say(`finger-exception.${seen.reason}`) });
  const more = saidIn(event, history);
  return more ? { en: `${text.en}: ${more.en}`, ur: `${text.ur}: ${more.ur}` } : text;
}

/** What an event says by one of a few words. */
function saidIn(event: CustodyEvent, history: readonly CustodyEvent[]): BilingualText | undefined {
  switch (event.type) {
    case 'prisoner.corrected.v1': {
      const wrong = history.find(({ id }) => id === event.data.corrects);
      return wrong && say(`event.${wrong.type}`);
    }
    case 'prisoner.claim-made.v1':
      return say(`claim.${event.data.claim}`);
    case 'prisoner.reference-recorded.v1':
      return referenceText(event.data);
    case 'prisoner.examined.v1':
      return say('injuries.new-count', { count: event.data.newInjuries });
    case 'prisoner.late-hold-reported.v1':
      return say(`hold-document.${event.data.document.kind}`);
    case 'prisoner.detention-alarm.v1':
      return say(`house.late-${event.data.alarm}`);
    case 'prisoner.medically-screened.v1':
      return say(event.data.isolation ? 'gate.isolation' : 'gate.isolation-no');
    default:
      return undefined;
  }
}

/** Which office answered, and whom it takes the person for. */
export function referenceText({ office, answer }: Pick<RecordedReference, 'office' | 'answer'>): BilingualText {
  const [asked, said] = [say(`reference-office.${office}`), say(`reference-answer.${answer}`)];
  return { en: `${asked.en}: ${said.en}`, ur: `${asked.ur}: ${said.ur}` };
}

/** What the centre's search found, or what was found of it. */
function foundIn(event: CustodyEvent): BilingualText | undefined {
  switch (event.type) {
    case 'prisoner.searched-at-centre.v1': {
      const { compared, held, matches } = event.data;
      return say(matches.length > 0 ? 'match.somebody' : 'match.nobody', { compared, held });
    }
    case 'prisoner.match-answered.v1':
      return say(`match.answer-${event.data.answer}`);
    case 'prisoner.matched-elsewhere.v1':
      return event.data.answer && say(`match.answer-${event.data.answer}`);
    default:
      return undefined;
  }
}

/** What was written down with an event: papers, places, findings. */
function detailOf(event: CustodyEvent, world: Pick<World, 'read' | 'policy'>): (string | undefined)[] {
  switch (event.type) {
    case 'prisoner.admitted.v1':
    case 'prisoner.admitted.v2': {
      const { number, court, caseNumber, detainUntil } = event.data.warrant;
      return [number, court, caseNumber, detainUntil];
    }
    case 'prisoner.out-to-court.v1': {
      const { orderId, court, caseNumber } = event.data.order;
      return [orderId, court, caseNumber];
    }
    case 'prisoner.out-to-hospital.v1':
    case 'prisoner.out-to-hospital.v2':
    case 'prisoner.out-on-remand.v1':
    case 'prisoner.out-on-remand.v2':
    case 'prisoner.out-on-leave.v1': {
      const { paper, place, escort } = event.data.pass;
      return [paper, place, escort];
    }
    case 'prisoner.release-order-received.v1':
    case 'prisoner.release-order-received.v2':
    case 'prisoner.release-order-passed-on.v1': {
      const { orderId, court, caseNumber } = event.data.order;
      return [orderId, court, caseNumber];
    }
    case 'prisoner.medically-cleared.v1':
      return [event.data.certificate];
    case 'prisoner.property-returned.v1':
      return [event.data.receipt];
    case 'prisoner.released.v2':
    case 'prisoner.released-at-court.v1':
      return event.data.orderIds;
    case 'prisoner.released-to-police.v1': {
      const { orderIds, handOver } = event.data;
      const { officer, rank, beltNumber, policeStation, caseNumber, document } = handOver;
      return [...orderIds, `${rank} ${officer}`, beltNumber, policeStation, caseNumber, document.number];
    }
    case 'prisoner.paper-form-entered.v1': {
      const { form, moved } = event.data;
      return moved.way === 'out' ? [form, moved.pass.paper, moved.pass.place] : [form];
    }
    case 'prisoner.release-error.v1':
    case 'prisoner.conflict-resolved.v1':
      return [event.data.finding];
    case 'prisoner.escaped.v1':
      return [event.data.report];
    case 'prisoner.deceased.v1':
      return [event.data.certificate, event.data.inquiry];
    case 'prisoner.recaptured.v1':
      return [event.data.arrestMemo];
    case 'prisoner.claim-made.v1':
      return [world.read(event.subject, 'claim', event.data.words)];
    case 'prisoner.searched.v1': {
      const search = readAs(world.read, event.subject, 'search', event.data.found, laterSearchSchema);
      return [search?.found, search?.witness];
    }
    case 'prisoner.reference-recorded.v1': {
      const { spokeTo, on, words } = event.data;
      return [spokeTo, on, world.read(event.subject, 'reference', words)];
    }
    case 'prisoner.examined.v1':
      return (injuriesFoundIn(event, world) ?? []).map(({ words }) => words);
    case 'prisoner.injuries-reported.v1':
      return [event.data.report];
    case 'prisoner.hold-came-late.v1': {
      const { hold, orders } = event.data;
      return [hold.holdId, hold.authority, hold.caseNumber, ...orders.map(({ orderId }) => orderId)];
    }
    case 'prisoner.late-hold-reported.v1': {
      const { number, authority, on } = event.data.document;
      return [number, authority, on, ...event.data.orders.map(({ court }) => court)];
    }
    case 'prisoner.detention-extended.v1':
      return [event.data.paper, event.data.court, event.data.until];
    case 'prisoner.detention-alarm.v1':
      return [event.data.until];
    case 'prisoner.name-corrected.v1':
      return [nameIn(event, world), event.data.paper];
    case 'prisoner.corrected.v1':
      return [world.read(event.subject, 'correction', event.data.words)];
    case 'prisoner.claim-answered.v1':
      return [world.read(event.subject, 'claim-answer', event.data.answer)];
    case 'prisoner.searched-at-centre.v1':
      return event.data.matches.map(({ site }) => site);
    case 'prisoner.match-answered.v1':
      return [event.data.reason];
    case 'prisoner.matched-elsewhere.v1':
      return [event.data.site];
    case 'prisoner.forgotten.v1':
      return [event.data.legalBasis];
    case 'prisoner.forgotten.v2': {
      const { kind, number, authority, date } = event.data.paper;
      return [paperName(kind, world.policy).en, number, authority, date];
    }
    case 'prisoner.ward-assigned.v1':
      return [event.data.ward];
    case 'prisoner.release-reviewed.v1':
      return event.data.orderIds;
    case 'prisoner.release-review-voided.v1':
      return event.data.holds;
    default:
      return [];
  }
}

/** The name and parentage that an admission, or a correction of them, wrote down. */
function nameIn(event: CustodyEvent, world: Pick<World, 'read'>): string | undefined {
  const { subject } = event;
  const names = isAdmission(event)
    ? readAs(world.read, subject, 'identity', event.data.identity, personalIdentitySchema)
    : event.type === 'prisoner.name-corrected.v1'
      ? readAs(world.read, subject, 'correction', event.data.name, committedPersonSchema)
      : undefined;
  return names && `${names.name} · ${names.parentage}`;
}
