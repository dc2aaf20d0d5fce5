/** What can go wrong at a bench, for the analyst and for IT; part of the errors of a station. */
export const benchErrors = {
  'label-unreadable': {
    officer: { en: 'This label cannot be read as an exhibit’s.', ur: 'یہ لیبل مالِ مقدمہ کا نہیں پڑھا جا سکا۔' },
    staff: 'A label is one line of at most 120 characters, without control characters.',
    retry: true,
  },
  'label-in-use': {
    officer: {
      en: 'This label is on record for another exhibit. Use a new label.',
      ur: 'یہ لیبل کسی اور مالِ مقدمہ کے نام درج ہے۔ نیا لیبل استعمال کریں۔',
    },
    staff: 'Labels are given once: the record of an exhibit is found by its label. Details name the labels.',
    retry: true,
  },
  'label-not-numbered': {
    officer: {
      en: 'This label does not end in a number that can be counted on from.',
      ur: 'اس لیبل کے آخر میں ایسا نمبر نہیں جس سے گنتی آگے بڑھ سکے۔',
    },
    staff: 'Labels of a roll count up the number at the end of the first one, within 120 characters. Details name it.',
    retry: true,
  },
  'exhibit-nowhere': {
    officer: {
      en: 'No exhibit with this label was taken in. Receive it first.',
      ur: 'اس لیبل کا کوئی مالِ مقدمہ موصول نہیں ہوا۔ پہلے اسے وصول کریں۔',
    },
    staff: 'No event of this laboratory says that anybody took the exhibit in.',
    retry: false,
  },
  'exhibit-returned': {
    officer: {
      en: 'This exhibit has left the laboratory. Receive it again if it came back.',
      ur: 'یہ مالِ مقدمہ لیبارٹری سے جا چکا ہے۔ واپس آیا ہو تو دوبارہ وصول کریں۔',
    },
    staff: 'The last event of its custody is its return to the agency.',
    retry: false,
  },
  'exhibit-in-other-hands': {
    officer: {
      en: 'Another officer has this exhibit. Have it handed over to you first.',
      ur: 'یہ مالِ مقدمہ دوسرے افسر کے پاس ہے۔ پہلے اسے اپنے حوالے کروائیں۔',
    },
    staff: 'Custody is a chain of signed hand-overs: only the officer who has an exhibit works on it.',
    retry: false,
  },
  'exhibit-elsewhere': {
    officer: {
      en: 'This exhibit is at another bench, in another officer’s hands. Have it handed over there first.',
      ur: 'یہ مالِ مقدمہ دوسرے بنچ پر دوسرے افسر کے پاس ہے۔ پہلے وہاں سے حوالے کروائیں۔',
    },
    staff: 'Another station of the laboratory recorded who has it; details name the station.',
    retry: false,
  },
  'exhibit-sealed': {
    officer: {
      en: 'This exhibit is sealed. Open it first.',
      ur: 'یہ مالِ مقدمہ سر بمہر ہے۔ پہلے اسے کھولیں۔',
    },
    staff: 'Only a gross weight is taken of a sealed exhibit.',
    retry: false,
  },
  'exhibit-open': {
    officer: {
      en: 'This exhibit lies open. Seal it first.',
      ur: 'یہ مالِ مقدمہ کھلا ہے۔ پہلے اسے سر بمہر کریں۔',
    },
    staff: 'An exhibit is opened once until it is sealed again, and leaves the laboratory sealed.',
    retry: false,
  },
  'exhibit-forked': {
    officer: {
      en: 'Two benches recorded different things of this exhibit. Call the supervisor, who settles it here.',
      ur: 'دو بنچوں نے اس مالِ مقدمہ کے بارے میں مختلف اندراج کیے ہیں۔ سپروائزر کو بلائیں، وہ یہیں فیصلہ کرے گا۔',
    },
    staff:
      'Two stations wrote apart from each other what came next; all of it stands, and a supervisor says how the exhibit lies now.',
    retry: false,
  },
  'instrument-unfit': {
    officer: {
      en: 'This instrument may not be used now. The list of instruments says why.',
      ur: 'یہ آلہ ابھی استعمال نہیں ہو سکتا۔ وجہ آلات کی فہرست میں درج ہے۔',
    },
    staff: 'It is withdrawn, or what `bench.fitness` refuses is so; details name the reasons.',
    retry: false,
  },
  'spectrum-saturated': {
    officer: {
      en: 'There is more light than the detector can count, so this spectrum is not used. Shorten the time or dim the light, and take it again.',
      ur: 'روشنی ڈیٹیکٹر کی حد سے زیادہ ہے، اس لیے یہ طیف استعمال نہیں ہو گا۔ دورانیہ کم کریں یا روشنی گھٹائیں اور دوبارہ لیں۔',
    },
    staff: 'Pixels showed all that they can in one of the scans; the details say how many.',
    retry: true,
  },
  'spectrum-flat': {
    officer: {
      en: 'This spectrum is flat: it shows nothing. See that the sample and the light are in place.',
      ur: 'یہ طیف بالکل سپاٹ ہے: اس میں کچھ نظر نہیں آتا۔ دیکھیں کہ نمونہ اور روشنی اپنی جگہ پر ہیں۔',
    },
    staff: 'Every point has the same value, as of a detector without light or a line that is stuck.',
    retry: true,
  },
  'spectrum-without-values': {
    officer: {
      en: 'Nothing can be worked out from this spectrum: its reference holds no light. Take the reference again.',
      ur: 'اس طیف سے کچھ اخذ نہیں ہو سکتا: حوالہ طیف میں روشنی نہیں۔ حوالہ طیف دوبارہ لیں۔',
    },
    staff: 'Fewer than two points have a value after dark and reference were taken out.',
    retry: true,
  },
  'spectrum-is-value': {
    officer: {
      en: 'This instrument gives a value at one wavelength, and no spectrum. Choose another one.',
      ur: 'یہ آلہ ایک ہی طولِ موج پر قدر دیتا ہے، طیف نہیں۔ کوئی اور آلہ چنیں۔',
    },
    staff: 'A photometer that does not scan: its values are written down as tests.',
    retry: false,
  },
  'spectrum-gone': {
    officer: {
      en: 'This spectrum is no longer on the screen. Look at the one that is there and accept it.',
      ur: 'یہ طیف اب اسکرین پر نہیں رہا۔ جو موجود ہے اسے دیکھ کر قبول کریں۔',
    },
    staff:
      'Only what was shown last can be accepted: newer spectra came, a setting was changed, or the instrument was away.',
    retry: true,
  },
  'trial-loads': {
    officer: {
      en: 'Linearity takes three weights or more, from light to heavy; every other trial takes one.',
      ur: 'پوری حد کی جانچ کے لیے ہلکے سے بھاری تک کم از کم تین باٹ درکار ہیں؛ باقی ہر جانچ کے لیے ایک۔',
    },
    staff: 'Details name the loads in the order in which they were given.',
    retry: true,
  },
  'below-minimum-weight': {
    officer: {
      en: 'This is too light for this balance. Weigh it on a finer one.',
      ur: 'یہ اس ترازو کے لیے بہت ہلکا ہے۔ اسے زیادہ حساس ترازو پر تولیں۔',
    },
    staff:
      'The method refuses loads below the minimum weight (USP <41>), which the last trial of repeatability says; details name it.',
    retry: false,
  },
  'units-missing': {
    officer: {
      en: 'There are no units yet to draw from. Take them out and label each first.',
      ur: 'قرعہ کے لیے ابھی کوئی اکائی نہیں۔ پہلے سب نکال کر ہر ایک پر لیبل لگائیں۔',
    },
    staff: 'The exhibit on which the method was begun has no parts of the kind `unit` on record at this bench.',
    retry: true,
  },
  'draw-too-large': {
    officer: {
      en: 'The plan draws more units than one entry can hold. Test every unit instead.',
      ur: 'منصوبہ ایک اندراج کی حد سے زیادہ اکائیاں مانگتا ہے۔ اس کے بجائے ہر اکائی کا ٹیسٹ کریں۔',
    },
    staff: 'Details name how many the plan of the method draws, and how many one event holds.',
    retry: false,
  },
  'value-impossible': {
    officer: {
      en: 'This weight is not possible. Check the digits and the unit.',
      ur: 'یہ وزن ممکن نہیں۔ ہندسے اور اکائی دیکھ لیں۔',
    },
    staff: 'A weight is more than nothing and not beyond the capacity that the balance’s certificate states.',
    retry: false,
  },
  'seizure-ahead': {
    officer: {
      en: 'The seizure cannot lie in the future. Check the date on the memorandum.',
      ur: 'برآمدگی کی تاریخ آئندہ کی نہیں ہو سکتی۔ میمورنڈم پر تاریخ دیکھ لیں۔',
    },
    staff: 'The time of seizure lies after the station’s clock, which is set.',
    retry: false,
  },
  'late-reason-missing': {
    officer: {
      en: 'The parcels came later than 72 hours after the seizure. Write down the depositor’s reason.',
      ur: 'پارسل برآمدگی کے 72 گھنٹے بعد آئے ہیں۔ جمع کرانے والے کی بتائی ہوئی وجہ لکھیں۔',
    },
    staff: 'A narcotics memorandum that is later than the rules allow takes a reason.',
    retry: false,
  },
  'case-unknown': {
    officer: { en: 'This case is not on record here.', ur: 'یہ مقدمہ یہاں کے ریکارڈ میں نہیں۔' },
    staff: 'No `case.opened.v1` with this subject is held at this station.',
    retry: false,
  },
  'report-missing': {
    officer: {
      en: 'The analyst has not concluded: there is no report of this case yet.',
      ur: 'تجزیہ کار نے ابھی نتیجہ درج نہیں کیا: اس مقدمے کی رپورٹ موجود نہیں۔',
    },
    staff: 'No signed conclusion of the assigned analyst is on record.',
    retry: true,
  },
  'report-elsewhere': {
    officer: {
      en: 'A library search of this report is kept at another bench. Review the report there; the page names the bench.',
      ur: 'اس رپورٹ کی طیف کی تلاش دوسرے بنچ پر محفوظ ہے۔ رپورٹ کا جائزہ وہیں لیں؛ صفحے پر بنچ کا نام درج ہے۔',
    },
    staff:
      'Benches share events and no files: a report is made where the files of its library searches are. Details name the benches.',
    retry: false,
  },
  'report-unknown': {
    officer: {
      en: 'This bench issued no such report.',
      ur: 'اس بنچ نے ایسی کوئی رپورٹ جاری نہیں کی۔',
    },
    staff: 'The bench that issued a report has its file and its signed event; the centre has the event of each.',
    retry: false,
  },
  'report-issued': {
    officer: {
      en: 'This report was issued already. Another one begins with a new conclusion.',
      ur: 'یہ رپورٹ جاری ہو چکی ہے۔ نئی رپورٹ نئے نتیجے سے شروع ہوتی ہے۔',
    },
    staff: 'One conclusion makes one report.',
    retry: false,
  },
  'report-number-in-use': {
    officer: {
      en: 'Another report has this number already. Give this one its own.',
      ur: 'یہ نمبر پہلے سے کسی اور رپورٹ کا ہے۔ اس رپورٹ کو اپنا نمبر دیں۔',
    },
    staff: 'This bench has issued a report under this number.',
    retry: false,
  },
  'report-changed': {
    officer: {
      en: 'The record has changed since. Go through the report as it is now.',
      ur: 'اس دوران ریکارڈ بدل گیا ہے۔ رپورٹ کو موجودہ صورت میں دوبارہ دیکھیں۔',
    },
    staff: 'The content hash is that of another report than the record makes now.',
    retry: true,
  },
  'report-incomplete': {
    officer: {
      en: 'The report cannot be issued yet. See what is missing.',
      ur: 'رپورٹ ابھی جاری نہیں ہو سکتی۔ دیکھیں کیا باقی ہے۔',
    },
    staff: 'The details name what the record lacks.',
    retry: true,
  },
  'not-the-analyst': {
    officer: {
      en: 'Only the analyst of this case concludes. Let the supervisor assign it first.',
      ur: 'نتیجہ صرف اس مقدمے کا تجزیہ کار درج کر سکتا ہے۔ پہلے سپروائزر مقدمہ سپرد کرے۔',
    },
    staff: 'Whoever is signed in is not the analyst to whom the case was assigned.',
    retry: false,
  },
  'case-number-in-use': {
    officer: {
      en: 'Another case has this number already.',
      ur: 'یہ نمبر پہلے سے کسی اور مقدمے کا ہے۔',
    },
    staff: 'The laboratory’s own numbers are given once.',
    retry: false,
  },
  'not-yours-to-sign': {
    officer: {
      en: 'This is for another officer to sign. The page names who.',
      ur: 'اس پر کسی اور افسر کے دستخط ہونے ہیں۔ نام صفحے پر درج ہے۔',
    },
    staff:
      'Each word of a hand-over is one officer’s alone; receipt, return and amendment are signed by whoever is signed in.',
    retry: false,
  },
  'reviewer-worked-on-it': {
    officer: {
      en: 'Whoever worked on the case cannot review it. Somebody else has to.',
      ur: 'جس نے اس مقدمے پر کام کیا ہو وہ جائزہ نہیں لے سکتا۔ کوئی اور جائزہ لے۔',
    },
    staff: 'A review is another person’s word than that of the analyst and of everybody who handled the exhibits.',
    retry: false,
  },
  'finding-unknown': {
    officer: {
      en: 'This exhibit has no such entry to amend.',
      ur: 'اس مالِ مقدمہ کا ایسا کوئی اندراج نہیں جس کی تصحیح ہو۔',
    },
    staff: 'What is amended is a weight, a test or a file of the exhibit in work, by something of its own kind.',
    retry: false,
  },
  'file-unknown': {
    officer: { en: 'There is no such file here.', ur: 'یہاں ایسی کوئی فائل نہیں۔' },
    staff: 'No file with this hash, or arrival with this number, is kept at this station.',
    retry: false,
  },
  'file-damaged': {
    officer: {
      en: 'This file was changed since it came. Call IT.',
      ur: 'یہ فائل آنے کے بعد بدل گئی ہے۔ آئی ٹی کو بلائیں۔',
    },
    staff: 'What is kept under its hash has another hash. Keep the disk; the record proves what the file was.',
    retry: false,
  },
} as const;
