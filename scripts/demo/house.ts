import { join } from 'node:path';
import type { StationConfig } from '@custody-edge/edge-agent';
import { feedKinds } from '@custody-edge/event-contract';
import { provisionAuditor } from '../provision/auditor.ts';
import { type BrokerChoice, provisionCentre } from '../provision/centre.ts';
import { provisionFeed } from '../provision/feed.ts';
import { createProject } from '../provision/project.ts';
import { handHeld, laboratory, lahore, type Place, rawalpindi, visitorDesk } from './cast.ts';
import { Child } from './child.ts';
import { freePort } from './free-port.ts';
import {
  type BenchOwn,
  type BenchPost,
  type DeskPost,
  type GatePost,
  type Ground,
  type HandHeldPost,
  linkSite,
  newBench,
  newDesk,
  newGate,
  newHandHeld,
  type Post,
  replaceGate,
  type SiteLink,
} from './posts.ts';
import { enrolStaff } from './staff.ts';

export interface HouseOptions {
  /** Empty folder for everything that is made. */
  readonly dir: string;
  /** How much faster than its line rate each emulated device runs. */
  readonly speed: number;
  /** Prisons with a gate each; one unless this says so. */
  readonly prisons?: readonly [Place, ...Place[]];
  /** First choices of ports; a taken one is replaced by a free one. Without them, any free ports. */
  readonly ports?: {
    readonly centre: number;
    readonly broker: number;
    readonly bench: number;
    readonly desk: number;
    readonly handHeld: number;
    readonly gates: readonly number[];
  };
  /** Starts a broker on this port instead of the centre's own, once everything is provisioned. */
  readonly externalBroker?: (centreDir: string, port: number) => Promise<Broker>;
  /** Fields of the gates' policy. */
  readonly gatePolicy?: Readonly<Partial<StationConfig['gate']>>;
  /** With a laboratory's bench beside the gates, and what its configuration says. */
  readonly bench?: boolean | BenchOwn;
  /** With a visitor desk at the first prison, which its gate tells of its prisoners. */
  readonly desk?: boolean;
  /** Fields of its policy. */
  readonly deskPolicy?: Readonly<Partial<StationConfig['visitor']>>;
  /** With a hand-held at the first prison, which counts together with its gate. */
  readonly handHeld?: boolean;
  /** Whether each station has its officers enrolled, and one of them signed in, as soon as it runs; so unless this says otherwise. */
  readonly staffed?: boolean;
  /** Leaves the visitor desk and the hand-held to `openLater`: whoever looks on has the gates sooner. */
  readonly gatesFirst?: boolean;
  readonly logLevel?: string;
  /** How often a station looks at the glass; as the product does by itself unless this says otherwise. */
  readonly glassPollMsOf?: (stationId: string) => number;
  /** Opens a way on which the stations reach the broker. @returns its port */
  readonly wayToBroker?: (brokerPort: number) => Promise<number>;
  /** What a process is started with besides, by the id of its station, or `centre`. */
  readonly environmentOf?: (process: string) => Readonly<Record<string, string>>;
  /** What is to be done with a station’s folder before it starts, while everything else starts. */
  readonly beforeStation?: (post: Post) => Promise<void>;
  /** Runs the stations in place of the command line. */
  readonly stationProgram?: string;
}

/** A broker that is a process of its own. */
export interface Broker {
  stop(): Promise<void>;
}

/** The processes of one small world: a centre and prison gates, and other stations where wanted, with their emulated devices. */
export interface House {
  readonly dir: string;
  readonly centreDir: string;
  readonly auditorDir: string;
  /** With the key by which the courts of this world sign. */
  readonly courtDir: string;
  readonly urls: { readonly centre: string; readonly broker: string };
  readonly centre: Child;
  readonly gates: readonly [GatePost, ...GatePost[]];
  readonly bench?: BenchPost;
  readonly desk?: DeskPost;
  readonly handHeld?: HandHeldPost;
  /** Every station: the gates, then the others. */
  readonly posts: readonly Post[];
  /** The stations of `posts` that `openLater` starts. */
  readonly later: readonly Post[];
  openLater(): Promise<void>;
  /** Starts a station or the centre again after it was stopped or killed. */
  start(child: Child): Promise<void>;
  /** Enrols another machine in the place of a gate's computer, at the same devices; not started yet. */
  replaceGate(post: GatePost): Promise<GatePost>;
  close(): Promise<void>;
}

/** A house with a laboratory. */
export type BenchHouse = House & Required<Pick<House, 'bench'>>;
/** A house with every kind of station. */
export type WholeHouse = BenchHouse & Required<Pick<House, 'desk' | 'handHeld'>>;

/** Asks for a whole house. */
export const everyStation = { bench: true, desk: true, handHeld: true } as const;

