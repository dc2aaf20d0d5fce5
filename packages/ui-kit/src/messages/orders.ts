/** What is said of release orders: how the court confirms them, what is asked about them, and how long they have waited. */
export const orders = {
  'gate.call-court': { en: 'Call the court', ur: 'عدالت کو فون کریں' },
  'gate.call-back': { en: 'Confirm by telephone', ur: 'فون پر تصدیق' },
  'gate.call-back-order': {
    en: 'Copy the paper: whose order is it?',
    ur: 'کاغذ سے درج کریں: روبکار کس کی ہے؟',
  },
  'gate.call-back-person': {
    en: 'Prisoner number, or put the person’s finger on the glass',
    ur: 'اسیر نمبر لکھیں، یا اسیر کی انگلی شیشے پر رکھیں',
  },
  'gate.call-back-now': {
    en: 'Call this number, never one that stands on the paper',
    ur: 'صرف اسی نمبر پر فون کریں، کاغذ پر لکھے نمبر پر نہیں',
  },
  'gate.choose-court': { en: 'Choose the court', ur: 'عدالت چنیں' },
  'gate.call-back-next': { en: 'Show the number', ur: 'فون نمبر دکھائیں' },
  'gate.directory-as-of': { en: 'Numbers as the centre gave them on {when}', ur: 'مرکز کے دیے ہوئے نمبر، {when}' },
  'gate.no-directory': {
    en: 'The centre has not given the telephone numbers of the courts yet',
    ur: 'مرکز سے عدالتوں کے فون نمبر ابھی نہیں ملے',
  },
  'gate.no-such-prisoner': {
    en: 'Nobody inside has this number. Check it, or put the finger on the glass',
    ur: 'اس نمبر کا کوئی اسیر یہاں نہیں۔ نمبر دیکھیں یا انگلی شیشے پر رکھیں',
  },
  'gate.spoke-to': { en: 'Who answered (name and office)', ur: 'کس سے بات ہوئی (نام اور عہدہ)' },
  'gate.court-said': { en: 'What did the court say?', ur: 'عدالت نے کیا کہا؟' },
  'gate.sign-order-call-back': { en: 'Sign what the court said', ur: 'عدالت کے جواب پر دستخط کریں' },
  'call-back.confirmed': { en: 'The order is ours', ur: 'روبکار ہماری ہے' },
  'call-back.denied': { en: 'The order is not ours', ur: 'روبکار ہماری نہیں' },
  'call-back.not-found': { en: 'We cannot find it', ur: 'ریکارڈ میں نہیں ملی' },
  'gate.called-back-confirmed': {
    en: '{person}: the court confirmed the order by telephone. It can be used once the centre has granted it',
    ur: '{person}: عدالت نے فون پر روبکار کی تصدیق کر دی۔ مرکز کی منظوری آتے ہی اس پر کارروائی ہو سکے گی',
  },
  'gate.called-back-denied': {
    en: '{person}: the court says that the order is not its own. Keep the paper and call the duty officer',
    ur: '{person}: عدالت کہتی ہے کہ روبکار اس کی نہیں۔ کاغذ اپنے پاس رکھیں اور ڈیوٹی افسر کو بلائیں',
  },
  'gate.called-back-not-found': {
    en: '{person}: the court cannot find the order. Nobody is released on it',
    ur: '{person}: عدالت کو روبکار نہیں ملی۔ اس پر رہائی نہیں ہو گی',
  },
  'gate.order-denied': {
    en: 'The court disowned this order. Keep the paper and call the duty officer',
    ur: 'عدالت کے مطابق یہ روبکار درست نہیں۔ کاغذ اپنے پاس رکھیں اور ڈیوٹی افسر کو بلائیں',
  },
  'gate.verified-by-feed': { en: 'verified {when} by the court’s feed', ur: 'تصدیق {when}، عدالت کے نظام سے' },
  'gate.verified-by-call-back': {
    en: 'verified {when} by call-back, officer {officer}',
    ur: 'تصدیق {when}، فون پر، افسر {officer}',
  },
  'release-gap.order-denied': {
    en: 'The court says that this order is not its own, or not for this person',
    ur: 'عدالت کے مطابق یہ روبکار اس کی نہیں، یا اس شخص کے لیے نہیں',
  },
  'release-gap.order-queried': {
    en: 'The court has not yet said whether the order means this person',
    ur: 'عدالت سے ابھی جواب نہیں آیا کہ روبکار اسی شخص کی ہے یا نہیں',
  },
  'release-gap.call-back-officer-signs': {
    en: 'Whoever called the court may not sign this release. Another officer must',
    ur: 'جس افسر نے عدالت کو فون کیا وہ اس رہائی پر دستخط نہیں کر سکتا۔ کوئی اور افسر دستخط کرے',
  },
  'event.prisoner.order-called-back.v1': { en: 'Court called about an order', ur: 'روبکار کی فون پر تصدیق' },
  'event.prisoner.order-queried.v1': { en: 'Court asked whom an order means', ur: 'روبکار پر عدالت سے استفسار' },
  'event.prisoner.order-query-answered.v1': { en: 'Court said whom the order means', ur: 'استفسار پر عدالت کا جواب' },
  'event.prisoner.over-detained.v1': { en: 'Inside too long after the order', ur: 'روبکار کے بعد رہائی میں تاخیر' },
  'reason.order-denied': { en: 'disowned by the court', ur: 'عدالت نے روبکار کو اپنا نہیں مانا' },
  'reason.confirmed': { en: 'confirmed by telephone', ur: 'فون پر تصدیق ہو گئی' },
  'reason.denied': { en: 'not the court’s order', ur: 'روبکار عدالت کی نہیں' },
  'reason.not-found': { en: 'the court cannot find it', ur: 'عدالت کو نہیں ملی' },
  'reason.this-person': { en: 'this person is meant', ur: 'یہی شخص مراد ہے' },
  'reason.another-person': { en: 'another person is meant', ur: 'کوئی اور شخص مراد ہے' },
} as const;
