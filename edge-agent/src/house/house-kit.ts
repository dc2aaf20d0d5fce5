import { join } from 'node:path';
import { admissionWords, type EventDraft, type Reference } from '@custody-edge/event-contract';
import { encodeTemplate } from '@custody-edge/fingerprint';
import { syntheticTemplate } from '@custody-edge/fingerprint/synthetic';
import { systemRandom } from '@custody-edge/foundation';
import { emptyAdmission } from '../gate/admission/admission.ts';
import { belongings, body, detailsOf, signedBy } from '../gate/admission/admission-kit.ts';
import { prepareAdmission } from '../gate/admission/admit.ts';
import type { AdmissionDesk } from '../gate/desk.ts';
import { salt } from '../gate/test-world.ts';
import { stationServer } from '../main.ts';
import { People } from '../people/people.ts';
import { PersonKeys } from '../store/person-keys.ts';
import { openRecord } from '../store/record.ts';
import {
  attend,
  configOf,
  deputy,
  enrolOfficer,
  newStation,
  nowMs,
  setUpStation,
  silent,
  stamps,
} from '../test-kit.ts';

export const guard = { officerId: '4417', pin: '829104' };
export const wards = [
  { id: 'ward-1', en: 'Ward 1', ur: 'بارک 1' },
  { id: 'ward-2', en: 'Ward 2', ur: 'بارک 2' },
];
export const order = { orderId: 'RO-1', court: 'Sessions Court', caseNumber: 'FIR 12/2026' };
const commandId = '5f0f2a52-8f0a-4c1f-9b56-0d2a1f1b7c11';
const identity = {
  method: 'fingerprint' as const,
  finger: 'right-index',
  score: 80,
  threshold: 30,
  attempts: 1,
  imageHash: 'B'.repeat(43),
  scanner: { deviceId: 'scanner', profile: 'r307' },
};

/** What people lived through before somebody looks at the house. */
export const stories = {
  inWard: (subject: string, ward = 'ward-1'): EventDraft => ({
    type: 'prisoner.ward-assigned.v1',
    subject,
    data: { ward },
  }),
  toCourt: (subject: string, dueBack: string): EventDraft => ({
    type: 'prisoner.out-to-court.v1',
    subject,
    data: { order: { ...order, orderId: 'PO-1', dueBack }, identity },
  }),
  readyToGo: (subject: string): EventDraft[] => [
    { type: 'prisoner.release-order-received.v1', subject, data: { order, commandId } },
    { type: 'prisoner.medically-cleared.v1', subject, data: { certificate: 'MO-1', approvals: ['medical'] } },
    { type: 'prisoner.property-returned.v1', subject, data: { receipt: 'PR-1', identity, approvals: ['guard'] } },
  ],
};

/** Somebody to be admitted before the house is looked at. */
export interface Prisoner {
  readonly name: string;
  readonly ageYears?: number;
  readonly exceptions?: AdmissionDesk['exceptions'];
  /** Whether the medical officer saw them at the admission: yes, unless this says otherwise. */
  readonly seen?: boolean;
  readonly reference?: Reference;
  readonly story?: (subject: string) => readonly EventDraft[];
}

/** A gate's real server over a record that holds these people; the superintendent is signed in. */
/** @param printers their ids and models; none is plugged in */
export async function openHouse(
  prisoners: readonly Prisoner[],
  policy: object = {},
  nowAt = nowMs,
  printers: readonly (readonly [id: string, profile: string])[] = [],
) {
  const { folder, file, config: known } = setUpStation('gate');
  const withoutPaper = printers.map(([id, profile]) => ({
    ...{ id, profile },
    address: { kind: 'serial', path: join(folder, id) },
  }));
  const config = configOf(folder, { ...file, devices: [...known.devices, ...withoutPaper], gate: policy });
  const subjects = await admitAll(config, prisoners);
  let monotonicMs = 0;
  const clock = { nowMs: () => nowAt, monotonicMs: () => monotonicMs };
  const station = newStation(config, clock);
  await attend(station);
  await station.log.checkContinuity();
  await enrolOfficer(station, { ...deputy, name: 'Salma', roles: ['deputy-superintendent'] });
  await enrolOfficer(station, { ...guard, name: 'Bashir', roles: ['gate-officer'] });
  const server = await stationServer(station, silent);
  const get = async (url: string) => {
    const response = await server.inject(`/api/house/${url}`);
    return { status: response.statusCode, body: response.json() };
  };
  const post = async (url: string, payload: object) => {
    const response = await server.inject({ method: 'POST', url: `/api/${url}`, payload });
    return { status: response.statusCode, body: response.json() };
  };
  /** Time goes by and nobody touches anything. */
  const rest = (ms: number): void => {
    monotonicMs += ms;
  };
  return { station, server, subjects, get, post, rest };
}

/** @returns the subjects, in their order */
export async function admitAll(
  config: Parameters<typeof openRecord>[0],
  prisoners: readonly Prisoner[],
): Promise<string[]> {
  const { identity: own, db, log } = openRecord(config, { ...stamps, officer: () => guard.officerId });
  const keys = new PersonKeys(db, own.siteKey, systemRandom);
  const people = new People(db, log, keys, own.centre, config.gate);
  const moment = { compared: 0, policy: { juvenileBelowYears: 18 }, nowMs };
  const subjects: string[] = [];
  for (const prisoner of prisoners) {
    const { name, ageYears = 31, exceptions = [], seen = true, reference = 'answered', story } = prisoner;
    const admission = signedBy(
      {
        ...emptyAdmission(salt),
        details: detailsOf(name),
        body: { ...body, birth: { ageYears } },
        belongings,
        reference,
        fingers: [{ finger: 'right-index', impressions: [encodeTemplate(syntheticTemplate(subjects.length))] }],
        exceptions,
      },
      ...(seen ? admissionWords : (['admission-search'] as const)),
    );
    const { draft, storeKey } = await prepareAdmission(admission, moment, keys, own.centre, own.signer, systemRandom);
    const { subject } = draft;
    for (const [index, one] of [draft, ...(story?.(subject) ?? [])].entries())
      people.record([one], index === 0 ? storeKey : undefined);
    subjects.push(subject);
  }
  log.close();
  db.close();
  return subjects;
}
