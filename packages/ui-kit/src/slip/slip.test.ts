import { type Bitmap, bitmapOf, isBlackAt, pngOf } from '@custody-edge/foundation';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import decodeQR from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { boldFamilies, measureIn } from '../paper/fonts.ts';
import type { Layout, Measure } from '../paper/mark.ts';
import { paint } from '../paper/paint.ts';
import { drawBand, drawSlip } from './draw.ts';
import { drawSlipApart } from './draw-apart.ts';
import { layOut, layOutBand } from './layout.ts';
import type { Slip } from './slip.ts';

const code = `CE1:${'0123456789ABCDEFGHJKMNPQRSTVWXYZ'.repeat(9)}`;
const slip: Slip = {
  title: { en: 'Release slip', ur: 'رہائی کی پرچی' },
  marks: [{ en: 'For the person released', ur: 'رہا ہونے والے کے لیے' }],
  lines: [
    { label: { en: 'Name', ur: 'نام' }, value: 'محمد اسلم' },
    { label: { en: 'Case number', ur: 'مقدمہ نمبر' }, value: 'FIR 112/25' },
    { label: { en: 'Clock', ur: 'گھڑی' }, value: { en: 'checked at 10:41', ur: 'تصدیق 10:41 پر' } },
  ],
  signatures: [{ en: 'Officer at the gate', ur: 'گیٹ افسر' }],
  code,
  note: { en: 'It opens no gate.', ur: 'اس سے گیٹ نہیں کھلتا۔' },
};

/** The picture as a reader's camera has it. */
function seen(picture: Bitmap) {
  const { width, height } = picture;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (isBlackAt(picture, x, y)) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  return { width, height, data };
}

const blackIn = (picture: Bitmap): number =>
  picture.rows.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0);

describe.each([384, 576])('a slip on paper %i dots wide', (width) => {
  const drawn = drawSlip(slip, width);

  it('is drawn to that width, black on white', () => {
    expect(drawn.width).toBe(width);
    const share = blackIn(drawn) / (drawn.width * drawn.height);
    expect(share).toBeGreaterThan(0.05);
    expect(share).toBeLessThan(0.5);
  });

  it('has a code that any reader reads', () => {
    expect(decodeQR(seen(drawn))).toBe(code);
  });

  it('has a code that is read where the head has lost a column and the paper a few spots', () => {
    const middle = width / 2 + 3;
    const worn = bitmapOf(
      width,
      drawn.height,
      (x, y) => x !== middle && (x * 31 + y * 17) % 211 !== 0 && isBlackAt(drawn, x, y),
    );
    expect(decodeQR(seen(worn))).toBe(code);
  });

  it('leaves the edges of the paper white', () => {
    for (let y = 0; y < drawn.height; y++) for (const x of [0, width - 1]) expect(isBlackAt(drawn, x, y)).toBe(false);
  });
});

describe('to the dot what its marks are on a sheet of their own', () => {
  const families = boldFamilies();
  const measured = measureIn(families);
  function onFreshSheet({ width, height, marks }: Layout): Bitmap {
    const context = createCanvas(width, height).getContext('2d');
    context.fillStyle = 'white';
    context.fillRect(0, 0, width, height);
    context.fillStyle = 'black';
    for (const mark of marks) paint(context, mark, families);
    const { data } = context.getImageData(0, 0, width, height);
    return bitmapOf(width, height, (x, y) => (data[(y * width + x) * 4] ?? 0) < 144);
  }
  const voidSlip: Slip = { ...slip, voidMark: { en: 'PRACTICE', ur: 'مشق' }, signatures: [] };
  const { code: _, ...unsealed } = slip;
  const band = { code: 'CE1:0123456789', lines: ['محمد اسلم', 'FIR 112/25'] };
  // The last are smaller than those before: nothing of an earlier picture is left on them.
  const pictures = [576, 390, 384].flatMap((width): [string, Bitmap, Layout][] => [
    [`a slip on ${width} dots`, drawSlip(slip, width), layOut(slip, width, measured)],
    [`a void slip on ${width} dots`, drawSlip(voidSlip, width), layOut(voidSlip, width, measured)],
    [`a slip without a code on ${width} dots`, drawSlip(unsealed, width), layOut(unsealed, width, measured)],
    [`a band of ${width} dots`, drawBand(band, width), layOutBand(band, width, measured)],
  ]);

  it.each(pictures)('%s', (_name, drawn, layout) => {
    const expected = onFreshSheet(layout);
    expect([drawn.width, drawn.height]).toEqual([expected.width, expected.height]);
    expect(Buffer.from(drawn.rows).equals(expected.rows)).toBe(true);
  });
});

