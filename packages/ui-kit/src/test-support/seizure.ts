import type { Block, Report } from '../report/report.ts';

/** A report of these blocks, with everything that one needs besides. */
export const reportOf = (blocks: readonly Block[], changes: Partial<Report> = {}): Report => ({
  form: 1,
  id: '0195533f-7c00-7000-8000-0000000000aa',
  number: 'FSL-Q/2026/0412',
  case: 'FIR 112/25, PS Saddar Quetta, ANF',
  issuedAt: '2026-11-27T05:41:00.000Z',
  laboratory: { en: 'Forensic Science Laboratory Quetta', ur: 'فرانزک سائنس لیبارٹری کوئٹہ' },
  address: 'Samungli Road, Quetta · Narcotics section',
  title: { en: 'Report of the Government Analyst', ur: 'سرکاری تجزیہ کار کی رپورٹ' },
  blocks: [...blocks],
  ...changes,
});

const column = (en: string, ur: string, width: number, align: 'left' | 'center' | 'right' | 'decimal' = 'left') => ({
  head: { en, ur },
  width,
  align,
});

/** A number that differs from unit to unit, and is the same at each call. */
const share = (seed: number): number => ((seed * 2_654_435_761) % 4_294_967_296) / 4_294_967_296;

const numbered = <Of>(count: number, of: (index: number) => Of): Of[] =>
  Array.from({ length: count }, (_, at) => of(at));

/** A spectrum of 2,068 points with these peaks. */
function spectrum(label: string, peaks: readonly (readonly [at: number, height: number])[], seed: number) {
  const x = numbered(2_068, (at) => Math.round((200 + (at * 1_600) / 2_067) * 100) / 100);
  const y = x.map(
    (place, at) =>
      Math.round(
        peaks.reduce(
          (sum, [peak, height]) => sum + height / (1 + ((place - peak) / 6) ** 2),
          0.008 * share(seed + at),
        ) * 1e5,
      ) / 1e5,
  );
  return { label, x, y };
}

/**
 * A seizure of so many packets: three tables of them, three spectra of 2,068 points, a control chart of 30 days and 30 hand-overs.
 */
