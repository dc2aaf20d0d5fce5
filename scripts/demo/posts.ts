import { basename, join } from 'node:path';
import type { StationConfig } from '@custody-edge/edge-agent';
import type { DeviceConfig } from '@custody-edge/firmware-bridge';
import type { BilingualText } from '@custody-edge/foundation';
import type { Project } from '../provision/project.ts';
import { provisionStation } from '../provision/station.ts';
import type { Place } from './cast.ts';
import { Child } from './child.ts';
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
  readonly glassPollMs?: number;
  /** Runs the stations in place of the command line. */
  readonly stationProgram?: string;
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
  readonly devices: readonly Child[];
}

/** A prison's gate. */
export interface GatePost extends Post {
  readonly scanner: Child;
  readonly reader: Child;
  readonly door: Child;
  readonly printer: Child;
  /** Where the emulated printer leaves its slips as pictures. */
  readonly slipsDir: string;
  /** Where it stands and who works there, and its devices as its configuration names them. */
  readonly place: Place;
  readonly plugged: readonly DeviceConfig[];
}

/** A laboratory's bench. */
export interface BenchPost extends Post {
  readonly balance: Child;
  readonly reader: Child;
}

/** The devices of one place on pseudo-terminals: the station learns nothing of the emulators, it sees ports. */
function devicesAt({ dir, speed }: Ground, { stationId }: Place) {
  return (id: string, profile: string, ...more: readonly string[]) => {
    const path = join(dir, `tty-${stationId}-${id}`);
    return {
      hands: new Child(['emulate', profile, '--pty', path, '--speed', String(speed), ...more], `${path}.log`),
      device: { id, profile, address: { kind: 'serial' as const, path } },
    };
  };
}

async function newStation(
  { dir, project, centreDir, brokerUrl, stationProgram }: Ground,
  { stationId, site, name, officers }: Place,
  port: number | undefined,
  own: Pick<Parameters<typeof provisionStation>[2], 'role' | 'devices' | 'gate' | 'bench' | 'replaceRecord'>,
  machine: string = stationId,
): Promise<Omit<Post, 'devices'>> {
  const http = { port: await freePort(port) };
  const stationDir = join(dir, machine);
  const options = { dir: stationDir, stationId, site, centreUrl: brokerUrl, http, ...own };
  const { configFile, firstOfficerCode = '' } = await provisionStation(project, centreDir, options);
  return {
    stationId,
    site,
    name,
    dir: stationDir,
    url: `http://localhost:${http.port}`,
    staff: drawStaff(officers),
    firstOfficerCode,
    station: new Child(['agent', '--config', configFile], `${stationDir}.log`, stationProgram),
  };
}

/** @param port first choice for the page; a free one otherwise */
export async function newGate(
  ground: Ground,
  prison: Place,
  port: number | undefined,
  gate: Partial<StationConfig['gate']>,
): Promise<GatePost> {
  const plugIn = devicesAt(ground, prison);
  const slipsDir = join(ground.dir, `slips-${prison.stationId}`);
  const { hands, device } = plugIn('scanner', 'r307');
  const pollIntervalMs = ground.glassPollMs;
  const scanner = {
    hands,
    device: pollIntervalMs === undefined ? device : { ...device, settings: { pollIntervalMs } },
  };
  const reader = plugIn('reader', 'serial-barcode');
  const door = plugIn('door', 'modbus-io');
  const printer = plugIn('printer', 'escpos-80', '--slips', slipsDir);
  const all = [scanner, reader, door, printer];
  const plugged = all.map((one) => one.device);
  const post = await newStation(ground, prison, port, { role: 'gate', devices: plugged, gate });
  return {
    ...post,
    devices: all.map((one) => one.hands),
    scanner: scanner.hands,
    reader: reader.hands,
    door: door.hands,
    printer: printer.hands,
    slipsDir,
    place: prison,
    plugged,
  };
}

/** Another machine in the place of a gate's computer, at the same devices. */
export async function replaceGate(
  ground: Ground,
  post: GatePost,
  gate: Partial<StationConfig['gate']>,
): Promise<GatePost> {
  const { place, plugged, dir } = post;
  const own = { role: 'gate', devices: plugged, gate, replaceRecord: true } as const;
  return { ...post, ...(await newStation(ground, place, undefined, own, `${basename(dir)}-new`)) };
}

/** @param port first choice for the page; a free one otherwise */
export async function newBench(ground: Ground, laboratory: Place, port: number | undefined): Promise<BenchPost> {
  const plugIn = devicesAt(ground, laboratory);
  const balance = plugIn('balance', 'mettler-toledo-mt-sics');
  const reader = plugIn('reader', 'serial-barcode');
  const post = await newStation(ground, laboratory, port, {
    role: 'bench',
    devices: [balance.device, reader.device],
    bench: {},
  });
  return { ...post, devices: [balance.hands, reader.hands], balance: balance.hands, reader: reader.hands };
}
