/** What stands on a slip, and what the gate says of printing it. */
export const slip = {
  'slip.release': { en: 'Release slip', ur: 'رہائی کی پرچی' },
  'slip.for-person': { en: 'For the person released', ur: 'رہا ہونے والے کے لیے' },
  'slip.for-court': { en: 'For the court, with the warrant', ur: 'عدالت کے لیے، وارنٹ کے ساتھ' },
  'slip.copy': { en: 'Copy, printed {at}', ur: 'نقل، چھپائی {at}' },
  'slip.order': { en: 'Release order', ur: 'روبکار' },
  'slip.property': { en: 'Property returned, receipt', ur: 'امانتی سامان واپس، رسید' },
  'slip.officers': { en: 'Released by officers', ur: 'رہا کرنے والے افسران' },
  'slip.place': { en: 'Prison and gate', ur: 'جیل اور گیٹ' },
  'slip.time': { en: 'Released at', ur: 'رہائی کا وقت' },
  'slip.clock': { en: 'Clock of the gate', ur: 'گیٹ کی گھڑی' },
  'slip.sign-officer': { en: 'Officer at the gate', ur: 'گیٹ افسر' },
  'slip.sign-senior': { en: 'Superintendent or deputy', ur: 'سپرنٹنڈنٹ یا ڈپٹی' },
  'slip.sign-person': { en: 'Received, thumb', ur: 'وصول پایا، انگوٹھا' },
  'slip.note': {
    en: 'The code proves when and where this was recorded. It opens no gate.',
    ur: 'یہ کوڈ ثابت کرتا ہے کہ اندراج کب اور کہاں ہوا۔ اس سے گیٹ نہیں کھلتا۔',
  },
  'slip.is-no-order': {
    en: 'This is a slip, not a release order. It opens nothing',
    ur: 'یہ پرچی ہے، روبکار نہیں۔ اس پر کوئی کارروائی نہیں ہوتی',
  },
  'slip.state-none': {
    en: 'Two slips belong to this: for the person and for the court',
    ur: 'اس کی دو پرچیاں ہیں: ایک رہا ہونے والے کے لیے، ایک عدالت کے لیے',
  },
  'slip.state-printing': {
    en: 'Two slips are being printed: for the person and for the court',
    ur: 'دو پرچیاں چھپ رہی ہیں: ایک رہا ہونے والے کے لیے، ایک عدالت کے لیے',
  },
  'slip.state-waiting': { en: 'The slips wait for the printer', ur: 'پرچیاں پرنٹر کے انتظار میں ہیں' },
  'slip.state-printed': {
    en: 'The slips are printed: for the person and for the court',
    ur: 'پرچیاں چھپ گئیں: ایک رہا ہونے والے کے لیے، ایک عدالت کے لیے',
  },
  'slip.state-failed': { en: 'The slips could not be printed', ur: 'پرچیاں چھپ نہیں سکیں' },
  'slip.print-again': { en: 'Print the slips again', ur: 'پرچیاں دوبارہ چھاپیں' },
  'slip.show': { en: 'Show the slips', ur: 'پرچیاں دیکھیں' },
  'slip.print-here': { en: 'Print from here', ur: 'یہاں سے چھاپیں' },
  'slip.close': { en: 'Close', ur: 'بند کریں' },
  'slip.copied': { en: 'The slip of {person} was printed again', ur: '{person} کی پرچی کی نقل چھاپی گئی' },
} as const;