/** Provisions a project and starts everything. */
export async function openHouse(options: HouseOptions & typeof everyStation): Promise<WholeHouse>;
export async function openHouse(options: HouseOptions & { readonly bench: true | BenchOwn }): Promise<BenchHouse>;
export async function openHouse(options: HouseOptions): Promise<House>;
export async function openHouse(options: HouseOptions): Promise<House> {
  const { dir, speed, ports, stationProgram } = options;
  const [centrePort, brokerPort] = [await freePort(ports?.centre), await freePort(ports?.broker)];
  const [centreDir, auditorDir, courtDir] = [join(dir, 'centre'), join(dir, 'auditor'), join(dir, 'court')];
  const project = await createProject(join(dir, 'project'));
  const embedded: BrokerChoice = { kind: 'embedded', host: '127.0.0.1', port: brokerPort };
  const brokerUrl = `mqtts://127.0.0.1:${brokerPort}`;
  await provisionCentre(project, {
    dir: centreDir,
    centreId: 'centre',
    site: 'centre',
    http: { port: centrePort },
    broker: options.externalBroker ? { kind: 'external', url: brokerUrl } : embedded,
  });
  await provisionFeed(project, centreDir, { dir: courtDir, feed: 'court', may: feedKinds });
  const stationsUrl = options.wayToBroker ? `mqtts://127.0.0.1:${await options.wayToBroker(brokerPort)}` : brokerUrl;
  const ground: Ground = {
    ...{ dir, project, centreDir, brokerUrl: stationsUrl, speed, pins: new Map() },
    ...(stationProgram && { stationProgram }),
    ...(options.glassPollMsOf && { glassPollMsOf: options.glassPollMsOf }),
  };
  const prisons = [lahore, rawalpindi].map(({ site, name }) => ({ site, name }));
  const policy = { prisons, ...options.gatePolicy };
  const [first, ...others] = options.prisons ?? [lahore];
  const beside = [...(options.desk ? [visitorDesk] : []), ...(options.handHeld ? [handHeld] : [])];
  const links = beside.length > 0 ? await linkSite([first, ...beside].map(({ stationId }) => stationId)) : undefined;
  const linkOf = ({ stationId }: Place): SiteLink => links?.get(stationId) ?? {};
  const ownOf = (prison: Place) => ({ gate: policy, ...linkOf(prison) });
  const gateAt = (prison: Place, index: number) => newGate(ground, prison, ports?.gates[index], ownOf(prison));
  const gates: [GatePost, ...GatePost[]] = [await gateAt(first, 0)];
  for (const [index, prison] of others.entries()) gates.push(await gateAt(prison, index + 1));
  const ofBench = options.bench === true ? {} : options.bench || undefined;
  const bench = ofBench && (await newBench(ground, laboratory, ports?.bench, ofBench));
  const ofDesk = { visitor: options.deskPolicy ?? {}, ...linkOf(visitorDesk) };
  const desk = options.desk ? await newDesk(ground, visitorDesk, ports?.desk, ofDesk) : undefined;
  const counting = options.handHeld ? await newHandHeld(ground, handHeld, ports?.handHeld, ownOf(handHeld)) : undefined;
  await provisionAuditor(project, { dir: auditorDir, name: 'auditor-1' });
  const broker = await options.externalBroker?.(centreDir, brokerPort);

  const centre = new Child(['centre', '--config', join(centreDir, 'centre.json')], join(dir, 'centre.log'));
  const posts = [...gates, bench, desk, counting].filter((post) => post !== undefined);
  const later = options.gatesFirst ? [desk, counting].filter((post) => post !== undefined) : [];
  const stations: Child[] = posts.map(({ station }) => station);
  const emulators = posts.map((post) => post.emulators);
  const logLevel = options.logLevel ?? 'info';
  const env = { CUSTODY_EDGE_STATION_LOG_LEVEL: logLevel, CUSTODY_EDGE_CENTRE_LOG_LEVEL: logLevel };
  const names = new Map([[centre, 'centre'], ...posts.map(({ station, stationId }) => [station, stationId] as const)]);
  const start = async (child: Child): Promise<void> => {
    await child.start({ ...env, ...options.environmentOf?.(names.get(child) ?? '') });
  };
  const replaced = async (post: GatePost): Promise<GatePost> => {
    const made = await replaceGate(ground, post, ownOf(post.place));
    names.set(made.station, made.stationId);
    stations.push(made.station);
    return made;
  };
  const startAll = async (those: readonly Post[], also: readonly Child[] = []): Promise<void> => {
    const others = also.map(start);
    const startPost = async (post: Post): Promise<void> => {
      await Promise.all([...others, start(post.emulators), options.beforeStation?.(post)]);
      await start(post.station);
      if (options.staffed ?? true) await enrolStaff(post);
    };
    // Whatever fails, nothing is still being started when it is put away.
    const started = await Promise.allSettled([...others, ...those.map(startPost)]);
    for (const one of started) if (one.status === 'rejected') throw one.reason;
  };
  const openLater = (): Promise<void> => startAll(later);
  const close = async (): Promise<void> => {
    await Promise.all(stations.map((child) => child.stop()));
    await Promise.all([centre, ...emulators].map((child) => child.stop()));
    await broker?.stop();
  };
  try {
    const now = posts.filter((post) => !later.some((one) => one === post));
    await startAll(now, [centre]);
  } catch (error) {
    await close();
    throw error;
  }
  const urls = { centre: `http://localhost:${centrePort}`, broker: brokerUrl };
  return {
    ...{ dir, centreDir, auditorDir, courtDir, urls, centre, gates, posts, later, openLater, start, close },
    ...(bench && { bench }),
    ...(desk && { desk }),
    ...(counting && { handHeld: counting }),
    replaceGate: replaced,
  };
}
