import { bridgeError } from '../../errors.ts';

/*
 * ISO/IEC 19794-4:2011 finger image record, big-endian. General header: "FIR\0" | "020\0" | record length u32 | representations u16 |
 * certification flag u8 | fingers u8. Representation: length u32 | date and time, 9 bytes | technology u8 | vendor u16 | type u16 |
 * quality blocks u8, 5 bytes each | with the flag: certification blocks u8, 3 bytes each | finger position u8 | number u8 | scale u8 |
 * device sampling rate across and down u16 | image sampling rate across and down u16 | bits u8 | compression u8 | impression u8 |
 * columns u16 | rows u16 | picture length u32 | picture.
 */
const signature = Buffer.from('FIR\u0000020\u0000', 'latin1');
const generalBytes = 16;
const flagAt = 14;
const qualityBlocksAt = 18;
/** Of a representation without blocks, up to its picture. */
const plainHeadBytes = 41;
const perInch = 1;
const perCentimetre = 2;

const compressions = ['none', 'packed', 'wsq', 'jpeg', 'jpeg2000-lossy', 'jpeg2000', 'png'] as const;
type Compression = (typeof compressions)[number];

/** One finger as a record holds it. */
export interface FingerImage {
  readonly width: number;
  readonly height: number;
  readonly dotsPerInch: number;
  readonly compression: Compression;
  /** Pixels row by row where there is no compression, else a picture file. */
  readonly picture: Uint8Array;
}

/** The first finger of a record. @throws `device-garbled` */
export function readFingerImage(record: Uint8Array): FingerImage {
  try {
    return read(Buffer.from(record.buffer, record.byteOffset, record.byteLength));
  } catch (cause) {
    throw bridgeError('device-garbled', { record: 'ISO/IEC 19794-4:2011', byteCount: record.length }, cause);
  }
}

function read(record: Buffer): FingerImage {
  if (!record.subarray(0, signature.length).equals(signature)) throw new Error('not a finger image record of 2011');
  let at = generalBytes + qualityBlocksAt;
  at += 1 + record.readUInt8(at) * 5;
  if (record.readUInt8(flagAt) === 1) at += 1 + record.readUInt8(at) * 3;
  const scale = record.readUInt8(at + 2);
  const [across, down] = [record.readUInt16BE(at + 7), record.readUInt16BE(at + 9)];
  const [bits, code] = [record.readUInt8(at + 11), record.readUInt8(at + 12)];
  const [width, height] = [record.readUInt16BE(at + 14), record.readUInt16BE(at + 16)];
  const pictureBytes = record.readUInt32BE(at + 18);
  const picture = record.subarray(at + 22, at + 22 + pictureBytes);
  const compression = compressions[code];
  if (compression === undefined || bits !== 8) throw new Error(`compression ${code}, ${bits} bits`);
  if (across !== down || (scale !== perInch && scale !== perCentimetre))
    throw new Error(`sampled at ${across} x ${down} a unit of ${scale}`);
  if (picture.length !== pictureBytes) throw new Error(`cut short by ${pictureBytes - picture.length} bytes`);
  if (compression === 'none' && picture.length !== width * height) throw new Error(`${picture.length} pixels`);
  const dotsPerInch = scale === perInch ? across : Math.round(across * 2.54);
  return { width, height, dotsPerInch, compression, picture };
}

/** A record of one finger of 8 bits, without compression. */
export function writeFingerImage(width: number, height: number, dotsPerInch: number, pixels: Uint8Array): Uint8Array {
  const record = Buffer.alloc(generalBytes + plainHeadBytes + pixels.length);
  signature.copy(record);
  record.writeUInt32BE(record.length, 8);
  record.writeUInt16BE(1, 12);
  record.writeUInt8(1, 15);
  record.writeUInt32BE(record.length - generalBytes, generalBytes);
  const at = generalBytes + qualityBlocksAt + 1;
  record.writeUInt8(perInch, at + 2);
  for (const offset of [3, 5, 7, 9]) record.writeUInt16BE(dotsPerInch, at + offset);
  record.writeUInt8(8, at + 11);
  record.writeUInt16BE(width, at + 14);
  record.writeUInt16BE(height, at + 16);
  record.writeUInt32BE(pixels.length, at + 18);
  record.set(pixels, at + 22);
  return record;
}
