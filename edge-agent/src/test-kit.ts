import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Command,
  createSigner,
  publicJwk,
  type Signer,
  type StationRole,
  signMessage,
} from '@custody-edge/event-contract';
import { type Clock, systemRandom } from '@custody-edge/foundation';
import { afterwards, newFolder } from '@custody-edge/foundation/test-support';
import { type Logger, pino } from 'pino';
import { z } from 'zod';
import { loadStationConfig, type StationConfig } from './config.ts';
import { Gate } from './gate/gate.ts';
import { drawOneTimeCode } from './officers/one-time-code.ts';
import type { Enrolment as Enrolling } from './officers/requests.ts';
import { Station, type Surroundings } from './station/station.ts';
import { openDatabase } from './store/database.ts';
import { EventLog, type Stamps } from './store/event-log.ts';
import { ForeignEvents } from './store/foreign-events.ts';
import { newlyEnrolled, writeEnrolment } from './store/new-enrolment.ts';

export const nowMs = Date.UTC(2026, 2, 1, 5);
/** What a guess costs where only the tests guess. */
const lightCost = { N: 16, r: 1, p: 1 };
const clock = { nowMs: () => nowMs, monotonicMs: () => 0 };
export const stamps: Stamps = {
  clock,
  random: systemRandom,
  bootId: '0b9f3a52-8f0a-4c1f-9b56-0d2a1f1b7c11',
  timeQuality: () => 'holdover',
  officer: () => undefined,
};

const authority = createSigner(generateKeyPairSync('ed25519').privateKey);
const authorityJwk = publicJwk(authority.privateKey);

/** Gives a station or the centre keys, a chain and a record signed by the tests' authority. */
export const enrol = (stationId: string, role: StationRole, site = 'jail-a', by = authority) =>
  newlyEnrolled({ stationId, role, site, tlsKeyHash: 'A'.repeat(43), issuedAtMs: nowMs }, by);

/** The centre of every station of a test. */
export const centre = enrol('centre-1', 'centre', 'headquarters');

/** A command as the tests' centre signs it. */
export const asSigned = (command: Command, by: Signer = centre.signer): string =>
  signMessage('custody-command+json', command, by).text;

/** A station's real database, closed after the test. */
export function openStore(dataDir = newFolder(), station = enrol('gate-1', 'gate')) {
  const db = openDatabase(dataDir);
  afterwards(() => db.close());
  const foreign = new ForeignEvents(db, authorityJwk);
  return { dataDir, station, db, log: new EventLog(db, station.enrolment, station.signer, stamps, foreign), foreign };
}

/** What stands in a station's configuration file. */
interface ConfigFile extends Record<string, unknown> {
  readonly keys: Record<string, string>;
  readonly trust: Record<string, string>;
}

/** A station set up in a folder of its own: configuration, keys, records. */
export function setUpStation(role: StationConfig['role']) {
  const folder = newFolder();
  const station = enrol(`${role}-1`, role);
  const tls = { key: 'a TLS key', cert: 'a TLS certificate', ca: 'a CA certificate' };
  const named = writeEnrolment(folder, station, { authority: authorityJwk, centre }, tls);
  const serial = (id: string, profile: string) => ({
    id,
    profile,
    address: { kind: 'serial', path: join(folder, id) },
  });
  const file: ConfigFile = {
    stationId: `${role}-1`,
    site: 'jail-a',
    role,
    http: { port: 0 },
    centre: { url: 'mqtts://127.0.0.1:8883' },
    ...named,
    devices: {
      gate: [serial('scanner', 'r307'), serial('reader', 'serial-barcode'), serial('gate-io', 'modbus-io')],
      count: [serial('scanner', 'r307'), serial('reader', 'serial-barcode')],
      visitor: [serial('scanner', 'r307'), serial('reader', 'serial-barcode')],
      bench: [serial('reader', 'serial-barcode'), serial('balance', 'mettler-mt-sics')],
    }[role],
  };
  return { folder, station, centre, file, config: configOf(folder, file) };
}

/** Writes a configuration file and loads it as the agent does; people pass one by one unless a test is about a manifest. */
export function configOf(
  folder: string,
  file: Readonly<Record<string, unknown>>,
  env: Readonly<Record<string, string>> = {},
): StationConfig {
  const path = join(folder, 'station.json');
  const { gate = {} } = file;
  writeFileSync(
    path,
    JSON.stringify({ ...file, gate: { manifestFor: [], ...z.record(z.string(), z.unknown()).parse(gate) } }),
  );
  return loadStationConfig(path, env);
}

export const silent = pino({ level: 'silent' });

/** A whole station whose devices and line are not opened; stopped after the test. */
export function newStation(
  config: StationConfig,
  at: Clock = clock,
  logger: Logger = silent,
  surroundings?: Surroundings,
): Station {
  const station = new Station(config, at, systemRandom, logger, lightCost, surroundings);
  if (station.role.role === 'gate') {
    const { gate } = station.role;
    // What a test has the centre say, the centre signed.
    gate.onCommand = (command) => Gate.prototype.onCommand.call(gate, command, asSigned(command));
  }
  afterwards(() => station.stop());
  return station;
}

/** A one-time code for the station's first officer, as `provision` leaves it. */
export async function issueCode({ keys }: StationConfig): Promise<string> {
  const { code, fileText } = await drawOneTimeCode(systemRandom, lightCost);
  writeFileSync(keys.firstOfficerCode, fileText);
  return code;
}

export const superintendent = { officerId: '100', pin: '730518' };

/** Has a superintendent sign in, enrolled with a one-time code unless the station knows them. */
export async function attend({ officers, config }: Station): Promise<void> {
  const duty = officers.view();
  if (duty.state === 'signed-out' && !duty.officers) {
    const oneTimeCode = await issueCode(config);
    await officers.enrolments.createFirst({
      ...superintendent,
      oneTimeCode,
      name: 'Nasreen Akhtar',
      role: 'superintendent',
    });
  }
  await officers.signIn(superintendent);
}

/** Answers for whomever the superintendent enrols. */
export const deputy = { officerId: '3001', pin: '517390' };
type Second = typeof deputy;

/** Does what changes who signs at a station, with a second officer's word where it takes one. */
export async function answeredFor({ officers }: Station, change: Promise<void> | void, second: Second = deputy) {
  await change;
  if (officers.enrolments.awaited) await officers.enrolments.giveWord(second);
}

/** Enrols an officer by the superintendent, and before anybody else whoever has to answer for them. */
export async function enrolOfficer(station: Station, officer: Omit<Enrolling, 'ownPin'>, second: Second = deputy) {
  const { enrolments } = station.officers;
  const enrol = (one: Omit<Enrolling, 'ownPin'>) => enrolments.enrol({ ...one, ownPin: superintendent.pin });
  const isThere = enrolments
    .list()
    .some(({ officerId, state }) => officerId === second.officerId && state === 'active');
  if (!isThere && officer.officerId !== second.officerId)
    await enrol({ ...second, name: 'Salma', roles: ['deputy-superintendent'] });
  await answeredFor(station, enrol(officer), second);
}
