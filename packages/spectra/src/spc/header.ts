import { damaged, spectraError, unsupported } from '../errors.ts';
import { within } from '../limits.ts';

/*
 * The header of an SPC file (512 bytes, little-endian): 0 flags u8, 1 version u8, 2 kind of experiment u8, 3 exponent i8 (-128: floating
 * point), 4 points u32 (in the form XYXY: where its directory is), 8 first x f64, 16 last x f64, 24 spectra u32, 28 code of x u8, 29 code of y
 * u8, 32 date u32, 45 instrument 9 characters, 88 remark 130, 218 names of the axes 30, 248 where the log is u32. Each spectrum has a header
 * of 32 bytes: 1 exponent i8, 16 points u32. Galactic Industries, Universal Data Format Specification (SPC.H); spc-parser 1.0.0 reads the same.
 */
const headerBytes = 512;
const subHeaderBytes = 32;
const floatExponent = -128;
export const versions = { new: 0x4b, bigEndian: 0x4c, old: 0x4d } as const;

const flag = { shortY: 1, multiple: 4, ownLabels: 32, ownX: 64, unevenX: 128 } as const;

/** The layout of a file, as far as its header tells and its length allows. */
export interface Layout {
  readonly spectra: number;
  /** Of each spectrum. */
  readonly points: readonly number[];
  readonly firstX: number;
  readonly lastX: number;
  /** Whether x stands in the file instead of being counted from its ends. */
  readonly unevenX: boolean;
  readonly ownX: boolean;
  readonly ownLabels: boolean;
  /** Where the numbers end. */
  readonly endBytes: number;
}

/**
 * Walks through a file and sees that everything that its header promises is there, and nothing else.
 * @throws `spectrum-file-damaged`, `spectrum-form-unsupported`, `spectrum-file-large`, `spectrum-absent`
 */
export function layoutOf(bytes: Uint8Array): Layout {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes[1] !== versions.new)
    throw unsupported(bytes[1] === versions.old ? 'SPC of the old format' : 'SPC with the high byte first');
  if (bytes.length < headerBytes) throw damaged('truncated', { bytes: bytes.length, needed: headerBytes });
  const has = (bit: number): boolean => (view.getUint8(0) & bit) !== 0;
  const [unevenX, multiple] = [has(flag.unevenX), has(flag.multiple)];
  const ownX = has(flag.ownX);
  if (ownX && !(unevenX && multiple)) throw damaged('flags-contradict', { flags: view.getUint8(0) });
  const spectra = view.getUint32(24, true);
  if (spectra === 0) throw spectraError('spectrum-absent', { format: 'spc' });
  if (!multiple && spectra !== 1) throw damaged('spectra-differ', { found: spectra });
  within('spectra', spectra);
  const common = view.getUint32(4, true);
  if (!ownX) within('points', common * spectra);
  const yBytes = has(flag.shortY) ? 2 : 4;
  const points: number[] = [];
  let at = headerBytes + (unevenX && !ownX ? 4 * common : 0);
  for (let index = 0; index < spectra; index++) {
    if (at + subHeaderBytes > bytes.length)
      throw damaged('truncated', { bytes: bytes.length, needed: at + subHeaderBytes });
    requireExponent(view.getInt8(3), view.getInt8(at + 1), multiple, yBytes === 2);
    const count = ownX ? view.getUint32(at + 16, true) : common;
    if (count < 2) throw damaged('points-too-few', { spectrum: index, found: count });
    points.push(count);
    at += subHeaderBytes + count * (yBytes + (ownX ? 4 : 0));
    if (at > bytes.length) throw damaged('truncated', { bytes: bytes.length, needed: at });
  }
  within(
    'points',
    points.reduce((sum, count) => sum + count, 0),
  );
  requireEnd(view, at, ownX ? common : 0);
  const [firstX, lastX] = [view.getFloat64(8, true), view.getFloat64(16, true)];
  return { spectra, points, firstX, lastX, unevenX, ownX, ownLabels: has(flag.ownLabels), endBytes: at };
}

/** Numbers end where the file, its log or its directory begins. */
function requireEnd(view: DataView, at: number, directory: number): void {
  const log = view.getUint32(248, true);
  const next = [log, directory].filter((offset) => offset > 0);
  const expected = next.length > 0 ? Math.min(...next) : view.byteLength;
  if (at !== expected || next.some((offset) => offset > view.byteLength))
    throw damaged('points-differ', { dataEnds: at, expected });
}

/** What the exponent is where a spectrum of many has none of its own is not established. */
function requireExponent(file: number, own: number, multiple: boolean, shortY: boolean): void {
  const exponent = own === 0 ? file : own;
  const unclear = multiple && own === 0 && file !== 0 && file !== floatExponent;
  if (unclear || (shortY && exponent === floatExponent)) throw damaged('exponent-unclear', { file, own });
}

/** Minutes 6 bits, hours 5, day 5, month 4, year 12, from the lowest; nothing where that is no moment of a PC's time. */
export function dateOf(bits: number): string | undefined {
  const [year, month, day] = [bits >>> 20, (bits >>> 16) & 15, (bits >>> 11) & 31];
  const [hour, minute] = [(bits >>> 6) & 31, bits & 63];
  const isMoment = year >= 1970 && year < 2200 && month >= 1 && month <= 12 && day >= 1 && hour < 24 && minute < 60;
  const two = (value: number) => String(value).padStart(2, '0');
  return isMoment ? `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}` : undefined;
}
