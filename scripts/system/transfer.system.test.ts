import { join } from 'node:path';
import { type Centre, loadConfig, startCentre } from '@custody-edge/central-broker';
import { loadStationConfig } from '@custody-edge/edge-agent';
import { type SyntheticFinger, syntheticFinger, syntheticImpression } from '@custody-edge/fingerprint';
import { systemClock, systemRandom } from '@custody-edge/foundation';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import type { DeskAction } from '../../edge-agent/src/gate/actions.ts';
import type { Gate } from '../../edge-agent/src/gate/gate.ts';
import { Station } from '../../edge-agent/src/station/station.ts';
import { call, until } from '../demo/api.ts';
import { belongingsOf, bodyOf } from '../demo/cast.ts';
import { Court } from '../demo/court.ts';
import { freePort } from '../demo/free-port.ts';
import { readingOf } from '../demo/reading.ts';
import { provisionCentre } from '../provision/centre.ts';
import { provisionFeed } from '../provision/feed.ts';
import { createProject } from '../provision/project.ts';
import { provisionStation } from '../provision/station.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** What a guess of a PIN costs where only this test guesses. */
const lightCost = { N: 16, r: 1, p: 1 };
const silent = pino({ level: 'silent' });
const overviewSchema = z.object({
  counts: z.record(z.string(), z.int()),
  conflicts: z.int(),
  people: z.array(z.object({ subject: z.string(), state: z.string(), site: z.string() })),
  orders: z.array(z.object({ purpose: z.string(), stationId: z.string(), doneAt: z.string().optional() })),
});
const head = { officerId: '100', pin: '730518' };
const officer = { officerId: '4417', pin: '829104' };

/** One prison's gate in this process; its devices are not connected, readings are handed in. */
class Prison {
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
      await station.officers.createFirst({
        ...head,
        oneTimeCode: this.#code,
        name: 'نسرین اختر',
        role: 'superintendent',
      });
      await station.officers.signIn(head);
      await station.officers.enrol({ ...officer, name: 'بشیر احمد', roles: ['gate-officer'], ownPin: head.pin });
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

  recorded(type: string): number {
    return this.station.log.latest(1_000).filter((event) => event.type === type).length;
  }
}

const folder = temporaryFolder();
const [aslam, other] = [syntheticFinger(61), syntheticFinger(71)];
/** Their second fingers. */
const second = new Map([
  [aslam, syntheticFinger(62)],
  [other, syntheticFinger(72)],
]);
let centreFile: string;
let centre: Centre;
let lahore: Prison;
let adiala: Prison;
/** Enrols a machine as the gate of a prison, in place of the one before. */
let newGate: (site: string, machine: string) => Promise<Prison>;

const openCentre = async (): Promise<void> => {
  centre = await startCentre(loadConfig(centreFile, {}), { clock: systemClock, random: systemRandom, logger: silent });
};
const overview = () => call(`${centre.urls.http}/api/overview`, overviewSchema);

beforeAll(async () => {
  const project = await createProject(join(folder.dir, 'project'));
  const centreDir = join(folder.dir, 'centre');
  const port = await freePort();
  const broker = { kind: 'embedded' as const, host: '127.0.0.1', port };
  const made = await provisionCentre(project, {
    dir: centreDir,
    centreId: 'centre',
    site: 'hq',
    http: { port: await freePort() },
    broker,
  });
  await provisionFeed(project, centreDir, { dir: join(folder.dir, 'court'), feed: 'court', may: ['release-order'] });
  centreFile = made.configFile;
  newGate = async (site, machine) => {
    const dir = join(folder.dir, machine);
    const serial = (id: string, profile: string) => ({
      id,
      profile,
      address: { kind: 'serial' as const, path: join(dir, id) },
    });
    const { configFile, firstOfficerCode = '' } = await provisionStation(project, centreDir, {
      dir,
      stationId: `${site}-gate`,
      site,
      role: 'gate',
      centreUrl: `mqtts://127.0.0.1:${port}`,
      http: { port: await freePort() },
      devices: [serial('scanner', 'r307'), serial('door', 'modbus-io')],
      gate: { fingersToEnrol: 2, impressionsPerFinger: 1, captureTries: 2, manifestFor: [] },
      replaceRecord: machine !== site,
    });
    return new Prison(configFile, firstOfficerCode);
  };
  [lahore, adiala] = await Promise.all([newGate('lahore', 'lahore'), newGate('adiala', 'adiala')]);
  await Promise.all([openCentre(), lahore.open(), adiala.open()]);
});

afterAll(async () => {
  await Promise.all([lahore.close(), adiala.close()]);
  await centre.close();
  folder.remove();
});

