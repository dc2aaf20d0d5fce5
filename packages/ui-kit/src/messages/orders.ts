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
    en: 'Call this number, not the paper’s',
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
  'gate.order-is-here': {
    en: 'The order has been confirmed meanwhile: go back and scan it again',
    ur: 'روبکار کی تصدیق اس دوران ہو چکی ہے: واپس جا کر دوبارہ اسکین کریں',
  },
  'gate.type-order': { en: 'Number of a paper that is not listed', ur: 'جو روبکار فہرست میں نہیں، اس کا نمبر' },
  'gate.present-order': { en: 'Look it up', ur: 'دیکھیں' },
  'gate.order-differs': { en: 'Order differs', ur: 'روبکار میں فرق' },
  'gate.what-differs': {
    en: 'What on the order differs from the record of {person}?',
    ur: '{person}: روبکار میں ریکارڈ سے کیا مختلف ہے؟',
  },
  'gate.ask-court': { en: 'Ask the court', ur: 'عدالت سے پوچھیں' },
  'gate.court-answered': { en: 'Court’s answer', ur: 'عدالت کا جواب' },
  'gate.court-means': { en: 'Whom does the court mean?', ur: 'عدالت کی مراد کون ہے؟' },
  'gate.court-reference': { en: 'Number of the court’s letter', ur: 'عدالت کے مراسلے کا نمبر' },
  'gate.which-order': { en: 'Which order?', ur: 'کون سی روبکار؟' },
  'query-answer.this-person': { en: 'This person', ur: 'یہی شخص' },
  'query-answer.another-person': { en: 'Somebody else', ur: 'کوئی اور شخص' },
  'differs.name': { en: 'name', ur: 'نام' },
  'differs.parentage': { en: 'parentage', ur: 'ولدیت' },
  'differs.case': { en: 'case number', ur: 'مقدمہ نمبر' },
  'differs.court': { en: 'court', ur: 'عدالت' },
  'gate.order-asked': { en: 'Court asked {when}: {what}', ur: 'عدالت سے {when} پر پوچھا گیا: {what}' },
  'gate.order-asked-until': {
    en: 'Court asked {when}: {what}. Answer due {until}',
    ur: 'عدالت سے {when} پر پوچھا گیا: {what}۔ جواب {until} تک',
  },
  'gate.court-asked': {
    en: '{person}: the court is asked whom the order means',
    ur: '{person}: روبکار کے بارے میں عدالت سے پوچھا گیا',
  },
  'gate.court-means-this-person': {
    en: 'The court means {person}',
    ur: '{person}: عدالت کے مطابق روبکار اسی شخص کی ہے',
  },
  'gate.court-means-another-person': {
    en: 'The court does not mean {person}. Keep in custody',
    ur: '{person}: عدالت کے مطابق روبکار کسی اور کی ہے۔ حراست میں رکھیں',
  },
  'gate.over-detained': {
    en: '{person} should have been released by now',
    ur: '{person}: رہائی میں مقررہ وقت سے زیادہ تاخیر ہو گئی',
  },
  'gate.over-detained-owner': {
    en: '{person}: ordered released, still inside. Duty of: {owner}',
    ur: '{person}: رہائی کا حکم ہو چکا، ابھی تک اندر۔ ذمہ دار: {owner}',
  },
  'late-hold.alarm': {
    en: '{person}: held for {case}, added after the order was verified. Its document is missing. Duty of: {owner}',
    ur: '{person}: {case} میں روکا گیا، جو روبکار کی تصدیق کے بعد آیا۔ دستاویز باقی ہے۔ ذمہ دار: {owner}',
  },
  'late-hold.over-detained': {
    en: '{person}: ordered released, still inside, held for {case} that came later. Duty of: {owner}',
    ur: '{person}: رہائی کا حکم ہو چکا، ابھی تک اندر، بعد میں آنے والے {case} کی وجہ سے۔ ذمہ دار: {owner}',
  },
  'late-hold.came': {
    en: '{person}: another case, {case}, came after the order was verified',
    ur: '{person}: روبکار کی تصدیق کے بعد ایک اور مقدمہ آیا: {case}',
  },
  'late-hold.lifted': {
    en: '{person}: the late hold is lifted',
    ur: '{person}: بعد میں آنے والا مقدمہ واپس لے لیا گیا',
  },
  'late-hold.held-for': { en: 'Held after a verified order', ur: 'تصدیق شدہ روبکار کے باوجود حراست' },
  'late-hold.order-verified': { en: 'order verified', ur: 'روبکار کی تصدیق' },
  'late-hold.hold-added': { en: 'hold added', ur: 'مقدمہ درج' },
  'late-hold.no-document': { en: 'No officer has seen its document', ur: 'دستاویز کسی افسر نے نہیں دیکھی' },
  'gate.order-for-court': {
    en: '{person}: a release order is here, the person is at court',
    ur: '{person}: روبکار آ چکی ہے، اسیر پیشی پر ہے',
  },
  'gate.order-for-hospital': {
    en: '{person}: a release order is here, the person is in hospital',
    ur: '{person}: روبکار آ چکی ہے، اسیر ہسپتال میں ہے',
  },
  'gate.order-for-remand': {
    en: '{person}: a release order is here, the person is on physical remand',
    ur: '{person}: روبکار آ چکی ہے، اسیر جسمانی ریمانڈ پر ہے',
  },
  'gate.order-for-leave': {
    en: '{person}: a release order is here, the person is on leave',
    ur: '{person}: روبکار آ چکی ہے، اسیر رخصت پر ہے',
  },
  'gate.order-for-transfer': {
    en: '{person}: a release order is here, the person is on the way to another prison',
    ur: '{person}: روبکار آ چکی ہے، اسیر دوسری جیل کے راستے میں ہے',
  },
  'gate.outside-court': { en: 'Order here, person at court', ur: 'روبکار آ چکی، اسیر پیشی پر ہے' },
  'gate.outside-hospital': { en: 'Order here, person in hospital', ur: 'روبکار آ چکی، اسیر ہسپتال میں ہے' },
  'gate.outside-remand': { en: 'Order here, person on physical remand', ur: 'روبکار آ چکی، اسیر جسمانی ریمانڈ پر ہے' },
  'gate.outside-leave': { en: 'Order here, person on leave', ur: 'روبکار آ چکی، اسیر رخصت پر ہے' },
  'gate.outside-transfer': {
    en: 'Order here, person on the way to another prison',
    ur: 'روبکار آ چکی، اسیر دوسری جیل کے راستے میں ہے',
  },
  'gate.order-waits': {
    en: 'A release order is here for {person}. Take the person to the release, not to the ward',
    ur: '{person}: روبکار آ چکی ہے۔ اسیر کو وارڈ نہیں، رہائی کے لیے لے جائیں',
  },
  'gate.answer-overdue': {
    en: '{person}: the court has not answered in time. Ask again',
    ur: '{person}: عدالت نے وقت پر جواب نہیں دیا۔ دوبارہ پوچھیں',
  },
  'gate.taking-over': {
    en: 'The record of the old machine is still coming: {count} people more. Whoever is not found may be among them',
    ur: 'پرانی مشین کا ریکارڈ ابھی آ رہا ہے: {count} اسیر باقی ہیں۔ جو نہ ملے وہ ان میں ہو سکتا ہے',
  },
  'gate.entries-to-come': {
    en: 'Wait: entries of other stations are still coming in, {count} more',
    ur: 'ٹھہریں: دوسرے اسٹیشنوں کے اندراجات ابھی آ رہے ہیں، {count} باقی',
  },
  'gate.late-more': { en: 'and {count} more', ur: 'اور {count} مزید' },
  'gate.disk-full': {
    en: 'The disk is full: nobody is released until IT has made room. Admissions and returns go on',
    ur: 'ڈسک بھر گئی ہے: جب تک آئی ٹی جگہ خالی نہ کرے کسی کو رہا نہیں کیا جائے گا۔ داخلے اور واپسیاں جاری ہیں',
  },
  'gate.outside-window': { en: 'Releases do not happen at this hour', ur: 'یہ رہائی کا وقت نہیں ہے' },
  'gate.tile-window': { en: 'Hours of release', ur: 'رہائی کے اوقات' },
  'gate.window-opens': { en: 'releases begin at {when}', ur: 'رہائی {when} پر شروع ہو گی' },
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
  'centre.call-back-refused': {
    en: 'Confirmed by telephone, and not granted:',
    ur: 'فون پر تصدیق ہوئی، مگر منظوری نہیں دی گئی:',
  },
  'reason.release-order-granted': {
    en: 'granted before. Compare the two papers',
    ur: 'پہلے ہی منظور ہو چکی ہے۔ دونوں کاغذ ملا کر دیکھیں',
  },
  'reason.release-order-denied': { en: 'the court had disowned it before', ur: 'عدالت اسے پہلے رد کر چکی ہے' },
  'reason.call-back-unproved': {
    en: 'no officer in force signed the call',
    ur: 'فون پر کسی مجاز افسر کے دستخط نہیں',
  },
  'reason.call-back-number': {
    en: 'not the number of the signed directory',
    ur: 'نمبر دستخط شدہ فہرست کا نہیں',
  },
  'reason.gate-unknown': { en: 'the gate that called is not enrolled', ur: 'فون کرنے والا گیٹ درج نہیں' },
  'centre.over-detained': { en: 'Inside too long after the order', ur: 'روبکار کے بعد رہائی میں تاخیر' },
  'centre.answer-overdue': { en: 'Court’s answer overdue', ur: 'عدالت کا جواب مقررہ وقت پر نہیں آیا' },
  'event.prisoner.order-called-back.v1': { en: 'Court called about an order', ur: 'روبکار کی فون پر تصدیق' },
  'event.prisoner.order-queried.v1': { en: 'Court asked whom an order means', ur: 'روبکار پر عدالت سے استفسار' },
  'event.prisoner.order-query-answered.v1': { en: 'Court said whom the order means', ur: 'استفسار پر عدالت کا جواب' },
  'event.prisoner.hold-came-late.v1': { en: 'Hold added after the order', ur: 'روبکار کے بعد نیا مقدمہ' },
  'event.prisoner.late-hold-lifted.v1': { en: 'Late hold lifted', ur: 'بعد میں آنے والا مقدمہ واپس' },
  'event.prisoner.late-hold-reported.v1': { en: 'Document of a late hold', ur: 'بعد کے مقدمے کی دستاویز' },
  'event.prisoner.over-detained.v1': { en: 'Inside too long after the order', ur: 'روبکار کے بعد رہائی میں تاخیر' },
  'reason.order-denied': { en: 'disowned by the court', ur: 'عدالت نے روبکار کو اپنا نہیں مانا' },
  'reason.confirmed': { en: 'confirmed by telephone', ur: 'فون پر تصدیق ہو گئی' },
  'reason.denied': { en: 'not the court’s order', ur: 'روبکار عدالت کی نہیں' },
  'reason.not-found': { en: 'the court cannot find it', ur: 'عدالت کو نہیں ملی' },
  'reason.this-person': { en: 'this person is meant', ur: 'یہی شخص مراد ہے' },
  'reason.another-person': { en: 'another person is meant', ur: 'کوئی اور شخص مراد ہے' },
} as const;
