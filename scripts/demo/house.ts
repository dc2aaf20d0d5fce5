import { join } from 'node:path';
import type { StationConfig } from '@custody-edge/edge-agent';
import { provisionAuditor } from '../provision/auditor.ts';
import { type BrokerChoice, provisionCentre } from '../provision/centre.ts';
import { createProject } from '../provision/project.ts';
import { provisionStation } from '../provision/station.ts';
import { Child } from './child.ts';
import { freePort } from './free-port.ts';
import { drawStaff, enrolStaff } from './staff.ts';

export interface HouseOptions {
  /** Empty folder for everything that is made. */
  readonly dir: string;
  /** How much faster than its line rate each emulated device runs. */
  readonly speed: number;
  /** First choices of ports; a taken one is replaced by a free one. Without them, any free ports. */
  readonly ports?: { readonly centre: number; readonly broker: number; readonly gate: number; readonly bench: number };
  /** Starts a broker on this port instead of the centre's own, once everything is provisioned. */
  readonly externalBroker?: (centreDir: string, port: number) => Promise<Broker>;
  /** Fields of the gate's policy. */
  readonly gatePolicy?: Readonly<Partial<StationConfig['gate']>>;
  readonly benchPolicy?: Readonly<Record<string, number>>;
  readonly logLevel?: string;
}

/** A broker that is a process of its own. */
export interface Broker {
  stop(): Promise<void>;
}

/** The processes of one small world: a centre, a gate and a bench with their emulated devices. */
export interface House {
  readonly dir: string;
  readonly centreDir: string;
  readonly gateDir: string;
  readonly benchDir: string;
  readonly auditorDir: string;
  /** Where the emulated printer leaves its slips as pictures. */
  readonly slipsDir: string;
  readonly urls: { readonly centre: string; readonly gate: string; readonly bench: string; readonly broker: string };
  readonly staff: ReturnType<typeof drawStaff>;
  /** One-time codes of the stations' first officers. */
  readonly codes: { readonly gate: string; readonly bench: string };
  readonly centre: Child;
  readonly gate: Child;
  readonly bench: Child;
  readonly scanner: Child;
  readonly gateReader: Child;
  readonly door: Child;
  readonly printer: Child;
  readonly balance: Child;
  readonly benchReader: Child;
  /** Starts a station or the centre again after it was stopped or killed. */
  start(child: Child): Promise<void>;
  close(): Promise<void>;
}

/** Where the stations of the small world stand. */
export const site = { gate: 'lahore-camp-jail', bench: 'quetta-fsl', centre: 'centre' } as const;

