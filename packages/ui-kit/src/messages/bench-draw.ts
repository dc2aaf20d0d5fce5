/** What the bench and the report of a case say of units that were drawn by lot: of a share of them, never of a quantity. */
export const benchDraw = {
  'draw.next': { en: 'Draw by lot', ur: 'قرعہ اندازی کریں' },
  'draw.title': { en: 'Draw units of {label} by lot', ur: '{label} کی اکائیوں کی قرعہ اندازی' },
  'draw.do': { en: 'Draw now', ur: 'ابھی قرعہ نکالیں' },
  'draw.heading': { en: 'Units that were drawn by lot', ur: 'قرعہ سے نکلی ہوئی اکائیاں' },
  'draw.drawn': { en: 'Drawn', ur: 'قرعہ میں نکلیں' },
  'draw.plan': { en: 'Plan, and what it leaves open', ur: 'منصوبہ، اور جو یہ نہیں بتاتا' },
  'draw.seed': { en: 'Seed of the draw', ur: 'قرعہ کا بیج' },
  'draw.of': { en: '{size} of {population} units', ur: '{population} میں سے {size} اکائیاں' },
  'draw.no-prior': { en: 'no prior is on record', ur: 'پیشگی مفروضہ درج نہیں' },
  'draw.hypergeometric': {
    en: 'Hypergeometric plan: share {share}, confidence {confidence}, negatives allowed {negatives}',
    ur: 'ہائپر جیومیٹرک منصوبہ: حصہ {share}، اعتماد {confidence}، منفی کی گنجائش {negatives}',
  },
  'draw.bayesian': {
    en: 'Plan by Bayes: share {share}, confidence {confidence}, negatives allowed {negatives}, prior {prior}',
    ur: 'بیز کا منصوبہ: حصہ {share}، اعتماد {confidence}، منفی کی گنجائش {negatives}، پیشگی مفروضہ {prior}',
  },
  'draw.supports': {
    en: 'If no more than {negatives} of them test negative, they support at confidence {confidence} that at least {positives} of {population} units are positive. It says nothing of a quantity, nor of any single unit that was not tested.',
    ur: 'اگر ان میں سے {negatives} سے زیادہ منفی نہ ہوں تو {confidence} اعتماد کے ساتھ {population} میں سے کم از کم {positives} اکائیوں کے مثبت ہونے کی تائید ہوتی ہے۔ یہ مقدار کے بارے میں کچھ نہیں بتاتا، نہ کسی ایسی اکائی کے بارے میں جس کا ٹیسٹ نہیں ہوا۔',
  },
  'draw.repeatable': {
    en: 'Numbered by label, the seed draws these units again.',
    ur: 'لیبل کی ترتیب سے نمبر دیں تو اس بیج سے دوبارہ یہی اکائیاں نکلتی ہیں۔',
  },
  'draw.not-repeatable': {
    en: 'The seed does not draw these units from those on record.',
    ur: 'اس بیج سے ریکارڈ کی اکائیوں میں سے یہی اکائیاں نہیں نکلتیں۔',
  },
} as const;
