import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CustodyEvent, createSigner, type Signer } from '@custody-edge/event-contract';
import { systemClock, systemRandom } from '@custody-edge/foundation';
import { afterwards, newFolder } from '@custody-edge/foundation/test-support';
import { until } from '../../../../scripts/demo/api.ts';
import { freePort } from '../../../../scripts/demo/free-port.ts';
import { enrol, keyFiles, trustFiles } from '../../../../scripts/provision/enrolment.ts';
import { createProject, type Project } from '../../../../scripts/provision/project.ts';
import type { StationConfig } from '../../config.ts';
import { prepareAdmission } from '../../gate/admission/admit.ts';
import { People } from '../../people/people.ts';
import { admission, moment } from '../../people/people-kit.ts';
import type { Workflow } from '../../station/station-parts.ts';
import type { StationIdentity } from '../../store/enrolment.ts';
import { PersonKeys } from '../../store/person-keys.ts';
import { openRecord } from '../../store/record.ts';
import { configOf, silent } from '../../test-kit.ts';
import { LineExchange } from '../line-exchange.ts';
import { Peers } from '../peers.ts';
import { PersonKeyExchange } from '../person-key-exchange.ts';
import { offer } from '../replication.ts';
import { SiteChains } from '../site-chains.ts';
import { Taking } from '../taking.ts';

/** A project's two authorities, and its centre. */
interface Ground {
  readonly project: Project;
  readonly centre: Signer;
  readonly centreRecord: string;
}

async function makeProject(): Promise<Ground> {
  const dir = mkdtempSync(join(tmpdir(), 'custody-edge-peers-'));
  const project = await createProject(join(dir, 'project'));
  const identity = { dir, id: 'centre', site: 'headquarters', role: 'centre' as const, hosts: ['localhost'] };
  const { recordText: centreRecord } = await enrol(project, identity);
  const centre = createSigner(createPrivateKey(readFileSync(join(dir, keyFiles.signingKey))));
  rmSync(dir, { recursive: true });
  return { project, centre, centreRecord };
}

const projects = new Map<string, Promise<Ground>>();
/** A project of this name; the same one for every test. */
export function projectOf(name = 'ours'): Promise<Ground> {
  const ground = projects.get(name) ?? makeProject();
  projects.set(name, ground);
  return ground;
}

/** Enrols stations of one site that know each other's addresses. @param lines whom each one asks, by its place in the list */
export async function enrolSite(
  { project, centreRecord }: Ground,
  names: readonly string[],
  {
    site = 'jail-a',
    role: common = 'gate',
    roles = [],
    lines,
  }: {
    site?: string;
    role?: StationConfig['role'];
    /** Of the first ones, where they are not all of one role. */
    roles?: readonly StationConfig['role'][];
    lines?: readonly (readonly number[])[];
  } = {},
): Promise<StationConfig[]> {
  const ports = await Promise.all(names.map(() => freePort()));
  return Promise.all(
    names.map(async (stationId, index) => {
      const dir = newFolder();
      const role = roles[index] ?? common;
      const { recordText } = await enrol(project, {
        dir,
        id: stationId,
        site,
        role,
        hosts: [`${stationId}.${site}.invalid`],
      });
      writeFileSync(join(dir, 'keys', 'site.key'), systemRandom.bytes(32));
      writeFileSync(join(dir, trustFiles.centreRecord), centreRecord);
      writeFileSync(join(dir, 'trust', 'station.jws'), recordText);
      const asked = lines?.[index] ?? names.flatMap((_, other) => (other === index ? [] : [other]));
      return configOf(dir, {
        ...{ stationId, site, role, http: { port: 0 }, centre: { url: 'mqtts://127.0.0.1:1' }, devices: [] },
        keys: { ...keyFiles, siteKey: 'keys/site.key' },
        trust: { ...trustFiles, stationRecord: 'trust/station.jws' },
        peerListen: { host: '127.0.0.1', port: ports[index] },
        peers: asked.map((other) => ({ stationId: names[other], url: `https://127.0.0.1:${ports[other]}` })),
      });
    }),
  );
}

/**
 * A station's record and its lines to the others, without devices or page.
 * @param presents another station's signed record, in place of its own
 */
