import { defineErrors } from '@custody-edge/foundation';

/** What the centre refuses or cannot do. Codes of single messages are in the event contract's table. */
export const centreError = defineErrors({
  'credential-unusable': {
    officer: { en: 'The centre cannot start. Call IT.', ur: 'مرکز شروع نہیں ہو سکا۔ آئی ٹی کو بلائیں۔' },
    staff: 'A key, certificate or record of the centre is missing, unreadable or does not fit the others.',
    retry: false,
  },
  'store-unusable': {
    officer: {
      en: 'The centre cannot open its records. Call IT.',
      ur: 'مرکز اپنا ریکارڈ نہیں کھول سکا۔ آئی ٹی کو بلائیں۔',
    },
    staff: 'The database cannot be opened, is damaged, or was written by a newer version.',
    retry: false,
  },
  'topic-unknown': {
    officer: {
      en: 'A message came by an unknown way and was set aside. Tell IT.',
      ur: 'نامعلوم راستے سے آیا پیغام الگ رکھ دیا گیا۔ آئی ٹی کو بتائیں۔',
    },
    staff: 'The topic is not one that stations write to. Check the access rules of the broker.',
    retry: false,
  },
  'grant-conflict': {
    officer: {
      en: 'Two different keys came for one person. Tell IT at once.',
      ur: 'ایک ہی شخص کے لیے دو مختلف کنجیاں آئیں۔ فوراً آئی ٹی کو بتائیں۔',
    },
    staff: 'A grant names a key id that is already held with another key or another person. The first one is kept.',
    retry: false,
  },
  'person-unknown': {
    officer: {
      en: 'The centre has no record of this person.',
      ur: 'مرکز کے پاس اس شخص کا کوئی ریکارڈ نہیں ہے۔',
    },
    staff: 'No admission of this subject has been received.',
    retry: true,
  },
  'person-ambiguous': {
    officer: {
      en: 'More than one person has this prisoner number.',
      ur: 'اس قیدی نمبر کے ایک سے زیادہ اسیر موجود ہیں۔',
    },
    staff:
      'A statement names a person by prison and number, and two people held there have it. Correct one, or name the subject.',
    retry: true,
  },
  'person-released': {
    officer: { en: 'This person has already been released.', ur: 'یہ شخص پہلے ہی رہا ہو چکا ہے۔' },
    staff: 'The record of the subject ends in a release.',
    retry: false,
  },
  'person-deceased': {
    officer: { en: 'The death of this person is on record.', ur: 'اس شخص کی وفات کا اندراج ہو چکا ہے۔' },
    staff: 'The record of the subject ends in a death.',
    retry: false,
  },
  'hold-known': {
    officer: {
      en: 'It is on record already that this person is wanted under this number.',
      ur: 'اس نمبر کے تحت اس شخص کے مطلوب ہونے کا اندراج پہلے سے موجود ہے۔',
    },
    staff: 'The same hold of the same person is open. Lift it first if it has to be written differently.',
    retry: false,
  },
  'hold-unknown': {
    officer: {
      en: 'This person is not wanted under this number. Check the number.',
      ur: 'یہ شخص اس نمبر کے تحت مطلوب نہیں ہے۔ نمبر دوبارہ دیکھیں۔',
    },
    staff: 'No hold of this subject with this id is open: never added, or lifted before.',
    retry: false,
  },
  'holds-full': {
    officer: {
      en: 'No further case can be added for this person; the cases on record already forbid a release. Tell IT.',
      ur: 'اس شخص کا مزید کوئی مقدمہ درج نہیں ہو سکتا۔ درج شدہ مقدمات کے باعث رہائی پہلے ہی ممنوع ہے۔ آئی ٹی کو بتائیں۔',
    },
    staff: 'As many holds are open as one statement to the gate can carry. Lift those that have ended.',
    retry: false,
  },
  'gate-unknown': {
    officer: {
      en: 'No gate is known for the prison that holds this person. Call IT.',
      ur: 'جس جیل میں یہ شخص ہے اس کا کوئی گیٹ معلوم نہیں۔ آئی ٹی کو بلائیں۔',
    },
    staff: 'No station record with the role gate exists for the site of the person’s last event.',
    retry: false,
  },
  'warrant-announced': {
    officer: {
      en: 'This warrant has already been announced to the gate.',
      ur: 'اس وارنٹ کی اطلاع گیٹ کو پہلے ہی دی جا چکی ہے۔',
    },
    staff: 'One warrant announces one person. The details name the command.',
    retry: false,
  },
  'expectation-unknown': {
    officer: {
      en: 'Nobody is announced to this prison under this warrant.',
      ur: 'اس وارنٹ پر اس جیل کو کسی کے داخلے کی اطلاع نہیں دی گئی۔',
    },
    staff:
      'No announcement with this number and court is open for the site: it was never made, or was taken back before.',
    retry: false,
  },
  'warrant-used': {
    officer: {
      en: 'Somebody has already been admitted under this warrant.',
      ur: 'اس وارنٹ پر پہلے ہی داخلہ ہو چکا ہے۔',
    },
    staff: 'An admission with this number and court is on record; a warrant admits once.',
    retry: false,
  },
  'person-in-transit': {
    officer: {
      en: 'This person is on the way to another prison. Send the order once they have arrived.',
      ur: 'یہ شخص دوسری جیل کے راستے میں ہے۔ وہاں پہنچنے کے بعد حکم بھیجیں۔',
    },
    staff: 'An order goes to the one gate that holds the person; while they travel, none does.',
    retry: true,
  },
  'destination-unknown': {
    officer: {
      en: 'No gate is known for the prison that the person was sent to. Call IT.',
      ur: 'جس جیل کو یہ شخص بھیجا گیا اس کا کوئی گیٹ معلوم نہیں۔ آئی ٹی کو بلائیں۔',
    },
    staff: 'No station record with the role gate exists for the site. It is told as soon as one does.',
    retry: true,
  },
  'record-missing': {
    officer: {
      en: 'The record of this person cannot be proved to the other prison. Call IT.',
      ur: 'اس شخص کے ریکارڈ کی دوسری جیل کے سامنے تصدیق ممکن نہیں۔ آئی ٹی کو بلائیں۔',
    },
    staff: 'A station that recorded the person has no signed record in the stations folder any more. Put it back.',
    retry: true,
  },
  'line-too-large': {
    officer: {
      en: 'The record of this person is too large to be sent to the other prison. Call IT.',
      ur: 'اس شخص کا ریکارڈ دوسری جیل کو بھیجنے کے لیے بہت بڑا ہے۔ آئی ٹی کو بلائیں۔',
    },
    staff: 'One event alone, with its signature, leaves no room in a command of 64 kB.',
    retry: false,
  },
  'release-order-granted': {
    officer: {
      en: 'This release order has already been sent to a gate. It can be used once only.',
      ur: 'یہ روبکار پہلے ہی گیٹ کو بھیجی جا چکی ہے۔ یہ صرف ایک بار استعمال ہو سکتی ہے۔',
    },
    staff: 'A release order is granted once, to one station. The details name the command.',
    retry: false,
  },
  'release-order-denied': {
    officer: {
      en: 'The court disowned this order by telephone. A new order of the court is needed.',
      ur: 'عدالت نے فون پر اس روبکار کو اپنا نہیں مانا۔ عدالت کی نئی روبکار درکار ہے۔',
    },
    staff: 'A call-back to the court about this order was answered with no. The details name its event.',
    retry: false,
  },
  'call-back-unproved': {
    officer: {
      en: 'No officer in force signed this call to the court. Call again and sign.',
      ur: 'عدالت کو کیے گئے اس فون پر کسی مجاز افسر کے دستخط نہیں۔ دوبارہ فون کر کے دستخط کریں۔',
    },
    staff:
      'The approval in the call-back does not verify for this call by the station’s own record of its officers. Nothing is granted on it.',
    retry: false,
  },
  'call-back-number': {
    officer: {
      en: 'The court was not called at the number of the signed directory. Call again at that number.',
      ur: 'عدالت کو دستخط شدہ فہرست کے نمبر پر فون نہیں کیا گیا۔ اسی نمبر پر دوبارہ فون کریں۔',
    },
    staff: 'The number in the call-back is not the one that the prison’s court directory gives for this court now.',
    retry: false,
  },
  'site-unknown': {
    officer: { en: 'No gate of this prison is enrolled.', ur: 'اس جیل کا کوئی گیٹ درج نہیں۔' },
    staff: 'No station record with the role gate exists for this site.',
    retry: false,
  },
  'court-order-listed': {
    officer: {
      en: 'This person is already on the court list with this order.',
      ur: 'اس حکم نامے کے تحت یہ شخص پہلے ہی پیشی فہرست میں شامل ہے۔',
    },
    staff: 'A production order lists a person once. The details name the command.',
    retry: false,
  },
  'due-back-past': {
    officer: {
      en: 'The time to return lies in the past. Check the date.',
      ur: 'واپسی کا وقت گزر چکا ہے۔ تاریخ دوبارہ دیکھیں۔',
    },
    staff: 'dueBack must be later than now.',
    retry: false,
  },
  'statement-unsigned': {
    officer: {
      en: 'The centre takes only what a court or an enrolled office signed. Hand in the signed file.',
      ur: 'مرکز صرف وہی قبول کرتا ہے جس پر عدالت یا درج شدہ دفتر کے دستخط ہوں۔ دستخط شدہ فائل جمع کرائیں۔',
    },
    staff:
      'Nothing is taken unsigned. Enrol the source (`custody-edge provision feed --may …`), sign with its key (`custody-edge feed sign`), and post each line of the file to the address in the details, or put the file into the inbox.',
    retry: false,
  },
  'event-unknown': {
    officer: { en: 'The centre holds no such record.', ur: 'مرکز کے پاس ایسا کوئی اندراج نہیں ہے۔' },
    staff: 'No event with this id is held.',
    retry: true,
  },
  'case-unknown': {
    officer: { en: 'The centre knows no such case.', ur: 'مرکز کو ایسا کوئی مقدمہ معلوم نہیں۔' },
    staff: 'No case with this id was opened in the record that is held.',
    retry: true,
  },
});
