import { join } from 'node:path';
import {
  type Catalogue,
  findProfile,
  loadCatalogue,
  type Profile,
  type ProfileOf,
  type Protocol,
} from '@custody-edge/device-profiles';
import { systemClock, systemRandom } from '@custody-edge/foundation';
import { afterwards, newFolder } from '@custody-edge/foundation/test-support';
import { Bridge, type BridgeOptions } from './bridge.ts';
import type { DeviceConfig } from './device-config.ts';
import type { GreyPicture } from './emulator/centred.ts';
import { type Listen, type RunningEmulator, startEmulator } from './emulators.ts';
import type { Reading } from './reading.ts';
import type { DeviceStatus } from './supervisor.ts';
import { hidBus } from './test-hid-bus.ts';
import type { NodeHid } from './transport/hid.ts';

/** Fast enough for tests, slow enough that the order of things on the wire stays real. */
const testSpeed = 40;

/** The model that stands for all that speak a protocol. */
const modelOf: Readonly<Record<Protocol, string>> = {
  ef01: 'r307',
  'gt-511': 'gt-511c3',
  'suprema-sfm': 'sfm6050-t2',
  libfprint: 'uareu-4500',
  'mosip-sbi': 'mosip-sbi',
  'secugen-webapi': 'secugen-webapi',
  'line-barcode': 'serial-barcode',
  'zebra-ssi': 'zebra-ssi',
  gm65: 'gm65',
  'honeywell-serial': 'honeywell-serial',
  'hid-pos': 'hid-pos',
  'evdev-wedge': 'hid-keyboard',
  'modbus-rtu': 'modbus-io',
  osdp: 'osdp-reader',
  gpio: 'gpio-board',
  'mt-sics': 'mettler-mt-sics',
  and: 'and-gx',
  ohaus: 'ohaus-explorer',
  radwag: 'radwag-as',
  'shimadzu-balance': 'shimadzu-uw',
  'sartorius-sbi': 'sartorius-sbi',
  'sartorius-xbpi': 'sartorius-xbpi',
  'ooi-serial': 'ocean-rs232',
  obp: 'ocean-obp',
  'ooi-usb': 'ocean-usb4000',
  jenway: 'jenway-63xx',
  'shimadzu-uv': 'shimadzu-uvmini',
  'esc-pos': 'escpos-80',
  zpl: 'zpl-203',
  folder: 'watched-folder',
};

/** Those spoken over a line of bytes, or in HID reports. */
export const protocols = [
  'ef01',
  'gt-511',
  'suprema-sfm',
  'line-barcode',
  'zebra-ssi',
  'gm65',
  'honeywell-serial',
  'hid-pos',
  'modbus-rtu',
  'osdp',
  'mt-sics',
  'and',
  'ohaus',
  'radwag',
  'shimadzu-balance',
  'sartorius-sbi',
  'sartorius-xbpi',
  'ooi-serial',
  'obp',
  'ooi-usb',
  'jenway',
  'shimadzu-uv',
  'esc-pos',
  'zpl',
] as const;

/** Those of devices that speak in HID reports. */
const hidProtocols = new Set<Protocol>(['hid-pos']);

/** The shipped profile of a model that speaks a protocol; of the one that stands for it unless named. */
export function modelFor<Name extends Protocol>(protocol: Name, id = modelOf[protocol]): ProfileOf<Name> {
  const profile = findProfile(loadCatalogue(), id);
  if (!speaks(profile, protocol)) throw new Error(`${profile.id} does not speak ${protocol}`);
  return profile;
}

function speaks<Name extends Protocol>(profile: Profile, protocol: Name): profile is ProfileOf<Name> {
  return profile.protocol === protocol;
}

/** What opens each emulated HID device, by its path. */
const buses = new Map<string, NodeHid>();

/** Opens every emulated HID device of the tests. */
const hid = async (): Promise<NodeHid> => ({
  HIDAsync: {
    open: (path) =>
      buses.get(path)?.HIDAsync.open(path) ??
      Promise.reject(new Error(`cannot open device with path ${path}: No such device`)),
  },
});

