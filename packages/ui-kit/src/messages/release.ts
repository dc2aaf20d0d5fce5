/** What a release lacks, as an officer hears it: at the gate before it, at the centre afterwards. */
export const release = {
  'release-gap.conflict': {
    en: 'Two gates recorded different movements. Call the duty officer',
    ur: 'دو گیٹوں کا اندراج مختلف ہے۔ ڈیوٹی افسر کو بلائیں',
  },
  'release-gap.record-altered': {
    en: 'This machine’s record was altered. Nobody is released here. Call IT and the superintendent',
    ur: 'اس مشین کے ریکارڈ میں رد و بدل ہوا ہے۔ یہاں سے رہائی نہیں ہو گی۔ آئی ٹی اور سپرنٹنڈنٹ کو بلائیں',
  },
  'release-gap.clock-behind': {
    en: 'This machine’s clock is behind what is on record. Call IT to set it. Nobody is released until it is right',
    ur: 'اس مشین کی گھڑی ریکارڈ سے پیچھے ہے۔ وقت درست کرنے کے لیے آئی ٹی کو بلائیں۔ تب تک کوئی رہائی نہیں ہو گی',
  },
  'release-gap.already-released': {
    en: 'On record, this person is no longer in custody',
    ur: 'ریکارڈ کے مطابق یہ شخص اب حراست میں نہیں ہے',
  },
  'release-gap.not-inside': {
    en: 'On record, this person is outside',
    ur: 'ریکارڈ کے مطابق یہ شخص جیل سے باہر ہے',
  },
  'release-gap.order-used': { en: 'This order has already been acted on', ur: 'اس روبکار پر پہلے ہی عمل ہو چکا ہے' },
  'release-gap.order-not-confirmed': {
    en: 'The court has not confirmed the order',
    ur: 'روبکار کی عدالت سے تصدیق نہیں ہوئی',
  },
  'release-gap.order-elsewhere': {
    en: 'Another gate holds this order. Release this person there',
    ur: 'یہ روبکار دوسرے گیٹ کے پاس ہے۔ رہائی وہیں سے ہو گی',
  },
  'release-gap.order-left-open': {
    en: 'Another release order of this person is still to be presented',
    ur: 'اس شخص کی ایک اور روبکار پیش ہونا باقی ہے',
  },
  'release-gap.other-hold': {
    en: 'Do not release. Wanted in another case',
    ur: 'رہا نہ کریں۔ ایک اور مقدمے میں مطلوب ہے',
  },
  'release-gap.holds-unknown': {
    en: 'The centre has not confirmed lately that no other case holds this person',
    ur: 'مرکز سے تازہ تصدیق نہیں ملی کہ یہ شخص کسی اور مقدمے میں مطلوب نہیں',
  },
  'release-gap.identity-missing': { en: 'A finger is still to be checked', ur: 'ابھی انگلی کا نشان ملانا باقی ہے' },
  'release-gap.medical-missing': {
    en: 'Medical officer’s clearance is missing',
    ur: 'میڈیکل افسر کی منظوری باقی ہے',
  },
  'release-gap.property-missing': {
    en: 'Property has not been returned',
    ur: 'امانتی سامان واپس نہیں کیا گیا',
  },
  'release-gap.second-officer-missing': {
    en: 'Waiting for the second officer',
    ur: 'دوسرے افسر کا انتظار ہے',
  },
  'release-gap.senior-officer-missing': {
    en: 'The superintendent or a deputy must approve',
    ur: 'سپرنٹنڈنٹ یا ڈپٹی سپرنٹنڈنٹ کی منظوری باقی ہے',
  },
  'release-gap.senior-key-missing': {
    en: 'The superintendent or deputy must sign with a security key',
    ur: 'سپرنٹنڈنٹ یا ڈپٹی سپرنٹنڈنٹ سکیورٹی کلید سے دستخط کریں',
  },
  'release-gap.officer-word-missing': {
    en: 'No superintendent or deputy in force, other than whoever did it, signed for this change',
    ur: 'تبدیلی کرنے والے کے علاوہ کسی برسرِ عہدہ سپرنٹنڈنٹ یا ڈپٹی کے دستخط نہیں ہیں',
  },
  'release-gap.search-unsigned': {
    en: 'The officer who searched has not signed',
    ur: 'تلاشی لینے والے افسر کے دستخط باقی ہیں',
  },
  'release-gap.screening-unsigned': {
    en: 'The medical officer has not signed that the person was seen',
    ur: 'میڈیکل افسر نے معائنے پر دستخط نہیں کیے',
  },
  'release-gap.no-finger': { en: 'No finger could be enrolled', ur: 'کسی انگلی کا اندراج نہیں ہو سکا' },
  'release-gap.late-hold-unknown': {
    en: 'This late hold is not on record',
    ur: 'یہ مقدمہ ریکارڈ پر نہیں',
  },
  'release-gap.referral-missing': {
    en: 'The medical officer has not signed for the hospital',
    ur: 'ہسپتال بھیجنے کے لیے میڈیکل افسر کے دستخط باقی ہیں',
  },
  'release-gap.erasure-words-missing': {
    en: 'Two officers in force, the second a superintendent or deputy, did not sign for this erasure',
    ur: 'اس تلفی پر دو برسرِ عہدہ افسران کے دستخط نہیں ہیں، جن میں دوسرا سپرنٹنڈنٹ یا ڈپٹی ہو',
  },
  'release-gap.erasure-not-due': {
    en: 'By the record this person was not released, or the waiting time since the release was not over',
    ur: 'ریکارڈ کے مطابق یہ شخص رہا نہیں ہوا تھا، یا رہائی کے بعد انتظار کی مدت پوری نہیں ہوئی تھی',
  },
  'release-gap.identifier-takes-part': {
    en: 'Whoever identified the person by sight may not sign, attend, or have called the court',
    ur: 'دیکھ کر شناخت کرنے والا افسر نہ دستخط کر سکتا ہے، نہ ڈیوٹی پر ہو، نہ اسی نے عدالت کو فون کیا ہو',
  },
} as const;
