/** What the bench says of a method that is followed. */
export const benchMethod = {
  'method.next': { en: '{label}: {prompt}', ur: '{label}: {prompt}' },
  'method.later': { en: 'Not yet. Next is {label}: {prompt}', ur: 'ابھی نہیں۔ پہلے {label}: {prompt}' },
  'method.nothing-left': {
    en: 'Nothing is left to do with this exhibit.',
    ur: 'اس مالِ مقدمہ کا کام مکمل ہو چکا ہے۔',
  },
  'method.not-of-this': {
    en: 'This exhibit does not belong to the work in hand.',
    ur: 'یہ مالِ مقدمہ جاری کام کا حصہ نہیں۔',
  },
  'method.done': { en: 'Every step is done', ur: 'تمام مراحل مکمل ہو گئے' },
  'method.nothing-yet': { en: 'Not done yet', ur: 'ابھی نہیں ہوا' },
  'method.more-needed': { en: '{have} of {of} done', ur: '{of} میں سے {have} مکمل' },
  'method.repeats-disagree': {
    en: 'The results differ too much. Say which one is wrong, and why',
    ur: 'نتائج میں فرق زیادہ ہے۔ بتائیں کون سا غلط ہے اور کیوں',
  },
  'method.sealed': { en: 'It is sealed, and work inside is left', ur: 'یہ مہر بند ہے اور اندر کا کام باقی ہے' },
  'method.not-sealed': { en: 'It is not sealed yet', ur: 'اس پر ابھی مہر نہیں لگی' },
  'method.no-record': {
    en: 'Its record has not reached this bench yet',
    ur: 'اس کا ریکارڈ ابھی اس بنچ تک نہیں پہنچا',
  },
  'method.flaw-withdrawn': { en: 'The last result was withdrawn', ur: 'پچھلا نتیجہ واپس لے لیا گیا' },
  'method.flaw-something-else': {
    en: 'The last entry is not what this step asks for',
    ur: 'پچھلا اندراج وہ نہیں جو اس مرحلے میں چاہیے',
  },
  'method.flaw-written-weight': {
    en: 'A written weight does not count here. Weigh it on the balance',
    ur: 'ہاتھ سے لکھا وزن یہاں قبول نہیں۔ ترازو پر وزن کریں',
  },
  'method.flaw-instrument-unfit': {
    en: 'The instrument was not fit. Use another one',
    ur: 'آلہ قابلِ استعمال نہیں تھا۔ دوسرا آلہ استعمال کریں',
  },
  'method.flaw-not-steady-enough': {
    en: 'The weight was not steady enough for this method. Weigh again',
    ur: 'وزن اس طریقہ کار کے لیے کافی دیر نہیں ٹھہرا۔ دوبارہ وزن کریں',
  },
  'method.flaw-below-zero': {
    en: 'The weight is below zero. Zero the balance and weigh again',
    ur: 'وزن صفر سے کم ہے۔ ترازو زیرو کر کے دوبارہ وزن کریں',
  },
  'method.flaw-below-least-mass': { en: 'The sample is too small', ur: 'نمونہ مقررہ وزن سے کم ہے' },
  'method.flaw-other-unit': {
    en: 'The weight is in another unit than the method',
    ur: 'وزن کی اکائی طریقہ کار کی اکائی سے مختلف ہے',
  },
  'method.flaw-other-protocol': {
    en: 'The test followed another protocol than the method names',
    ur: 'ٹیسٹ طریقہ کار میں درج پروٹوکول کے مطابق نہیں',
  },
  'method.flaw-outcome-not-allowed': {
    en: 'This result does not end the step. Test again',
    ur: 'اس نتیجے سے مرحلہ مکمل نہیں ہوتا۔ دوبارہ ٹیسٹ کریں',
  },
  'method.flaw-no-reagent': {
    en: 'The test does not name the reagent of the method and its batch',
    ur: 'ٹیسٹ میں طریقہ کار کا ری ایجنٹ اور اس کا بیچ نمبر درج نہیں',
  },
  'method.flaw-controls-failed': {
    en: 'The controls of this batch failed. Use another batch',
    ur: 'اس بیچ کے کنٹرول درست نہیں آئے۔ دوسرا بیچ استعمال کریں',
  },
  'method.flaw-file-missing': {
    en: 'The file that this result rests on is missing',
    ur: 'جس فائل پر یہ نتیجہ مبنی ہے وہ موجود نہیں',
  },
  'method.flaw-other-plan': {
    en: 'The draw does not fit the method’s plan and the packets that there are. Draw again',
    ur: 'قرعہ اندازی طریقہ کار اور موجود پیکٹوں کے مطابق نہیں۔ دوبارہ قرعہ اندازی کریں',
  },
  'method.flaw-field-missing': { en: 'The examination is not fully written down', ur: 'معائنے کا اندراج مکمل نہیں' },
} as const;
