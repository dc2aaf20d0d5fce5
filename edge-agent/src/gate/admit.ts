import { type Enrolment, type EventDraft, grantKey, type Signer, seal } from '@custody-edge/event-contract';
import { type Random, uuidV7 } from '@custody-edge/foundation';
import { agentError } from '../errors.ts';
import type { PersonKeys } from '../store/person-keys.ts';
import { completeDetails } from './admission.ts';
import type { AdmissionDesk } from './desk.ts';
import { type EnrolledFinger, writeTemplates } from './templates.ts';

/** An admission ready to be committed: the event, the person's key, and the key's way to the centre. */
export interface PreparedAdmission {
  readonly draft: Extract<EventDraft, { type: 'prisoner.admitted.v1' }>;
  readonly fingers: readonly EnrolledFinger[];
  readonly grant: { readonly grantId: string; readonly text: string };
  storeKey(): void;
}

/**
 * Gives the person an opaque id and a data key, and seals what identifies them.
 * Nothing is stored: `storeKey` runs within the transaction that commits the draft.
 * @param compared people on record whose fingers were searched without a hit
 * @throws `action-incomplete`
 */
export async function prepareAdmission(
  admission: AdmissionDesk,
  compared: number,
  keys: PersonKeys,
  centre: Enrolment,
  signer: Signer,
  random: Random,
): Promise<PreparedAdmission> {
  const details = completeDetails(admission);
  if (!details) throw agentError('action-incomplete');
  const subject = `person/${uuidV7(undefined, random)}`;
  const key = keys.make();
  const { name, relation, parentage, prisonerNumber, warrantNumber, court, caseNumber, policeStation } = details;
  const identity = Buffer.from(JSON.stringify({ name, relation, parentage, prisonerNumber }));
  const grantId = uuidV7(undefined, random);
  const grant = await grantKey(grantId, subject, key, centre, signer);
  return {
    draft: {
      type: 'prisoner.admitted.v1',
      subject,
      data: {
        warrant: { kind: 'remand-warrant', number: warrantNumber, court, caseNumber, policeStation },
        identity: seal(key, subject, 'identity', identity, random),
        templates: seal(key, subject, 'templates', writeTemplates(admission.fingers), random),
        fingers: admission.fingers.map(({ finger, impressions }) => ({ finger, impressions: impressions.length })),
        localSearch: { compared, hit: false },
      },
    },
    fingers: admission.fingers,
    grant: { grantId, text: grant.text },
    storeKey: () => keys.store(subject, key),
  };
}