function placeFor(protocol: Protocol, path: string): Listen {
  if (!hidProtocols.has(protocol)) return { kind: 'pty', link: path };
  const { plugIn, library } = hidBus(path);
  buses.set(path, library);
  return { kind: 'hid', plugIn };
}

/**
 * An emulated device, switched off when the test ends: on a pseudo-terminal with a fixed path, or on what stands in for the kernel's
 * HID devices, unless told otherwise.
 */
export async function emulate<Name extends Protocol>(
  protocol: Name,
  speed = testSpeed,
  listen?: Listen,
  profile: ProfileOf<Name> = modelFor(protocol),
) {
  const folder = newFolder();
  const running = await startEmulator(protocol, profile, {
    listen: listen ?? placeFor(protocol, join(folder, 'device')),
    speed,
  });
  afterwards(() => running.close());
  return { running, engine: running.emulator, config: configOf(profile, running) };
}

/** The device configuration of an emulated device. */
function configOf({ id, protocol }: Profile, { address }: RunningEmulator): DeviceConfig {
  return {
    id: `test-${protocol}`,
    profile: id,
    address: { ...address },
    settings: { pollIntervalMs: 10 },
  };
}

/** A bridge over some devices, with everything they said. Stopped when the test ends. */
export function station(devices: DeviceConfig[], options: Partial<BridgeOptions> = {}) {
  const readings: { deviceId: string; reading: Reading }[] = [];
  const statuses: DeviceStatus[] = [];
  const bridge = new Bridge({
    devices,
    catalogue: loadCatalogue(),
    clock: systemClock,
    random: systemRandom,
    onReading: (deviceId, reading) => readings.push({ deviceId, reading }),
    onStatus: (status) => statuses.push(status),
    hid,
    reopenLimits: { baseMs: 20, capMs: 50, presenceIntervalMs: 20, steadyAfterMs: 10_000 },
    ...options,
  });
  afterwards(() => bridge.stop());
  bridge.start();
  const ofKind = <Kind extends Reading['kind']>(kind: Kind) =>
    readings
      .map(({ reading }) => reading)
      .filter((reading): reading is Extract<Reading, { kind: Kind }> => reading.kind === kind);
  const statusOf = (deviceId: string) => bridge.statuses().find((status) => status.deviceId === deviceId);
  const ready = (deviceId: string) => until(() => statusOf(deviceId)?.state === 'ready');
  return { bridge, readings, statuses, ofKind, statusOf, ready };
}

