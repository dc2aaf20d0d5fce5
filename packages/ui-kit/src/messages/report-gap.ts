/** What a laboratory's report still lacks before it can be issued. */
export const reportGap = {
  'report-gap.of': { en: '{text}: {labels}', ur: '{text}: {labels}' },
  'report-gap.analyst-missing': { en: 'No analyst is assigned', ur: 'کوئی تجزیہ کار مقرر نہیں' },
  'report-gap.not-appointed': {
    en: 'No notification says that the analyst was appointed for such reports',
    ur: 'ایسی رپورٹوں کے لیے تجزیہ کار کی تقرری کا نوٹیفکیشن درج نہیں',
  },
  'report-gap.conclusion-missing': { en: 'The analyst has not concluded', ur: 'تجزیہ کار نے نتیجہ درج نہیں کیا' },
  'report-gap.exhibits-missing': { en: 'No parcel was taken in', ur: 'کوئی پارسل وصول نہیں ہوا' },
  'report-gap.parcels-differ': {
    en: 'The memorandum lists {listed} parcels, and {received} were taken in',
    ur: 'میمورنڈم میں {listed} پارسل درج ہیں اور {received} وصول ہوئے',
  },
  'report-gap.part-missing': { en: 'Nothing is on record of a part', ur: 'کسی حصے کا کوئی اندراج نہیں' },
  'report-gap.part-unknown': { en: 'No division names this part', ur: 'یہ حصہ کسی تقسیم میں درج نہیں' },
  'report-gap.weight-missing': { en: 'Not weighed ({what})', ur: 'وزن نہیں ہوا ({what})' },
  'report-gap.search-elsewhere': {
    en: 'The library search of {label} is kept at {station} alone: review and issue the report there',
    ur: '{label} کے طیف کی تلاش صرف {station} پر محفوظ ہے: رپورٹ کا جائزہ اور اجرا وہیں کریں',
  },
  'report-gap.search-lost': {
    en: 'The file of the library search of {label} is lost: keep the search again and withdraw the lost one',
    ur: '{label} کے طیف کی تلاش کی فائل ضائع ہو گئی: تلاش دوبارہ محفوظ کریں اور ضائع شدہ واپس لیں',
  },
  'report-gap.test-missing': { en: 'Not tested', ur: 'ٹیسٹ نہیں ہوا' },
  'report-gap.choice-not-allowed': {
    en: 'Units were chosen, and the method does not allow it',
    ur: 'اکائیاں چنی گئیں جبکہ طریقے میں اس کی اجازت نہیں',
  },
  'report-gap.method-unknown': { en: 'The method is not at this laboratory', ur: 'یہ طریقہ اس لیبارٹری کے پاس نہیں' },
  'report-gap.step-missing': {
    en: 'A step of the method is missing ({step})',
    ur: 'طریقے کا ایک مرحلہ باقی ہے ({step})',
  },
  'report-gap.controls-missing': { en: 'Tested without controls', ur: 'کنٹرول کے بغیر ٹیسٹ ہوا' },
  'report-gap.controls-failed': {
    en: 'Tested with a reagent whose controls failed',
    ur: 'جس ری ایجنٹ کا کنٹرول درست نہ تھا اس سے ٹیسٹ ہوا',
  },
  'report-gap.file-missing': {
    en: 'A test rests on a file that is not on record',
    ur: 'ٹیسٹ ایسی فائل پر ہے جس کا اندراج نہیں',
  },
  'report-gap.result-missing': { en: 'No test says what a file showed', ur: 'فائل کا نتیجہ کسی ٹیسٹ میں درج نہیں' },
  'report-gap.instrument-reserve': {
    en: 'The instrument was not fit without reserve ({reserve})',
    ur: 'آلہ بلا تحفظ درست نہ تھا ({reserve})',
  },
  'report-gap.review-missing': { en: 'Not signed yet: {review}', ur: 'دستخط باقی: {review}' },
  'report-gap.remarks-open': {
    en: 'Given back, and not reviewed since: {review}',
    ur: 'واپس کیا گیا اور دوبارہ جائزہ نہیں ہوا: {review}',
  },
  'report-gap.case-word-missing': {
    en: 'An officer who has to sign did not',
    ur: 'جس افسر کے دستخط لازم تھے اس نے نہیں کیے',
  },
  'report-gap.case-opened-again': { en: 'The case was opened twice', ur: 'مقدمہ دو بار درج ہوا' },
  'report-gap.case-forked': { en: 'Two analysts were named at once', ur: 'ایک ہی وقت میں دو تجزیہ کار مقرر ہوئے' },
  'report-gap.case-late-without-reason': {
    en: 'The parcels came late, and nobody says why',
    ur: 'پارسل تاخیر سے آئے اور وجہ درج نہیں',
  },
  'report-gap.case-arrival-unproved': {
    en: 'Nothing proves when the parcels came',
    ur: 'پارسل کب آئے، اس کا ثبوت نہیں',
  },
} as const;