it('a person sent from one prison is received at another by their own finger, whatever happened to the line', async () => {
  // Two people come to Lahore, one of them is sent to Adiala.
  const admit = async (finger: SyntheticFinger, name: string): Promise<void> => {
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
    await lahore.act(
      { action: 'begin-admission' },
      { action: 'admission-details', details: { ...details, ...court } },
      { action: 'admission-body', body: bodyOf(0) },
      { action: 'admission-belongings', belongings: belongingsOf(0) },
      { action: 'admission-reference', reference: 'not-asked' },
    );
    await lahore.touch(finger);
    await lahore.touch(second.get(finger) ?? finger);
    await lahore.act({ action: 'confirm' });
  };
  await admit(aslam, 'محمد اسلم');
  await admit(other, 'نذیر احمد');
  await until('the centre to hold both', 5_000, async () => (await overview()).counts.IN_CUSTODY === 2 || undefined);
  await adiala.close();
  const transfer = {
    paper: 'TO-9',
    authority: 'IG Prisons',
    destination: 'adiala',
    escort: 'Belt 512',
    fitness: 'MO-40',
    dueBack: new Date(Date.now() + 3_600_000).toISOString(),
  };
  await lahore.act({ action: 'begin-pass', movement: 'transfer-dispatched' }, { action: 'transfer-details', transfer });
  expect(await lahore.touch(aslam)).toMatchObject({ step: 'board', movement: 'transfer-dispatched' });
  await lahore.act(
    { action: 'vouch', meaning: 'release', ...officer },
    { action: 'vouch', meaning: 'release-review', ...head },
    { action: 'confirm' },
  );
  await until('the centre to hear of it', 5_000, async () => (await overview()).counts.IN_TRANSIT === 1 || undefined);

  // Adiala had no line, and the centre was started anew, before it could be told.
  await centre.close();
  await openCentre();
  await adiala.open();
  const [expected] = await until('Adiala to expect them', 10_000, async () => {
    const { arrivals } = adiala.gate.view();
    return arrivals.length > 0 ? arrivals : undefined;
  });
  expect(expected).toMatchObject({
    person: { identity: { name: 'محمد اسلم' } },
    from: { en: 'lahore' },
    paper: 'TO-9',
  });

  // Somebody else comes with the paper.
  expect(await adiala.touch(other)).toMatchObject({ step: 'home', again: expect.anything() });
  expect(await adiala.touch(other)).toMatchObject({ step: 'stop' });
  await adiala.act({ action: 'keep-in-custody' });
  expect(await adiala.touch(aslam)).toMatchObject({ step: 'board', movement: 'transfer-received', missing: [] });
  expect(await adiala.touch(other)).toMatchObject({ step: 'board', again: true });
  expect(await adiala.touch(other)).toMatchObject({ step: 'stop' });
  await adiala.act({ action: 'keep-in-custody' });

  await adiala.touch(aslam);
  await adiala.act({ action: 'confirm' });
  expect(adiala.gate.view()).toMatchObject({ arrivals: [], counts: { inCustody: 1, out: 0 } });
  await until('Lahore to hear of it', 10_000, async () => lahore.gate.view().counts.out === 0 || undefined);
  expect(lahore.gate.view().counts.inCustody).toBe(1);
  await lahore.act({ action: 'cancel' });
  expect(await lahore.touch(aslam)).toMatchObject({ step: 'home', again: expect.anything() });
  const view = await until('the centre to know that both gates were told', 5_000, async () => {
    const shown = await overview();
    return shown.orders.length === 2 && shown.orders.every(({ doneAt }) => doneAt) ? shown : undefined;
  });
  expect(view).toMatchObject({ conflicts: 0, counts: { IN_CUSTODY: 2, IN_TRANSIT: 0 } });
  expect(view.people.map(({ site }) => site).sort()).toEqual(['adiala', 'lahore']);
  for (const prison of [lahore, adiala]) expect(prison.recorded('gate.told-of-person.v1')).toBe(1);

  // It is the same after a restart, and the record of both verifies.
  await lahore.close();
  await lahore.open();
  expect(lahore.gate.view().counts).toEqual({ inCustody: 1, out: 0, overdue: 0 });
  for (const { station } of [lahore, adiala]) station.log.verify();
}, 60_000);

it('a machine that broke is replaced by another, which learns whom the old one held and what stood open', async () => {
  const { people } = await overview();
  const held = people.find(({ site }) => site === 'lahore');
  const order = { orderId: 'RO-7', court: 'Sessions Court', caseNumber: 'FIR 12/26' };
  const court = new Court({ urls: { centre: centre.urls.http }, courtDir: join(folder.dir, 'court') });
  await court.say({ kind: 'release-order', about: { subject: held?.subject ?? '' }, order });
  const pending = (prison: Prison) =>
    until('the order to be there', 10_000, async () => prison.gate.view().releases[0]?.orderId);
  expect(await pending(lahore)).toBe('RO-7');
  await until('all of it to be received', 5_000, async () => lahore.station.outbox.waiting === 0 || undefined);
  await lahore.close();

  lahore = await newGate('lahore', 'lahore-2');
  await lahore.open();
  expect(lahore.recorded('prisoner.admitted.v2')).toBe(0);
  expect(await pending(lahore)).toBe('RO-7');
  expect(lahore.gate.view().counts).toEqual({ inCustody: 1, out: 0, overdue: 0 });
  expect(lahore.gate.view()).not.toHaveProperty('takingOver');
  expect(await lahore.touch(other)).toMatchObject({
    step: 'board',
    movement: 'release',
    person: { identity: { name: 'نذیر احمد' } },
  });
  // Whoever is at the other prison by now is not of this house.
  await lahore.act({ action: 'cancel' });
  expect(await lahore.touch(aslam)).toMatchObject({ step: 'home', again: expect.anything() });
  const { conflicts, counts } = await overview();
  expect({ conflicts, counts }).toMatchObject({ conflicts: 0, counts: { RELEASE_PENDING: 1, IN_CUSTODY: 1 } });
  lahore.station.log.verify();
}, 60_000);
