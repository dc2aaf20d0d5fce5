import type { BilingualText } from '@custody-edge/foundation';

/** Where a fraud should meet its end. */
type Place = 'gate' | 'other-gate' | 'visitor-desk' | 'centre';

/** What somebody tries, and what has to stop them. */
export interface FraudRule {
  readonly title: BilingualText;
  readonly place: Place;
  /** What the record must hold of it: the type of an event, and the reason, alarm or ground that it gives. None where nothing may be recorded. */
  readonly recorded?: { readonly type: string; readonly reason?: string };
  /** What stops it, for the reader of the report. */
  readonly stoppedBy: BilingualText;
  /** Who it is about: somebody who is to be released today, who goes to court today, or who only sits in prison. */
  readonly victim: 'released' | 'to-court' | 'stays';
  /** Fingers of a victim who stays that come to the glass; none where only papers do. */
  readonly fingers?: 1 | 2;
  /** Who comes in the victim's place: another prisoner, or somebody from outside. */
  readonly instead?: 'prisoner' | 'brother' | 'stranger';
  /** Of a fraud at the visitor desk: how many visitors it needs, and when it is tried; `never` for who is never let in. */
  readonly visitors?: { readonly count: 0 | 1 | 2; readonly when: 'inside' | 'left' | 'never' };
}

const refusedPaper = (reason: string) => ({ type: 'gate.paper-refused.v1', reason });
const refusedPerson = (reason: string) => ({ type: 'gate.identity-refused.v1', reason });
const heldAtExit = (alarm: string) => ({ type: 'visit.alarm.v1', reason: alarm });
const byOrders: BilingualText = {
  en: 'no court signed this order to this prison',
  ur: 'کسی عدالت نے اس جیل کے نام ایسا حکم نہیں دیا',
};
const byFinger: BilingualText = { en: 'the finger is another person’s', ur: 'انگلی کسی اور شخص کی ہے' };
const byOffice: BilingualText = {
  en: 'two officers have to sign, each in their own office',
  ur: 'دو افسروں کو اپنے اپنے عہدے سے دستخط کرنے ہیں',
};
const byEntry: BilingualText = {
  en: 'nobody who came in has this finger; the door was held',
  ur: 'اندر آنے والوں میں یہ انگلی کسی کی نہیں؛ دروازہ بند رہا',
};
const bySignature: BilingualText = { en: 'no enrolled court signed it', ur: 'کسی مندرج عدالت کے دستخط نہیں' };

