import { basename, join } from 'node:path';
import type { DeviceConfig } from '@custody-edge/firmware-bridge';
import type { BilingualText } from '@custody-edge/foundation';
import type { Project } from '../provision/project.ts';
import { provisionStation, type StationOptions } from '../provision/station.ts';
import type { Place } from './cast.ts';
import { Child } from './child.ts';
import { type Emulated, emulated, emulatorsOf } from './emulated.ts';
import { freePort } from './free-port.ts';
import { drawStaff, type StationStaff } from './staff.ts';

/** What the stations of a house have in common. */
export interface Ground {
  /** Everything is made below it. */
  readonly dir: string;
  readonly project: Project;
  readonly centreDir: string;
  readonly brokerUrl: string;
  /** How much faster than its line rate each emulated device runs. */
  readonly speed: number;
  /** How often the stations look at the glass. */
  readonly glassPollMsOf?: (stationId: string) => number;
  /** Runs the stations in place of the command line. */
  readonly stationProgram?: string;
  /** PINs by the officer's number: who works at several stations has one. */
  readonly pins: Map<string, string>;
}

/** How a station reaches the others of its site, and they it. */
export type SiteLink = Pick<StationOptions, 'peers' | 'peerListen'>;

/** Connects the stations of one site with each other, on loopback ports of their own. @returns the link of each, by its id */
export async function linkSite(stationIds: readonly string[]): Promise<ReadonlyMap<string, SiteLink>> {
  const host = '127.0.0.1';
  const ports = new Map<string, number>();
  for (const id of stationIds) ports.set(id, await freePort());
  const peers = [...ports].map(([stationId, port]) => ({ stationId, url: `https://${host}:${port}` }));
  return new Map(
    [...ports].map(([id, port]) => [
      id,
      { peerListen: { host, port }, peers: peers.filter(({ stationId }) => stationId !== id) },
    ]),
  );
}

/** A station with its emulated devices, provisioned and not yet started. */
export interface Post {
  readonly stationId: string;
  readonly site: string;
  readonly name: BilingualText;
  readonly dir: string;
  readonly url: string;
  readonly staff: StationStaff;
  /** One-time code of the station's first officer. */
  readonly firstOfficerCode: string;
  readonly station: Child;
  /** Its devices as its configuration names them, and what emulates them all. */
  readonly plugged: readonly DeviceConfig[];
  readonly emulators: Child;
}

/** A prison's gate. */
export interface GatePost extends Post {
  readonly scanner: Emulated;
  readonly reader: Emulated;
  readonly door: Emulated;
  readonly printer: Emulated;
  /** Where the emulated printer leaves its slips as pictures. */
  readonly slipsDir: string;
  /** Where it stands and who works there. */
  readonly place: Place;
}

/** A prison's visitor desk. */
export interface DeskPost extends Post {
  readonly scanner: Emulated;
  readonly reader: Emulated;
  /** Where the emulated printer leaves its slips as pictures. */
  readonly slipsDir: string;
}

/** What an officer counts with, from ward to ward. */
export interface HandHeldPost extends Post {
  readonly scanner: Emulated;
  readonly reader: Emulated;
}

/** A laboratory's bench. */
export interface BenchPost extends Post {
  readonly balance: Emulated;
  readonly reader: Emulated;
  readonly spectrometer: Emulated;
}

/** The devices that each kind of place has, by their names there. */
const models = {
  scanner: 'r307',
  reader: 'serial-barcode',
  door: 'modbus-io',
  printer: 'escpos-80',
  balance: 'mettler-mt-sics',
  spectrometer: 'ocean-obp',
} as const;
type DeviceName = keyof typeof models;

/** The devices of one place on pseudo-terminals: the station learns nothing of the emulators, it sees ports. */
function devicesAt<const Name extends DeviceName>(
  { dir, speed, glassPollMsOf }: Ground,
  { stationId }: Place,
  names: readonly Name[],
  weightEveryMs?: number,
) {
  const pollMs: Partial<Record<DeviceName, number | undefined>> = {
    scanner: glassPollMsOf?.(stationId),
    balance: weightEveryMs,
  };
  const plugged = names.map((id) => {
    const address = { kind: 'serial' as const, path: join(dir, `tty-${stationId}-${id}`) };
    const pollIntervalMs = pollMs[id];
    return { id, profile: models[id], address, ...(pollIntervalMs !== undefined && { settings: { pollIntervalMs } }) };
  });
  const slipsDir = join(dir, `slips-${stationId}`);
  const printed = names.some((name) => name === 'printer') ? ['--slips', slipsDir] : [];
  const emulators = emulatorsOf(plugged, speed, join(dir, `devices-${stationId}.log`), ...printed);
  return { plugged, emulators, slipsDir, device: (id: Name) => emulated(emulators, id) };
}

