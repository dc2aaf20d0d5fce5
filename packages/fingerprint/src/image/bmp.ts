import { fingerprintError } from '../errors.ts';
import { type FileImage, type ImageFormat, requireSize } from './image-format.ts';
import { lumaOf } from './luma.ts';
import { type SampleBits, unpackSamples } from './packed-samples.ts';
import { believablePerMetre } from './resolution.ts';

/*
 * Windows bitmap, little-endian (Microsoft: BITMAPFILEHEADER, BITMAPCOREHEADER, BITMAPINFOHEADER and its V4 and V5):
 * "BM" | file size u32 | reserved u32 | offset of the pixels u32 | header length u32 | header | colour masks | palette | pixels.
 * Header of 12 bytes: width u16, height u16, planes u16, bits u16, then a palette of 3 bytes a colour. Of 40 bytes and more: width i32,
 * height i32 (negative: top row first), planes u16, bits u16, compression u32, pixel bytes u32, pixels per metre across i32 and down i32,
 * palette colours u32, important colours u32; from byte 54 of the file the masks of red, green and blue, u32 each. Colours are stored blue,
 * green, red. Rows fill up to a multiple of 4 bytes, the bottom row first.
 */
const infoAt = 14;
const coreBytes = 12;
const shortestInfoBytes = 40;
const masksAt = 54;
const uncompressed = 0;
const bitFields = 3;

/** BMP of 1, 4 or 8 bits with a palette of greys in any order, or of 24 or 32 bits of colour; not compressed. */
export const bmp: ImageFormat = {
  recognises: ([first, second]) => first === 0x42 && second === 0x4d,
  read,
};

interface Header {
  readonly width: number;
  readonly height: number;
  readonly topRowFirst: boolean;
  readonly bitsPerPixel: number;
  readonly pixelsAt: number;
  readonly palette: { readonly at: number; readonly colours: number; readonly bytesEach: 3 | 4 };
  /** Byte of red, green and blue within a pixel of colour. */
  readonly colourAt: readonly [number, number, number];
  readonly statedDpi?: number | undefined;
}

function read(bytes: Uint8Array): FileImage {
  const header = readHeader(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const { width, height, bitsPerPixel, pixelsAt, statedDpi } = header;
  const rowBytes = 4 * Math.ceil((width * bitsPerPixel) / 32);
  const readRow = rowReader(bytes, header);
  if (pixelsAt + rowBytes * height > bytes.length) throw damaged({ width, height, bytes: bytes.length });
  const pixels = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1) {
    const at = pixelsAt + (header.topRowFirst ? row : height - 1 - row) * rowBytes;
    readRow(bytes.subarray(at, at + rowBytes), pixels.subarray(row * width, (row + 1) * width));
  }
  return { width, height, pixels, statedDpi };
}

function damaged(details: Readonly<Record<string, unknown>>): Error {
  return fingerprintError('fingerprint-image-damaged', { format: 'bmp', ...details });
}

function unread(details: Readonly<Record<string, unknown>>): Error {
  return fingerprintError('fingerprint-image-format', { format: 'bmp', ...details });
}

function readHeader(view: DataView): Header {
  const headerBytes = view.getUint32(infoAt, true);
  const header = headerBytes === coreBytes ? readCore(view) : readInfo(view, headerBytes);
  const { pixelsAt, bitsPerPixel } = header;
  const { at, bytesEach, colours } = header.palette;
  if (pixelsAt < at || pixelsAt > view.byteLength) throw damaged({ pixelsAt });
  const room = Math.floor((pixelsAt - at) / bytesEach);
  return { ...header, palette: { at, bytesEach, colours: Math.min(room, colours, 2 ** bitsPerPixel) } };
}

const blueGreenRed = [2, 1, 0] as const;

function readCore(view: DataView): Header {
  const [width, height] = [view.getUint16(18, true), view.getUint16(20, true)];
  requireSize(width, height);
  const bitsPerPixel = view.getUint16(24, true);
  return {
    width,
    height,
    topRowFirst: false,
    bitsPerPixel,
    pixelsAt: view.getUint32(10, true),
    palette: { at: infoAt + coreBytes, colours: 2 ** bitsPerPixel, bytesEach: 3 },
    colourAt: blueGreenRed,
  };
}

function readInfo(view: DataView, headerBytes: number): Header {
  if (headerBytes < shortestInfoBytes) throw unread({ headerBytes });
  const width = view.getInt32(18, true);
  const signedHeight = view.getInt32(22, true);
  const height = Math.abs(signedHeight);
  requireSize(width, height);
  const bitsPerPixel = view.getUint16(28, true);
  const compression = view.getUint32(30, true);
  const hasMasks = compression === bitFields && bitsPerPixel === 32;
  if (compression !== uncompressed && !hasMasks) throw unread({ compression, bitsPerPixel });
  return {
    width,
    height,
    topRowFirst: signedHeight < 0,
    bitsPerPixel,
    pixelsAt: view.getUint32(10, true),
    palette: { at: infoAt + headerBytes, colours: view.getUint32(46, true) || 2 ** bitsPerPixel, bytesEach: 4 },
    colourAt: hasMasks ? maskedBytes(view) : blueGreenRed,
    statedDpi: believablePerMetre(view.getInt32(38, true), view.getInt32(42, true)),
  };
}

const byteMasks = [0xff, 0xff00, 0xff0000, 0xff000000];

/** The masks of red, green and blue, each of which must be a whole byte of the pixel. */
function maskedBytes(view: DataView): readonly [number, number, number] {
  const byteOf = (at: number): number => {
    const mask = view.getUint32(at, true);
    const byte = byteMasks.indexOf(mask);
    if (byte < 0) throw unread({ mask });
    return byte;
  };
  return [byteOf(masksAt), byteOf(masksAt + 4), byteOf(masksAt + 8)];
}

/** Writes the greys of one row of the file. */
type RowReader = (row: Uint8Array, greys: Uint8Array) => void;

function rowReader(bytes: Uint8Array, header: Header): RowReader {
  const { bitsPerPixel } = header;
  switch (bitsPerPixel) {
    case 1:
    case 4:
    case 8:
      return paletteRow(readPalette(bytes, header), bitsPerPixel);
    case 24:
    case 32:
      return colourRow(header, bitsPerPixel / 8);
    default:
      throw unread({ bitsPerPixel });
  }
}

/** Grey of each palette colour; undefined where red, green and blue differ. */
function readPalette(bytes: Uint8Array, { palette }: Header): readonly (number | undefined)[] {
  return Array.from({ length: palette.colours }, (_, index) => {
    const at = palette.at + index * palette.bytesEach;
    const [blue, green, red] = bytes.subarray(at, at + 3);
    return blue === green && green === red ? red : undefined;
  });
}

function paletteRow(palette: readonly (number | undefined)[], bits: SampleBits): RowReader {
  return (row, greys) => {
    const colours = unpackSamples(row, bits);
    for (let column = 0; column < greys.length; column += 1) {
      const colour = colours[column] ?? 0;
      const grey = palette[colour];
      if (grey === undefined)
        throw colour < palette.length ? unread({ colour }) : damaged({ colour, colours: palette.length });
      greys[column] = grey;
    }
  };
}

function colourRow({ colourAt: [redAt, greenAt, blueAt] }: Header, bytesPerPixel: number): RowReader {
  return (row, greys) => {
    for (let column = 0; column < greys.length; column += 1) {
      const at = column * bytesPerPixel;
      greys[column] = lumaOf(row[at + redAt] ?? 0, row[at + greenAt] ?? 0, row[at + blueAt] ?? 0);
    }
  };
}
