/** What the bench says. */
export const bench = {
  'bench.to-conclude': { en: 'Conclusion of report {number}', ur: 'رپورٹ {number} کا نتیجہ' },
  'bench.scan-exhibit': { en: 'Scan the exhibit’s label', ur: 'مالِ مقدمہ کا لیبل اسکین کریں' },
  'bench.put-on-pan': { en: 'Put the exhibit on the pan', ur: 'مالِ مقدمہ پلڑے پر رکھیں' },
  'bench.clear-pan': {
    en: 'This load is on record. Take it off the pan',
    ur: 'یہ وزن درج ہو چکا ہے۔ اسے پلڑے سے اتاریں',
  },
  'bench.hold-still': { en: 'Wait until the weight is steady', ur: 'وزن ٹھہرنے تک انتظار کریں' },
  'bench.steady': { en: 'The weight is steady. Accept it', ur: 'وزن ٹھہر گیا ہے۔ قبول کریں' },
  'bench.overload': { en: 'Too heavy for this balance', ur: 'وزن ترازو کی حد سے زیادہ ہے' },
  'bench.underload': { en: 'The pan is not in its place', ur: 'پلڑا اپنی جگہ پر نہیں ہے' },
  'bench.balance-away': { en: 'The balance does not answer', ur: 'ترازو جواب نہیں دے رہا' },
  'bench.restarted': {
    en: 'The balance restarted: tare again before weighing',
    ur: 'ترازو دوبارہ چلا ہے: وزن سے پہلے ٹیئر کریں',
  },
  'bench.recorded': { en: '{label}: {weight} recorded', ur: '{label}: {weight} درج ہو گیا' },
  'bench.done-to': { en: '{label}: {what}', ur: '{label}: {what}' },
  'bench.page': { en: 'Bench', ur: 'لیبارٹری بنچ' },
  'bench.reading': { en: 'Weight', ur: 'وزن' },
  'bench.no-reading': { en: 'No weight from the balance', ur: 'ترازو سے وزن نہیں آ رہا' },
  'bench.steadiness': { en: 'Steadiness', ur: 'وزن کا ٹھہراؤ' },
  'bench.accept': { en: 'Accept the weight', ur: 'وزن قبول کریں' },
  'bench.accept-for': { en: 'Accept {weight} for {label}', ur: '{label} کا وزن {weight} قبول کریں' },
  'bench.tare': { en: 'Tare', ur: 'ٹیئر' },
  'bench.zero': { en: 'Zero', ur: 'زیرو' },
  'bench.void-restarted': {
    en: 'The balance restarted: the series before it does not count',
    ur: 'ترازو دوبارہ چلا ہے: اس سے پہلے کی پیمائشیں شمار نہیں ہوں گی',
  },
  'bench.void-away': {
    en: 'The balance was away: the series before it does not count',
    ur: 'ترازو منقطع ہو گیا تھا: اس سے پہلے کی پیمائشیں شمار نہیں ہوں گی',
  },
  'bench.void-moved': {
    en: 'The weight moved: the series begins again. Wait',
    ur: 'وزن ہل گیا: پیمائش نئے سرے سے ہو رہی ہے۔ انتظار کریں',
  },
  'bench.void-unreadable': {
    en: 'The balance sent no weight: the series begins again',
    ur: 'ترازو سے وزن نہیں آیا: پیمائش نئے سرے سے ہو گی',
  },
  'bench.parcel-label': {
    en: 'Scan the parcel’s label, or write it down',
    ur: 'پارسل کا لیبل اسکین کریں یا لکھیں',
  },
  'bench.part-labels': {
    en: 'Scan the label of each part, one after the other',
    ur: 'ہر حصے کا لیبل باری باری اسکین کریں',
  },
  'bench.spectrometer-away': { en: 'The spectrometer does not answer', ur: 'سپیکٹرومیٹر جواب نہیں دے رہا' },
  'bench.spectrometer-busy': {
    en: 'The spectrometer measures. Leave the lid closed',
    ur: 'سپیکٹرومیٹر پیمائش کر رہا ہے۔ ڈھکن بند رہنے دیں',
  },
  'bench.spectrum-scan': { en: 'Put the sample in and take the spectrum', ur: 'نمونہ رکھیں اور طیف لیں' },
  'bench.spectrum-comes': { en: 'The spectrum is coming', ur: 'طیف آ رہا ہے' },
  'bench.spectrum-shown': {
    en: 'This is what will be kept. Accept it for the exhibit',
    ur: 'یہی محفوظ ہو گا۔ مالِ مقدمہ کے لیے قبول کریں',
  },
  'bench.look-instruments': { en: 'Instruments of this bench', ur: 'اس بنچ کے آلات' },
  'bench.trial-whole': {
    en: 'All readings are taken. End the trial',
    ur: 'تمام ریڈنگز لی جا چکی ہیں۔ جانچ مکمل کریں',
  },
  'bench.trial-weight': { en: 'Put the check weight {mark} on the pan', ur: 'جانچ کا باٹ {mark} پلڑے پر رکھیں' },
  'bench.sign-first': { en: 'Sign it, or leave it', ur: 'دستخط کریں یا اسے چھوڑ دیں' },
  'bench.in-hands-of': {
    en: 'With {custodian}. Have it handed over to you first',
    ur: 'یہ {custodian} کے پاس ہے۔ پہلے اپنے حوالے کروائیں',
  },
  'bench.in-hands-at': {
    en: 'At {station}, with {custodian}. Have it handed over there first',
    ur: 'یہ {station} پر {custodian} کے پاس ہے۔ پہلے وہاں سے حوالے کروائیں',
  },
  'bench.next-supervisor': {
    en: 'Two benches recorded different things: the supervisor settles which holds',
    ur: 'دو بنچوں کے اندراج مختلف ہیں: سپروائزر فیصلہ کرے',
  },
  'bench.next-receive': { en: 'Receive it first', ur: 'پہلے اسے وصول کریں' },
  'bench.next-returned': { en: 'It has left the laboratory', ur: 'یہ لیبارٹری سے جا چکا ہے' },
  'bench.next-take-over': {
    en: 'Have {custodian} hand it over to you',
    ur: 'اسے {custodian} سے اپنے حوالے کروائیں',
  },
  'bench.next-return': { en: 'Give it back to the agency', ur: 'اسے ادارے کو واپس کریں' },
  'bench.next-open': { en: 'Look at the seals, then open it', ur: 'مہریں دیکھ کر اسے کھولیں' },
  'bench.next-weigh-gross': { en: 'Weigh it as it came, unopened', ur: 'اسے کھولے بغیر، جیسا آیا ہے، تولیں' },
  'bench.next-weigh': { en: 'Weigh it', ur: 'اسے تولیں' },
  'bench.next-test': { en: 'Test it', ur: 'اس کا ٹیسٹ کریں' },
  'bench.next-reseal': { en: 'Seal it again', ur: 'اسے دوبارہ سر بمہر کریں' },
  'bench.reserve-withdrawn': { en: 'Withdrawn from use', ur: 'استعمال سے ہٹایا گیا ہے' },
  'bench.reserve-no-certificate': {
    en: 'No calibration certificate is on record',
    ur: 'کیلیبریشن کا کوئی سرٹیفکیٹ درج نہیں',
  },
  'bench.reserve-calibration-overdue': {
    en: 'Its calibration date has passed',
    ur: 'کیلیبریشن کی تاریخ گزر چکی ہے',
  },
  'bench.reserve-not-checked-today': {
    en: 'Not tried with a check weight today',
    ur: 'آج جانچ کے باٹ سے پرکھا نہیں گیا',
  },
  'bench.reserve-check-weight-warning': {
    en: 'Its check weight is near the limit: watch it',
    ur: 'جانچ کے باٹ کا وزن حد کے قریب ہے: نظر رکھیں',
  },
  'bench.reserve-check-weight-failed': {
    en: 'Its check weight is beyond the limit: stop using it',
    ur: 'جانچ کے باٹ کا وزن حد سے باہر ہے: استعمال روک دیں',
  },
  'bench.reserve-repeatability-failed': {
    en: 'Its weighings of one load scatter beyond the limit',
    ur: 'ایک ہی وزن کی ریڈنگز حد سے زیادہ مختلف ہیں',
  },
  'bench.reserve-eccentricity-failed': {
    en: 'It weighs differently at the corners of its pan, beyond the limit',
    ur: 'پلڑے کے کونوں پر وزن حد سے زیادہ مختلف آتا ہے',
  },
  'bench.reserve-linearity-failed': {
    en: 'It departs from a straight line beyond the limit',
    ur: 'مختلف وزن پر ترازو حد سے زیادہ ہٹ جاتا ہے',
  },
  'bench.reserve-calibrated-in-the-future': {
    en: 'Its certificate is dated later than today',
    ur: 'سرٹیفکیٹ پر آج کے بعد کی تاریخ ہے',
  },
  'bench.reserve-clock-not-set': {
    en: 'This station’s clock is not set: no date proves anything',
    ur: 'اس اسٹیشن کی گھڑی درست نہیں: کوئی تاریخ ثابت نہیں',
  },
  'bench.reserve-below-minimum-weight': {
    en: 'Lighter than the minimum weight of the balance',
    ur: 'وزن ترازو کے کم از کم وزن سے کم ہے',
  },
  'bench.too-light': {
    en: 'Too light for this balance, which weighs from {minimum}. Use a finer balance',
    ur: 'یہ اس ترازو کے لیے بہت ہلکا ہے، جو {minimum} سے تولتا ہے۔ زیادہ حساس ترازو استعمال کریں',
  },
  'bench.instrument-fit': { en: 'May be used', ur: 'استعمال ہو سکتا ہے' },
  'bench.gap-nobody-had-it': {
    en: 'Something was done while nobody had it on record',
    ur: 'جب یہ کسی کے پاس درج نہ تھا، اس وقت اس پر کام ہوا',
  },
  'bench.gap-not-the-custodian': {
    en: 'Somebody worked on it who did not have it',
    ur: 'جس کے پاس یہ درج نہ تھا، اس نے اس پر کام کیا',
  },
  'bench.gap-taken-in-again': {
    en: 'It was taken in while somebody had it',
    ur: 'جب یہ کسی کے پاس تھا، تب دوبارہ وصول کیا گیا',
  },
  'bench.gap-word-missing': { en: 'A signature is missing', ur: 'ایک دستخط کم ہے' },
  'bench.gap-sealed': {
    en: 'Worked on under a seal, opened twice, or given out unsealed',
    ur: 'مہر کے نیچے کام ہوا، دو بار کھولا گیا، یا بغیر مہر کے دیا گیا',
  },
  'bench.gap-seal-changed': {
    en: 'A seal that was whole is broken or gone, and nothing says why',
    ur: 'سالم مہر ٹوٹی یا غائب ہے، اور وجہ درج نہیں',
  },
  'bench.gap-amends-nothing': {
    en: 'A correction of something that is not on record',
    ur: 'ایسی چیز کی تصحیح جو درج ہی نہیں',
  },
  'bench.gap-forked': {
    en: 'Two benches wrote different things of what came next',
    ur: 'دو بنچوں نے اگلے قدم کے بارے میں مختلف اندراج کیے',
  },
  'bench.to-receive': { en: 'Take in parcel {label}', ur: 'پارسل {label} وصول کرنا' },
  'bench.to-hand-over': {
    en: 'Hand over {label}: from {from} to {to}',
    ur: '{label} کی حوالگی: {from} سے {to} کو',
  },
  'bench.to-return': { en: 'Give {label} back to the agency', ur: '{label} ادارے کو واپس کرنا' },
  'bench.to-settle-fork': {
    en: 'What benches recorded apart of {label}',
    ur: '{label} کے بارے میں بنچوں کے مختلف اندراج',
  },
  'bench.to-amend': { en: 'Correct an entry of {label}', ur: '{label} کے ایک اندراج کی تصحیح' },
  'bench.to-assign': { en: 'Case {number}: {analyst} works on it', ur: 'مقدمہ {number}: تجزیہ کار {analyst}' },
  'bench.to-review': { en: 'Review of case {number}', ur: 'مقدمہ {number} کا جائزہ' },
} as const;
