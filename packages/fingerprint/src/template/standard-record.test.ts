import { existsSync, readFileSync } from 'node:fs';
import { isCustodyError } from '@custody-edge/foundation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extraction } from '../parameters.ts';
import { readTemplate } from './read-template.ts';
import { encodeTemplate } from './record.ts';
import { readStandardTemplates, type StandardFormat, writeStandardTemplate } from './standard-record.ts';
import type { Impression } from './standard-view.ts';
import type { Minutia, Template } from './template.ts';

const formats: readonly StandardFormat[] = ['iso19794-2:2005', 'iso19794-2:2011', 'ansi378-2004'];
const widthPx = 256;
const heightPx = 288;
const fullTurn = 2 * Math.PI;

const minutiae = fc.record<Minutia>({
  x: fc.double({ min: 0, max: widthPx, noNaN: true }),
  y: fc.double({ min: 0, max: heightPx, noNaN: true }),
  angle: fc.double({ min: 0, max: fullTurn, maxExcluded: true, noNaN: true }),
  kind: fc.constantFrom('ending', 'bifurcation'),
  quality: fc.double({ min: 0, max: 1, noNaN: true }),
});
const templates: fc.Arbitrary<Template> = fc.record({
  widthPx: fc.constant(widthPx),
  heightPx: fc.constant(heightPx),
  minutiae: fc.array(minutiae, { maxLength: extraction.maxMinutiae }),
  quality: fc.integer({ min: 0, max: 100 }),
});
const labels = fc.record({
  finger: fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
  impression: fc.constantFrom<Impression>('live-plain', 'live-rolled', 'non-live-plain', 'non-live-rolled', 'swipe'),
});
const label = { finger: 7, impression: 'live-plain' } as const;

/** 24 minutiae in fixed places; x, y and angle are whole in every format. */
const sample: Template = {
  widthPx,
  heightPx,
  minutiae: Array.from({ length: 24 }, (_, index): Minutia => {
    const kind = index % 3 === 0 ? 'bifurcation' : 'ending';
    return { x: 10 + 9 * index, y: 270 - 11 * index, angle: ((index % 4) * Math.PI) / 2, kind, quality: 0.8 };
  }),
  quality: 73,
};

function turnBetween(a: number, b: number): number {
  return Math.abs(Math.atan2(Math.sin(a - b), Math.cos(a - b)));
}

function refusal(action: () => unknown): { code: string; offset: number; reason: string } | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (!isCustodyError(error)) throw error;
    return { code: error.code, offset: Number(error.details.offset), reason: String(error.details.reason) };
  }
}

function changed(bytes: Uint8Array, changes: Readonly<Record<number, number>>): Uint8Array {
  const copy = Uint8Array.from(bytes);
  for (const [at, value] of Object.entries(changes)) copy[Number(at)] = value;
  return copy;
}

function expectInRange(template: Template): void {
  for (const side of [template.widthPx, template.heightPx]) {
    expect(Number.isInteger(side) && side >= 1 && side <= extraction.maxSidePx).toBe(true);
  }
  expect(template.quality >= 0 && template.quality <= 100).toBe(true);
  expect(template.minutiae.length).toBeLessThanOrEqual(extraction.maxMinutiae);
  const fits = ({ x, y, angle, quality, kind }: Minutia): boolean =>
    x >= 0 &&
    x <= template.widthPx &&
    y >= 0 &&
    y <= template.heightPx &&
    angle >= 0 &&
    angle < fullTurn &&
    quality >= 0 &&
    quality <= 1 &&
    (kind === 'ending' || kind === 'bifurcation');
  expect(template.minutiae.every(fits)).toBe(true);
}

