import { inflateSync } from 'node:zlib';

/** Fonts in WOFF 1.0 (W3C, 2012): the tables of an OpenType font (ISO/IEC 14496-22), each packed by itself. */

interface Table {
  readonly tag: string;
  readonly checksum: number;
  readonly unpacked: () => Buffer;
}

/** @throws RangeError for a file that is cut */
function tablesOf(woff: Buffer): Table[] {
  return Array.from({ length: woff.readUInt16BE(12) }, (_, index) => {
    const entry = 44 + index * 20;
    const [offset, packed, length, checksum] = [
      woff.readUInt32BE(entry + 4),
      woff.readUInt32BE(entry + 8),
      woff.readUInt32BE(entry + 12),
      woff.readUInt32BE(entry + 16),
    ];
    const data = woff.subarray(offset, offset + packed);
    return {
      tag: woff.toString('latin1', entry, entry + 4),
      checksum,
      unpacked: () => (packed < length ? inflateSync(data) : data),
    };
  });
}

/** @throws RangeError for a file that is cut */
export const tableOf = (woff: Buffer, named: string): Buffer | undefined =>
  tablesOf(woff)
    .find(({ tag }) => tag === named)
    ?.unpacked();

/** The same font unpacked. @throws RangeError for a file that is cut */
export function unpackedFont(woff: Buffer): Buffer {
  const tables = tablesOf(woff);
  const power = Math.floor(Math.log2(tables.length));
  const range = 16 * 2 ** power;
  const head = Buffer.alloc(12 + tables.length * 16);
  woff.copy(head, 0, 4, 8);
  for (const [index, value] of [tables.length, range, power, tables.length * 16 - range].entries())
    head.writeUInt16BE(value, 4 + index * 2);
  const parts = [head];
  let at = head.length;
  for (const [index, { tag, checksum, unpacked }] of tables.entries()) {
    const data = unpacked();
    const entry = 12 + index * 16;
    head.write(tag, entry, 'latin1');
    for (const [place, value] of [checksum, at, data.length].entries())
      head.writeUInt32BE(value, entry + 4 + place * 4);
    const padded = Buffer.alloc(Math.ceil(data.length / 4) * 4);
    data.copy(padded);
    parts.push(padded);
    at += padded.length;
  }
  return Buffer.concat(parts);
}
