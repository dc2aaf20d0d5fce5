import type { ProfileOf, Protocol } from '@custody-edge/device-profiles';
import { type EmulatorOptions, onLine, onReports, type RunningEmulator } from './emulator/running.ts';
import type { AndEmulator } from './protocol/and/emulator.ts';
import type { Ef01Emulator } from './protocol/ef01/emulator.ts';
import type { EscPosEmulator } from './protocol/esc-pos/emulator.ts';
import type { WedgeEmulator } from './protocol/evdev-wedge/emulator.ts';
import type { FolderEmulator } from './protocol/folder/emulator.ts';
import type { Gm65Emulator } from './protocol/gm65/emulator.ts';
import type { GpioEmulator } from './protocol/gpio/emulator.ts';
import type { Gt511Emulator } from './protocol/gt-511/emulator.ts';
import type { HidPosEmulator } from './protocol/hid-pos/emulator.ts';
import type { HoneywellSerialEmulator } from './protocol/honeywell-serial/emulator.ts';
import type { JenwayEmulator } from './protocol/jenway/emulator.ts';
import type { LibfprintEmulator } from './protocol/libfprint/emulator.ts';
import type { LineBarcodeEmulator } from './protocol/line-barcode/emulator.ts';
import type { ModbusIoEmulator } from './protocol/modbus-rtu/emulator.ts';
import type { MosipSbiEmulator } from './protocol/mosip-sbi/emulator.ts';
import type { MtSicsEmulator } from './protocol/mt-sics/emulator.ts';
import type { ObpEmulator } from './protocol/obp/emulator.ts';
import type { OhausEmulator } from './protocol/ohaus/emulator.ts';
import type { OoiSerialEmulator } from './protocol/ooi-serial/emulator.ts';
import type { OoiUsbEmulator } from './protocol/ooi-usb/emulator.ts';
import type { OsdpEmulator } from './protocol/osdp/emulator.ts';
import type { RadwagEmulator } from './protocol/radwag/emulator.ts';
import type { SbiEmulator } from './protocol/sartorius-sbi/emulator.ts';
import type { XbpiEmulator } from './protocol/sartorius-xbpi/emulator.ts';
import type { SecugenEmulator } from './protocol/secugen-webapi/emulator.ts';
import type { ShimadzuBalanceEmulator } from './protocol/shimadzu-balance/emulator.ts';
import type { ShimadzuUvEmulator } from './protocol/shimadzu-uv/emulator.ts';
import type { SupremaSfmEmulator } from './protocol/suprema-sfm/emulator.ts';
import type { ZebraSsiEmulator } from './protocol/zebra-ssi/emulator.ts';
import type { ZplEmulator } from './protocol/zpl/emulator.ts';
import { transferLine } from './transport/usb-transfer.ts';

export type { Emulator } from './emulator/emulator.ts';
export { type FaultName, faultNames } from './emulator/fault.ts';
export type { PrintReader } from './emulator/prints.ts';
export { type EmulatorOptions, obey, type RunningEmulator } from './emulator/running.ts';
export type { EmulatorAddress, Listen } from './emulator/socket.ts';

interface EmulatorOfProtocol {
  readonly ef01: Ef01Emulator;
  readonly 'gt-511': Gt511Emulator;
  readonly 'suprema-sfm': SupremaSfmEmulator;
  readonly libfprint: LibfprintEmulator;
  readonly 'mosip-sbi': MosipSbiEmulator;
  readonly 'secugen-webapi': SecugenEmulator;
  readonly 'line-barcode': LineBarcodeEmulator;
  readonly 'zebra-ssi': ZebraSsiEmulator;
  readonly gm65: Gm65Emulator;
  readonly 'honeywell-serial': HoneywellSerialEmulator;
  readonly 'hid-pos': HidPosEmulator;
  readonly 'evdev-wedge': WedgeEmulator;
  readonly 'modbus-rtu': ModbusIoEmulator;
  readonly osdp: OsdpEmulator;
  readonly gpio: GpioEmulator;
  readonly 'mt-sics': MtSicsEmulator;
  readonly and: AndEmulator;
  readonly ohaus: OhausEmulator;
  readonly radwag: RadwagEmulator;
  readonly 'shimadzu-balance': ShimadzuBalanceEmulator;
  readonly 'sartorius-sbi': SbiEmulator;
  readonly 'sartorius-xbpi': XbpiEmulator;
  readonly 'ooi-serial': OoiSerialEmulator;
  readonly obp: ObpEmulator;
  readonly 'ooi-usb': OoiUsbEmulator;
  readonly jenway: JenwayEmulator;
  readonly 'shimadzu-uv': ShimadzuUvEmulator;
  readonly 'esc-pos': EscPosEmulator;
  readonly zpl: ZplEmulator;
  readonly folder: FolderEmulator;
}
/** The device's side of one protocol. */
export type EmulatorOf<Name extends Protocol> = EmulatorOfProtocol[Name];

