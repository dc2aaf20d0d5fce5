import type { EventDraft } from '../events/catalogue.ts';
import type { IdentityEvidence, SightEvidence } from '../events/evidence.ts';

/** Why an event took the person in front of the station for its subject; nothing for one that asks nobody who they are. */
export function identityIn({ data }: Pick<EventDraft, 'data'>): readonly IdentityEvidence[] {
  if (!('identity' in data)) return [];
  const { identity } = data;
  if ('kid' in identity) return [];
  return Array.isArray(identity) ? identity : [identity];
}

/** The supervisor's comparison that an event rests on. */
export const sightIn = (event: Pick<EventDraft, 'data'>): SightEvidence | undefined =>
  identityIn(event).find((one) => one.method === 'sight');
