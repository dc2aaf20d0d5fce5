import {
  bootId,
  clockQuality,
  openRecord,
  PersonKeys,
  prepareAdmission,
  type StationConfig,
} from '@custody-edge/edge-agent';
import type { AdmissionBelongings, AdmissionBody, CustodyEvent, EventDraft } from '@custody-edge/event-contract';
import type { FingerName } from '@custody-edge/fingerprint';
import { systemClock, systemRandom, uuidV7 } from '@custody-edge/foundation';
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

/** That the fingers of an admission are nobody else's, of so many people who were in custody before. */
const searched = ({ id, subject }: CustodyEvent, before: number): EventDraft => ({
  type: 'prisoner.searched-at-centre.v1',
  subject,
  data: { admission: id, search: uuidV7(), compared: before, held: before, matches: [] },
});

/** People whose admissions go to the disk together: they came over months, and nobody waits for each. */
const committedAtOnce = 50;

function* inGroups(people: Iterable<Recorded>): Generator<Recorded[]> {
  let group: Recorded[] = [];
  for (const one of people) {
    group.push(one);
    if (group.length < committedAtOnce) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

/**
 * Puts people on record as the gate itself does, each with a key and with what the centre has found long ago, while its station does not run.
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
  for (const some of inGroups(people)) {
    const before = subjects.length;
    const admissions = await Promise.all(
      some.map((one, index) =>
        prepareAdmission(
          deskOf(one),
          { compared: before + index, policy: config.gate, nowMs: Date.now() },
          keys,
          centre,
          signer,
          systemRandom,
        ),
      ),
    );
    record.log.commit(
      admissions.map(({ draft }) => draft),
      () => {
        for (const { storeKey, grant } of admissions) {
          storeKey();
          record.outbox.addGrant(grant.grantId, grant.text);
        }
      },
      undefined,
      (admitted) => admitted.map((event, index) => searched(event, before + index)),
    );
    for (const { draft } of admissions) {
      subjects.push(draft.subject);
      progress(subjects.length);
    }
  }
  record.log.close();
  record.db.close();
  return subjects;
}
