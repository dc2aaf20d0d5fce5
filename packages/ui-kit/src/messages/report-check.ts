/** What an outsider is told who checks a laboratory's report. */
export const reportCheck = {
  'report-check.genuine': {
    en: 'GENUINE. This file is, to the byte, what the laboratory signed and handed out.',
    ur: 'اصلی ہے۔ یہ فائل حرف بہ حرف وہی ہے جس پر لیبارٹری نے دستخط کر کے جاری کی۔',
  },
  'report-check.superseded': {
    en: 'GENUINE, BUT NO LONGER IN FORCE. The laboratory signed this file; report {number} stands in its place.',
    ur: 'اصلی ہے مگر اب مؤثر نہیں۔ اس فائل پر لیبارٹری نے دستخط کیے تھے؛ اب رپورٹ {number} اس کی جگہ ہے۔',
  },
  'report-check.altered': {
    en: 'ALTERED. This is not the file that the laboratory signed: something in it was changed.',
    ur: 'رد و بدل ہوا ہے۔ یہ وہ فائل نہیں جس پر لیبارٹری نے دستخط کیے: اس میں کچھ بدلا گیا ہے۔',
  },
  'report-check.truncated': {
    en: 'INCOMPLETE. The end of the file is missing. Ask for the whole file.',
    ur: 'نامکمل ہے۔ فائل کا آخری حصہ موجود نہیں۔ پوری فائل منگوائیں۔',
  },
  'report-check.contents-only': {
    en: 'NOT PROVED. The bench signed the data in this file, but nothing here shows that the pages were not changed or that it was issued. Ask for the signed event of the report.',
    ur: 'ثابت نہیں۔ فائل کے اندر موجود ڈیٹا پر لیبارٹری کے دستخط ہیں، مگر یہ ثابت نہیں کہ صفحات نہیں بدلے گئے یا رپورٹ جاری ہوئی۔ رپورٹ کا دستخط شدہ اندراج منگوائیں۔',
  },
  'report-check.unsigned': {
    en: 'NOT PROVED. Nothing in this file carries a signature that holds.',
    ur: 'ثابت نہیں۔ اس فائل میں کوئی دستخط درست نہیں۔',
  },
  'report-check.station-unknown': {
    en: 'REFUSED. It was signed by a station that this authority does not know, or whose record was not given.',
    ur: 'رد۔ اس پر ایسے اسٹیشن کے دستخط ہیں جسے یہ اتھارٹی نہیں جانتی، یا جس کا ریکارڈ نہیں دیا گیا۔',
  },
  'report-check.event-refused': {
    en: 'REFUSED. The signed event that was given with the file does not hold.',
    ur: 'رد۔ فائل کے ساتھ دیا گیا دستخط شدہ اندراج درست نہیں۔',
  },
  'report-check.contradictory': {
    en: 'REFUSED. The laboratory signed this file, but the data in it is not what the signature names. Tell the laboratory.',
    ur: 'رد۔ اس فائل پر لیبارٹری کے دستخط ہیں مگر اس کا ڈیٹا دستخط سے میل نہیں کھاتا۔ لیبارٹری کو بتائیں۔',
  },
  'report-check.another-report': {
    en: 'REFUSED. The signed event is of another report than this file.',
    ur: 'رد۔ دستخط شدہ اندراج کسی اور رپورٹ کا ہے، اس فائل کا نہیں۔',
  },
  'report-check.picture-only': {
    en: 'NOT PROVED. This is only a picture of pages, and a picture can be changed unseen. Ask for the file itself.',
    ur: 'ثابت نہیں۔ یہ صفحات کی صرف تصویر ہے، اور تصویر میں رد و بدل نظر نہیں آتا۔ اصل فائل منگوائیں۔',
  },
  'report-check.not-a-report': {
    en: 'NO REPORT. This file is no report of a laboratory that uses this product.',
    ur: 'رپورٹ نہیں۔ یہ فائل اس نظام کی کسی لیبارٹری کی رپورٹ نہیں۔',
  },
  'report-check.finding-station': { en: 'The station {station} is enrolled', ur: 'اسٹیشن {station} مندرج ہے' },
  'report-check.finding-event': {
    en: 'A signed event of a report holds',
    ur: 'رپورٹ کا دستخط شدہ اندراج درست ہے',
  },
  'report-check.finding-file': {
    en: 'The file is the one that the event names, to the byte',
    ur: 'فائل حرف بہ حرف وہی ہے جو اندراج میں درج ہے',
  },
  'report-check.finding-contents': {
    en: 'The data in the file is what was signed',
    ur: 'فائل کا ڈیٹا وہی ہے جس پر دستخط ہوئے',
  },
  'report-check.finding-code': { en: 'The code of the pages holds', ur: 'صفحات کا کوڈ درست ہے' },
  'report-check.finding-in-force': {
    en: 'None of the events that were given is of a later report in its place',
    ur: 'دیے گئے اندراجات میں اس کی جگہ کوئی بعد کی رپورٹ نہیں',
  },
  'report-check.stated': { en: 'What the station said', ur: 'اسٹیشن کا بیان' },
  'report-check.instead': { en: 'In its place', ur: 'اس کی جگہ' },
  'report-check.not-shown': {
    en: 'What this does not show: that no later report was issued besides those given here, and that the clock was right.',
    ur: 'اس سے یہ ثابت نہیں ہوتا کہ یہاں دی گئی رپورٹوں کے بعد کوئی اور جاری نہیں ہوئی، اور نہ یہ کہ گھڑی درست تھی۔',
  },
  'report-check.do-not-rely': { en: 'Do not rely on this.', ur: 'اس پر بھروسا نہ کریں۔' },
} as const;
