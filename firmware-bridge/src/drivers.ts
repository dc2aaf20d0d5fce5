import type { DeviceKind, LineSettings, Profile } from '@custody-edge/device-profiles';
import type { CustodyError } from '@custody-edge/foundation';
import type { BalanceEar, BalanceTalk } from './balance/talk.ts';
import type { PrintedUnits } from './balance/units.ts';
import type { DeviceConfig } from './device-config.ts';
import type { ByteDriverContext, DriverOf } from './driver.ts';
import type { LineRequest } from './protocol/gpio/lines.ts';
import type { PrinterTalk } from './protocol/printer-host.ts';
import type { Standing } from './spectrometer/host.ts';
import type { SpectrometerTalk } from './spectrometer/talk.ts';
import type { NodeHid } from './transport/hid.ts';
import type { NativeModule } from './transport/native.ts';
import { addressOf, byDriver, type Opening, overBytes, overKeys, overReports } from './transport/opening.ts';
import { transferLine } from './transport/usb-transfer.ts';

/** One installed device: its model, and where and how it is set. */
interface Installed<Kind extends DeviceKind> {
  readonly profile: Extract<Profile, { kind: Kind }>;
  readonly config: DeviceConfig;
  /** What opens HID devices; the package node-hid unless told otherwise. */
  readonly hid?: NativeModule<NodeHid> | undefined;
}

/** A spectrometer besides: what is wished of it, and who looks at it. */
type Furnished<Kind extends DeviceKind> = Installed<Kind> &
  (Kind extends 'spectrometer' ? { readonly standing: Standing } : unknown);

type Lines = readonly [LineSettings, ...LineSettings[]];

/**
 * How a device of each kind is opened. A protocol's own files, and the native parts that some need, are read when the first device that
 * speaks it is opened.
 */
