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

/** The correction of the name that an admission wrote down which counts, the newest; undefined where nobody corrected it. */
export const nameCorrectionOf = (
  admission: Pick<CustodyEvent, 'id'>,
  line: readonly CustodyEvent[],
): NameCorrection | undefined =>
  line
    .filter((event) => event.type === 'prisoner.name-corrected.v1')
    .filter(({ data }) => data.corrects === admission.id)
    .reduce<NameCorrection | undefined>((newest, one) => (newest && newest.id > one.id ? newest : one), undefined);
