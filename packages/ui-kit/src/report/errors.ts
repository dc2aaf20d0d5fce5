import { defineErrors } from '@custody-edge/foundation';

/** What can be wrong with a report that is to be drawn. */
export const reportError = defineErrors({
  'report-invalid': {
    officer: {
      en: 'The report cannot be drawn: something in it is not as it has to be. Tell IT.',
      ur: 'رپورٹ تیار نہیں ہو سکتی: اس میں کچھ درست نہیں۔ آئی ٹی کو بتائیں۔',
    },
    staff: 'The data of the report breaks its schema; the details name the place. Nothing was drawn.',
    retry: false,
  },
  'report-too-long': {
    officer: {
      en: 'The report has too many pages. Divide it into several reports.',
      ur: 'رپورٹ کے صفحات بہت زیادہ ہیں۔ اسے کئی رپورٹوں میں تقسیم کریں۔',
    },
    staff: 'The report would take more pages than one file holds; the details name both numbers.',
    retry: false,
  },
  'report-not-drawn': {
    officer: {
      en: 'The report could not be drawn. Try again; if it returns, call IT.',
      ur: 'رپورٹ تیار نہیں ہو سکی۔ دوبارہ کوشش کریں، پھر بھی ہو تو آئی ٹی کو بلائیں۔',
    },
    staff: 'The thread that draws ended or failed; the details hold what it said.',
    retry: true,
  },
});