describe.each(formats)('%s', (format) => {
  const bytes = writeStandardTemplate(sample, { format, ...label });

  it('keeps position to a pixel, direction to half a step, and what is said of the view', () => {
    const halfStep = Math.PI / (format === 'ansi378-2004' ? 180 : 256);
    fc.assert(
      fc.property(templates, labels, (template, { finger, impression }) => {
        const written = { finger: finger as 0, impression };
        const views = readStandardTemplates(writeStandardTemplate(template, { format, ...written }));
        expect(views).toMatchObject([{ ...written, quality: template.quality }]);
        const read = views[0]?.template;
        expect(read).toMatchObject({ widthPx, heightPx, quality: template.quality });
        expect(read).not.toHaveProperty('flow');
        expect(read?.minutiae.length).toBe(template.minutiae.length);
        for (const [index, minutia] of (read?.minutiae ?? []).entries()) {
          const original = template.minutiae[index];
          if (!original) throw new Error('a minutia appeared');
          expect(Math.abs(minutia.x - original.x)).toBeLessThanOrEqual(1);
          expect(Math.abs(minutia.y - original.y)).toBeLessThanOrEqual(1);
          expect(turnBetween(minutia.angle, original.angle)).toBeLessThanOrEqual(halfStep + 1e-9);
          expect(Math.abs(minutia.quality - original.quality)).toBeLessThanOrEqual(0.0101);
          expect(minutia.kind).toBe(original.kind);
        }
      }),
      { seed: 11, numRuns: 100 },
    );
  });

  it('gives the same bytes when written again', () => {
    const [view] = readStandardTemplates(bytes);
    expect(writeStandardTemplate(view?.template ?? sample, { format, ...label })).toEqual(bytes);
  });

  it('a record cut anywhere is refused', () => {
    for (let length = 0; length < bytes.length; length += 1) {
      const refused = refusal(() => readStandardTemplates(bytes.subarray(0, length)));
      expect(refused?.code).toBe('fingerprint-record-malformed');
      expect(refused?.offset).toBeLessThanOrEqual(length);
    }
  });

  it('padding behind the record changes nothing', () => {
    const padded = new Uint8Array(bytes.length + 100).fill(0x46);
    padded.set(bytes);
    expect(readStandardTemplates(padded)).toEqual(readStandardTemplates(bytes));
  });

  it('a mutated record gives a template in range or the typed error', () => {
    const random = mulberry(20_005);
    const counts = { read: 0, refused: 0 };
    for (let round = 0; round < 20_000; round += 1) {
      const mutated = mutate(bytes, random);
      const refused = refusal(() => {
        for (const view of readStandardTemplates(mutated)) expectInRange(view.template);
      });
      counts[refused ? 'refused' : 'read'] += 1;
      if (!refused) continue;
      expect(refused.code).toBe('fingerprint-record-malformed');
      expect(refused.offset >= 0 && refused.offset <= mutated.length && refused.reason.length > 0).toBe(true);
    }
    expect(Math.min(counts.read, counts.refused)).toBeGreaterThan(1000);
  });

  it('of too many minutiae the clearest are kept', () => {
    const many = Array.from(
      { length: extraction.maxMinutiae },
      () => ({ x: 5, y: 5, angle: 0, quality: 0.9 }) as const,
    );
    const full = writeStandardTemplate(
      { ...sample, minutiae: many.map((minutia) => ({ ...minutia, kind: 'ending' })) },
      { format, ...label },
    );
    const doubtful = Uint8Array.of(0x40, 7, 0, 7, 0, 10);
    const [view] = readStandardTemplates(withMinutiaFirst(full, format, doubtful));
    expect(view?.template.minutiae.length).toBe(extraction.maxMinutiae);
    expect(view?.template.minutiae.every(({ quality }) => quality === 0.9)).toBe(true);
    expect(() => encodeTemplate(view?.template ?? sample)).not.toThrow();
  });

  it('readTemplate gives the first view', () => {
    expect(readTemplate(bytes)).toEqual(readStandardTemplates(bytes)[0]?.template);
  });

  it('a template that breaks the ranges is not written', () => {
    const outside = { x: 300, y: 1, angle: 0, kind: 'ending', quality: 1 } as const;
    for (const wrong of [{ minutiae: [outside] }, { quality: Number.NaN }, { widthPx: 0 }, { heightPx: 1.5 }]) {
      const refused = refusal(() => writeStandardTemplate({ ...sample, ...wrong }, { format, ...label }));
      expect(refused?.code).toBe('fingerprint-template-damaged');
    }
  });
});

