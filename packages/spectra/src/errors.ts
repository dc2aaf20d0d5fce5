import { defineErrors } from '@custody-edge/foundation';

/** Why a file gives no spectrum. The file itself is evidence all the same: nothing here changes or refuses it. */
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
});

/** The file is not what it says. @param reason one word for programs, as `points-differ` */
export const damaged = (reason: string, details: Readonly<Record<string, unknown>> = {}, cause?: unknown) =>
  spectraError('spectrum-file-damaged', { reason, ...details }, cause);

export const unsupported = (form: string, details: Readonly<Record<string, unknown>> = {}) =>
  spectraError('spectrum-form-unsupported', { form, ...details });
