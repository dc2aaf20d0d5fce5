import { isCustodyError } from '@custody-edge/foundation';
import { answerRequests } from '../paper/drawing-worker.ts';
import { drawReport, showReport } from './draw.ts';
import type { ReportAnswer, ReportRequest } from './draw-apart.ts';

answerRequests(({ want, report, seal }: ReportRequest): ReportAnswer => {
  try {
    return want === 'pdf' ? { pdf: drawReport(report, seal) } : { pages: showReport(report, seal) };
  } catch (error) {
    // Errors lose their class between threads.
    if (isCustodyError(error)) return { refused: { code: error.code, details: error.details } };
    throw error;
  }
});