export const drivers: {
  readonly [Kind in DeviceKind]: (device: Furnished<Kind>) => Promise<Opening<DriverOf<Kind>>>;
} = {
  'fingerprint-scanner': async ({ profile, config: { address, settings } }) => {
    switch (profile.protocol) {
      case 'ef01': {
        const { Ef01Driver } = await import('./protocol/ef01/driver.ts');
        return overBytes(
          address,
          fitted(profile.lines, settings),
          (context, { baudRate }) => new Ef01Driver(profile, context, { ...settings, baudRate }),
        );
      }
      case 'gt-511': {
        const { Gt511Driver } = await import('./protocol/gt-511/driver.ts');
        return overBytes(
          address,
          fitted(profile.lines, settings),
          (context, { baudRate }) => new Gt511Driver(profile, context, { ...settings, baudRate }),
        );
      }
      case 'suprema-sfm': {
        const { SupremaSfmDriver } = await import('./protocol/suprema-sfm/driver.ts');
        return overBytes(
          address,
          fitted(profile.lines, settings),
          (context, { baudRate }) => new SupremaSfmDriver(profile, context, { ...settings, baudRate }),
        );
      }
      case 'libfprint': {
        const { LibfprintDriver } = await import('./protocol/libfprint/driver.ts');
        // The library finds a reader by its driver, and needs no more than that it is plugged in.
        const socket = address.kind === 'usb' ? undefined : addressOf(address, 'virtual-reader').socket;
        return byDriver((context) => new LibfprintDriver(profile, context, { virtualImageSocket: socket }));
      }
      case 'mosip-sbi': {
        const { mosipSbiService } = await import('./protocol/mosip-sbi/service.ts');
        const { FingerServiceDriver } = await import('./protocol/finger-service.ts');
        const place = addressOf(address, 'signed-service');
        return byDriver(
          (context) =>
            new FingerServiceDriver(
              profile,
              mosipSbiService(profile, place, context),
              context,
              settings?.pollIntervalMs,
            ),
        );
      }
      case 'secugen-webapi': {
        const { SecugenService } = await import('./protocol/secugen-webapi/service.ts');
        const { FingerServiceDriver } = await import('./protocol/finger-service.ts');
        const place = addressOf(address, 'pinned-service');
        return byDriver(
          (context) =>
            new FingerServiceDriver(
              profile,
              new SecugenService(profile, place, context),
              context,
              settings?.pollIntervalMs,
            ),
        );
      }
    }
  },
  'barcode-reader': async ({ profile, config: { address, settings }, hid }) => {
    switch (profile.protocol) {
      case 'line-barcode': {
        const { LineBarcodeDriver } = await import('./protocol/line-barcode/driver.ts');
        return overBytes(
          address,
          fitted(profile.lines, settings),
          (context) => new LineBarcodeDriver(profile, context),
        );
      }
      case 'zebra-ssi': {
        const { ZebraSsiDriver } = await import('./protocol/zebra-ssi/driver.ts');
        return overBytes(address, fitted(profile.lines, settings), (context) => new ZebraSsiDriver(profile, context));
      }
      case 'gm65': {
        const { Gm65Driver } = await import('./protocol/gm65/driver.ts');
        return overBytes(address, fitted(profile.lines, settings), (context) => new Gm65Driver(profile, context));
      }
      case 'honeywell-serial': {
        const { HoneywellSerialDriver } = await import('./protocol/honeywell-serial/driver.ts');
        return overBytes(
          address,
          fitted(profile.lines, settings),
          (context) => new HoneywellSerialDriver(profile, context),
        );
      }
      case 'evdev-wedge': {
        const { EvdevWedgeDriver } = await import('./protocol/evdev-wedge/driver.ts');
        const { evdevChannel } = await import('./transport/evdev.ts');
        const { path } = addressOf(address, 'evdev');
        return overKeys(evdevChannel(path), (context) => new EvdevWedgeDriver(profile, context));
      }
      case 'hid-pos': {
        const { HidPosDriver } = await import('./protocol/hid-pos/driver.ts');
        const { barcodeUsagePage } = await import('./protocol/hid-pos/codec.ts');
        const { hidChannel } = await import('./transport/hid.ts');
        return overReports(
          hidChannel(addressOf(address, 'hid'), barcodeUsagePage, hid),
          (context) => new HidPosDriver(profile, context),
        );
      }
    }
  },
  'gate-io': async ({ profile, config: { address, settings } }) => {
    switch (profile.protocol) {
      case 'modbus-rtu': {
        const { ModbusIoDriver } = await import('./protocol/modbus-rtu/driver.ts');
        return overBytes(
          address,
          fitted(profile.lines, settings),
          (context) => new ModbusIoDriver(profile, context, settings),
        );
      }
      case 'gpio': {
        const { GpioDriver } = await import('./protocol/gpio/driver.ts');
        const open = await linesAt(address);
        return async (context, _attempt, closed) => ({
          driver: new GpioDriver(profile, context, (request) => open(request, closed), settings),
          close: () => Promise.resolve(),
        });
      }
      case 'osdp': {
        const { OsdpDriver } = await import('./protocol/osdp/driver.ts');
        const { readKeyFile } = await import('./protocol/osdp/key-file.ts');
        const key = settings?.keyFile === undefined ? undefined : await readKeyFile(settings.keyFile);
        return overBytes(
          address,
          fitted(profile.lines, settings),
          (context) => new OsdpDriver(profile, context, { ...settings, key }),
        );
      }
    }
  },
  balance: async ({ profile, config: { address, settings } }) => {
    const [{ BalanceHost }, { units, talk }] = await Promise.all([
      import('./balance/host.ts'),
      balanceDialect(profile),
    ]);
    return overBytes(
      address,
      fitted(profile.lines, settings),
      (context, line) => new BalanceHost(profile, units, context, (ear) => talk(context, ear, line), settings),
    );
  },
  instrument: async ({ profile, config: { address, settings } }) => {
    const { FolderDriver } = await import('./protocol/folder/driver.ts');
    const place = addressOf(address, 'folder');
    return byDriver((context) => new FolderDriver(profile, context, place, settings));
  },
  printer: async ({ profile, config: { address, settings } }) => {
    const [{ PrinterHost }, talk] = await Promise.all([import('./protocol/printer-host.ts'), printerTalk(profile)]);
    return overBytes(
      address,
      fitted(profile.lines, settings),
      (context) => new PrinterHost(profile, context, talk(context), settings),
    );
  },
  spectrometer: async ({ profile, config: { address, settings }, standing }) => {
    const [{ SpectrometerHost }, talk] = await Promise.all([
      import('./spectrometer/host.ts'),
      spectrometerTalk(profile),
    ]);
    return overBytes(
      address,
      'lines' in profile ? fitted(profile.lines, settings) : [transferLine],
      (context) => new SpectrometerHost(profile, context, talk(context), standing),
      profile.protocol === 'ooi-usb' ? (await import('./protocol/ooi-usb/pipes.ts')).pipesOf(profile) : undefined,
    );
  },
};

/** What a dialect of balances prints for units, and how it is spoken. */
interface BalanceDialect {
  readonly units: PrintedUnits;
  readonly talk: (context: ByteDriverContext, ear: BalanceEar, line: LineSettings) => BalanceTalk;
}

