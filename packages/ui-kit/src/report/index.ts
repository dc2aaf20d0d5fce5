export type { DrawnReport } from './draw.ts';
export { drawReportApart, showReportApart } from './draw-apart.ts';
export { reportError } from './errors.ts';
export { type Block, type Report, type ReportSeal, reportSchema } from './report.ts';
export { type ReportFile, readReportFile } from './report-file.ts';