export function openStation(config: StationConfig, { holdsPeople = true, presents = '' } = {}) {
  const stamps = {
    clock: systemClock,
    random: systemRandom,
    bootId: '0b9f3a52-8f0a-4c1f-9b56-0d2a1f1b7c11',
    timeQuality: () => 'synced' as const,
    officer: () => undefined,
  };
  const record = openRecord(config, stamps);
  const { db, log, foreign, outbox, identity } = record;
  const keys = new PersonKeys(db, identity.siteKey, systemRandom);
  const people = new People(db, log, keys, identity.centre, { centralSearchHours: 24 });
  const heard: CustodyEvent[] = [];
  const keysOf: string[] = [];
  let attestedMs = Date.now();
  const workflow: Workflow = {
    start: async () => {},
    stop: async () => {},
    onReading() {},
    onStatus() {},
    onDutyChange() {},
    onCommand: () => false,
    onPeerEvents: (events) => heard.push(...events),
    onPeerKeys: (subjects) => keysOf.push(...subjects),
    view: () => undefined,
    ...(holdsPeople && { people }),
  };
  const parts = {
    ...{ config, db, log, foreign, outbox, reserve: record.reserve, logger: silent },
    identity: presents === '' ? identity : { ...identity, recordText: presents },
    clock: systemClock,
    random: systemRandom,
    timeFloor: {
      get attestedMs() {
        return attestedMs;
      },
    },
    committed: () => peers.wake(),
    changed: () => {},
  };
  const peers = new Peers(parts, workflow);
  const chains = new SiteChains(log, foreign, identity.enrolment, identity.recordText);
  const taking = new Taking(parts, chains, identity.enrolment, workflow, keys, new LineExchange(record), () => {});
  const exchange = new PersonKeyExchange({ ...parts, identity, keys, workflow });
  const close = async (): Promise<void> => {
    await peers.stop();
    log.close();
    if (db.open) db.close();
  };
  afterwards(close);
  return {
    ...{ config, ...record, keys, people, peers, heard, keysOf, close, workflow, chains, taking, exchange },
    /** Records events as a gate does, and tells the others. */
    write: (...args: Parameters<People['record']>) => {
      const written = people.record(...args);
      peers.wake();
      return written;
    },
    /** What the centre's word says of the time. */
    attest: (ms: number) => {
      attestedMs = ms;
    },
    /** Takes what another station holds, without a line between them. @param most how many pages */
    pull: async (from: { readonly chains: SiteChains }, most = Number.POSITIVE_INFINITY) => {
      for (let page = 0; page < most; page += 1) {
        const offered = offer({ heads: [...chains.heads()], except: [] }, from.chains);
        const { news } = await taking.take('peer', offered);
        if (news === 0) return;
      }
    },
    /** Asks another station for the keys that are lacking. */
    askKeys: async (of: { readonly exchange: PersonKeyExchange; readonly identity: StationIdentity }) =>
      exchange.take(of.identity.enrolment, await of.exchange.grantsFor(identity.enrolment, exchange.wanted(new Set()))),
    ids: () =>
      db
        .prepare('SELECT id FROM event UNION SELECT id FROM foreign_event WHERE set_aside IS NULL ORDER BY id')
        .pluck()
        .all(),
  };
}
export type OpenStation = ReturnType<typeof openStation>;

/** Admits somebody at a gate. @returns the person */
export async function admit(gate: OpenStation): Promise<string> {
  const { centre, signer } = gate.identity;
  const facts = { compared: 0, ...moment };
  const { draft, storeKey } = await prepareAdmission(admission, facts, gate.keys, centre, signer, systemRandom);
  gate.write([draft], storeKey);
  return draft.subject;
}

export const soon = <Value>(what: string, look: () => Value | undefined | false): Promise<Value> =>
  until(what, 15_000, async () => look() || undefined);

export const allEqual = (stations: readonly OpenStation[]) =>
  soon('all stations to hold the same events', () => {
    const [first, ...others] = stations.map((station) => JSON.stringify(station.ids()));
    return others.every((ids) => ids === first);
  });

/** The three gates of a prison, closed after the test. @param lines whom each one asks */
export async function threeGates(lines?: readonly (readonly number[])[]) {
  const configs = await enrolSite(await projectOf(), ['gate-1', 'gate-2', 'gate-3'], lines ? { lines } : {});
  const [one, two, three] = configs.map((config) => openStation(config));
  if (!one || !two || !three) throw new Error('no gates');
  return [one, two, three] as const;
}
