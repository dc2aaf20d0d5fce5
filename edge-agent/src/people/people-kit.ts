import type { EventDraft } from '@custody-edge/event-contract';
import type { FingerName } from '@custody-edge/fingerprint';
import { systemRandom } from '@custody-edge/foundation';
import { emptyAdmission } from '../gate/admission/admission.ts';
import { belongings, body, detailsOf } from '../gate/admission/admission-kit.ts';
import { prepareAdmission } from '../gate/admission/admit.ts';
import type { AdmissionDesk } from '../gate/desk.ts';
import { salt } from '../gate/test-world.ts';
import { PersonKeys } from '../store/person-keys.ts';
import { enrol, openStore } from '../test-kit.ts';
import { People } from './people.ts';

export const centre = enrol('centre-1', 'centre', 'headquarters');
/** Hours until the centre should have searched for the fingers of somebody admitted. */
export const policy = { centralSearchHours: 24 };
export const moment = { policy: { juvenileBelowYears: 18 }, nowMs: Date.UTC(2026, 2, 1) };
const siteKey = systemRandom.bytes(32);
export const impressions = [systemRandom.bytes(120), systemRandom.bytes(80)];
export const admission: AdmissionDesk = {
  ...emptyAdmission(salt),
  details: { ...detailsOf('آصف علی'), parentage: 'محمد علی', prisonerNumber: '17', warrantNumber: 'RW-1' },
  body,
  belongings,
  reference: 'answered',
  fingers: (['right-index', 'left-index'] satisfies FingerName[]).map((finger) => ({ finger, impressions })),
};

/** A gate's record of people in a real database. */
export function prison(store = openStore()) {
  const keys = new PersonKeys(store.db, siteKey, systemRandom);
  const people = new People(store.db, store.log, keys, centre.enrolment, policy);
  const commit = (draft: EventDraft, alongside?: () => void) => {
    people.record([draft], alongside);
  };
  return { ...store, keys, people, commit };
}

/** The same with one person admitted. */
export async function admitted() {
  const gate = prison();
  const { draft, storeKey } = await prepareAdmission(
    admission,
    { compared: 3, ...moment },
    gate.keys,
    centre.enrolment,
    gate.station.signer,
    systemRandom,
  );
  gate.commit(draft, storeKey);
  return { ...gate, draft, subject: draft.subject };
}