export async function balanceDialect(profile: Extract<Profile, { kind: 'balance' }>): Promise<BalanceDialect> {
  switch (profile.protocol) {
    case 'mt-sics': {
      const [{ MtSicsTalk }, { mtSicsUnits }] = await Promise.all([
        import('./protocol/mt-sics/talk.ts'),
        import('./protocol/mt-sics/codec.ts'),
      ]);
      return { units: mtSicsUnits, talk: (context, ear) => new MtSicsTalk(profile, context, ear) };
    }
    case 'and': {
      const [{ AndTalk }, { andUnits }] = await Promise.all([
        import('./protocol/and/talk.ts'),
        import('./protocol/and/codec.ts'),
      ]);
      return { units: andUnits, talk: (context, ear) => new AndTalk(profile, context, ear) };
    }
    case 'ohaus': {
      const [{ OhausTalk }, { ohausUnits }] = await Promise.all([
        import('./protocol/ohaus/talk.ts'),
        import('./protocol/ohaus/codec.ts'),
      ]);
      return { units: ohausUnits, talk: (context, ear) => new OhausTalk(profile, context, ear) };
    }
    case 'radwag': {
      const [{ RadwagTalk }, { radwagUnits }] = await Promise.all([
        import('./protocol/radwag/talk.ts'),
        import('./protocol/radwag/codec.ts'),
      ]);
      return { units: radwagUnits, talk: (context, ear) => new RadwagTalk(profile, context, ear) };
    }
    case 'shimadzu-balance': {
      const [{ ShimadzuBalanceTalk }, { shimadzuUnits }] = await Promise.all([
        import('./protocol/shimadzu-balance/talk.ts'),
        import('./protocol/shimadzu-balance/codec.ts'),
      ]);
      return { units: shimadzuUnits, talk: (context, ear) => new ShimadzuBalanceTalk(profile, context, ear) };
    }
    case 'sartorius-sbi': {
      const [{ SbiTalk }, { sbiUnits }] = await Promise.all([
        import('./protocol/sartorius-sbi/talk.ts'),
        import('./protocol/sartorius-sbi/codec.ts'),
      ]);
      return { units: sbiUnits, talk: (context, ear) => new SbiTalk(profile, context, ear) };
    }
    case 'sartorius-xbpi': {
      const [{ XbpiTalk }, { xbpiUnits }] = await Promise.all([
        import('./protocol/sartorius-xbpi/talk.ts'),
        import('./protocol/sartorius-xbpi/codec.ts'),
      ]);
      return { units: xbpiUnits, talk: (context) => new XbpiTalk(profile, context) };
    }
  }
}

async function spectrometerTalk(
  profile: Extract<Profile, { kind: 'spectrometer' }>,
): Promise<(context: ByteDriverContext) => SpectrometerTalk> {
  switch (profile.protocol) {
    case 'ooi-serial': {
      const { OoiSerialTalk } = await import('./protocol/ooi-serial/talk.ts');
      return (context) => new OoiSerialTalk(profile, context);
    }
    case 'obp': {
      const { ObpTalk } = await import('./protocol/obp/talk.ts');
      return (context) => new ObpTalk(profile, context);
    }
    case 'ooi-usb': {
      const { OoiUsbTalk } = await import('./protocol/ooi-usb/talk.ts');
      return (context) => new OoiUsbTalk(profile, context);
    }
    case 'jenway': {
      const { JenwayTalk } = await import('./protocol/jenway/talk.ts');
      return (context) => new JenwayTalk(profile, context);
    }
    case 'shimadzu-uv': {
      const { ShimadzuUvTalk } = await import('./protocol/shimadzu-uv/talk.ts');
      return (context) => new ShimadzuUvTalk(profile, context);
    }
  }
}

async function printerTalk(
  profile: Extract<Profile, { kind: 'printer' }>,
): Promise<(context: ByteDriverContext) => PrinterTalk> {
  switch (profile.protocol) {
    case 'esc-pos': {
      const { EscPosTalk } = await import('./protocol/esc-pos/talk.ts');
      return (context) => new EscPosTalk(profile, context);
    }
    case 'zpl': {
      const { ZplTalk } = await import('./protocol/zpl/talk.ts');
      return (context) => new ZplTalk(profile, context);
    }
  }
}

/** How the lines of a chip are taken. */
async function linesAt(address: DeviceConfig['address']) {
  if (address.kind === 'virtual-chip') {
    const { openVirtualChip } = await import('./protocol/gpio/virtual-chip.ts');
    return (request: LineRequest, closed: (error: CustodyError) => void) =>
      openVirtualChip(address.socket, request, closed);
  }
  const { chip } = addressOf(address, 'gpio');
  const { openGpio } = await import('./protocol/gpio/open.ts');
  return (request: LineRequest) => openGpio(chip, request);
}

/** The line settings to try: those that this unit was given, or else all that its model may have. */
function fitted(lines: Lines, settings: DeviceConfig['settings']): Lines {
  const changed = settings?.line;
  if (!changed) return lines;
  const [factory] = lines;
  return [
    {
      baudRate: changed.baudRate ?? factory.baudRate,
      dataBits: changed.dataBits ?? factory.dataBits,
      parity: changed.parity ?? factory.parity,
      stopBits: changed.stopBits ?? factory.stopBits,
      flowControl: changed.flowControl ?? factory.flowControl,
    },
  ];
}
