import {
  bootId,
  clockQuality,
  openRecord,
  PersonKeys,
  prepareAdmission,
  type StationConfig,
} from '@custody-edge/edge-agent';
import type { AdmissionBelongings, AdmissionBody } from '@custody-edge/event-contract';
import type { FingerName } from '@custody-edge/fingerprint';
import { systemClock, systemRandom } from '@custody-edge/foundation';
import type { WarrantDetails } from './cast.ts';

/** Somebody who is on record at a gate before it is ever started. */
export interface Recorded {
  readonly details: WarrantDetails;
  readonly body: AdmissionBody;
  readonly belongings: AdmissionBelongings;
  /** Records of the impressions of each finger, as the engine encodes templates. */
  readonly fingers: readonly { readonly finger: FingerName; readonly impressions: readonly Uint8Array[] }[];
}

/** What a gate has of somebody at the end of an admission. */
export const deskOf = ({ details, body, belongings, fingers }: Recorded): Parameters<typeof prepareAdmission>[0] => ({
  step: 'admission',
  page: 'confirm',
  details,
  body,
  salt: Buffer.from(systemRandom.bytes(16)).toString('base64url'),
  words: [],
  belongings,
  reference: 'not-asked',
  fingers,
  exceptions: [],
  differentFrom: [],
});

/**
 * Puts people on record as the gate itself does, one event and one key each, while its station does not run.
 * @returns the subject of each, in their order
 */
export async function putOnRecord(
  config: StationConfig,
  people: Iterable<Recorded>,
  progress: (done: number) => void,
): Promise<string[]> {
  const record = openRecord(config, {
    clock: systemClock,
    random: systemRandom,
    bootId: bootId(),
    timeQuality: () => clockQuality(Date.now()),
    officer: () => undefined,
  });
  const keys = new PersonKeys(record.db, record.identity.siteKey, systemRandom);
  const { centre, signer } = record.identity;
  const subjects: string[] = [];
  for (const one of people) {
    const admission = await prepareAdmission(
      deskOf(one),
      { compared: subjects.length, policy: config.gate, nowMs: Date.now() },
      keys,
      centre,
      signer,
      systemRandom,
    );
    record.log.commit([admission.draft], () => {
      admission.storeKey();
      record.outbox.addGrant(admission.grant.grantId, admission.grant.text);
    });
    subjects.push(admission.draft.subject);
    progress(subjects.length);
  }
  record.log.close();
  record.db.close();
  return subjects;
}
