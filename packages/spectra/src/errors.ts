import { defineErrors } from '@custody-edge/foundation';

/** Why a file gives no spectrum, or a spectrum no result. File and spectrum are evidence all the same: nothing here changes or refuses them. */
export const spectraError = defineErrors({
  'spectrum-format-unknown': {
    officer: {
      en: 'This file holds no spectrum that the station can read. The file itself is kept.',
      ur: 'اس فائل میں کوئی ایسا سپیکٹرم نہیں جسے اسٹیشن پڑھ سکے۔ فائل خود محفوظ ہے۔',
    },
    staff:
      'By its content the file is none of JCAMP-DX, GRAMS SPC, BWSpec text or a table of numbers; the details say what was found. Export it from the instrument’s software in one of these.',
    retry: false,
  },
  'spectrum-absent': {
    officer: {
      en: 'This file holds no measurement. Look whether the instrument saved it. The file itself is kept.',
      ur: 'اس فائل میں کوئی پیمائش نہیں۔ دیکھیں کہ آلے نے اسے محفوظ کیا تھا یا نہیں۔ فائل خود محفوظ ہے۔',
    },
    staff: 'The file is empty, or of a known format and without a single spectrum (structures, links, assignments).',
    retry: false,
  },
  'spectrum-file-large': {
    officer: {
      en: 'This file is too large to be shown as a spectrum. The file itself is kept.',
      ur: 'یہ فائل سپیکٹرم کے طور پر دکھانے کے لیے بہت بڑی ہے۔ فائل خود محفوظ ہے۔',
    },
    staff: 'The file, its points, its spectra or its blocks are more than are read; the details hold the limit.',
    retry: false,
  },
  'spectrum-file-damaged': {
    officer: {
      en: 'This file is incomplete or contradicts itself, so no spectrum is shown. Save the measurement again. The file itself is kept.',
      ur: 'یہ فائل نامکمل ہے یا اس کی باتیں آپس میں نہیں ملتیں، اس لیے سپیکٹرم نہیں دکھایا جا رہا۔ پیمائش دوبارہ محفوظ کریں۔ فائل خود محفوظ ہے۔',
    },
    staff:
      'The format is known, but what the header says and what the data hold differ, or two readers of the data differ; the details hold the reason, the line and the numbers.',
    retry: false,
  },
  'spectrum-form-unsupported': {
    officer: {
      en: 'The station cannot read this kind of measurement file. Save it in another format. The file itself is kept.',
      ur: 'اسٹیشن اس قسم کی پیمائش فائل نہیں پڑھ سکتا۔ اسے کسی اور شکل میں محفوظ کریں۔ فائل خود محفوظ ہے۔',
    },
    staff:
      'The format is known, but not this form of it (two-dimensional, tuples of three, an older version, columns that nothing names); the details name it.',
    retry: false,
  },
  'spectrum-unsound': {
    officer: {
      en: 'The numbers of this spectrum are incomplete or contradict each other, so nothing can be worked out from it. Measure again.',
      ur: 'اس سپیکٹرم کے اعداد نامکمل ہیں یا آپس میں نہیں ملتے، اس لیے اس سے کچھ اخذ نہیں کیا جا سکتا۔ دوبارہ پیمائش کریں۔',
    },
    staff:
      'As many x as y, two points at least, all of them finite, x rising or falling all the way: the details say which of these does not hold, and where.',
    retry: false,
  },
  'spectrum-featureless': {
    officer: {
      en: 'This spectrum is flat: it shows nothing that could be compared. See that the sample is in place and measure again.',
      ur: 'یہ سپیکٹرم بالکل سپاٹ ہے: اس میں موازنے کے لیے کچھ نہیں۔ دیکھیں کہ نمونہ اپنی جگہ پر ہے اور دوبارہ پیمائش کریں۔',
    },
    staff:
      'After the step that the details name nothing is left but rounding: the spectrum is constant, or a straight line under a recipe that takes lines out.',
    retry: false,
  },
  'spectrum-outside-recipe': {
    officer: {
      en: 'This spectrum is of another kind or range than the library, so the two cannot be compared. Choose the library made for this instrument.',
      ur: 'یہ سپیکٹرم لائبریری سے مختلف قسم یا حد کا ہے، اس لیے دونوں کا موازنہ نہیں ہو سکتا۔ وہ لائبریری چنیں جو اس آلے کے لیے بنائی گئی ہے۔',
    },
    staff:
      'The unit of x or y, the range, or the spacing of the spectrum does not suit the steps of the recipe; the details say which. Units are never guessed.',
    retry: false,
  },
  'recipe-invalid': {
    officer: {
      en: 'The settings by which spectra are processed are not valid. Call IT.',
      ur: 'سپیکٹرم پر کارروائی کی ترتیبات درست نہیں۔ آئی ٹی کو بلائیں۔',
    },
    staff: 'The steps of the recipe break its schema or cannot follow each other; the details name each.',
    retry: false,
  },
  'library-empty': {
    officer: {
      en: 'The library holds no spectrum to compare with. Call whoever looks after the library.',
      ur: 'لائبریری میں موازنے کے لیے کوئی سپیکٹرم نہیں۔ لائبریری کے ذمہ دار کو بلائیں۔',
    },
    staff:
      'No entry was left after those that cannot be used were put aside; what was put aside has its reason beside it.',
    retry: false,
  },
  'library-file-unreadable': {
    officer: {
      en: 'A file of the library could not be opened. The others are used. Call IT.',
      ur: 'لائبریری کی ایک فائل کھولی نہیں جا سکی۔ باقی فائلیں استعمال ہو رہی ہیں۔ آئی ٹی کو بلائیں۔',
    },
    staff: 'The cause holds the answer of the system: rights, a broken disk, or a file that went away.',
    retry: true,
  },
  'library-building-stopped': {
    officer: {
      en: 'The library of spectra could not be made ready. It is tried again; readings go on.',
      ur: 'سپیکٹرم کی لائبریری تیار نہیں ہو سکی۔ دوبارہ کوشش کی جائے گی؛ پیمائش جاری رہے گی۔',
    },
    staff: 'The thread that builds the library ended, ran out of memory, or was given up; the cause says which.',
    retry: true,
  },
  'spectrum-not-writable': {
    officer: {
      en: 'This spectrum cannot be written as a file for other laboratories. The spectrum itself is kept. Call IT.',
      ur: 'یہ سپیکٹرم دوسری لیبارٹریوں کے لیے فائل میں نہیں لکھا جا سکتا۔ سپیکٹرم خود محفوظ ہے۔ آئی ٹی کو بلائیں۔',
    },
    staff:
      'A JCAMP-DX file needs a title, an origin, an owner, a known unit of x, and a last digit that whole numbers of 31 bits can carry; the details name what is missing.',
    retry: false,
  },
});

/** The file is not what it says. @param reason one word for programs, as `points-differ` */
export const damaged = (reason: string, details: Readonly<Record<string, unknown>> = {}, cause?: unknown) =>
  spectraError('spectrum-file-damaged', { reason, ...details }, cause);

export const unsupported = (form: string, details: Readonly<Record<string, unknown>> = {}) =>
  spectraError('spectrum-form-unsupported', { form, ...details });
