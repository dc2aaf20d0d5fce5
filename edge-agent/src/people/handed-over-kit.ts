import { randomUUID } from 'node:crypto';
import { type Enrolment, type EventDraft, grantKey } from '@custody-edge/event-contract';
import { systemRandom } from '@custody-edge/foundation';
import { emptyAdmission } from '../gate/admission/admission.ts';
import { belongings, body, detailsOf } from '../gate/admission/admission-kit.ts';
import { prepareAdmission } from '../gate/admission/admit.ts';
import type { AdmissionDesk } from '../gate/desk.ts';
import { salt, scanner, transfer } from '../gate/test-world.ts';
import { Outbox } from '../store/outbox.ts';
import { PersonKeys } from '../store/person-keys.ts';
import { centre, type openStore } from '../test-kit.ts';
import { People } from './people.ts';
import { TakingOver } from './taking-over.ts';

const siteKey = systemRandom.bytes(32);
const admission: AdmissionDesk = {
  ...emptyAdmission(salt),
  details: detailsOf('آصف علی'),
  body,
  belongings,
  reference: 'answered',
  fingers: [{ finger: 'right-index', impressions: [systemRandom.bytes(80)] }],
};
/** By which a finger was known. */
export const identity = {
  method: 'fingerprint' as const,
  finger: 'right-index',
  score: 40,
  threshold: 30,
  attempts: 1,
  imageHash: 'B'.repeat(43),
  scanner,
};

/** A gate's record, as far as taking over needs one. */
export function gateOf(store: ReturnType<typeof openStore>) {
  const { db, log, foreign, station } = store;
  const keys = new PersonKeys(db, siteKey, systemRandom);
  const people = new People(db, log, keys, centre.enrolment, { centralSearchHours: 24 });
  const { enrolment, encryptionKey } = station;
  const takingOver = new TakingOver(
    {
      identity: { enrolment, centre: centre.enrolment, encryptionKey },
      db,
      log,
      foreign,
      outbox: new Outbox(db),
      committed: () => {},
    },
    keys,
    people,
  );
  const commit = (draft: EventDraft, alongside?: () => void): string => people.record([draft], alongside)[0]?.id ?? '';
  const takeAll = (...tellings: Parameters<TakingOver['take']>[0]) => takingOver.take(tellings);
  /** @returns whether it was news @throws what it was refused with */
  const take = async (telling: Parameters<TakingOver['take']>[0][number]): Promise<boolean> => {
    const { news, refused } = await takeAll(telling);
    for (const { error } of refused) throw error;
    return news.includes(telling.subject);
  };
  const told = () => log.eventsOf('station/gate-1').map(({ type, data }) => ({ type, data }));
  return { ...store, keys, people, takingOver, take, takeAll, commit, told };
}

type Gate = ReturnType<typeof gateOf>;

type Draft = Awaited<ReturnType<typeof prepareAdmission>>['draft'];

/**
 * Jail B has admitted and dispatched somebody to a gate of jail A, and the centre hands them over.
 * @param written what jail B puts on record in place of the admission that it should
 */
export async function sent(theirs: Gate, ours: Enrolment, name: string, written = (draft: Draft): Draft => draft) {
  const { draft, storeKey } = await prepareAdmission(
    { ...admission, details: detailsOf(name) },
    { compared: 0, policy: { juvenileBelowYears: 18 }, nowMs: Date.UTC(2026, 2, 1) },
    theirs.keys,
    centre.enrolment,
    theirs.station.signer,
    systemRandom,
  );
  const { subject } = draft;
  const before = theirs.log.length;
  theirs.commit(written(draft), storeKey);
  const event = theirs.commit({
    type: 'prisoner.transfer-dispatched.v1',
    subject,
    data: { transfer: { ...transfer, destination: 'jail-a' }, identity, approvals: ['first', 'second'] },
  });
  const key = theirs.keys.find(subject);
  if (!key) throw new Error('no key');
  const grantTo = async (to = ours, by = centre.signer, granted = key) =>
    (await grantKey(randomUUID(), subject, granted, to, by)).text;
  const telling = {
    purpose: 'tell-of-person' as const,
    subject,
    event,
    records: [theirs.station.recordText],
    events: [...theirs.log.signedTexts()].slice(before),
    grant: await grantTo(),
  };
  return { subject, key, grantTo, telling };
}
