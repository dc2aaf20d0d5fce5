import { type CustodyEvent, sightIn } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { describe } from '../describe.ts';
import type { World } from '../desk.ts';
import type { HistoryView } from '../view.ts';

/**
 * A person's history as lines, newest first.
 * @param heads ends of the lines of history: where there are several, each stands out
 */
export function historyView(
  history: readonly CustodyEvent[],
  heads: readonly string[],
  world: Pick<World, 'read'>,
): HistoryView[] {
  return history.toReversed().map((event) => {
    const detail = detailOf(event, world).filter((part) => part !== undefined);
    return {
      id: event.id,
      at: event.time,
      sign: describe(event, () => undefined)?.sign ?? 'information',
      text: textOf(event),
      detail,
      ...(event.officer !== undefined && { officer: event.officer }),
      station: event.source.split('/').at(-1) ?? '',
      conflicting: heads.length > 1 && heads.includes(event.id),
    };
  });
}

function textOf(event: CustodyEvent): BilingualText {
  const text = say(`event.${event.type}`);
  const seen = sightIn(event);
  if (seen) return say('sight.history', { event: text, reason: say(`finger-exception.${seen.reason}`) });
  if (event.type !== 'prisoner.claim-made.v1') return text;
  const claim = say(`claim.${event.data.claim}`);
  return { en: `${text.en}: ${claim.en}`, ur: `${text.ur}: ${claim.ur}` };
}

/** What was written down with an event: papers, places, findings. */
function detailOf(event: CustodyEvent, world: Pick<World, 'read'>): (string | undefined)[] {
  switch (event.type) {
    case 'prisoner.admitted.v1': {
      const { number, court, caseNumber } = event.data.warrant;
      return [number, court, caseNumber];
    }
    case 'prisoner.out-to-court.v1': {
      const { orderId, court, caseNumber } = event.data.order;
      return [orderId, court, caseNumber];
    }
    case 'prisoner.out-to-hospital.v1':
    case 'prisoner.out-on-remand.v1':
    case 'prisoner.out-on-leave.v1': {
      const { paper, place, escort } = event.data.pass;
      return [paper, place, escort];
    }
    case 'prisoner.release-order-received.v1':
    case 'prisoner.release-order-received.v2': {
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
    case 'prisoner.claim-answered.v1':
      return [world.read(event.subject, 'claim-answer', event.data.answer)];
    case 'prisoner.forgotten.v1':
      return [event.data.legalBasis];
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
