import { join } from 'node:path';
import { type Centre, loadConfig, startCentre } from '@custody-edge/central-broker';
import { loadStationConfig } from '@custody-edge/edge-agent';
import { type SyntheticFinger, syntheticImpression } from '@custody-edge/fingerprint/synthetic';
import { systemClock, systemRandom } from '@custody-edge/foundation';
import { pino } from 'pino';
import { z } from 'zod';
import type { DeskAction } from '../../../edge-agent/src/gate/actions.ts';
import type { Gate } from '../../../edge-agent/src/gate/gate.ts';
import { Station } from '../../../edge-agent/src/station/station.ts';
import { call, until } from '../../demo/api.ts';
import { belongingsOf, bodyOf } from '../../demo/cast.ts';
import { freePort } from '../../demo/free-port.ts';
import { readingOf } from '../../demo/reading.ts';
import { provisionCentre } from '../../provision/centre.ts';
import { provisionFeed } from '../../provision/feed.ts';
import { createProject } from '../../provision/project.ts';
import { provisionStation } from '../../provision/station.ts';

/** What a guess of a PIN costs where only this test guesses. */
const lightCost = { N: 16, r: 1, p: 1 };
const silent = pino({ level: 'silent' });
const overviewSchema = z.object({
  counts: z.record(z.string(), z.int()),
  conflicts: z.int(),
  people: z.array(z.object({ subject: z.string(), state: z.string(), site: z.string() })),
  orders: z.array(
    z.object({ purpose: z.string(), orderId: z.string(), stationId: z.string(), doneAt: z.string().optional() }),
  ),
  incompleteReleases: z.array(z.unknown()),
});
export const head = { officerId: '100', pin: '730518' };
export const officer = { officerId: '4417', pin: '829104' };
export const deputy = { officerId: '2001', pin: '604173' };

/** One prison's gate in this process; its devices are not connected, readings are handed in. */
export class Prison {
  readonly configFile: string;
  readonly #code: string;
  #station: Station | undefined;
  #touches = 0;

  constructor(configFile: string, code: string) {
    this.configFile = configFile;
    this.#code = code;
  }

  async open(): Promise<void> {
    const station = new Station(loadStationConfig(this.configFile, {}), systemClock, systemRandom, silent, lightCost);
    this.#station = station;
    await station.start();
    const duty = station.officers.view();
    if (duty.state === 'signed-out' && !duty.officers) {
      await station.officers.enrolments.createFirst({
        ...head,
        oneTimeCode: this.#code,
        name: 'نسرین اختر',
        role: 'superintendent',
      });
      await station.officers.signIn(head);
      const { enrolments } = station.officers;
      const ownPin = head.pin;
      await enrolments.enrol({ ...deputy, name: 'سلیم رضا', roles: ['deputy-superintendent'], ownPin });
      await enrolments.enrol({ ...officer, name: 'بشیر احمد', roles: ['gate-officer'], ownPin });
      await enrolments.giveWord(deputy);
    } else await station.officers.signIn(head);
  }

  async close(): Promise<void> {
    await this.#station?.stop();
    this.#station = undefined;
  }