/** Provisions a project and starts everything. Stations and centre learn nothing of the emulators: they see ports. */
export async function openHouse(options: HouseOptions): Promise<House> {
  const { dir, speed } = options;
  const ports = {
    centre: await freePort(options.ports?.centre),
    broker: await freePort(options.ports?.broker),
    gate: await freePort(options.ports?.gate),
    bench: await freePort(options.ports?.bench),
  };
  const at = (...parts: string[]): string => join(dir, ...parts);
  const [centreDir, gateDir, benchDir, auditorDir] = [at('centre'), at('gate'), at('bench'), at('auditor')];
  const project = await createProject(at('project'));
  const embedded: BrokerChoice = { kind: 'embedded', host: '127.0.0.1', port: ports.broker };
  const centreOptions = { dir: centreDir, centreId: 'centre', site: site.centre, http: { port: ports.centre } };
  const port = (name: string) => ({ kind: 'serial', path: at(name) }) as const;
  const brokerUrl = `mqtts://127.0.0.1:${ports.broker}`;
  await provisionCentre(project, {
    ...centreOptions,
    broker: options.externalBroker ? { kind: 'external', url: brokerUrl } : embedded,
  });
  const { firstOfficerCode: gateCode = '' } = await provisionStation(project, centreDir, {
    dir: gateDir,
    stationId: 'gate-1',
    site: site.gate,
    role: 'gate',
    centreUrl: brokerUrl,
    http: { port: ports.gate },
    devices: [
      { id: 'scanner', profile: 'r307', address: port('tty-scanner') },
      { id: 'reader', profile: 'generic-serial-barcode', address: port('tty-gate-reader') },
      { id: 'door', profile: 'generic-modbus-gate-io', address: port('tty-door') },
      { id: 'printer', profile: 'generic-esc-pos-80', address: port('tty-printer') },
    ],
    ...(options.gatePolicy && { gate: options.gatePolicy }),
  });
  const { firstOfficerCode: benchCode = '' } = await provisionStation(project, centreDir, {
    dir: benchDir,
    stationId: 'bench-1',
    site: site.bench,
    role: 'bench',
    centreUrl: brokerUrl,
    http: { port: ports.bench },
    devices: [
      { id: 'balance', profile: 'mettler-toledo-mt-sics', address: port('tty-balance') },
      { id: 'reader', profile: 'generic-serial-barcode', address: port('tty-bench-reader') },
    ],
    ...(options.benchPolicy && { bench: options.benchPolicy }),
  });
  await provisionAuditor(project, { dir: auditorDir, name: 'auditor-1' });
  const broker = await options.externalBroker?.(centreDir, ports.broker);

  const emulator = (kind: string, link: string, ...more: readonly string[]): Child =>
    new Child(['emulate', '--kind', kind, '--link', at(link), '--speed', String(speed), ...more], at(`${link}.log`));
  const scanner = emulator('ef01', 'tty-scanner');
  const gateReader = emulator('line-barcode', 'tty-gate-reader');
  const door = emulator('modbus-io', 'tty-door');
  const slipsDir = at('slips');
  const printer = emulator('esc-pos', 'tty-printer', '--slips', slipsDir);
  const balance = emulator('mt-sics', 'tty-balance');
  const benchReader = emulator('line-barcode', 'tty-bench-reader');
  const centre = new Child(['centre', '--config', join(centreDir, 'centre.json')], at('centre.log'));
  const gate = new Child(['agent', '--config', join(gateDir, 'station.json')], at('gate.log'));
  const bench = new Child(['agent', '--config', join(benchDir, 'station.json')], at('bench.log'));
  const emulators = [scanner, gateReader, door, printer, balance, benchReader];
  const logLevel = options.logLevel ?? 'info';
  const env = { CUSTODY_EDGE_STATION_LOG_LEVEL: logLevel, CUSTODY_EDGE_CENTRE_LOG_LEVEL: logLevel };
  const start = async (child: Child): Promise<void> => {
    await child.start(env);
  };
  const close = async (): Promise<void> => {
    await Promise.all([gate, bench].map((child) => child.stop()));
    await Promise.all([centre, ...emulators].map((child) => child.stop()));
    await broker?.stop();
  };
  try {
    await Promise.all([centre, ...emulators].map(start));
    await Promise.all([gate, bench].map(start));
  } catch (error) {
    await close();
    throw error;
  }
  const page = (number: number): string => `http://localhost:${number}`;
  return {
    dir,
    centreDir,
    gateDir,
    benchDir,
    auditorDir,
    slipsDir,
    urls: { centre: page(ports.centre), gate: page(ports.gate), bench: page(ports.bench), broker: brokerUrl },
    staff: drawStaff(),
    codes: { gate: gateCode, bench: benchCode },
    centre,
    gate,
    bench,
    scanner,
    gateReader,
    door,
    printer,
    balance,
    benchReader,
    start,
    close,
  };
}

/** Has every station's officers enrolled, and one of them sign in. */
export async function staffHouse({ urls, codes, staff }: House): Promise<void> {
  await Promise.all([enrolStaff(urls.gate, codes.gate, staff.gate), enrolStaff(urls.bench, codes.bench, staff.bench)]);
}