/** Every kind of fraud that is tried, and its expected answer. */
export const fraudRules = {
  'forged-order': {
    title: { en: 'A release order that no court wrote', ur: 'رہائی کا جعلی حکم' },
    place: 'gate',
    recorded: refusedPaper('order-not-confirmed'),
    stoppedBy: byOrders,
    victim: 'stays',
  },
  'forged-order-called': {
    title: { en: 'A forged order, and the court is called about it', ur: 'جعلی حکم، اور عدالت سے فون پر پوچھا گیا' },
    place: 'gate',
    recorded: refusedPaper('order-denied'),
    stoppedBy: { en: 'the court disowned it', ur: 'عدالت نے اس سے انکار کیا' },
    victim: 'stays',
  },
  'used-order': {
    title: { en: 'An order that freed somebody is brought again', ur: 'استعمال شدہ حکم دوبارہ لایا گیا' },
    place: 'gate',
    recorded: refusedPaper('order-used'),
    stoppedBy: { en: 'an order opens the gate once', ur: 'حکم صرف ایک بار کام آتا ہے' },
    victim: 'released',
  },
  'order-of-another-prison': {
    title: { en: 'A genuine order is brought to another prison', ur: 'اصلی حکم دوسری جیل میں لایا گیا' },
    place: 'other-gate',
    recorded: refusedPaper('order-not-confirmed'),
    stoppedBy: byOrders,
    victim: 'released',
  },
  'order-for-nobody': {
    title: {
      en: 'A court’s order names a number that this prison does not hold',
      ur: 'حکم میں وہ نمبر جو اس جیل میں نہیں',
    },
    place: 'centre',
    stoppedBy: { en: 'nobody of this number is held there', ur: 'وہاں اس نمبر کا کوئی قیدی نہیں' },
    victim: 'stays',
  },
  'misspelt-order': {
    title: { en: 'An order whose number is misspelt', ur: 'حکم کا نمبر غلط لکھا ہوا' },
    place: 'gate',
    recorded: refusedPaper('order-not-confirmed'),
    stoppedBy: byOrders,
    victim: 'released',
  },
  'order-names-another': {
    title: { en: 'An order that names the father otherwise', ur: 'حکم میں ولدیت مختلف لکھی ہے' },
    place: 'gate',
    recorded: { type: 'prisoner.order-query-answered.v1' },
    stoppedBy: { en: 'the court was asked, and meant another man', ur: 'عدالت سے پوچھا گیا، مراد کوئی اور تھا' },
    victim: 'stays',
    fingers: 2,
  },
  'wanted-elsewhere': {
    title: {
      en: 'A genuine order for somebody who is wanted in another case',
      ur: 'حکم اصلی، مگر ملزم دوسرے مقدمے میں مطلوب',
    },
    place: 'gate',
    stoppedBy: { en: 'another case holds him', ur: 'دوسرا مقدمہ باقی ہے' },
    victim: 'stays',
  },
  'swapped-brother': {
    title: { en: 'A brother comes when the other is called for release', ur: 'رہائی کے لیے بھائی کی جگہ بھائی آیا' },
    place: 'gate',
    recorded: refusedPerson('other-person'),
    stoppedBy: byFinger,
    victim: 'released',
    instead: 'brother',
  },
  'stand-in-at-release': {
    title: { en: 'Another prisoner stands in at the release', ur: 'رہائی پر دوسرا قیدی سامنے آیا' },
    place: 'gate',
    recorded: refusedPerson('other-person'),
    stoppedBy: byFinger,
    victim: 'released',
    instead: 'prisoner',
  },
  'brother-to-court': {
    title: { en: 'A brother comes to the van in the other’s place', ur: 'پیشی کے لیے بھائی کی جگہ بھائی گاڑی تک آیا' },
    place: 'gate',
    recorded: { type: 'gate.manifest-given-up.v1' },
    stoppedBy: { en: 'he is on no court’s list', ur: 'وہ کسی عدالت کی فہرست پر نہیں' },
    victim: 'to-court',
    instead: 'brother',
  },
  'stand-in-at-return': {
    title: { en: 'Somebody else comes back from court', ur: 'عدالت سے کوئی اور واپس آیا' },
    place: 'gate',
    recorded: refusedPerson('not-confirmed'),
    stoppedBy: { en: 'the finger is nobody’s who went out', ur: 'انگلی جانے والوں میں سے کسی کی نہیں' },
    victim: 'to-court',
    instead: 'stranger',
  },
  'one-head-more': {
    title: { en: 'A van with one head more than fingers', ur: 'گاڑی میں انگلیوں سے ایک سر زیادہ' },
    place: 'gate',
    recorded: { type: 'gate.manifest-given-up.v1' },
    stoppedBy: { en: 'the counts differ, the gate stays shut', ur: 'گنتی نہیں ملتی، گیٹ بند رہا' },
    victim: 'to-court',
  },
  'clerk-alone': {
    title: { en: 'One officer tries to sign for two', ur: 'ایک افسر دو کی جگہ دستخط کرنا چاہتا ہے' },
    place: 'gate',
    stoppedBy: byOffice,
    victim: 'released',
  },
  'clerk-order-unsigned': {
    title: { en: 'A clerk writes an order into the centre', ur: 'کلرک نے خود مرکز میں حکم لکھا' },
    place: 'centre',
    stoppedBy: bySignature,
    victim: 'stays',
  },
  'clerk-order-own-key': {
    title: { en: 'A clerk signs an order with a key of his own', ur: 'کلرک نے اپنی کلید سے حکم پر دستخط کیے' },
    place: 'centre',
    stoppedBy: bySignature,
    victim: 'stays',
  },
  'lent-pin': {
    title: { en: 'The PIN of a deputy who is not there', ur: 'غیر حاضر ڈپٹی کا پن استعمال ہوا' },
    place: 'gate',
    stoppedBy: { en: 'the deputy’s finger is asked for beside the PIN', ur: 'پن کے ساتھ ڈپٹی کی انگلی مانگی گئی' },
    victim: 'released',
  },
  'guessed-pin': {
    title: { en: 'Somebody guesses an officer’s PIN', ur: 'کسی نے افسر کا پن بوجھنا چاہا' },
    place: 'gate',
    recorded: { type: 'officer.locked-out.v1' },
    stoppedBy: { en: 'after five wrong ones each has to wait', ur: 'پانچ غلط کے بعد انتظار لازم ہے' },
    victim: 'stays',
  },
  'hostile-barcode': {
    title: { en: 'A barcode that is an attack on a database', ur: 'بارکوڈ میں ڈیٹابیس پر حملہ' },
    place: 'gate',
    recorded: refusedPaper('order-not-confirmed'),
    stoppedBy: { en: 'what is scanned is text and nothing else', ur: 'سکین صرف متن سمجھا جاتا ہے' },
    victim: 'stays',
  },
  'same-man-again': {
    title: { en: 'Somebody inside is brought again under another name', ur: 'اندر موجود شخص دوسرے نام سے لایا گیا' },
    place: 'gate',
    recorded: { type: 'prisoner.identity-conflict-answered.v1' },
    stoppedBy: { en: 'the finger is on record', ur: 'انگلی پہلے سے درج ہے' },
    victim: 'stays',
    fingers: 1,
  },
  'visitor-swapped': {
    title: { en: 'A prisoner leaves with a visitor’s pass', ur: 'قیدی ملاقاتی کا پاس لے کر نکلنا چاہتا ہے' },
    place: 'visitor-desk',
    recorded: heldAtExit('exit-not-confirmed'),
    stoppedBy: byEntry,
    victim: 'stays',
    fingers: 1,
    visitors: { count: 1, when: 'inside' },
  },
  'prisoner-as-visitor': {
    title: {
      en: 'A prisoner says that he visited and lost his pass',
      ur: 'قیدی کہتا ہے کہ ملاقات کو آیا تھا، پاس کھو گیا',
    },
    place: 'visitor-desk',
    recorded: heldAtExit('exit-not-confirmed'),
    stoppedBy: byEntry,
    victim: 'stays',
    fingers: 1,
    visitors: { count: 0, when: 'inside' },
  },
  'passes-exchanged': {
    title: { en: 'Two visitors have each other’s pass', ur: 'دو ملاقاتیوں کے پاس ایک دوسرے کا پاس' },
    place: 'visitor-desk',
    recorded: heldAtExit('pass-of-another'),
    stoppedBy: { en: 'the finger is of another visit than the pass', ur: 'انگلی اور پاس دو الگ ملاقاتوں کے ہیں' },
    victim: 'stays',
    visitors: { count: 2, when: 'inside' },
  },
  'altered-pass': {
    title: { en: 'A pass with another number on it', ur: 'پاس کا نمبر بدل دیا گیا' },
    place: 'visitor-desk',
    recorded: heldAtExit('pass-altered'),
    stoppedBy: { en: 'this desk printed no such pass', ur: 'اس ڈیسک نے ایسا کوئی پاس جاری نہیں کیا' },
    victim: 'stays',
    visitors: { count: 1, when: 'inside' },
  },
  'copied-pass': {
    title: { en: 'The copy of a pass whose visitor has left', ur: 'جا چکے ملاقاتی کے پاس کی نقل' },
    place: 'visitor-desk',
    recorded: heldAtExit('pass-used'),
    stoppedBy: { en: 'a pass opens the door once', ur: 'پاس صرف ایک بار کام آتا ہے' },
    victim: 'stays',
    visitors: { count: 1, when: 'left' },
  },
  'banned-respelt': {
    title: {
      en: 'A banned visitor without a card, under another spelling',
      ur: 'پابندی والا ملاقاتی، کارڈ کے بغیر، نام کے اور ہجے',
    },
    place: 'visitor-desk',
    recorded: { type: 'visit.refused.v1', reason: 'banned' },
    stoppedBy: {
      en: 'the name sounds alike, and an officer compared the two',
      ur: 'نام ملتا جلتا ہے؛ افسر نے دونوں کا موازنہ کیا',
    },
    victim: 'stays',
    visitors: { count: 1, when: 'never' },
  },
} as const satisfies Readonly<Record<string, FraudRule>>;
export type FraudKind = keyof typeof fraudRules;
export const fraudKinds = Object.keys(fraudRules).filter((kind): kind is FraudKind => Object.hasOwn(fraudRules, kind));
