import type { Laboratory } from '../laboratory.ts';
import type { Reports } from '../report/reports.ts';
import type { ReportsInReviewView } from '../view.ts';
import { caseLine } from './case-view.ts';

const shownReports = 60;

/** @param own this bench */
export function reportsInReviewView(reports: Reports, laboratory: Laboratory, own: string): ReportsInReviewView {
  return {
    reports: reports.inReview(shownReports).map(({ labCase, conclusion, lacks, onlyAt }) => ({
      case: caseLine(labCase, laboratory),
      ...{ number: conclusion.number, at: conclusion.at, station: conclusion.station },
      isHere: conclusion.station === own,
      isGivenBack: labCase.openRemarks.some(({ at }) => Date.parse(at) > Date.parse(conclusion.at)),
      ...{ lacks, onlyAt },
    })),
    more: Math.max(0, laboratory.cases.inReviewCount - shownReports),
  };
}
