import type { CustodyEvent } from '../envelope.ts';
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

export type NameCorrection = Extract<CustodyEvent, { type: 'prisoner.name-corrected.v1' }>;

/** The corrections of the name that an admission wrote down, the newest first: the first of them that can be read counts. */
export const nameCorrectionsOf = (
  admission: Pick<CustodyEvent, 'id'>,
  line: readonly CustodyEvent[],
): NameCorrection[] =>
  line
    .filter((event) => event.type === 'prisoner.name-corrected.v1')
    .filter(({ data }) => data.corrects === admission.id)
    .toSorted((a, b) => (a.id < b.id ? 1 : -1));
