import { inflateSync } from 'node:zlib';
import { asciiIn, type Pdf, readPdf } from './pdf.ts';
import { contentName } from './pdf-evidence.ts';

/** What a file is that somebody holds for a report; nothing in it is trusted yet. */
export type ReportFile =
  /** Holds a report's data; whose, it does not prove. */
  | { readonly kind: 'report'; readonly content: string; readonly code: string }
  /** A PDF that stops before its end. */
  | { readonly kind: 'cut' }
  /** A PDF with the marks of ours that cannot be read any more. */
  | { readonly kind: 'damaged' }
  /** Only pictures of pages: a scan, a photograph, or a PDF made of them. */
  | { readonly kind: 'picture' }
  | { readonly kind: 'other' };

/** Most bytes that the data of a report has when it is unpacked. */
const mostContentBytes = 64 * 1024 * 1024;

const pictureBegins: readonly Buffer[] = [
  Buffer.from('89504e470d0a1a0a', 'hex'),
  Buffer.from('ffd8ff', 'hex'),
  Buffer.from('49492a00', 'hex'),
  Buffer.from('4d4d002a', 'hex'),
  Buffer.from('GIF8', 'latin1'),
  Buffer.from('BM', 'latin1'),
];

const beginsWith = (file: Buffer, begin: Buffer): boolean => file.subarray(0, begin.length).equals(begin);
const isWebp = (file: Buffer): boolean => file.toString('latin1', 8, 12) === 'WEBP';

/** Reads whatever somebody brings. Never throws. */
export function readReportFile(file: Buffer): ReportFile {
  if (pictureBegins.some((begin) => beginsWith(file, begin)) || isWebp(file)) return { kind: 'picture' };
  if (!beginsWith(file, Buffer.from('%PDF-'))) return { kind: 'other' };
  const tail = file.toString('latin1', Math.max(0, file.length - 1_024));
  if (!tail.includes('%%EOF')) return { kind: 'cut' };
  const pdf = readPdf(file);
  const content = pdf && contentIn(pdf);
  if (content !== undefined) {
    const info = pdf?.objects.get(pdf.info)?.toString('latin1') ?? '';
    return { kind: 'report', content, code: asciiIn(info, 'Keywords') ?? '' };
  }
  if (file.includes(`/F (${contentName})`)) return { kind: 'damaged' };
  const holdsText = file.includes('/Font') || file.includes('/ObjStm');
  return { kind: file.includes('/Image') && !holdsText ? 'picture' : 'other' };
}

function contentIn({ objects }: Pdf): string | undefined {
  const heads = [...objects].map(([number, object]) => ({ number, head: object.toString('latin1', 0, 1_024) }));
  const specification = heads.find(
    ({ head }) => head.includes('/Type /Filespec') && asciiIn(head, 'F') === contentName,
  );
  const file = objects.get(Number(/\/EF <<\/F (\d+) 0 R/.exec(specification?.head ?? '')?.[1] ?? 0));
  const begin = file?.indexOf(' stream\n') ?? -1;
  const length = Number(/\/Length (\d+)>> stream\n/.exec(file?.toString('latin1', 0, begin + 8) ?? '')?.[1] ?? 0);
  if (!file || begin < 0 || length <= 0) return undefined;
  try {
    const data = inflateSync(file.subarray(begin + 8, begin + 8 + length), { maxOutputLength: mostContentBytes });
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data);
  } catch {
    return undefined;
  }
}
