import { type Court, isEnded, type ReleaseOrder } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { Person } from '../../people/people.ts';
import type { CallBackDesk, StepInput, World } from '../desk.ts';
import { adviceFor, adviceForUnclear } from '../finger/advice.ts';
import { bestMatch } from '../finger/capture.ts';
import { attestation, type ToSign } from '../signing/attestation.ts';

/** A paper that the court's feed did not confirm is about to be confirmed by telephone. */
export const newCallBack = (paper: string): CallBackDesk => ({ step: 'call-back', paper });

type CallBackAction = Extract<Extract<StepInput, { kind: 'action' }>['action'], { action: 'call-back-order' }>;

/** What the officer copies from the paper, and whose it is; the desk around it handles leaving and other papers. */
export function stepCallBack(desk: CallBackDesk, input: StepInput, world: World): CallBackDesk {
  const { again: _, ...calm } = desk;
  switch (input.kind) {
    case 'capture': {
      const match = bestMatch(input.capture, world.thresholds.identify);
      const person = match && world.person(match.subject);
      if (!person) return { ...desk, again: adviceFor(input.capture.reasons) ?? say('gate.no-such-prisoner') };
      return chosen(calm, person);
    }
    case 'unclear':
      return { ...desk, again: adviceForUnclear(input.reasons) };
    case 'action':
      return input.action.action === 'call-back-order' ? takeOrder(calm, input.action, world) : desk;
    default:
      return desk;
  }
}

function chosen(desk: CallBackDesk, { subject, custody }: Person): CallBackDesk {
  return isEnded(custody.state) ? { ...desk, again: say('gate.no-longer-held') } : { ...desk, subject };
}

function takeOrder(desk: CallBackDesk, { order, prisonerNumber }: CallBackAction, world: World): CallBackDesk {
  const numbered = prisonerNumber === undefined ? undefined : world.prisonerNumbered(prisonerNumber);
  const subject = numbered?.subject ?? (prisonerNumber === undefined ? desk.subject : undefined);
  if (subject === undefined) return { ...desk, order, again: say('gate.no-such-prisoner') };
  const refusal = refusalOf(order, world);
  return refusal ? { ...desk, order, subject, again: refusal } : { ...desk, order, subject, isReady: true };
}

/** Why there is nothing to ask the court about an order: it was settled meanwhile, or its court is in no directory. */
function refusalOf({ orderId, court }: ReleaseOrder, world: World): BilingualText | undefined {
  if (world.isDenied(orderId)) return say('gate.order-denied');
  const held = world.holderOf(orderId);
  if (held) return say(held.used ? 'gate.order-used' : 'gate.order-is-here');
  return courtNamed(court, world) ? undefined : say('gate.choose-court');
}

/** A court of the centre's directory. */
export const courtNamed = (name: string, world: World): Court | undefined =>
  world.courtDirectory()?.courts.find(({ court }) => court === name);

/** What the officer signs who called: which order, of whom, at which number, and what was said. */
export function callBackToSign(
  desk: CallBackDesk,
  { spokeTo, answer, officerId }: { spokeTo: string; answer: 'confirmed' | 'denied' | 'not-found'; officerId: string },
  world: World,
): ToSign | undefined {
  const { order, subject, isReady } = desk;
  const court = order && courtNamed(order.court, world);
  const directory = world.courtDirectory()?.commandId;
  if (!isReady || subject === undefined || !court || directory === undefined || refusalOf(order, world))
    return undefined;
  const { telephone } = court;
  const said = { order, telephone, directory, spokeTo, answer, officerId };
  return attestation((approvals) => ({
    type: 'prisoner.order-called-back.v1',
    subject,
    data: { ...said, approvals },
  }));
}
