import type { BilingualText } from '@custody-edge/foundation';

/** Something that breaks, and what the product does about it. */
interface FaultRule {
  readonly title: BilingualText;
  readonly recovery: BilingualText;
  /** Minutes that it lasts; nothing where it is over at once. */
  readonly minutes?: number;
  /** Nobody is released while it lasts: that is the product's answer. */
  readonly stopsReleases?: true;
}

export const faultRules = {
  'power-cut': {
    title: { en: 'The power of the gate fails in the middle of a release', ur: 'رہائی کے دوران گیٹ کی بجلی چلی گئی' },
    recovery: {
      en: 'started again; the release began anew and happened once',
      ur: 'دوبارہ چلا؛ رہائی نئے سرے سے، ایک ہی بار',
    },
  },
  'power-cut-in-van': {
    title: { en: 'The power of the gate fails while a van is counted', ur: 'گاڑی کی گنتی کے دوران بجلی چلی گئی' },
    recovery: { en: 'nobody had moved; the van was counted anew', ur: 'کوئی نہیں نکلا تھا؛ گنتی دوبارہ ہوئی' },
  },
  'centre-killed': {
    title: { en: 'The centre’s machine fails', ur: 'مرکز کی مشین بند ہو گئی' },
    recovery: {
      en: 'the gate went on; what waited was sent when it was back',
      ur: 'گیٹ چلتا رہا؛ جو رکا تھا بعد میں پہنچا',
    },
    minutes: 12,
    stopsReleases: true,
  },
  'line-cut': {
    title: { en: 'The line between gate and centre is cut', ur: 'گیٹ اور مرکز کا رابطہ کٹ گیا' },
    recovery: {
      en: 'the gate went on; what waited was sent when it was back',
      ur: 'گیٹ چلتا رہا؛ جو رکا تھا بعد میں پہنچا',
    },
    minutes: 40,
    stopsReleases: true,
  },
  'clock-ahead': {
    title: { en: 'The gate’s clock runs ahead', ur: 'گیٹ کی گھڑی آگے ہو گئی' },
    recovery: {
      en: 'order and state did not change; nobody was released until the clock was right',
      ur: 'ترتیب اور حالت نہیں بدلی؛ گھڑی درست ہونے تک رہائی نہیں',
    },
    minutes: 20,
    stopsReleases: true,
  },
  'clock-behind': {
    title: { en: 'The gate’s clock falls behind', ur: 'گیٹ کی گھڑی پیچھے رہ گئی' },
    recovery: {
      en: 'order and state did not change; events say that the clock is wrong',
      ur: 'ترتیب اور حالت نہیں بدلی؛ واقعات میں درج ہے',
    },
    minutes: 20,
    stopsReleases: true,
  },
  'disk-full': {
    title: { en: 'The disk of the other prison’s gate is full', ur: 'دوسری جیل کے گیٹ کی ڈسک بھر گئی' },
    recovery: {
      en: 'admissions went on from reserved room, then room was made',
      ur: 'داخلے محفوظ جگہ سے جاری رہے، پھر جگہ بنی',
    },
  },
  'dead-computer': {
    title: { en: 'The gate’s computer dies and another takes its place', ur: 'گیٹ کا کمپیوٹر خراب؛ دوسرا لگا دیا گیا' },
    recovery: { en: 'the new one learnt from the centre whom it holds', ur: 'نئے نے مرکز سے سب کا ریکارڈ لیا' },
  },
  'double-scan': {
    title: { en: 'A paper and a finger are read twice', ur: 'کاغذ اور انگلی دو بار پڑھی گئی' },
    recovery: { en: 'it counted once', ur: 'ایک ہی بار شمار ہوا' },
  },
  'reader-unplugged': {
    title: { en: 'The fingerprint reader is unplugged', ur: 'انگلی پڑھنے والا آلہ الگ ہو گیا' },
    recovery: { en: 'found again as soon as it was plugged in', ur: 'لگاتے ہی دوبارہ مل گیا' },
  },
} as const satisfies Readonly<Record<string, FaultRule>>;
export type FaultKind = keyof typeof faultRules;
export const faultKinds = Object.keys(faultRules).filter((kind): kind is FaultKind => Object.hasOwn(faultRules, kind));

export const ruleOf = (fault: FaultKind): FaultRule => faultRules[fault];