it('is the same to the dot when it is drawn on a thread of its own', async () => {
  const drawn = await drawSlipApart(slip, 384);
  expect(Buffer.from(drawn.rows).equals(drawSlip(slip, 384).rows)).toBe(true);
});

it('that cannot be drawn is refused, and nobody waits for it', async () => {
  await expect(drawSlipApart({ ...slip, code: 'no code of ours' }, 384)).rejects.toThrow();
  // The thread that could not draw it draws the next, and several at once each come to whoever asked.
  const widths = [384, 576, 400];
  const pictures = await Promise.all(widths.map((dots) => drawSlipApart(slip, dots)));
  expect(pictures.map(({ width }) => width)).toEqual(widths);
});

it('its PNG is the same to the dot for software that is not ours', async () => {
  const drawn = drawSlip(slip, 384);
  const image = await loadImage(pngOf(drawn));
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const read = bitmapOf(image.width, image.height, (x, y) => data[(y * image.width + x) * 4] === 0);
  expect(read.height).toBe(drawn.height);
  expect(Buffer.from(read.rows).equals(drawn.rows)).toBe(true);
});

it('Urdu is joined up and set from the right: it is not the drawing of its letters one by one', () => {
  const named = (value: string) => drawSlip({ ...slip, lines: [{ label: { en: 'Name', ur: 'نام' }, value }] }, 384);
  expect(blackIn(named('محمد اسلم'))).not.toBe(blackIn(named([...'محمد اسلم'].join('\u200c'))));
});

describe('the layout', () => {
  /** Letters of one width: what matters is where things go. */
  const measure: Measure = (text, { size }) => text.replace(/[\u2066\u2069]/g, '').length * size * 0.5;
  const textsOf = (of: Slip, width: number) =>
    layOut(of, width, measure).marks.flatMap((mark) => (mark.kind === 'text' ? [mark] : []));

  it('sets every text within the paper, however long it is', () => {
    const long: Slip = {
      ...slip,
      lines: [
        { label: { en: 'Court', ur: 'عدالت' }, value: 'Additional Sessions Judge '.repeat(5).trim() },
        { label: { en: 'Number', ur: 'نمبر' }, value: 'X'.repeat(60) },
        { label: { en: 'Name', ur: 'نام' }, value: 'عبدالرحمٰن '.repeat(12).trim() },
      ],
    };
    for (const mark of textsOf(long, 384)) expect(measure(mark.text, mark.style)).toBeLessThanOrEqual(384);
    const written = textsOf(long, 384)
      .map(({ text }) => text)
      .join('')
      .replace(/\s/g, '');
    expect(written).toContain('X'.repeat(60));
    expect(written.match(/AdditionalSessionsJudge/g)).toHaveLength(5);
  });

  it('isolates a number within Urdu, and leaves one by itself alone', () => {
    const texts = textsOf(slip, 576).map(({ text }) => text);
    expect(texts).toContain('تصدیق \u206610:41\u2069 پر');
    expect(texts).toContain('FIR 112/25');
  });

  it('ends with the code and what it is for: a slip that broke off has no code', () => {
    const { marks } = layOut(slip, 576, measure);
    const signature = marks.findIndex((mark) => mark.kind === 'text' && mark.text === 'Officer at the gate');
    const lastBox = marks.findLastIndex(({ kind }) => kind === 'box');
    expect(marks.slice(signature + 1, lastBox).every(({ kind }) => kind === 'box')).toBe(true);
    expect(marks.slice(lastBox + 1)).toMatchObject([{ text: slip.note.ur }, { text: slip.note.en }]);
  });
});
