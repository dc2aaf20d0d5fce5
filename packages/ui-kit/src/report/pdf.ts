/** A PDF taken apart (ISO 32000-1 §7.5): its numbered objects and which of them stand at its head. */
export interface Pdf {
  /** What stands between `n 0 obj` and `endobj`. */
  readonly objects: ReadonlyMap<number, Buffer>;
  readonly root: number;
  readonly info: number;
}

/** More objects than a file of ours has: a table that promises more is not followed. */
const mostObjects = 100_000;
const entryBytes = 20;

/** Takes a PDF apart that has one plain table of its objects, as ours have; undefined for any other. */
export function readPdf(file: Buffer): Pdf | undefined {
  const tail = file.toString('latin1', Math.max(0, file.length - 1_024));
  const end = /startxref\s+(\d{1,10})\s+%%EOF\s*$/.exec(tail);
  const table = Number(end?.[1] ?? Number.NaN);
  const head = /^xref\s+0 (\d{1,7})\s*\n/.exec(file.toString('latin1', table, table + 32));
  const count = Number(head?.[1] ?? 0);
  if (!head || count < 1 || count > mostObjects) return undefined;
  const entries = table + head[0].length;
  const trailer = file.toString('latin1', entries + count * entryBytes, file.length);
  const [root, info] = ['Root', 'Info'].map((key) => Number(new RegExp(`/${key} (\\d+) 0 R`).exec(trailer)?.[1] ?? 0));
  const offsets: { readonly number: number; readonly offset: number }[] = [];
  for (let number = 1; number < count; number++) {
    const entry = file.toString('latin1', entries + number * entryBytes, entries + (number + 1) * entryBytes);
    const offset = /^(\d{10}) \d{5} n/.exec(entry)?.[1];
    if (offset !== undefined) offsets.push({ number, offset: Number(offset) });
  }
  const objects = objectsAt(file, offsets, table);
  return objects && root && info ? { objects, root, info } : undefined;
}

/** Each object ends where the next begins: what stands in a stream is not searched. */
function objectsAt(
  file: Buffer,
  offsets: readonly { readonly number: number; readonly offset: number }[],
  table: number,
): Map<number, Buffer> | undefined {
  const sorted = offsets.toSorted((a, b) => a.offset - b.offset);
  const objects = new Map<number, Buffer>();
  for (const [index, { number, offset }] of sorted.entries()) {
    const whole = file.subarray(offset, sorted[index + 1]?.offset ?? table);
    const begin = Buffer.from(`${number} 0 obj`);
    const end = whole.lastIndexOf('endobj');
    if (!whole.subarray(0, begin.length).equals(begin) || end < 0) return undefined;
    objects.set(number, trimmed(whole.subarray(begin.length, end)));
  }
  return objects;
}

const trimmed = (bytes: Buffer): Buffer => {
  const from = bytes[0] === 0x0a ? 1 : 0;
  return bytes.subarray(from, bytes.at(-1) === 0x0a ? -1 : undefined);
};

/** The same as a file. @param id of the file: 32 hexadecimal digits */
export function writePdf({ objects, root, info }: Pdf, id: string): Buffer {
  // Four bytes beyond ASCII say that it is no text (ISO 32000-1 §7.5.2).
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  let at = parts[0]?.length ?? 0;
  const put = (part: Buffer): void => {
    parts.push(part);
    at += part.length;
  };
  const numbers = [...objects.keys()].sort((a, b) => a - b);
  const size = (numbers.at(-1) ?? 0) + 1;
  const offsets = new Map<number, number>();
  for (const number of numbers) {
    offsets.set(number, at);
    put(Buffer.from(`${number} 0 obj\n`));
    put(objects.get(number) ?? Buffer.alloc(0));
    put(Buffer.from('\nendobj\n'));
  }
  const entries = Array.from({ length: size }, (_, number) => {
    const offset = offsets.get(number);
    return offset === undefined ? '0000000000 65535 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const trailer = `trailer\n<</Size ${size}\n/Root ${root} 0 R\n/Info ${info} 0 R\n/ID [<${id}> <${id}>]>>\nstartxref\n${at}\n%%EOF\n`;
  put(Buffer.from(`xref\n0 ${size}\n${entries.join('')}${trailer}`));
  return Buffer.concat(parts);
}

/** A stream with its dictionary. @param dictionary entries beside its length */
export const streamOf = (dictionary: string, data: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`<<${dictionary}\n/Length ${data.length}>> stream\n`), data, Buffer.from('\nendstream')]);

/** A text as a PDF holds it: plain where it is ASCII, UTF-16 otherwise. */
export const pdfText = (text: string): string =>
  /^[ -~]*$/.test(text)
    ? `(${text.replace(/[\\()]/g, '\\$&')})`
    : `<${Buffer.from(`\uFEFF${text}`, 'utf16le').swap16().toString('hex').toUpperCase()}>`;

/** Reads what `pdfText` writes of ASCII; undefined for anything else. */
export const asciiIn = (dictionary: string, key: string): string | undefined =>
  new RegExp(`/${key} \\(((?:[^\\\\()]|\\\\[\\\\()])*)\\)`).exec(dictionary)?.[1]?.replace(/\\([\\()])/g, '$1');
