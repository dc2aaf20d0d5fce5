/** What stands on a laboratory's report beside what the laboratory says itself. */
export const labReport = {
  'lab-report.page': { en: 'Page {page} of {pages}', ur: 'صفحہ {page}، کل {pages}' },
  'lab-report.number': { en: 'Report number', ur: 'رپورٹ نمبر' },
  'lab-report.case': { en: 'Case', ur: 'مقدمہ' },
  'lab-report.draft': {
    en: 'DRAFT. Not signed. It proves nothing',
    ur: 'مسودہ۔ دستخط نہیں ہوئے۔ اس سے کچھ ثابت نہیں ہوتا',
  },
  'lab-report.supersedes': {
    en: 'This report stands in the place of report {number}, which is no longer in force.',
    ur: 'یہ رپورٹ، رپورٹ نمبر {number} کی جگہ جاری کی گئی ہے۔ وہ اب مؤثر نہیں۔',
  },
  'lab-report.check': {
    en: 'Only the file proves that no page was changed. Check it offline:',
    ur: 'کسی صفحے میں رد و بدل نہیں ہوا، یہ صرف فائل سے ثابت ہوتا ہے۔',
  },
  'lab-report.digest': { en: 'Contents', ur: 'مندرجات' },
  'lab-report.continued': { en: '{title} (continued)', ur: '{title} (جاری)' },
  'lab-report.nothing': { en: 'Nothing recorded', ur: 'کچھ درج نہیں' },
  'lab-report.custody': { en: 'Chain of custody', ur: 'تحویل کا سلسلہ' },
  'lab-report.custody-line': { en: 'No.', ur: 'نمبر' },
  'lab-report.custody-at': { en: 'When', ur: 'وقت' },
  'lab-report.custody-what': { en: 'Exhibit', ur: 'مالِ مقدمہ' },
  'lab-report.custody-event': { en: 'What happened', ur: 'کیا ہوا' },
  'lab-report.custody-from': { en: 'Given or done by', ur: 'دینے یا کرنے والا' },
  'lab-report.custody-to': { en: 'Received by', ur: 'وصول کرنے والا' },
  'lab-report.custody-seal': { en: 'Seal', ur: 'مہر' },
  'lab-report.in-ink': { en: 'Signature in ink', ur: 'دستی دستخط' },
  'lab-report.signed-at': { en: 'Signed {at}', ur: 'دستخط {at}' },
  'lab-report.check-in': { en: 'within the limits', ur: 'حد کے اندر' },
  'lab-report.check-warn': { en: 'beyond the warning limit', ur: 'تنبیہ کی حد سے باہر' },
  'lab-report.check-out': { en: 'beyond the stop limit', ur: 'روکنے کی حد سے باہر' },
} as const;