describe('standard records', () => {
  const iso = writeStandardTemplate(sample, { format: 'iso19794-2:2005', ...label });
  const iso2011 = writeStandardTemplate(sample, { format: 'iso19794-2:2011', ...label });
  const ansi = writeStandardTemplate(sample, { format: 'ansi378-2004', ...label });

  it('direction and position are those of the standards', () => {
    const minutia: Minutia = { x: 30, y: 40, angle: Math.PI / 2, kind: 'bifurcation', quality: 0.5 };
    const one = { ...sample, minutiae: [minutia] };
    const last = (format: StandardFormat): number[] => [...writeStandardTemplate(one, { format, ...label }).slice(-8)];
    expect(last('iso19794-2:2005')).toEqual([0x80, 30, 0, 40, 64, 50, 0, 0]);
    expect(last('iso19794-2:2011')).toEqual([0x80, 30, 0, 40, 64, 50, 0, 0]);
    expect(last('ansi378-2004')).toEqual([0x80, 30, 0, 40, 45, 50, 0, 0]);
  });

  it('the header lengths are 24, 26 and, in the long form, 30 bytes', () => {
    expect(iso.length).toBe(24 + 4 + 24 * 6 + 2);
    expect(ansi.length).toBe(26 + 4 + 24 * 6 + 2);
    const long = Uint8Array.from([...ansi.subarray(0, 8), 0, 0, 0, 0, 0, ansi.length + 4, ...ansi.subarray(10)]);
    expect(readStandardTemplates(long)).toEqual(readStandardTemplates(ansi));
  });

  it('rescales to 500 dpi, each axis by its own resolution', () => {
    const fine = changed(iso, { 14: 0, 15: 255, 18: 394 >> 8, 19: 394 & 255, 20: 0, 21: 99 });
    const template = readTemplate(fine);
    expect(template).toMatchObject({ widthPx: 128, heightPx: Math.ceil((heightPx * 197) / 99) });
    expect(template.minutiae[0]?.x).toBe(5);
    expect(template.minutiae[0]?.y).toBeCloseTo((270 * 197) / 99);
  });

  it('quality that is not reported becomes 0.5, type "other" an ending', () => {
    expect(readTemplate(changed(iso, { 28: 0, 33: 0 })).minutiae[0]).toMatchObject({ quality: 0.5, kind: 'ending' });
    expect(readTemplate(changed(ansi, { 35: 0 })).minutiae[0]).toMatchObject({ quality: 0.5 });
    for (const code of [0, 254, 255])
      expect(readTemplate(changed(iso2011, { 57: code })).minutiae[0]).toMatchObject({ quality: 0.5 });
  });

  it('a 2011 view may leave out minutia quality, and carry certification blocks', () => {
    const short = { ...sample, minutiae: sample.minutiae.slice(0, 1) };
    const record = [...writeStandardTemplate(short, { format: 'iso19794-2:2011', ...label })];
    record.splice(57, 1);
    record[50] = 0x51;
    record.splice(39, 0, 2, 0, 1, 1, 0, 2, 1);
    record[14] = 1;
    record[11] = record.length;
    record[18] = record.length - 15;
    const [view] = readStandardTemplates(Uint8Array.from(record));
    expect(view).toMatchObject({ ...label, quality: 73 });
    expect(view?.template.minutiae).toEqual([{ ...sample.minutiae[0], quality: 0.5 }]);
  });

  it('a 2011 view without a usable score has no quality', () => {
    expect(readStandardTemplates(changed(iso2011, { 34: 255 }))[0]).toMatchObject({
      quality: undefined,
      template: { quality: 50 },
    });
  });

  it.each([
    ['another magic', changed(iso, { 0: 0x47 }), 0],
    ['another version', changed(iso, { 5: 0x33 }), 4],
    ['ANSI 378-2009 amendment 1', changed(iso, { 4: 0x30, 5: 0x33, 6: 0x35 }), 4],
    ['more declared than there is', changed(iso, { 11: iso.length + 1 }), 8],
    ['less declared than there is', changed(iso, { 11: iso.length - 1 }), iso.length - 2],
    ['more declared than the content', Uint8Array.from([...changed(iso, { 11: iso.length + 3 }), 0, 0, 0]), iso.length],
    ['no width', changed(iso, { 14: 0, 15: 0 }), 14],
    ['too large an image', changed(iso, { 14: 8 }), 24],
    ['no resolution', changed(iso, { 18: 0, 19: 0 }), 18],
    ['no view', changed(iso, { 22: 0 }), 22],
    ['an unknown finger', changed(iso, { 24: 11 }), 24],
    ['view quality above 100', changed(iso, { 26: 101 }), 26],
    ['a view too many', changed(iso, { 22: 2 }), iso.length],
    ['a minutia too few', changed(iso, { 27: 23 }), 24 + 4 + 23 * 6 + 2],
    ['a reserved minutia type', changed(iso, { 28: 0xc0 }), 28],
    ['x outside the image', changed(iso, { 28: 0x81 }), 28],
    ['y outside the image', changed(iso, { 30: 2 }), 30],
    ['minutia quality above 100', changed(iso, { 33: 101 }), 33],
    ['extensions beyond the end', changed(iso, { [iso.length - 1]: 1 }), iso.length],
    ['an ANSI angle of more than a turn', changed(ansi, { 34: 180 }), 34],
    ['a 2011 view longer than its content', changed(iso2011, { 18: 255 }), iso2011.length],
    ['2011 minutiae of 7 bytes', changed(iso2011, { 50: 0x71 }), 50],
    ['a 2011 certification flag of 2', changed(iso2011, { 14: 2 }), 14],
  ])('refuses %s', (_, bytes, offset) => {
    expect(refusal(() => readStandardTemplates(bytes))).toMatchObject({ code: 'fingerprint-record-malformed', offset });
  });

  it('extensions are passed over', () => {
    const extended = Uint8Array.from([...iso.subarray(0, -2), 0, 7, 0, 1, 0, 7, 9, 9, 9]);
    extended[11] = extended.length;
    expect(readStandardTemplates(extended)).toEqual(readStandardTemplates(iso));
  });

  it('a length above 65,535 whose lower half is small is still an ISO one', () => {
    const extension = new Uint8Array(65_546 - iso.length);
    const extended = Uint8Array.from([
      ...iso.subarray(0, -2),
      extension.length >> 8,
      extension.length & 255,
      ...extension,
    ]);
    new DataView(extended.buffer).setUint32(8, 65_546);
    expect(readStandardTemplates(extended)).toEqual(readStandardTemplates(iso));
  });

  it('readTemplate reads our own record too, and tells what it was when it cannot', () => {
    const own = encodeTemplate(sample);
    expect(readTemplate(own).minutiae.length).toBe(24);
    expect(refusal(() => readTemplate(own.subarray(0, 20)))?.code).toBe('fingerprint-template-damaged');
    expect(refusal(() => readTemplate(own.subarray(0, 3)))?.code).toBe('fingerprint-record-malformed');
  });
});

