import type { EventDraft, Mover } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import type { Desk, DeskStep, World } from '../desk.ts';
import { bestMatch, type Capture, type MatchedFinger } from './capture.ts';

/** What a finger says of whether the person claimed is the one in front of the glass. */
type Likeness =
  | { readonly kind: 'same'; readonly match: MatchedFinger }
  | { readonly kind: 'another'; readonly subject: string }
  | { readonly kind: 'nobody' };

/** Whoever resembles somebody else more is that somebody, however much they resemble the person claimed. */
export function likenessTo(claimed: string, capture: Capture, { thresholds }: Pick<World, 'thresholds'>): Likeness {
  const best = bestMatch(capture, thresholds.identify);
  if (best && best.subject !== claimed) return { kind: 'another', subject: best.subject };
  const match = bestMatch(capture, thresholds.verify, claimed);
  return match ? { kind: 'same', match } : { kind: 'nobody' };
}

/** Nobody moves, and that is on record. */
export function stop(
  reason: 'other-person' | 'not-confirmed',
  movement: Mover | 'recapture',
  attempts: number,
  subject: string,
  scanner: Capture['scanner'],
  matches?: string,
): DeskStep & { readonly desk: Extract<Desk, { step: 'stop' }> } {
  const draft: EventDraft = {
    type: 'gate.identity-refused.v1',
    subject,
    data: { reason, movement, attempts, scanner, ...(matches !== undefined && { matches }) },
  };
  const text = say(reason === 'other-person' ? 'gate.stop-other-person' : 'gate.stop-not-confirmed');
  return {
    desk: { step: 'stop', text, ...(subject.startsWith('person/') && { subject }) },
    effects: [{ kind: 'record', draft }],
  };
}
