import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DeviceKind, Profile, WeighingMode } from '@custody-edge/device-profiles';
import type {
  Bridge,
  DeviceStatus,
  FingerprintImage,
  PhotometricValue,
  Reading,
  Spectrum,
  Weighing,
} from '@custody-edge/firmware-bridge';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { commandError } from '../errors.ts';
import { portForms, portOf } from '../port-address.ts';
import { untilStopped } from '../process-signals.ts';

interface ReadOptions {
  readonly profile: string;
  readonly port: string;
  readonly count?: number;
  readonly wire?: true;
  readonly json?: true;
  readonly save?: string;
  readonly reading?: WeighingMode;
  readonly profiles?: string;
}

const deviceId = 'device';

/** `custody-edge read`: what one device says, without a station, to try it or to learn it. */
export function register(program: Command): void {
  program
    .command('read')
    .description('Open one device as its profile says, and print a line for each reading')
    .requiredOption('--profile <id>', 'id of its profile; see "custody-edge profiles list"')
    .requiredOption('--port <address>', portForms)
    .option('--count <n>', 'end after so many readings', countOf)
    .option('--wire', 'show every byte that crosses the line as well')
    .option('--json', 'print each reading as one line of JSON')
    .addOption(
      new Option('--reading <how>', 'balances: ask for each weight, let it send, or wait for its print key').choices([
        'poll',
        'stream',
        'passive',
      ]),
    )
    .option('--save <folder>', 'keep the pictures of a scanner here, as PGM files, or copies of a folder’s files')
    .option('--profiles <folder>', 'the site’s own profiles')
    .action(readDevice);
}

async function readDevice(options: ReadOptions): Promise<void> {
  const { profile: profileId, port, count = Number.POSITIVE_INFINITY, json, save, reading } = options;
  const { findProfile, loadSiteCatalogue } = await import('@custody-edge/device-profiles');
  const { Bridge, deviceConfigSchema, inTurns, wireRows } = await import('@custody-edge/firmware-bridge');
  const { systemClock, systemRandom } = await import('@custody-edge/foundation');
  const catalogue = loadSiteCatalogue(options.profiles);
  const profile = findProfile(catalogue, profileId);
  const ownSpool =
    profile.protocol === 'folder' && save === undefined ? mkdtempSync(join(tmpdir(), 'custody-edge-')) : undefined;
  const spool = save ?? ownSpool;
  const address = port.startsWith('{')
    ? writtenOut(port, deviceConfigSchema.shape.address)
    : profile.protocol === 'folder' && spool !== undefined
      ? { kind: 'folder' as const, path: port, spool }
      : portOf(port);
  if (save !== undefined) mkdirSync(save, { recursive: true });
  const enough = Promise.withResolvers<void>();
  let seen = 0;
  const take = (each: Reading) => {
    if (each.kind === 'fingerprint-part' || seen >= count) return;
    seen += 1;
    console.log(json ? JSON.stringify(readingAsData(each)) : readingInWords(each));
    if (save !== undefined && each.kind === 'fingerprint-image') keepPicture(save, seen, each);
    if (seen >= count) enough.resolve();
  };
  const bridge = new Bridge({
    devices: [{ id: deviceId, profile: profileId, address, ...(reading && { settings: { reading } }) }],
    catalogue,
    clock: systemClock,
    random: systemRandom,
    onReading: (_, each) => take(each),
    onStatus: (status) => console.error(statusInWords(status)),
  });
  if (options.wire)
    bridge.listen(
      deviceId,
      inTurns((turn) => console.error(wireRows(turn).join('\n'))),
    );
  askFor(bridge, profile, take);
  const stopped = untilStopped();
  bridge.start();
  await Promise.race([stopped, enough.promise]);
  await bridge.stop();
  if (ownSpool !== undefined) rmSync(ownSpool, { recursive: true });
}

/** What a device of a kind is told so that it gives readings. */
function askFor(bridge: Bridge, { kind, name }: Profile, take: (reading: Reading) => void): void {
  const silent: readonly DeviceKind[] = ['printer'];
  if (kind === 'fingerprint-scanner') bridge.fingerprint(deviceId).enable();
  if (kind === 'spectrometer') bridge.spectrometer(deviceId).live(take);
  if (silent.includes(kind)) console.error(`${name.maker} ${name.model} gives no readings; only its state is shown.`);
}

function fingerInWords({ width, height, dotsPerInch, provenance: { captureMs } }: FingerprintImage): string {
  const took = captureMs === undefined ? '' : `, in ${Math.round(captureMs)} ms`;
  return `finger  ${width} × ${height} pixels, ${dotsPerInch} dpi${took}`;
}

