import { extractTemplate } from '../extract/extract.ts';
import type { GreyImage } from '../image/grey-image.ts';
import type { RawLayout } from '../image/raw.ts';
import { syntheticFinger } from '../synthetic/finger.ts';
import { syntheticImpression } from '../synthetic/impression.ts';
import { encodeTemplate } from '../template/record.ts';
import { type StandardFormat, standardFormats, writeStandardTemplate } from '../template/standard-record.ts';
import { flowCellPx, type Minutia, type Template } from '../template/template.ts';
import { encodeBmp, encodePgm, encodePng, encodeRaw, encodeTiff, tiffPackings } from './image-files.ts';
import { sealPng, sealRecord } from './seal.ts';

/** Something valid, from which hostile input is made. */
export interface Original {
  /** Format, as in a report. */
  readonly format: string;
  readonly bytes: Uint8Array;
  /** Makes the checksums within true again, so that a change reaches what they guard. */
  readonly seal?: (bytes: Uint8Array) => void;
  /** Layout of a sensor dump. */
  readonly layout?: RawLayout;
}

/** What mutations start from. */
export interface Originals {
  readonly records: readonly Original[];
  /** Images too small for a print, quickly read. */
  readonly images: readonly Original[];
  /** Images of a print, from which a template can be extracted. */
  readonly prints: readonly Original[];
  /** A good template, with which the others are compared. */
  readonly template: Template;
}

/** Valid records and images of every format that is read, grown from one finger that nobody has. */
export function growOriginals(): Originals {
  const finger = syntheticFinger(77);
  const impression = (seed: number, widthPx: number, heightPx: number): GreyImage =>
    syntheticImpression(finger, { seed, widthPx, heightPx, dpi: 500 });
  const extracted = extractTemplate(impression(1, 256, 288));
  if (!extracted.ok) throw new Error(`the synthetic print was refused: ${extracted.error.reason}`);
  const template = extracted.value;
  const icon: GreyImage = {
    width: 10,
    height: 6,
    dpi: 500,
    pixels: Uint8Array.from({ length: 60 }, (_, index) => (index * 17) % 256),
  };
  return {
    records: [
      ...recordsOf(template),
      ...recordsOf(handful),
      ...recordsOf(blank),
      ...standardFormats.map((format) => twoViews(format)),
    ],
    images: imagesOf(icon),
    prints: imagesOf(impression(2, 112, 128)),
    template,
  };
}

/** A template whose every field is small, so that mutations hit its header often. */
const handful: Template = {
  widthPx: 60,
  heightPx: 40,
  quality: 55,
  minutiae: Array.from({ length: 5 }, (_, index): Minutia => {
    const kind = index % 2 === 0 ? 'ending' : 'bifurcation';
    return { x: 5 + 11 * index, y: 35 - 7 * index, angle: index, kind, quality: index / 4 };
  }),
  flow: {
    columns: Math.ceil(60 / flowCellPx),
    rows: Math.ceil(40 / flowCellPx),
    direction: Uint8Array.of(0, 0, 0, 60, 1, 120, 0, 30, 0, 0, 0, 90),
    period: Uint8Array.of(0, 0, 0, 140, 150, 160, 0, 255, 0, 0, 0, 1),
  },
};

const blank: Template = { widthPx: 60, heightPx: 40, quality: 0, minutiae: [] };

const label = { finger: 2, impression: 'live-plain' } as const;

function recordsOf(template: Template): Original[] {
  return [
    { format: 'custody-edge', bytes: encodeTemplate(template), seal: sealRecord },
    ...standardFormats.map((format) => ({
      format,
      bytes: writeStandardTemplate(template, { format, ...label }),
    })),
  ];
}

/** Byte offsets of the lower half of the total length, of the number of views, and of the first view. */
const viewPlaces: Readonly<Record<StandardFormat, { lengthAt: number; countAt: number; viewsAt: number }>> = {
  'iso19794-2:2005': { lengthAt: 10, countAt: 22, viewsAt: 24 },
  'iso19794-2:2011': { lengthAt: 10, countAt: 13, viewsAt: 15 },
  'ansi378-2004': { lengthAt: 8, countAt: 24, viewsAt: 26 },
};

/** A record that holds the same view twice. */
function twoViews(format: StandardFormat): Original {
  const one = writeStandardTemplate(handful, { format, ...label });
  const { lengthAt, countAt, viewsAt } = viewPlaces[format];
  const bytes = Uint8Array.from([...one, ...one.subarray(viewsAt)]);
  bytes[countAt] = 2;
  new DataView(bytes.buffer).setUint16(lengthAt, bytes.length);
  return { format, bytes };
}

function imagesOf(image: GreyImage): Original[] {
  const { width, height } = image;
  const bitmaps = [
    { bits: 1 },
    { bits: 4, topRowFirst: true },
    { bits: 8, pixelsPerMetre: [19_685, 19_685] },
    { bits: 24, headerBytes: 12 },
    { bits: 32, masks: [0xff0000, 0xff00, 0xff] },
  ] as const;
  return [
    { format: 'png', bytes: encodePng(image), seal: sealPng },
    ...(['plain', 'lzw', 'deflate'] as const).map((packing) => ({
      format: `tiff-${packing}`,
      bytes: encodeTiff(image, { packing: tiffPackings[packing], rowsPerStrip: 4 }),
    })),
    { format: 'pgm', bytes: encodePgm(image) },
    ...bitmaps.map((options) => ({ format: `bmp-${options.bits}`, bytes: encodeBmp(image, options) })),
    ...([4, 8] as const).map((bitsPerPixel) => ({
      format: `raw-${bitsPerPixel}`,
      bytes: encodeRaw(image, bitsPerPixel),
      layout: { width, height, bitsPerPixel },
    })),
  ];
}
