import { isCustodyError } from '@custody-edge/foundation';
import { fingerprintError } from '../errors.ts';
import { extractTemplate } from '../extract/extract.ts';
import { decodeImageFile } from '../image/decode.ts';
import type { GreyImage } from '../image/grey-image.ts';
import { decodeRawImage } from '../image/raw.ts';
import { compareTemplates } from '../match/compare.ts';
import { prepareTemplate } from '../match/prepare.ts';
import type { PreparedTemplate } from '../match/prepared-template.ts';
import { extraction, imageLimits } from '../parameters.ts';
import { readTemplate } from '../template/read-template.ts';
import { decodeTemplate, encodeTemplate, isTemplateRecord } from '../template/record.ts';
import { readStandardTemplates, writeStandardTemplate } from '../template/standard-record.ts';
import { flowCellPx, flowSteps, type Minutia, type RidgeFlow, type Template } from '../template/template.ts';
import type { FuzzCase } from './fuzz-case.ts';

/** What became of a hostile input. */
export type Outcome =
  | { readonly kind: 'read'; readonly templates: number }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'failure'; readonly reason: string };

/** Reads the bytes of a case and uses whatever is read; anything but a good value or an error of this package is a failure. */
export function examine(fuzzed: FuzzCase, good: PreparedTemplate): Outcome {
  let read: readonly Template[] | GreyImage;
  try {
    read = fuzzed.kind === 'record' ? readRecord(fuzzed.bytes) : readImage(fuzzed);
  } catch (error) {
    if (isCustodyError(error) && Object.hasOwn(fingerprintError.table, error.code))
      return { kind: 'refused', code: error.code };
    return { kind: 'failure', reason: inWords(error) };
  }
  try {
    const templates = 'pixels' in read ? templatesOf(read, fuzzed.extracted) : read;
    for (const template of templates) useTemplate(template, good, fuzzed);
    return { kind: 'read', templates: templates.length };
  } catch (error) {
    return { kind: 'failure', reason: inWords(error) };
  }
}

function inWords(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : `thrown: ${String(error)}`;
}

/** Our own record holds one template; of a standard one every view is looked at. */
function readRecord(bytes: Uint8Array): readonly Template[] {
  const first = readTemplate(bytes);
  return isTemplateRecord(bytes) ? [first] : readStandardTemplates(bytes).map(({ template }) => template);
}

function readImage({ bytes, layout, dpi }: FuzzCase): GreyImage {
  return layout ? decodeRawImage(bytes, layout, dpi) : decodeImageFile(bytes, dpi);
}

function templatesOf(image: GreyImage, extracted: boolean): readonly Template[] {
  requireImage(image);
  if (!extracted) return [];
  const result = extractTemplate(image);
  return result.ok ? [result.value] : [];
}

function useTemplate(template: Template, good: PreparedTemplate, { isProbe, rewrittenAs }: FuzzCase): void {
  requireTemplate(template);
  const prepared = prepareTemplate(template);
  requireComparison(...(isProbe ? ([prepared, good] as const) : ([good, prepared] as const)));
  const record = encodeTemplate(template);
  const again = decodeTemplate(record);
  requireTemplate(again);
  requireThat('the record, read and written again', Buffer.compare(record, encodeTemplate(again)) === 0);
  const standard = writeStandardTemplate(template, { format: rewrittenAs, finger: 0, impression: 'live-plain' });
  const written = readTemplate(standard);
  requireTemplate(written);
  requireThat(`${rewrittenAs}, minutiae`, written.minutiae.length === template.minutiae.length);
}

function requireThat(what: string, holds: boolean): void {
  if (!holds) throw new Error(`not as promised: ${what}`);
}

const within = (value: number, low: number, high: number): boolean => value >= low && value <= high;
const isWhole = (value: number, low: number, high: number): boolean =>
  Number.isInteger(value) && within(value, low, high);

/** Throws unless an image keeps what `GreyImage` and `imageLimits` promise. */
function requireImage({ width, height, dpi, pixels }: GreyImage): void {
  requireThat('width', isWhole(width, 1, imageLimits.maxSidePx));
  requireThat('height', isWhole(height, 1, imageLimits.maxSidePx));
  requireThat('resolution', within(dpi, imageLimits.minDpi, imageLimits.maxDpi));
  requireThat('pixels', pixels instanceof Uint8Array && pixels.length === width * height);
}

/** Throws unless a template keeps what its type promises. */
function requireTemplate({ widthPx, heightPx, minutiae, quality, flow }: Template): void {
  requireThat('widthPx', isWhole(widthPx, 1, extraction.maxSidePx));
  requireThat('heightPx', isWhole(heightPx, 1, extraction.maxSidePx));
  requireThat('quality', within(quality, 0, 100));
  requireThat('minutia count', minutiae.length <= extraction.maxMinutiae);
  for (const minutia of minutiae) requireMinutia(minutia, widthPx, heightPx);
  if (flow) requireFlow(flow, Math.ceil(widthPx / flowCellPx), Math.ceil(heightPx / flowCellPx));
}

function requireMinutia({ x, y, angle, kind, quality }: Minutia, widthPx: number, heightPx: number): void {
  requireThat('x', within(x, 0, widthPx));
  requireThat('y', within(y, 0, heightPx));
  requireThat('angle', angle >= 0 && angle < 2 * Math.PI);
  requireThat('kind', kind === 'ending' || kind === 'bifurcation');
  requireThat('minutia quality', within(quality, 0, 1));
}

function requireFlow({ columns, rows, direction, period }: RidgeFlow, wide: number, high: number): void {
  requireThat('flow grid', columns === wide && rows === high);
  requireThat('flow cells', direction.length === columns * rows && period.length === columns * rows);
  requireThat(
    'flow direction',
    direction.every((code) => code <= flowSteps),
  );
  requireThat(
    'flow period',
    period.every((px, cell) => px > 0 === (direction[cell] ?? 0) > 0),
  );
}

function requireComparison(probe: PreparedTemplate, candidate: PreparedTemplate): void {
  const { score, rotation, pairedMinutiae } = compareTemplates(probe, candidate);
  requireThat('score', Number.isFinite(score) && score >= 0);
  requireThat('rotation', within(rotation, -Math.PI, Math.PI));
  requireThat('paired minutiae', isWhole(pairedMinutiae, 0, Math.min(probe.count, candidate.count)));
}