export function seizureReport(units = 50): Report {
  const gross = (at: number): number => 1_012 + share(at) * 9;
  const label = (at: number): string => `P-${String(at + 1).padStart(3, '0')}`;
  return reportOf([
    {
      kind: 'facts',
      facts: [
        {
          label: { en: 'Test Memorandum (Form-I)', ur: 'ٹیسٹ میمورنڈم' },
          value: 'TM 77/26, received 24-11-2026 10:12',
        },
        { label: { en: 'Seized', ur: 'برآمدگی' }, value: '22-11-2026 03:40, within 72 h: 54 h 32 min' },
        { label: { en: 'Deposited by', ur: 'جمع کرانے والا' }, value: 'محمد اسلم ولد کریم بخش، کانسٹیبل نمبر 4417' },
        {
          label: { en: 'Parcels', ur: 'پارسل' },
          value: { en: `${units} packets in 2 sacks, seals intact`, ur: `2 بوریوں میں ${units} پیکٹ، مہریں سالم` },
        },
      ],
    },
    { kind: 'heading', text: { en: 'Summary', ur: 'خلاصہ' } },
    {
      kind: 'summary',
      paragraphs: [
        `مقدمہ نمبر FIR 112/25 تھانہ صدر کے ${units} پیکٹ FSL-Q/2026/0412 کے تحت وصول ہوئے۔ ہر پیکٹ الگ الگ تولا اور جانچا گیا۔ کل خالص وزن 50.812 kg ہے، غیر یقینی 0.006 kg (k = 2)۔`,
        'رنگ کے ٹیسٹ اور رامن اسپیکٹرم مورفین کے خاندان کی طرف اشارہ کرتے ہیں۔ یہ ابتدائی نتیجہ ہے، شناخت نہیں۔ آلات کی کیلیبریشن 01-11-2026 تک درست تھی۔',
      ],
    },
    { kind: 'heading', text: { en: 'Examination', ur: 'معائنہ' } },
    {
      kind: 'paragraph',
      text: `Each of the ${units} packets was opened, weighed and tested by itself; no result of one was taken for another. Weights were taken on balance MS-204, serial B842 117 004, calibrated until 01-05-2027, after its check of the day had passed. A weight counts only after five steady readings within two scale divisions.\nA colour test is presumptive: it shows a class of substances and identifies none.`,
    },
    {
      kind: 'table',
      caption: { en: 'Table 1. Gross and net weight of each packet', ur: 'جدول 1۔ ہر پیکٹ کا مجموعی اور خالص وزن' },
      columns: [
        column('Packet', 'پیکٹ', 2),
        column('Seal', 'مہر', 3),
        column('Gross, g', 'مجموعی', 3, 'decimal'),
        column('Net, g', 'خالص', 3, 'decimal'),
        column('Sample, g', 'نمونہ', 3, 'decimal'),
        column('Weighed at', 'وقت', 3.5, 'right'),
      ],
      rows: numbered(units, (at) => [
        label(at),
        `ANF ${880 + at}, intact`,
        gross(at).toFixed(4),
        at === 7 ? '9.80' : (gross(at) - 8.2 - share(at + 90)).toFixed(4),
        (0.9 + share(at + 500) / 5).toFixed(4),
        `24-11-2026 ${11 + Math.floor(at / 30)}:${String((at * 2) % 60).padStart(2, '0')}`,
      ]),
    },
    {
      kind: 'table',
      caption: { en: 'Table 2. Colour tests', ur: 'جدول 2۔ رنگ کے ٹیسٹ' },
      columns: [
        column('Packet', 'پیکٹ', 2),
        column('Test and protocol', 'ٹیسٹ اور طریقہ', 5),
        column('Reagent batch', 'ری ایجنٹ', 3),
        column('Result', 'نتیجہ', 5),
        column('Control', 'کنٹرول', 2, 'center'),
      ],
      rows: numbered(units, (at) => [
        label(at),
        'Marquis, SOP-N-04 rev. 3, step 2',
        'MQ-26-11',
        at % 9 === 4 ? 'slow violet; repeated twice, the same each time, photographed' : 'violet within 5 s',
        'passed',
      ]),
    },
    {
      kind: 'table',
      caption: { en: 'Table 3. Raman screening', ur: 'جدول 3۔ رامن اسپیکٹرم' },
      columns: [
        column('Packet', 'پیکٹ', 2),
        column('File (SHA-256)', 'فائل', 4),
        column('Rank 1', 'پہلا', 3),
        column('Score', 'اسکور', 2, 'decimal'),
        column('Gap', 'فرق', 2, 'decimal'),
        column('Library', 'لائبریری', 3, 'right'),
      ],
      rows: numbered(units, (at) => [
        label(at),
        `${at.toString(16).padStart(2, '0')}9f3c…e1`,
        at === 11 ? 'none' : 'Heroin base',
        at === 11 ? '—' : (0.91 + share(at) / 15).toFixed(3),
        at === 11 ? '—' : (0.2 + share(at) / 9).toFixed(2),
        'SWGDRUG 3.13',
      ]),
    },
    {
      kind: 'spectra',
      caption: {
        en: 'Figure 1. Packet P-001 and the two nearest of the library',
        ur: 'شکل 1۔ پیکٹ P-001 اور قریب ترین دو',
      },
      x: 'Raman shift, 1/cm',
      y: 'Intensity, normalised',
      series: [
        spectrum(
          'Packet P-001, 785 nm, 5 s',
          [
            [623, 0.9],
            [1_040, 0.4],
            [1_620, 0.6],
          ],
          1,
        ),
        spectrum(
          'Heroin base, library entry 2214',
          [
            [625, 0.85],
            [1_043, 0.45],
            [1_622, 0.5],
          ],
          5_000,
        ),
        spectrum(
          'Caffeine, library entry 88',
          [
            [555, 0.8],
            [1_328, 0.7],
            [1_698, 0.4],
          ],
          9_000,
        ),
      ],
    },
    {
      kind: 'control-chart',
      caption: { en: 'Figure 2. Check weight 100 g, balance MS-204', ur: 'شکل 2۔ 100 g کا جانچ وزن' },
      y: 'Reading, g',
      points: numbered(30, (at) => ({
        at: `${String(at + 1).padStart(2, '0')}-11`,
        value:
          Math.round((100 + (share(at + 7) - 0.5) * 0.0006 + (at === 13 ? 0.00045 : at === 20 ? -0.0008 : 0)) * 1e4) /
          1e4,
        state: at === 13 ? ('warn' as const) : at === 20 ? ('out' as const) : ('in' as const),
      })),
      lines: [
        { value: 100.0006, label: 'stop 100.0006 g', kind: 'stop' },
        { value: 100.0004, label: 'warn 100.0004 g', kind: 'warn' },
        { value: 100, label: 'mean 100.0000 g', kind: 'centre' },
        { value: 99.9996, label: 'warn 99.9996 g', kind: 'warn' },
        { value: 99.9994, label: 'stop 99.9994 g', kind: 'stop' },
      ],
    },
    {
      kind: 'custody',
      lines: numbered(30, (at) => ({
        at: `2${2 + Math.floor(at / 6)}-11-2026 ${String(8 + (at % 6)).padStart(2, '0')}:15`,
        what: at % 2 === 0 ? 'Sack 1, P-001 to P-025' : 'Sack 2, P-026 to P-050',
        event: at < 2 ? 'received' : 'handed over',
        from: at % 5 === 3 ? 'محمد اسلم' : 'Moharrar, malkhana of PS Saddar',
        to: 'Receiving officer, FSL Quetta (belt 2217)',
        seal: `ANF ${880 + at}, intact, compared`,
      })),
    },
    { kind: 'heading', text: { en: 'Signatures', ur: 'دستخط' } },
    {
      kind: 'signatures',
      signatures: [
        {
          name: 'Dr Saima Baloch',
          office: 'Government Analyst, appointed under section 35, notification 11/2024',
          at: '27-11-2026 10:20',
          meaning: { en: 'Examined and reported by', ur: 'معائنہ اور رپورٹ' },
        },
        {
          name: 'عبدالرحمٰن کاکڑ',
          office: 'Senior analyst',
          at: '27-11-2026 10:31',
          meaning: { en: 'Technical review, every number with its source', ur: 'تکنیکی جائزہ' },
        },
        {
          name: 'Naseem Tareen',
          office: 'Director',
          at: '27-11-2026 10:41',
          meaning: { en: 'Approved for issue', ur: 'اجرا کی منظوری' },
        },
      ],
    },
  ]);
}
