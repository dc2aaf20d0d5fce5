import { tableOf } from './woff.ts';

/**
 * The characters that a font has shapes for, from its file in WOFF 1.0 (W3C, 2012) and the tables `cmap` of forms 4 and 12 in it (ISO/IEC
 * 14496-22).
 * @throws RangeError for a file that is cut
 */
export function coveredBy(woff: Buffer): Set<number> {
  const covered = new Set<number>();
  const table = tableOf(woff, 'cmap');
  if (!table) return covered;
  for (let index = 0; index < table.readUInt16BE(2); index++) {
    const subtable = table.subarray(table.readUInt32BE(4 + index * 8 + 4));
    for (const [first, last] of rangesOf(subtable))
      for (let codePoint = first; codePoint <= last; codePoint++) covered.add(codePoint);
  }
  return covered;
}

function rangesOf(subtable: Buffer): (readonly [first: number, last: number])[] {
  const form = subtable.readUInt16BE(0);
  if (form === 4) {
    const segments = subtable.readUInt16BE(6) / 2;
    return Array.from({ length: segments }, (_, at) => {
      const last = subtable.readUInt16BE(14 + at * 2);
      return [subtable.readUInt16BE(16 + segments * 2 + at * 2), Math.min(last, 0xfffe)] as const;
    });
  }
  if (form !== 12) return [];
  return Array.from(
    { length: subtable.readUInt32BE(12) },
    (_, at) => [subtable.readUInt32BE(16 + at * 12), subtable.readUInt32BE(20 + at * 12)] as const,
  );
}