/** Puts one more minutia before the others, and corrects the count and the lengths. */
function withMinutiaFirst(bytes: Uint8Array, format: StandardFormat, minutia: Uint8Array): Uint8Array {
  const at = { 'iso19794-2:2005': 28, 'iso19794-2:2011': 52, 'ansi378-2004': 30 }[format];
  const longer = Uint8Array.from([...bytes.subarray(0, at), ...minutia, ...bytes.subarray(at)]);
  const view = new DataView(longer.buffer);
  view.setUint8(at - 1, view.getUint8(at - 1) + 1);
  if (format === 'ansi378-2004') view.setUint16(8, longer.length);
  else view.setUint32(8, longer.length);
  if (format === 'iso19794-2:2011') view.setUint32(15, longer.length - 15);
  return longer;
}

/** Mulberry32: a small generator of 32-bit numbers, so that every run makes the same mutations. */
function mulberry(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** One to three bytes set at random, half of the time in the first 60; now and then a stretch cut out. */
function mutate(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const times = 1 + random(3);
  for (let time = 0; time < times; time += 1) copy[random(random(2) === 0 ? 60 : copy.length)] = random(256);
  if (random(10) > 0) return copy;
  const from = random(copy.length);
  return Uint8Array.from([...copy.subarray(0, from), ...copy.subarray(from + 1 + random(8))]);
}

const files = new URL('../../../../../shared/data/fingerprints/', import.meta.url);

// Other makers' files may not be part of the repository: they are read where they lie beside it.
if (existsSync(files)) {
  const read = (name: string): Uint8Array => readFileSync(new URL(name, files));
  const ansiSample = read('fingerprintio-templates/ansi378v2004-sample.dat');
  // What the file has otherwise than the standard: "020" for " 20", two angles above 179, a length 2 bytes short of the content.
  const ansiVersion = { 4: 0x20 };
  const ansiAngles = { 322: 0, 328: 0 };
  const ansiLength = { 8: ansiSample.length >> 8, 9: ansiSample.length & 255 };

  describe("other makers' records", () => {
    it.each([
      ['iso19794p2v2005', 256, read('fingerprintio-templates/iso19794p2v2005-sample.dat')],
      ['iso19794p2v2011', 256, read('fingerprintio-templates/iso19794p2v2011-sample.dat')],
      ['ansi378v2004', 180, changed(ansiSample, { ...ansiVersion, ...ansiAngles, ...ansiLength })],
    ])('%s holds what its JSON says', (name, anglesPerTurn, bytes) => {
      const expected: SampleJson = JSON.parse(
        new TextDecoder().decode(read(`fingerprintio-templates/${name}-sample.json`)),
      );
      const views = readStandardTemplates(bytes);
      expect(views.map(({ finger }) => finger)).toEqual([7, 2]);
      expect(views.map(({ impression }) => impression)).toEqual(['live-plain', 'live-plain']);
      expect(views.map(({ quality }) => quality)).toEqual([90, 70]);
      expect(views.map(({ template }) => template.minutiae)).toEqual(
        expected.fingerprints.map((finger) =>
          finger.minutiae.map(({ type, positionX, positionY, angle, quality }) => ({
            x: positionX,
            y: positionY,
            angle: angle < anglesPerTurn ? (angle * fullTurn) / anglesPerTurn : 0,
            kind: type === 'BIFURCATION' ? 'bifurcation' : 'ending',
            quality: quality / 100,
          })),
        ),
      );
    });

    it.each([
      ['version', {}, 4],
      ['angles', ansiVersion, 322],
      ['length', { ...ansiVersion, ...ansiAngles }, 332],
    ])('the ANSI sample is refused for its %s', (_, repaired, offset) => {
      expect(refusal(() => readStandardTemplates(changed(ansiSample, repaired)))).toMatchObject({ offset });
    });

    it.each(['ansi378v2009', 'ansi378v2009am1'])('%s is refused', (name) => {
      const refused = refusal(() => readStandardTemplates(read(`fingerprintio-templates/${name}-sample.dat`)));
      expect(refused?.code).toBe('fingerprint-record-malformed');
    });

    it.each([
      ['probe', 38],
      ['matching', 38],
      ['nonmatching', 39],
    ])('sourceafis %s has its minutiae', (name, count) => {
      const views = readStandardTemplates(read(`sourceafis-testdata/iso-${name}.dat`));
      expect(views).toMatchObject([{ finger: 0, impression: 'live-plain', quality: 100 }]);
      expect(views[0]?.template.minutiae.length).toBe(count);
      expect(views[0]?.template.minutiae.every(({ quality }) => quality === 0.5)).toBe(true);
    });

    it.each(['1_byte', '2_bytes', '3_bytes'])('a record short of %s is refused', (name) => {
      const refused = refusal(() => readStandardTemplates(read(`openafis-invalid-iso/101_1_truncate_${name}.iso`)));
      expect(refused).toMatchObject({ code: 'fingerprint-record-malformed', offset: 8 });
    });
  });
}

interface SampleJson {
  readonly fingerprints: readonly {
    readonly minutiae: readonly {
      readonly type: string;
      readonly positionX: number;
      readonly positionY: number;
      readonly angle: number;
      readonly quality: number;
    }[];
  }[];
}
