import { decisionDigest } from '@custody-edge/event-contract';
import type { DeskEffect, DeskInput, World } from '../desk.ts';

/** What the superintendent signs: that they know of this child. */
export const juvenileDigest = (subject: string): string => decisionDigest({ meaning: 'juvenile-seen', subject });

/** Takes the superintendent's word for a child of whom nobody answered yet. */
export function takeJuvenileSeen(input: Extract<DeskInput, { kind: 'vouched' }>, world: World): DeskEffect[] {
  const { vouched, subject } = input;
  if (vouched.meaning !== 'juvenile-seen' || subject === undefined) return [];
  if (vouched.digest !== juvenileDigest(subject) || world.person(subject)?.custody.juvenile !== 'waiting') return [];
  return [
    { kind: 'record', draft: { type: 'prisoner.juvenile-seen.v1', subject, data: { approvals: [vouched.text] } } },
  ];
}
