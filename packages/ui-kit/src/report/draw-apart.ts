import type { CustodyError } from '@custody-edge/foundation';
import { drawnApart } from '../paper/drawing-thread.ts';
import type { DrawnReport } from './draw.ts';
import { reportError } from './errors.ts';
import type { Report, ReportSeal } from './report.ts';

/** What the thread is asked for. */
export interface ReportRequest {
  readonly want: 'pdf' | 'pages';
  readonly report: Report;
  readonly seal: ReportSeal | undefined;
}

/** What it answers. */
export type ReportAnswer =
  | { readonly pdf: DrawnReport }
  | { readonly pages: Uint8Array[] }
  | { readonly refused: { readonly code: string; readonly details: Readonly<Record<string, unknown>> } };

const drawApart = drawnApart<ReportRequest, ReportAnswer>(new URL('./draw-worker.ts', import.meta.url));

/**
 * Draws a report as a PDF, beside everything else that the process does.
 * @param seal nothing for a draft, which says on each page that it is one
 * @throws `report-invalid`, `report-too-long`, `report-not-drawn`
 */
export async function drawReportApart(report: Report, seal?: ReportSeal): Promise<DrawnReport> {
  const answer = await answered({ want: 'pdf', report, seal });
  if ('pdf' in answer) return answer.pdf;
  throw refusalOf(answer);
}

/** Draws the same pages as pictures for a screen, PNG at 150 dots to the inch. @throws as `drawReportApart` */
export async function showReportApart(report: Report, seal?: ReportSeal): Promise<Uint8Array[]> {
  const answer = await answered({ want: 'pages', report, seal });
  if ('pages' in answer) return answer.pages;
  throw refusalOf(answer);
}

async function answered(request: ReportRequest): Promise<ReportAnswer> {
  try {
    return await drawApart(request);
  } catch (cause) {
    throw reportError('report-not-drawn', { reason: String(cause) }, cause);
  }
}

function refusalOf(answer: ReportAnswer): CustodyError {
  if (!('refused' in answer)) return reportError('report-not-drawn', { part: 'answer' });
  const { code, details } = answer.refused;
  const isOurs = (text: string): text is keyof typeof reportError.table => Object.hasOwn(reportError.table, text);
  return isOurs(code) ? reportError(code, details) : reportError('report-not-drawn', { code, ...details });
}
