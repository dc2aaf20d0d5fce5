import type { Bitmap } from '@custody-edge/foundation';
import { isBlackAt } from '@custody-edge/foundation';
import decodeQR from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import type { Measure } from '../paper/mark.ts';
import { drawListApart } from './draw-apart.ts';
import type { List } from './list.ts';
import { layOutList, pageHeight, pageWidth } from './list-layout.ts';

const code = `CE1:${'0123456789ABCDEFGHJKMNPQRSTVWXYZ'.repeat(9)}`;
const rows = (count: number) =>
  Array.from({ length: count }, (_, index) => [String(40_000 + index), 'محمد اسلم', 'کریم بخش', '']);
const listOf = (...counts: number[]): List => ({
  title: { en: 'Short in the count', ur: 'گنتی میں کم اسیران' },
  facts: [{ en: 'Made by the machine at 10:41', ur: 'مشین نے 10:41 پر بنائی' }],
  columns: ['Number', 'Name', 'Parentage', 'Explanation'].map((en) => ({ en, ur: 'نام' })),
  widths: [2, 4, 4, 3],
  groups: counts.map((count, index) => ({
    title: { en: `Ward ${index + 1}`, ur: `بارک ${index + 1}` },
    rows: rows(count),
  })),
  code,
  note: { en: 'The code proves it', ur: 'کوڈ سے ثابت ہوتا ہے' },
  pageOf: { en: 'Page {page} of {pages}', ur: 'صفحہ {page}، کل {pages}' },
});
/** Every letter as wide as half its size. */
const measure: Measure = (text, { size }) => text.length * size * 0.5;
const wordsOn = (page: ReturnType<typeof layOutList>[number] | undefined) =>
  (page?.marks ?? []).flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []));

/** The picture as a reader's camera has it. */
function seen(picture: Bitmap) {
  const { width, height } = picture;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (isBlackAt(picture, x, y)) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  return { width, height, data };
}

describe('a list on paper', () => {
  it('has everybody on its pages once, each page numbered, its ward named again', () => {
    const pages = layOutList(listOf(30, 25), measure);
    expect(pages.length).toBeGreaterThan(2);
    const numbers = pages.flatMap(wordsOn).filter((words) => /^4\d{4}$/.test(words));
    expect(numbers).toHaveLength(55);
    for (const [index, page] of pages.entries()) {
      const words = wordsOn(page).join(' ');
      expect(words).toContain(`Page ${index + 1} of ${pages.length}`);
      expect(words).toMatch(/Ward \d/);
    }
  });

  it('has one page where nobody is on it', () => {
    expect(layOutList(listOf(), measure)).toHaveLength(1);
  });

  it('keeps a long name whole, and everything within the page', () => {
    const long = 'a'.repeat(90);
    const [page] = layOutList(
      { ...listOf(), groups: [{ title: { en: 'Ward', ur: 'بارک' }, rows: [['1', long, '', '']] }] },
      measure,
    );
    expect(wordsOn(page)).toContain(long);
    for (const mark of page?.marks ?? [])
      if (mark.kind === 'box') expect(mark.y + mark.height).toBeLessThanOrEqual(pageHeight);
  });

  it('is drawn with a code on every page that any reader reads', async () => {
    const pictures = await drawListApart(listOf(30));
    expect(pictures).toHaveLength(2);
    for (const picture of pictures) {
      expect([picture.width, picture.height]).toEqual([pageWidth, pageHeight]);
      expect(decodeQR(seen(picture))).toBe(code);
    }
  });
});
