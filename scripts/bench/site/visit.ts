/** A visitor from the card to the pass: what the desk itself takes for it, beside the lines of its devices. */
import { loadavg } from 'node:os';
import {
  bootId,
  loadStationConfig,
  openRecord,
  PersonKeys,
  type RunningStation,
  startStation,
} from '@custody-edge/edge-agent';
import { extractTemplate } from '@custody-edge/fingerprint/images';
import { type SyntheticFinger, syntheticFinger, syntheticImpression } from '@custody-edge/fingerprint/synthetic';
import { systemClock, systemRandom } from '@custody-edge/foundation';
import { pino } from 'pino';
import { faceOf } from '../../demo/face.ts';
import { putOnRecord } from '../../demo/on-record.ts';
import { readingOf } from '../../demo/reading.ts';
import { readEvent } from '../../simulate/judge/recorded-event.ts';
import { type Figure, type Measured, median, percentile } from '../figures.ts';
import { progressOf } from '../fingerprint/progress.ts';
import { officer, personOf } from '../gate/prison.ts';
import { provisionSite } from './ground.ts';

const prisoners = 6_000;
/** As many adults as a house lets in at once unless it says otherwise. */
const inside = 100;
const visits = 40;
const mustMs = 300;
/** Of a finger of a prisoner, which the desk never opens. */
const templateBytes = 400;
const glass = { widthPx: 256, heightPx: 288, dpi: 500 };
const policy = {
  hours: [
    {
      for: ['under-trial' as const, 'convicted' as const],
      days: [
        'mon' as const,
        'tue' as const,
        'wed' as const,
        'thu' as const,
        'fri' as const,
        'sat' as const,
        'sun' as const,
      ],
      from: '00:00',
      to: '23:59',
    },
  ],
  mostInside: inside + 1,
};

type Station = RunningStation['station'];
type Desk = Extract<Station['role'], { role: 'visitor' }>['visitor'];
type Action = Parameters<Desk['act']>[0];

const stamps: Parameters<typeof openRecord>[1] = {
  clock: systemClock,
  random: systemRandom,
  bootId: bootId(),
  timeQuality: () => 'synced',
  officer: () => undefined,
};

/** Has the desk know of everybody whom the gate has admitted, as after a day on one line. @returns the prisoners */
async function tellOfEverybody(gateFile: string, deskFile: string): Promise<string[]> {
  const gateConfig = loadStationConfig(gateFile, {});
  const progress = progressOf('people admitted');
  const people = Array.from({ length: prisoners }, (_, person) =>
    personOf(person, [{ finger: 'right-index', impressions: [systemRandom.bytes(templateBytes)] }]),
  );
  const subjects = await putOnRecord(gateConfig, people, (done) => progress(done, prisoners));
  const [gate, desk] = [openRecord(gateConfig, stamps), openRecord(loadStationConfig(deskFile, {}), stamps)];
  const gateKeys = new PersonKeys(gate.db, gate.identity.siteKey, systemRandom);
  const deskKeys = new PersonKeys(desk.db, desk.identity.siteKey, systemRandom);
  const textsOf = Map.groupBy(gate.log.signedTexts(), (text) => readEvent(text).subject);
  const learn = desk.db.transaction((subject: string) => {
    const read = desk.foreign.read(subject, textsOf.get(subject) ?? [], [gate.identity.recordText]);
    const key = gateKeys.find(subject);
    if (!read.ok || !key) throw new Error('the events of the gate do not hold');
    desk.foreign.add(read.value);
    deskKeys.store(subject, key);
  });
  for (const subject of subjects) learn(subject);
  for (const record of [gate, desk]) {
    record.log.close();
    record.db.close();
  }
  return subjects;
}

/** What the desk took, in milliseconds. */
interface Took {
  /** Until the visit is on record and the page is told. */
  readonly steps: number;
  /** From then on until the pass is drawn. */
  readonly pass: number;
  /** Of the processor, on all threads. */
  readonly processor: number;
}

/** One visitor after the other before the desk. */
class Visitors {
  private readonly station: Station;
  private readonly desk: Desk;
  private readonly subjects: readonly string[];

  constructor(station: Station, desk: Desk, subjects: readonly string[]) {
    this.station = station;
    this.desk = desk;
    this.subjects = subjects;
  }

  /** Somebody nobody has seen before, from the card to the pass. @returns what the desk took, with what its page is sent */
  async comeIn(visitor: number): Promise<Took> {
    const finger = fingerOf(visitor);
    const subject = this.subjects[(visitor * 61) % prisoners] ?? '';
    const who = { name: `Visitor ${visitor}`, parentage: 'Father', address: 'Lahore', sex: 'F' } as const;
    const impressions = [1, 2].map((seed) => imageOf(finger, seed));
    const face = await faceOf(visitor);
    const before = process.cpuUsage();
    let steps = 0;
    const press = async (action: Action): Promise<void> => {
      steps += await this.timed(() => this.desk.act(action));
    };
    await press({ action: 'scan', text: String(3_520_200_000_000 + visitor) });
    await press({ action: 'who', who });
    await press({ action: 'find', query: `Name ${(visitor * 61) % prisoners}` });
    await press({ action: 'choose', person: subject });
    await press({ action: 'relate', relation: 'sister' });
    await press({ action: 'searched', officer: officer.officerId, officerSex: 'F' });
    await press({ action: 'goods', children: 0, items: [{ item: 'Telephone', quantity: 1 }] });
    for (const impression of impressions) steps += await this.timed(() => this.touch(impression));
    await press({ action: 'photograph', jpeg: face });
    await press({ action: 'confirm' });
    const { desk } = this.desk.view();
    if (desk.step !== 'passed') throw new Error(`visitor ${visitor} was not let in, but ${desk.step}`);
    const pass = await this.timed(() => this.desk.slipPicture(desk.slip.event));
    const { user, system } = process.cpuUsage(before);
    await this.desk.act({ action: 'cancel' });
    return { steps, pass, processor: (user + system) / 1_000 };
  }

