/** What the bench says of the report of a case. */
export const benchReport = {
  'case-report.title': { en: 'Report', ur: 'رپورٹ' },
  'case-report.lacks': { en: 'The report cannot be issued yet:', ur: 'رپورٹ ابھی جاری نہیں ہو سکتی:' },
  'case-report.changed-since': {
    en: 'The record has changed since the report was issued:',
    ur: 'رپورٹ جاری ہونے کے بعد ریکارڈ بدل گیا ہے:',
  },
  'case-report.whole': {
    en: 'Nothing is missing. The report can be issued',
    ur: 'کچھ باقی نہیں۔ رپورٹ جاری کی جا سکتی ہے',
  },
  'case-report.nothing-new': {
    en: 'The report was issued. Another one begins with a new conclusion',
    ur: 'رپورٹ جاری ہو چکی۔ نئی رپورٹ نئے نتیجے سے شروع ہوتی ہے',
  },
  'case-report.conclude': { en: 'Write the conclusion', ur: 'نتیجہ لکھیں' },
  'case-report.conclude-title': { en: 'Conclusion in case {number}', ur: 'مقدمہ {number} کا نتیجہ' },
  'case-report.number': { en: 'Number of the report', ur: 'رپورٹ نمبر' },
  'case-report.conclusion': { en: 'Conclusion in English', ur: 'نتیجہ انگریزی میں' },
  'case-report.conclusion-urdu': { en: 'The same in Urdu, if you write it', ur: 'وہی اردو میں، اگر لکھنا چاہیں' },
  'case-report.see-draft': { en: 'Read it as it stands', ur: 'موجودہ صورت میں پڑھیں' },
  'case-report.draft': { en: 'The report as it stands', ur: 'رپورٹ موجودہ صورت میں' },
  'case-report.drawing': { en: 'The pages are being drawn', ur: 'صفحات تیار ہو رہے ہیں' },
  'case-report.page-before': { en: 'Page before', ur: 'پچھلا صفحہ' },
  'case-report.page-after': { en: 'Next page', ur: 'اگلا صفحہ' },
  'case-report.signed-event': { en: 'Its signed event', ur: 'اس کا دستخط شدہ اندراج' },
  'case-report.station-record': { en: 'Record of this station', ur: 'اس اسٹیشن کا ریکارڈ' },
  'case-report.hand-out-all': {
    en: 'Hand out the report with its signed event and this record: with them and the public key of the authority anybody can verify it',
    ur: 'رپورٹ کے ساتھ دستخط شدہ اندراج اور یہ ریکارڈ بھی دیں: ان سے اور اتھارٹی کی عوامی کلید سے ہر شخص اس کی تصدیق کر سکتا ہے',
  },
  'case-report.drafted-at': { en: 'Drafted at {station}', ur: '{station} پر تیار ہوئی' },
  'case-report.only-at': {
    en: 'Review and issue this report at {stations}: a part of it is kept there alone',
    ur: 'اس رپورٹ کا جائزہ اور اجرا {stations} پر کریں: اس کا ایک حصہ صرف وہیں محفوظ ہے',
  },
  'case-report.file-at': { en: 'its file is at {station}', ur: 'فائل {station} پر ہے' },
  'in-review.title': { en: 'Reports in review', ur: 'زیرِ جائزہ رپورٹیں' },
  'in-review.open': { en: 'Reports in review: {count}', ur: 'زیرِ جائزہ رپورٹیں: {count}' },
  'in-review.none': {
    en: 'No report waits at any bench of the laboratory',
    ur: 'لیبارٹری کے کسی بنچ پر کوئی رپورٹ منتظر نہیں',
  },
  'in-review.here': { en: 'Drafted at this bench', ur: 'اسی بنچ پر تیار ہوئی' },
  'in-review.lacks-technical-review': { en: 'Waits for the technical review', ur: 'تکنیکی جائزے کی منتظر' },
  'in-review.lacks-administrative-review': {
    en: 'Waits for the administrative review',
    ur: 'انتظامی جائزے کی منتظر',
  },
  'in-review.reviewed': { en: 'Reviewed. It can be issued', ur: 'جائزہ مکمل۔ جاری کی جا سکتی ہے' },
  'in-review.only-at': { en: 'To be reviewed at {stations}', ur: 'جائزہ {stations} پر ہو گا' },
  'case-report.issue': { en: 'Issue the report', ur: 'رپورٹ جاری کریں' },
  'case-report.issued': { en: 'issued {when}', ur: '{when} کو جاری' },
  'case-report.superseded': {
    en: 'issued {when}, replaced by a later one',
    ur: '{when} کو جاری، بعد کی رپورٹ اس کی جگہ ہے',
  },
} as const;