/** The catalogue with short time limits, so that silence is noticed at once. */
export function impatientCatalogue(): Catalogue {
  const catalogue = new Map(loadCatalogue());
  for (const profile of catalogue.values()) {
    if (profile.protocol === 'ef01')
      catalogue.set(profile.id, {
        ...profile,
        timeLimitsMs: { ...profile.timeLimitsMs, probe: 200, reply: 400, dataGap: 300 },
      });
    if (profile.protocol === 'gt-511')
      catalogue.set(profile.id, {
        ...profile,
        timeLimitsMs: { ...profile.timeLimitsMs, probe: 200, reply: 400, capture: 400, dataGap: 300 },
      });
    if (profile.protocol === 'suprema-sfm')
      catalogue.set(profile.id, {
        ...profile,
        timeLimitsMs: { ...profile.timeLimitsMs, reply: 400, scan: 600, dataGap: 300 },
      });
    if (profile.protocol === 'libfprint')
      catalogue.set(profile.id, { ...profile, timeLimitsMs: { open: 5000, silence: 1200 } });
    if (profile.protocol === 'mosip-sbi' || profile.protocol === 'secugen-webapi')
      catalogue.set(profile.id, { ...profile, waitsMs: { fingerMs: 400, liftMs: 50 }, timeLimitsMs: { reply: 800 } });
    if (profile.protocol === 'line-barcode') catalogue.set(profile.id, { ...profile, timeLimitsMs: { lineGap: 50 } });
    if (profile.protocol === 'zebra-ssi')
      catalogue.set(profile.id, { ...profile, timeLimitsMs: { reply: 200, packetGap: 50, codeGap: 500 } });
    if (profile.protocol === 'gm65')
      catalogue.set(profile.id, { ...profile, aliveIntervalMs: 50, timeLimitsMs: { reply: 100, lineGap: 50 } });
    if (profile.protocol === 'honeywell-serial')
      catalogue.set(profile.id, { ...profile, timeLimitsMs: { reply: 300, lineGap: 50 } });
    if (profile.protocol === 'hid-pos') catalogue.set(profile.id, { ...profile, timeLimitsMs: { reportGap: 50 } });
    if (profile.protocol === 'modbus-rtu') catalogue.set(profile.id, { ...profile, timeLimitsMs: { reply: 100 } });
    if (profile.protocol === 'osdp') catalogue.set(profile.id, { ...profile, timeLimitsMs: { reply: 100, busy: 200 } });
    if (profile.protocol === 'mt-sics')
      catalogue.set(profile.id, {
        ...profile,
        reading: 'stream',
        timeLimitsMs: { reply: 400, stable: 5000, adjust: 10_000 },
      });
    if (profile.protocol === 'and')
      catalogue.set(profile.id, { ...profile, timeLimitsMs: { reply: 300, stable: 800, adjust: 10_000 } });
    if (profile.protocol === 'radwag')
      catalogue.set(profile.id, { ...profile, timeLimitsMs: { reply: 300, stable: 800, adjust: 10_000 } });
    if (profile.protocol === 'shimadzu-balance')
      catalogue.set(profile.id, { ...profile, timeLimitsMs: { reply: 300, stable: 800 } });
    if (profile.protocol === 'ohaus')
      catalogue.set(profile.id, { ...profile, timeLimitsMs: { reply: 300, stable: 800 } });
    if (profile.protocol === 'sartorius-sbi')
      catalogue.set(profile.id, { ...profile, timeLimitsMs: { reply: 200, stable: 2000, adjust: 10_000 } });
    if (profile.protocol === 'sartorius-xbpi')
      catalogue.set(profile.id, { ...profile, timeLimitsMs: { reply: 200, stable: 2000 } });
    if (profile.protocol === 'ooi-serial')
      catalogue.set(profile.id, {
        ...profile,
        timeLimitsMs: { reply: 200, quiet: 15, transfer: 3000, trigger: 200 },
      });
    if (profile.protocol === 'obp')
      catalogue.set(profile.id, { ...profile, timeLimitsMs: { reply: 300, transfer: 3000, trigger: 300 } });
    if (profile.protocol === 'ooi-usb')
      catalogue.set(profile.id, {
        ...profile,
        timeLimitsMs: { start: 10, reply: 1000, transfer: 100, trigger: 300 },
      });
    if (profile.protocol === 'jenway')
      catalogue.set(profile.id, { ...profile, timeLimitsMs: { reply: 1000, work: 2000 } });
    if (profile.protocol === 'shimadzu-uv')
      catalogue.set(profile.id, {
        ...profile,
        timeLimitsMs: { reply: 500, work: 2000, scan: 5000, baseline: 5000 },
      });
    if (profile.protocol === 'esc-pos' || profile.protocol === 'zpl')
      catalogue.set(profile.id, { ...profile, timeLimitsMs: { reply: 300, print: 1500 } });
  }
  return catalogue;
}

/** A picture of a finger like no other, as far as an emulated scanner can tell. */
export function print(seed: number, width = 256, height = 288): GreyPicture {
  const pixels = Uint8Array.from(
    { length: width * height },
    (_, at) => 128 + 127 * Math.sin(((at % width) * (seed + 3)) / 40 + Math.floor(at / width) / (seed + 5)),
  );
  return { width, height, pixels };
}

/** Waits for something to come true. The test runner's own limit ends a wait that is in vain. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}