  get station(): Station {
    if (!this.#station) throw new Error('the gate is closed');
    return this.#station;
  }

  get gate(): Gate {
    const { role } = this.station;
    if (role.role !== 'gate') throw new Error('no gate');
    return role.gate;
  }

  act(...actions: readonly DeskAction[]): Promise<void> {
    return actions.reduce((before, action) => before.then(() => this.gate.act(action)), Promise.resolve());
  }

  /** A finger on the glass, until the desk has answered it. */
  async touch(finger: SyntheticFinger) {
    const { gate } = this;
    const { captures } = gate.view();
    this.#touches += 1;
    const image = syntheticImpression(finger, { widthPx: 256, heightPx: 288, dpi: 500, seed: this.#touches });
    gate.onReading('scanner', readingOf(image));
    await until('the desk to answer a finger', 10_000, async () => gate.view().captures > captures || undefined);
    return gate.view().desk;
  }

  /** Somebody comes with a warrant and two fingers, each taken once. */
  async admit(name: string, fingers: readonly SyntheticFinger[]): Promise<void> {
    const details = {
      name,
      relation: 'son-of',
      parentage: 'کریم بخش',
      prisonerNumber: name,
      warrantKind: 'remand-warrant',
      warrantNumber: `W-${name}`,
      detainUntil: '2099-01-01',
      escort: { name: 'ASI Tariq', beltNumber: '1187', policeStation: 'Saddar' },
    } as const;
    const court = { court: 'Sessions Court', caseNumber: 'FIR 12/26', policeStation: 'Saddar' };
    await this.act(
      { action: 'begin-admission' },
      { action: 'admission-details', details: { ...details, ...court } },
      { action: 'admission-body', body: bodyOf(0, head.officerId) },
      { action: 'admission-belongings', belongings: belongingsOf(0) },
      { action: 'admission-reference', reference: 'not-asked' },
    );
    for (const finger of fingers) await this.touch(finger);
    await this.act({ action: 'confirm' });
  }

  /** Somebody leaves for another prison by their finger, signed by two officers. @returns the desk after the finger */
  async dispatch(finger: SyntheticFinger, destination: string) {
    const transfer = {
      paper: 'TO-9',
      authority: 'IG Prisons',
      destination,
      escort: 'Belt 512',
      fitness: 'MO-40',
      dueBack: new Date(Date.now() + 3_600_000).toISOString(),
    };
    await this.act({ action: 'begin-pass', movement: 'transfer-dispatched' }, { action: 'transfer-details', transfer });
    const desk = await this.touch(finger);
    await this.act(
      { action: 'vouch', meaning: 'release', ...officer },
      { action: 'vouch', meaning: 'release-review', ...head },
      { action: 'confirm' },
    );
    return desk;
  }

  recorded(type: string): number {
    return this.station.log.latest(1_000).filter((event) => event.type === type).length;
  }
}

/** A centre and the machines of prisons' gates, in one folder; nothing runs yet. */
export async function makeProvince(dir: string, gate: Readonly<Record<string, unknown>> = {}) {
  const project = await createProject(join(dir, 'project'));
  const centreDir = join(dir, 'centre');
  const port = await freePort();
  const broker = { kind: 'embedded' as const, host: '127.0.0.1', port };
  const http = { port: await freePort() };
  const made = await provisionCentre(project, { dir: centreDir, centreId: 'centre', site: 'hq', http, broker });
  await provisionFeed(project, centreDir, { dir: join(dir, 'court'), feed: 'court', may: ['release-order'] });
  return {
    openCentre: (): Promise<Centre> =>
      startCentre(loadConfig(made.configFile, {}), { clock: systemClock, random: systemRandom, logger: silent }),
    overview: () => call(`http://127.0.0.1:${http.port}/api/overview`, overviewSchema),
    /** Enrols a machine as the gate of a prison, in place of the one before where it has another name. */
    async newGate(site: string, machine: string): Promise<Prison> {
      const machineDir = join(dir, machine);
      const serial = (id: string, profile: string) => ({
        id,
        profile,
        address: { kind: 'serial' as const, path: join(machineDir, id) },
      });
      const { configFile, firstOfficerCode = '' } = await provisionStation(project, centreDir, {
        dir: machineDir,
        stationId: `${site}-gate`,
        site,
        role: 'gate',
        centreUrl: `mqtts://127.0.0.1:${port}`,
        http: { port: await freePort() },
        devices: [serial('scanner', 'r307'), serial('door', 'modbus-io')],
        gate: { fingersToEnrol: 2, impressionsPerFinger: 1, captureTries: 2, manifestFor: [], ...gate },
        replaceRecord: machine !== site,
      });
      return new Prison(configFile, firstOfficerCode);
    },
  };
}
export type Province = Awaited<ReturnType<typeof makeProvince>>;