  /** @returns milliseconds to the word that lets them go */
  async leave(visitor: number): Promise<number> {
    const ms = await this.timed(() => this.touch(imageOf(fingerOf(visitor), 9)));
    const { step } = this.desk.view().desk;
    await this.desk.act({ action: 'cancel' });
    if (step !== 'goodbye') throw new Error(`visitor ${visitor} did not leave, but ${step}`);
    return ms;
  }

  private async timed(work: () => Promise<unknown>): Promise<number> {
    const startedMs = performance.now();
    await work();
    JSON.stringify(this.desk.view());
    return performance.now() - startedMs;
  }

  /** A finger on the glass, until the desk has answered it. */
  private async touch(image: ReturnType<typeof imageOf>): Promise<void> {
    const { captures } = this.desk.view();
    const answered = new Promise<void>((resolve) => {
      const stop = this.station.onChange(() => {
        if (this.desk.view().captures === captures) return;
        stop();
        resolve();
      });
    });
    this.desk.onReading('scanner', image);
    await answered;
  }
}

const grown = new Map<number, SyntheticFinger>();

function fingerOf(visitor: number): SyntheticFinger {
  const finger = grown.get(visitor) ?? syntheticFinger(30_000 + visitor);
  grown.set(visitor, finger);
  return finger;
}

const imageOf = (finger: SyntheticFinger, seed: number) => readingOf(syntheticImpression(finger, { ...glass, seed }));

export async function visit(dir: string): Promise<Measured> {
  const [gate, post] = await provisionSite(dir, [
    { stationId: 'gate-1', role: 'gate' },
    { stationId: 'visitor-1', role: 'visitor', visitor: policy },
  ]);
  if (!gate || !post) throw new Error('no stations');
  const subjects = await tellOfEverybody(gate.configFile, post.configFile);
  const running = await startStation(loadStationConfig(post.configFile, {}), pino({ level: 'silent' }));
  const { role, officers } = running.station;
  if (role.role !== 'visitor') throw new Error('not a visitor desk');
  await officers.enrolments.createFirst({
    ...officer,
    name: 'Officer',
    role: 'superintendent',
    oneTimeCode: post.firstOfficerCode ?? '',
  });
  await officers.signIn(officer);
  const visitors = new Visitors(running.station, role.visitor, subjects);
  const progress = progressOf('visitors');
  for (let visitor = 0; visitor < inside; visitor++) {
    await visitors.comeIn(visitor);
    progress(visitor + 1, inside);
  }
  const took: Took[] = [];
  const exits: number[] = [];
  for (let visitor = inside; visitor < inside + visits; visitor++) {
    took.push(await visitors.comeIn(visitor));
    exits.push(await visitors.leave(visitor - inside));
    progress(visitor + 1 - inside, visits);
  }
  const load = loadavg()[0] ?? 0;
  await running.close();
  const lower = { unit: 'ms', better: 'lower', samples: visits } as const;
  const whole = took.map(({ steps, pass }) => steps + pass);
  const steps = took.map((one) => one.steps);
  const figures: Figure[] = [
    { name: 'visitor from the card to the pass, p95', value: percentile(whole, 0.95), ...lower, must: mustMs },
    {
      name: 'the same, median',
      ...{ value: median(whole), ...lower, limit: mustMs, limitedBy: 'what a visit may take' },
    },
    { name: 'of it until the visit is on record, median', value: median(steps), ...lower },
    { name: 'of it the drawing of the pass, median', value: median(took.map(({ pass }) => pass)), ...lower },
    {
      name: 'processor time of a visit on all threads, median',
      ...{ value: median(took.map(({ processor }) => processor)), ...lower },
      ...{ limit: extractionsMs(), limitedBy: 'reading two fingers, the engine alone' },
    },
    { name: 'visitor on the way out, finger image to goodbye, p95', value: percentile(exits, 0.95), ...lower },
  ];
  return {
    figures,
    remarks: [
      `${visits} visitors whom nobody had seen before came to a desk that knows ${prisoners.toLocaleString('en')} prisoners by name, with ${inside} adults inside, and as many left.`,
      'Card, name, search of the prisoner, relation, search, goods, two impressions of a finger, the photograph and the word that lets in: each from its input at the agent until it is on the disk and the page is told. Officer, scanner and printer take their own time besides.',
      `Load of the machine just after the visits: ${load.toFixed(1)}; the processor time does not depend on it.`,
    ],
  };
}

/** Processor time that the engine takes for two impressions, in milliseconds. */
function extractionsMs(): number {
  const image = syntheticImpression(fingerOf(0), { ...glass, seed: 1 });
  const once = (): number => {
    const before = process.cpuUsage();
    extractTemplate(image);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
  return 2 * median(Array.from({ length: 20 }, once));
}