function readingInWords(reading: Reading): string {
  switch (reading.kind) {
    case 'fingerprint-image':
      return fingerInWords(reading);
    case 'barcode':
      return `barcode  ${JSON.stringify(reading.text)}${reading.symbology ? `  ${reading.symbology}` : ''}`;
    case 'weighing':
      return weightInWords(reading);
    case 'weighing-refused':
      return `refused  ${JSON.stringify(reading.raw)}: ${reading.error.code}`;
    case 'spectrum':
      return spectrumInWords(reading);
    case 'photometric':
      return valueInWords(reading);
    case 'photometric-refused':
      return `refused  ${JSON.stringify(reading.raw)}: ${reading.error.code}`;
    case 'line-change':
      return `${reading.line}  ${reading.active ? 'active' : 'at rest'}${reading.initial ? '  (as found)' : ''}`;
    case 'card':
      return `card  ${reading.number ? `${reading.number.facility} ${reading.number.card}  ` : ''}${reading.bits}`;
    case 'keypad':
      return `keys  ${reading.keys}`;
    case 'file-arrived':
      return `file  ${JSON.stringify(reading.name)}  ${reading.sizeBytes} bytes  ${reading.sha256}  ${reading.path}`;
    case 'file-refused':
      return `refused  ${JSON.stringify(reading.name)}  ${reading.sizeBytes} bytes: ${reading.error.code}`;
    case 'file-spectrum':
      return `spectrum  ${JSON.stringify(reading.name)}  ${reading.number} of ${reading.of}  ${reading.y.length} points  ${reading.x.unit}  ${reading.yUnit}`;
    case 'file-without-spectrum':
      return `no spectrum  ${JSON.stringify(reading.name)}: ${reading.error.code}`;
    case 'rejected-input':
      return `refused  ${reading.byteCount} bytes: ${reading.reason}`;
    default:
      return JSON.stringify(readingAsData(reading));
  }
}

function weightInWords(weighing: Weighing): string {
  const printed = weighing.unasked ? '  (its print key)' : '';
  if (!('value' in weighing)) return `weight  ${weighing.status}${printed}`;
  const { status, value, unit, load } = weighing;
  return `weight  ${status}  ${value} ${unit}${load === 'unsaid' ? '' : `  ${load}`}${printed}`;
}

function valueInWords({ quantity, value, unit, wavelength, setNm }: PhotometricValue): string {
  const told = unit === undefined || unit === '1' ? value : `${value} ${unit}`;
  if (wavelength !== undefined) return `${quantity}  ${told}  at ${wavelength} nm`;
  return setNm === undefined ? `${quantity}  ${told}` : `${quantity}  ${told}  set to ${setNm} nm`;
}

function spectrumInWords({ x, y, quantity, saturated, settings, raw }: Spectrum): string {
  const most = y.reduce((largest, value, pixel) => (value > (y[largest] ?? 0) ? pixel : largest), 0);
  const { integrationMicroseconds } = settings;
  return [
    'spectrum',
    `${y.length} values from ${x.values[0]} to ${x.values.at(-1)} ${x.unit}`,
    `most ${y[most]} ${quantity} at ${x.values[most]?.toFixed(2)} ${x.unit}`,
    ...(integrationMicroseconds === undefined ? [] : [`${integrationMicroseconds / 1000} ms`]),
    ...(saturated.length > 0 ? [`${saturated.length} saturated`] : []),
    raw.sha256,
  ].join('  ');
}

/** Pixels are for pictures, not for lines, and an error is known by its code. */
function readingAsData(reading: Reading): object {
  if ('pixels' in reading) return { ...reading, pixels: `${reading.pixels.length} bytes` };
  if (reading.kind === 'weighing') return { ...reading, stable: reading.status === 'stable' };
  if (reading.kind === 'spectrum') return { ...reading, raw: reading.raw.sha256, rawBytes: reading.raw.bytes.length };
  return 'error' in reading ? { ...reading, error: reading.error.code } : reading;
}

function statusInWords({ state, identity, error }: DeviceStatus): string {
  const who = identity && [identity.model, identity.serialNumber, identity.firmware].filter(Boolean).join(', ');
  if (state === 'ready') return `ready: ${who}`;
  return error ? `${state}: ${error.code}. ${error.entry.staff}` : state;
}

function keepPicture(folder: string, number: number, { width, height, pixels }: FingerprintImage): void {
  const file = join(folder, `finger-${String(number).padStart(4, '0')}.pgm`);
  writeFileSync(file, Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), pixels]));
}

/** What `custody-edge emulate` says when it is ready is of this form. @throws `option-invalid` */
function writtenOut<Address>(
  text: string,
  schema: { safeParse(value: unknown): { data?: Address | undefined } },
): Address {
  try {
    const { data } = schema.safeParse(JSON.parse(text));
    if (data !== undefined) return data;
  } catch {
    // Not JSON at all.
  }
  throw commandError('option-invalid', { option: 'port', value: text, allowed: portForms });
}

function countOf(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('A whole number from 1.');
  return Number(text);
}
