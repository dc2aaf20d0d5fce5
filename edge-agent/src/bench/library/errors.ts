/** Why a library of spectra cannot be searched; part of the errors of a station. */
export const libraryErrors = {
  'library-unknown': {
    officer: {
      en: 'This bench has no such library of spectra. Call IT.',
      ur: 'اس بنچ پر سپیکٹرم کی ایسی کوئی لائبریری نہیں۔ آئی ٹی کو بلائیں۔',
    },
    staff:
      'The folder that `bench.librariesDir` names holds one folder for each technique, `infrared` and `raman`, and in it one folder of JCAMP-DX files for each library; details name what was asked for.',
    retry: false,
  },
  'library-technique-unknown': {
    officer: {
      en: 'The file does not say of what technique its spectrum is. Choose infrared or Raman.',
      ur: 'فائل میں درج نہیں کہ طیف کس طریقے کا ہے۔ انفراریڈ یا رامن چنیں۔',
    },
    staff: 'A table of numbers, or a file whose DATA TYPE and units name no technique.',
    retry: true,
  },
  'library-none-of-kind': {
    officer: {
      en: 'There is no library for this kind of spectrum: only infrared and Raman spectra are looked up.',
      ur: 'اس قسم کے طیف کی کوئی لائبریری نہیں: صرف انفراریڈ اور رامن طیف تلاش کیے جاتے ہیں۔',
    },
    staff: 'A spectrum of ultraviolet and visible light, or of masses; details name the kind.',
    retry: false,
  },
  'library-not-ready': {
    officer: {
      en: 'The library of spectra is being made ready. Try again in a few minutes.',
      ur: 'سپیکٹرم کی لائبریری تیار ہو رہی ہے۔ چند منٹ بعد دوبارہ کوشش کریں۔',
    },
    staff: 'After each start of the station the files of a library are read and processed once.',
    retry: true,
  },
} as const;
