import { greyPngOf } from '@custody-edge/foundation';
import { createCanvas, PDFDocument } from '@napi-rs/canvas';
import type { Families } from '../paper/fonts.ts';
import type { Layout } from '../paper/mark.ts';
import { paint, type Surface } from '../paper/paint.ts';
import { reportError } from './errors.ts';
import { reportFonts } from './fonts.ts';
import { layOutReport } from './layout.ts';
import type { ReportMark } from './mark.ts';
import { withEvidence } from './pdf-evidence.ts';
import { type Report, type ReportSeal, reportSchema } from './report.ts';

/** A report as it is handed out. */
export interface DrawnReport {
  /** PDF/A-3b, its fonts and its data within it; of one report and seal the same to the byte. */
  readonly pdf: Uint8Array;
  readonly pages: number;
}

const { families, ruler } = reportFonts();
/** Of a page on a screen: 150 to the inch. */
const dotsPerPoint = 150 / 72;

/**
 * Draws a report as a PDF of A4. @param seal nothing for a draft
 * @throws `report-invalid`, `report-too-long`, `report-not-drawn`
 */
export function drawReport(given: Report, seal: ReportSeal | undefined): DrawnReport {
  const { report, pages } = laidOut(given, seal);
  const document = new PDFDocument({ pdfa: true });
  for (const { width, height, marks } of pages) {
    drawOn(document.beginPage(width, height), marks, families);
    document.endPage();
  }
  return { pdf: withEvidence(document.close(), report, seal), pages: pages.length };
}

/** Draws the same pages as pictures for a screen, PNG in greys. @throws as `drawReport` */
export function showReport(given: Report, seal: ReportSeal | undefined): Uint8Array[] {
  return laidOut(given, seal).pages.map(({ width, height, marks }) => {
    const [across, down] = [Math.round(width * dotsPerPoint), Math.round(height * dotsPerPoint)];
    const context = createCanvas(across, down).getContext('2d');
    context.fillStyle = 'white';
    context.fillRect(0, 0, across, down);
    context.fillStyle = 'black';
    context.scale(dotsPerPoint, dotsPerPoint);
    drawOn(context, marks, families);
    const { data } = context.getImageData(0, 0, across, down);
    // Grey on white: the red of each is as good as any.
    const greys = new Uint8Array(across * down);
    for (let dot = 0; dot < greys.length; dot++) greys[dot] = data[dot * 4] ?? 255;
    return greyPngOf(across, down, greys);
  });
}

function laidOut(
  given: Report,
  seal: ReportSeal | undefined,
): { readonly report: Report; readonly pages: Layout<ReportMark>[] } {
  const read = reportSchema.safeParse(given);
  if (read.success) return { report: read.data, pages: layOutReport(read.data, seal, ruler) };
  const [issue] = read.error.issues;
  throw reportError('report-invalid', { place: issue?.path.join('.') ?? '', issue: issue?.message ?? '' });
}

function drawOn(surface: Surface, marks: readonly ReportMark[], of: Families): void {
  surface.lineJoin = 'round';
  for (const mark of marks) {
    switch (mark.kind) {
      case 'text':
      case 'box':
        paint(surface, mark, of);
        break;
      case 'area':
        surface.beginPath();
        for (const { x, y, width, height } of mark.boxes) surface.rect(x, y, width, height);
        surface.fill();
        break;
      case 'stroke':
        surface.strokeStyle = 'black';
        surface.lineWidth = mark.width;
        surface.setLineDash([...(mark.dash ?? [])]);
        trace(surface, mark.points);
        surface.stroke();
        // A text after it would be drawn with the dashes, as outlines and not as letters.
        surface.setLineDash([]);
        break;
      case 'shape':
        trace(surface, mark.points);
        surface.closePath();
        if (!mark.isFilled) surface.fillStyle = 'white';
        surface.fill();
        surface.fillStyle = 'black';
        surface.strokeStyle = 'black';
        surface.lineWidth = 0.8;
        surface.stroke();
    }
  }
}

function trace(surface: Surface, points: readonly number[]): void {
  surface.beginPath();
  for (let at = 0; at + 1 < points.length; at += 2) surface.lineTo(points[at] ?? 0, points[at + 1] ?? 0);
}