async function newStation(
  { dir, project, centreDir, brokerUrl, stationProgram, pins }: Ground,
  { stationId, site, name, officers }: Place,
  port: number | undefined,
  own: Pick<StationOptions, 'role' | 'devices' | 'gate' | 'visitor' | 'bench' | 'replaceRecord'> & SiteLink,
  machine: string = stationId,
): Promise<Omit<Post, 'plugged' | 'emulators'>> {
  const http = { port: await freePort(port) };
  const url = `http://localhost:${http.port}`;
  const stationDir = join(dir, machine);
  const options = { dir: stationDir, stationId, site, centreUrl: brokerUrl, http, ...own };
  const { configFile, firstOfficerCode = '' } = await provisionStation(project, centreDir, options);
  return {
    stationId,
    site,
    name,
    dir: stationDir,
    url,
    staff: drawStaff(officers, url, pins),
    firstOfficerCode,
    station: new Child(['agent', '--config', configFile], `${stationDir}.log`, stationProgram),
  };
}

/** What the configuration of a gate, or of a hand-held that counts with it, says besides its devices. */
type GateOwn = Pick<StationOptions, 'gate'> & SiteLink;

/** @param port first choice for the page; a free one otherwise */
export async function newGate(
  ground: Ground,
  prison: Place,
  port: number | undefined,
  own: GateOwn,
): Promise<GatePost> {
  const { device, slipsDir, ...all } = devicesAt(ground, prison, ['scanner', 'reader', 'door', 'printer']);
  const post = await newStation(ground, prison, port, { role: 'gate', devices: all.plugged, ...own });
  return {
    ...{ ...post, ...all, slipsDir, place: prison },
    scanner: device('scanner'),
    reader: device('reader'),
    door: device('door'),
    printer: device('printer'),
  };
}

/** Another machine in the place of a gate's computer, at the same devices. */
export async function replaceGate(ground: Ground, post: GatePost, own: GateOwn): Promise<GatePost> {
  const { place, plugged, dir } = post;
  const all = { role: 'gate', devices: plugged, ...own, replaceRecord: true } as const;
  return { ...post, ...(await newStation(ground, place, undefined, all, `${basename(dir)}-new`)) };
}

/** Open at any hour: the day of the demonstration begins when somebody starts it. */
const anyHour: Required<StationOptions>['visitor'] = {
  hours: [
    { from: '00:00', to: '12:00' },
    { from: '12:00', to: '00:00' },
  ].map((half) => ({
    ...half,
    for: ['under-trial', 'convicted', 'legal'],
    days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  })),
};

/** @param port first choice for the page; a free one otherwise */
export async function newDesk(
  ground: Ground,
  place: Place,
  port: number | undefined,
  { visitor, ...link }: Pick<StationOptions, 'visitor'> & SiteLink,
): Promise<DeskPost> {
  const { device, slipsDir, ...all } = devicesAt(ground, place, ['scanner', 'reader', 'printer']);
  const post = await newStation(ground, place, port, {
    role: 'visitor',
    devices: all.plugged,
    visitor: { ...anyHour, ...visitor },
    ...link,
  });
  return { ...post, ...all, slipsDir, scanner: device('scanner'), reader: device('reader') };
}

/** @param port first choice for the page; a free one otherwise */
export async function newHandHeld(
  ground: Ground,
  place: Place,
  port: number | undefined,
  own: GateOwn,
): Promise<HandHeldPost> {
  const { device, plugged, emulators } = devicesAt(ground, place, ['scanner', 'reader']);
  const post = await newStation(ground, place, port, { role: 'count', devices: plugged, ...own });
  return { ...post, plugged, emulators, scanner: device('scanner'), reader: device('reader') };
}

/** What the configuration of a bench says besides which devices it has. */
export interface BenchOwn {
  readonly policy?: Required<StationOptions>['bench'];
  /** How often its balance is asked for a weight; as its profile says unless this does. */
  readonly weightEveryMs?: number;
}

/** @param port first choice for the page; a free one otherwise */
export async function newBench(
  ground: Ground,
  laboratory: Place,
  port: number | undefined,
  { policy = {}, weightEveryMs }: BenchOwn,
): Promise<BenchPost> {
  const names = ['balance', 'reader', 'spectrometer'] as const;
  const { device, plugged, emulators } = devicesAt(ground, laboratory, names, weightEveryMs);
  const post = await newStation(ground, laboratory, port, { role: 'bench', devices: plugged, bench: policy });
  return {
    ...{ ...post, plugged, emulators },
    balance: device('balance'),
    reader: device('reader'),
    spectrometer: device('spectrometer'),
  };
}