/** How a device that speaks each protocol is switched on. */
const emulators: {
  readonly [Name in Protocol]: (
    profile: ProfileOf<Name>,
    options: EmulatorOptions,
  ) => Promise<RunningEmulator<EmulatorOf<Name>>>;
} = {
  ef01: async (profile, options) => {
    const { Ef01Emulator } = await import('./protocol/ef01/emulator.ts');
    return onLine(
      options,
      profile.lines[0].baudRate,
      (line) => new Ef01Emulator(line, profile, { prints: options.prints }),
    );
  },
  'gt-511': async (profile, options) => {
    const { Gt511Emulator } = await import('./protocol/gt-511/emulator.ts');
    return onLine(
      options,
      profile.lines[0].baudRate,
      (line) => new Gt511Emulator(line, profile, { prints: options.prints }),
    );
  },
  'suprema-sfm': async (profile, options) => {
    const { SupremaSfmEmulator } = await import('./protocol/suprema-sfm/emulator.ts');
    return onLine(
      options,
      profile.lines[0].baudRate,
      (line) => new SupremaSfmEmulator(line, profile, { prints: options.prints }),
    );
  },
  libfprint: async (profile, options) => {
    const { emulateReader } = await import('./protocol/libfprint/emulator.ts');
    return emulateReader(profile, options);
  },
  'mosip-sbi': async (_profile, options) => (await import('./protocol/mosip-sbi/emulator.ts')).emulateSbi(options),
  'secugen-webapi': async (_profile, options) =>
    (await import('./protocol/secugen-webapi/emulator.ts')).emulateSecugen(options),
  'line-barcode': async (profile, options) => {
    const { LineBarcodeEmulator } = await import('./protocol/line-barcode/emulator.ts');
    return onLine(options, profile.lines[0].baudRate, (line) => new LineBarcodeEmulator(line));
  },
  'zebra-ssi': async (profile, options) => {
    const { ZebraSsiEmulator } = await import('./protocol/zebra-ssi/emulator.ts');
    return onLine(options, profile.lines[0].baudRate, (line) => new ZebraSsiEmulator(line, profile));
  },
  gm65: async (profile, options) => {
    const { Gm65Emulator } = await import('./protocol/gm65/emulator.ts');
    return onLine(options, profile.lines[0].baudRate, (line) => new Gm65Emulator(line, profile));
  },
  'honeywell-serial': async (profile, options) => {
    const { HoneywellSerialEmulator } = await import('./protocol/honeywell-serial/emulator.ts');
    return onLine(options, profile.lines[0].baudRate, (line) => new HoneywellSerialEmulator(line));
  },
  'hid-pos': async (profile, options) => {
    const { describeHidPos, HidPosEmulator } = await import('./protocol/hid-pos/emulator.ts');
    return onReports(options, describeHidPos(profile), (reports) => new HidPosEmulator(reports, profile));
  },
  'evdev-wedge': async (profile, options) => {
    const { describeWedge, WedgeEmulator } = await import('./protocol/evdev-wedge/emulator.ts');
    return onReports(options, describeWedge(profile), (reports) => new WedgeEmulator(reports));
  },
  'modbus-rtu': async (profile, options) => {
    const { ModbusIoEmulator } = await import('./protocol/modbus-rtu/emulator.ts');
    return onLine(options, profile.lines[0].baudRate, (line) => new ModbusIoEmulator(line, profile));
  },
  osdp: async (profile, options) => {
    const { OsdpEmulator } = await import('./protocol/osdp/emulator.ts');
    return onLine(options, profile.lines[0].baudRate, (line) => new OsdpEmulator(line, profile));
  },
  gpio: async (profile, options) => {
    const { emulateChip } = await import('./protocol/gpio/emulator.ts');
    return emulateChip(profile, options);
  },
  'mt-sics': async (profile, options) => {
    const { MtSicsEmulator } = await import('./protocol/mt-sics/emulator.ts');
    return onLine(options, profile.lines[0].baudRate, (line) => new MtSicsEmulator(line, profile, options));
  },
  and: async (profile, options) => {
    const { AndEmulator } = await import('./protocol/and/emulator.ts');
    return onLine(options, profile.lines[0].baudRate, (line) => new AndEmulator(line, profile, options));
  },
  ohaus: async (profile, options) => {
    const { OhausEmulator } = await import('./protocol/ohaus/emulator.ts');
    return onLine(options, profile.lines[0].baudRate, (line) => new OhausEmulator(line, profile, options));
  },
  radwag: async (profile, options) => {
    const { RadwagEmulator } = await import('./protocol/radwag/emulator.ts');
    return onLine(options, profile.lines[0].baudRate, (line) => new RadwagEmulator(line, profile, options));
  },
  'shimadzu-balance': async (profile, options) => {
    const { ShimadzuBalanceEmulator } = await import('./protocol/shimadzu-balance/emulator.ts');
    return onLine(options, profile.lines[0].baudRate, (line) => new ShimadzuBalanceEmulator(line, profile, options));
  },
  'sartorius-sbi': async (profile, options) => {
    const { SbiEmulator } = await import('./protocol/sartorius-sbi/emulator.ts');
    return onLine(options, profile.lines[0].baudRate, (line) => new SbiEmulator(line, profile, options));
  },
  'sartorius-xbpi': async (profile, options) => {
    const { XbpiEmulator } = await import('./protocol/sartorius-xbpi/emulator.ts');
    return onLine(options, profile.lines[0].baudRate, (line) => new XbpiEmulator(line, profile, options));
  },
  'ooi-serial': async (profile, options) => {
    const { OoiSerialEmulator } = await import('./protocol/ooi-serial/emulator.ts');
    return onLine(options, profile.lines[0].baudRate, (line) => new OoiSerialEmulator(line, profile));
  },
  obp: async (profile, options) => {
    const { ObpEmulator } = await import('./protocol/obp/emulator.ts');
    return onLine(options, lineSpeed(profile, options), (line) => new ObpEmulator(line, profile));
  },
  'ooi-usb': async (profile, options) => {
    const { OoiUsbEmulator } = await import('./protocol/ooi-usb/emulator.ts');
    return onLine(options, lineSpeed({ lines: [transferLine] }, options), (line) => new OoiUsbEmulator(line, profile));
  },
  jenway: async (profile, options) => {
    const { JenwayEmulator } = await import('./protocol/jenway/emulator.ts');
    return onLine(options, profile.lines[0].baudRate, (line) => new JenwayEmulator(line, profile));
  },
  'shimadzu-uv': async (profile, options) => {
    const { ShimadzuUvEmulator } = await import('./protocol/shimadzu-uv/emulator.ts');
    return onLine(options, profile.lines[0].baudRate, (line) => new ShimadzuUvEmulator(line, profile));
  },
  'esc-pos': async (profile, options) => {
    const { EscPosEmulator } = await import('./protocol/esc-pos/emulator.ts');
    return onLine(options, profile.lines[0].baudRate, (line) => new EscPosEmulator(line, profile));
  },
  zpl: async (profile, options) => {
    const { ZplEmulator } = await import('./protocol/zpl/emulator.ts');
    return onLine(options, profile.lines[0].baudRate, (line) => new ZplEmulator(line, profile));
  },
  folder: async (_profile, options) => (await import('./protocol/folder/emulator.ts')).emulateFolder(options),
};

/** A device with a network socket of its own is not held back by a serial line. */
const networkBaudRate = 100_000_000;

const lineSpeed = ({ lines }: Pick<ProfileOf<'obp'>, 'lines'>, { listen }: EmulatorOptions): number =>
  listen?.kind === 'tcp' ? networkBaudRate : lines[0].baudRate;

/**
 * Switches on a device that stands in for one of a model.
 * @param protocol that of the profile
 * @throws `pty-unavailable`, `uhid-unavailable`, or `device-open-failed` when the TCP port is taken
 */
export function startEmulator<Name extends Protocol>(
  protocol: Name,
  profile: ProfileOf<Name>,
  options: EmulatorOptions,
): Promise<RunningEmulator<EmulatorOf<Name>>> {
  return emulators[protocol](profile, options);
}
