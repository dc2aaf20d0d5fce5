import { defineErrors } from '@custody-edge/foundation';

/** Why nothing can be said about these weighings: what was given cannot be calculated with. */
export const measurementError = defineErrors({
  'measurement-unreadable': {
    officer: {
      en: 'A value is missing or is not a number. Weigh again.',
      ur: 'ایک قدر موجود نہیں یا عدد نہیں ہے۔ دوبارہ تولیں۔',
    },
    staff: 'A value is no decimal with at most 12 digits before its point and 20 after it; the details hold it.',
    retry: false,
  },
  'measurement-units-mixed': {
    officer: {
      en: 'These values are in different units. Set the balance to one unit and weigh again.',
      ur: 'یہ قدریں الگ الگ اکائیوں میں ہیں۔ ترازو کو ایک ہی اکائی پر کریں اور دوبارہ تولیں۔',
    },
    staff: 'The values of one calculation need one UCUM unit, and nothing is converted; the details hold both.',
    retry: false,
  },
  'measurement-too-few': {
    officer: {
      en: 'There are too few readings for this test. Take as many as it asks for.',
      ur: 'اس جانچ کے لیے ریڈنگز کم ہیں۔ جتنی مانگی گئی ہیں اتنی لیں۔',
    },
    staff: 'A test has a least number of readings; the details hold it and how many there are.',
    retry: false,
  },
  'measurement-not-positive': {
    officer: {
      en: 'A value is zero or negative where that cannot be. Look at the pan and weigh again.',
      ur: 'ایک قدر صفر یا منفی ہے، حالانکہ یہ ممکن نہیں۔ پلڑا دیکھیں اور دوبارہ تولیں۔',
    },
    staff:
      'A mass, a limit or an uncertainty is zero or negative where only more than that has a meaning; the details name it.',
    retry: false,
  },
  'measurement-division': {
    officer: {
      en: 'The balance counts in other steps than the station was told. Call IT.',
      ur: 'ترازو کے آخری ہندسے کا قدم وہ نہیں جو اسٹیشن کو بتایا گیا ہے۔ آئی ٹی کو بلائیں۔',
    },
    staff:
      'A weighing is no multiple of the scale division d: correct d in the record of the instrument; the details hold both.',
    retry: false,
  },
  'measurement-check-weight': {
    officer: {
      en: 'This check weight does not suit this balance. Use one between 5 % and 100 % of its capacity.',
      ur: 'یہ باٹ اس ترازو کی جانچ کے لیے موزوں نہیں۔ ترازو کی گنجائش کے 5 سے 100 فیصد تک کا باٹ لیں۔',
    },
    staff: 'USP <41> tests accuracy with a weight between 5 % and 100 % of the capacity; the details hold both.',
    retry: false,
  },
  'measurement-loads': {
    officer: {
      en: 'The loads of this test have to differ and to go from light to heavy. Begin the test again.',
      ur: 'اس جانچ کے باٹ ایک دوسرے سے مختلف ہوں اور ہلکے سے بھاری کی طرف رکھے جائیں۔ جانچ دوبارہ شروع کریں۔',
    },
    staff: 'A test of linearity takes loads that rise from one to the next; the details hold two that do not.',
    retry: false,
  },
  'measurement-date': {
    officer: {
      en: 'A date in the record of this instrument cannot be right. Call IT.',
      ur: 'اس آلے کے ریکارڈ کی کوئی تاریخ درست نہیں ہو سکتی۔ آئی ٹی کو بلائیں۔',
    },
    staff: 'A day is no YYYY-MM-DD of the calendar, or one is due before it was done; the details hold it.',
    retry: false,
  },
  'measurement-rule': {
    officer: {
      en: 'The rules of this method are not set up correctly. Call IT.',
      ur: 'اس طریقۂ کار کے اصول درست ترتیب نہیں دیے گئے۔ آئی ٹی کو بلائیں۔',
    },
    staff: 'A rule of the method has no meaning (a count, a share, a factor, a prior); the details name it.',
    retry: false,
  },
  'sampling-count': {
    officer: {
      en: 'The number of units cannot be right. Count them again.',
      ur: 'پیکٹوں یا گولیوں کی تعداد درست نہیں ہو سکتی۔ دوبارہ گنیں۔',
    },
    staff:
      'A number of units is no whole number of 1 or more, or more are to be drawn than there are; the details hold them.',
    retry: false,
  },
  'sampling-too-many': {
    officer: {
      en: 'There are more units than a plan is calculated for. Divide them into groups that look alike, or test every unit.',
      ur: 'پیکٹ یا گولیاں اتنی زیادہ ہیں کہ نمونے کا منصوبہ نہیں بن سکتا۔ ایک جیسی دکھنے والی چیزوں کی الگ ٹولیاں بنائیں، یا ہر ایک کی جانچ کریں۔',
    },
    staff:
      'A plan is calculated exactly, for at most 100,000 units, and by Bayes for at most 10,000; the details hold the limit.',
    retry: false,
  },
  'sampling-claim-impossible': {
    officer: {
      en: 'No sample can support this claim with so many negatives allowed. Test every unit.',
      ur: 'اتنے منفی نتائج کی گنجائش ہو تو کوئی نمونہ اس دعوے کی تائید نہیں کر سکتا۔ ہر پیکٹ یا گولی کی جانچ کریں۔',
    },
    staff:
      'As many negatives are allowed as would contradict the claim if every unit were tested; the details hold the numbers.',
    retry: false,
  },
  'sampling-seed': {
    officer: {
      en: 'Nobody could repeat a draw from this seed. Call IT.',
      ur: 'اس ابتدائی عدد سے کوئی قرعہ دوبارہ نہیں نکال سکتا۔ آئی ٹی کو بلائیں۔',
    },
    staff: 'A seed is 22 to 128 characters of base64url or hexadecimal, from a random source.',
    retry: false,
  },
});
