/** Practice with invented people at a gate. */
export const practice = {
  'practice.word': { en: 'PRACTICE', ur: 'مشق' },
  'practice.band': {
    en: 'PRACTICE: invented people. The gate stays shut and nothing goes on record',
    ur: 'مشق: فرضی لوگ۔ گیٹ بند رہے گا اور ریکارڈ میں کچھ درج نہیں ہو گا',
  },
  'practice.begin': { en: 'Practise', ur: 'مشق کریں' },
  'practice.ask': { en: 'Practise at this gate?', ur: 'اس گیٹ پر مشق شروع کریں؟' },
  'practice.before': {
    en: 'You are signed out. Until somebody signs in again, this gate opens for nobody. A count, an order to keep somebody in or a touch ends practice at once.',
    ur: 'آپ لاگ آؤٹ ہو جائیں گے۔ جب تک کوئی دوبارہ لاگ اِن نہ کرے، یہ گیٹ کسی کے لیے نہیں کھلے گا۔ گنتی، کسی کو روکنے کا حکم یا ایک بٹن مشق فوراً ختم کر دیتا ہے۔',
  },
  'practice.on-record': {
    en: 'Only that practice began and ended goes on record, with your number.',
    ur: 'ریکارڈ میں صرف مشق کا شروع اور ختم ہونا آپ کے نمبر کے ساتھ درج ہو گا۔',
  },
  'practice.begin-now': { en: 'Begin to practise', ur: 'مشق شروع کریں' },
  'practice.back': { en: 'Back to real work', ur: 'اصل کام پر واپس' },
  'practice.count-hold': { en: 'Real emergency count: hold', ur: 'اصل ہنگامی گنتی: دبائے رکھیں' },
  'practice.starting': {
    en: 'Invented people are being made ready',
    ur: 'مشق کے لیے فرضی لوگ تیار ہو رہے ہیں',
  },
  'practice.step': { en: 'Step {done} of {of}', ur: 'مرحلہ {done}، کل {of}' },
  'practice.preparing': { en: 'The practice gate begins anew', ur: 'مشق کا گیٹ نئے سرے سے تیار ہو رہا ہے' },
  'practice.goes-on': { en: 'Practice at this gate', ur: 'اس گیٹ پر مشق جاری ہے' },
  'practice.nothing-sent': { en: 'Practice: nothing is sent anywhere', ur: 'مشق: کہیں کچھ نہیں بھیجا جاتا' },
  'practice.panel': { en: 'People and papers', ur: 'لوگ اور کاغذات' },
  'practice.gate': { en: 'The gate of practice', ur: 'مشق کا گیٹ' },
  'practice.exercises': { en: 'Exercises', ur: 'مشقیں' },
  'practice.choose': {
    en: 'Choose an exercise, or try freely with the people and papers below.',
    ur: 'کوئی مشق چنیں، یا نیچے دیے گئے لوگوں اور کاغذات سے آزادانہ مشق کریں۔',
  },
  'practice.free': { en: 'Try freely', ur: 'آزادانہ مشق' },
  'practice.leave': { en: 'End here: the person stays inside', ur: 'یہیں ختم کریں: اسیر اندر رہے گا' },
  'practice.again': { en: 'The same once more', ur: 'یہی مشق دوبارہ' },
  'practice.next': { en: 'Next exercise', ur: 'اگلی مشق' },
  'practice.all': { en: 'All exercises', ur: 'تمام مشقیں' },
  'practice.fingers': { en: 'Put on the glass', ur: 'شیشے پر رکھیں' },
  'practice.papers': { en: 'Scan', ur: 'اسکین کریں' },
  'practice.signers': {
    en: 'To sign in practice. The PIN of all of them is {pin}',
    ur: 'مشق میں دستخط کے لیے۔ سب کا پن {pin} ہے',
  },
  'practice.own-pin': { en: 'Never type your own PIN here', ur: 'یہاں اپنا اصل پن کبھی نہ لکھیں' },
  'practice.certificate': { en: 'Medical certificate {number}', ur: 'میڈیکل سرٹیفکیٹ {number}' },
  'practice.receipt': { en: 'Property receipt {number}', ur: 'سامان کی رسید {number}' },
  'practice.good-title': { en: 'A good officer', ur: 'ایک اچھا افسر' },
  'practice.did-title': { en: 'What you did', ur: 'آپ نے کیا کیا' },
  'practice.done-go': { en: 'Done well', ur: 'خوب کیا' },
  'practice.done-wait': { en: 'There is a better way', ur: 'بہتر طریقہ موجود ہے' },
  'practice.done-stop': { en: 'Try it once more', ur: 'ایک بار پھر کوشش کریں' },
  'practice.nothing-real': {
    en: 'PRACTICE: nobody has moved. The gate stayed shut',
    ur: 'مشق: کوئی آیا گیا نہیں۔ گیٹ بند رہا',
  },
  'practice.slip': { en: 'PRACTICE: NOT A RELEASE', ur: 'مشق — رہائی نہیں' },
  'practice.slip-note': {
    en: 'Made in practice, about an invented person. It is worth nothing.',
    ur: 'یہ پرچی مشق میں ایک فرضی شخص کی بنی ہے۔ اس کی کوئی حیثیت نہیں۔',
  },
  'practice.ended': { en: 'Practice has ended: {reason}', ur: 'مشق ختم ہو گئی: {reason}' },
  'practice.sign-in': { en: 'Sign in for real work', ur: 'اصل کام کے لیے لاگ اِن کریں' },

  'practice.finger-right-person-0': {
    en: 'Aslam son of Karim Bakhsh, right index',
    ur: 'اسلم ولد کریم بخش، دائیں شہادت کی انگلی',
  },
  'practice.finger-right-person-1': {
    en: 'Aslam son of Karim Bakhsh, left index',
    ur: 'اسلم ولد کریم بخش، بائیں شہادت کی انگلی',
  },
  'practice.finger-brother-0': { en: 'His brother Akram, right index', ur: 'اس کا بھائی اکرم، دائیں شہادت کی انگلی' },
  'practice.finger-brother-1': { en: 'His brother Akram, left index', ur: 'اس کا بھائی اکرم، بائیں شہادت کی انگلی' },
  'practice.finger-worn-0': {
    en: 'Aslam son of Rahim Dad, a worn finger',
    ur: 'اسلم ولد رحیم داد، گھسی ہوئی انگلی',
  },
  'practice.finger-shown-0': { en: 'Right index of the man', ur: 'اس آدمی کی دائیں شہادت کی انگلی' },
  'practice.finger-shown-1': { en: 'Left index of the man', ur: 'اس آدمی کی بائیں شہادت کی انگلی' },
  'practice.paper-true': { en: 'The true order for Aslam son of Karim Bakhsh', ur: 'اسلم ولد کریم بخش کی اصل روبکار' },
  'practice.paper-forged': { en: 'A forged order', ur: 'جعلی روبکار' },
  'practice.paper-used': { en: 'An order that was acted on before', ur: 'روبکار جس پر پہلے عمل ہو چکا' },
  'practice.paper-same-name': {
    en: 'The order for the other Aslam, son of Rahim Dad',
    ur: 'دوسرے اسلم ولد رحیم داد کی روبکار',
  },
  'practice.paper-brought': { en: 'The paper that was brought', ur: 'لایا گیا کاغذ' },

  'practice.title-true-order': { en: 'A release', ur: 'رہائی' },
  'practice.title-forged-order': { en: 'A paper from a stranger', ur: 'ایک اجنبی کا لایا کاغذ' },
  'practice.title-brother': { en: 'Two brothers', ur: 'دو بھائی' },
  'practice.title-worn-finger': { en: 'An old mason', ur: 'ایک بوڑھا مستری' },
  'practice.title-used-order': { en: 'A paper found in a file', ur: 'فائل سے نکلا کاغذ' },
  'practice.title-same-name': { en: 'Aslam is called', ur: 'اسلم کو بلایا گیا' },
  'practice.story-true-order': {
    en: 'The court’s messenger brings an order for Aslam son of Karim Bakhsh. He stands before you with his belongings.',
    ur: 'عدالت کا ہرکارہ اسلم ولد کریم بخش کی روبکار لایا ہے۔ وہ اپنے سامان کے ساتھ آپ کے سامنے کھڑا ہے۔',
  },
  'practice.story-forged-order': {
    en: 'A man in a hurry brings an order for Akram son of Karim Bakhsh. Akram was fetched from the ward.',
    ur: 'ایک شخص جلدی میں اکرم ولد کریم بخش کی روبکار لایا ہے۔ اکرم کو بیرک سے بلا لیا گیا ہے۔',
  },
  'practice.story-brother': {
    en: 'There is an order for Aslam son of Karim Bakhsh. The man who comes from the ward says that he is Aslam.',
    ur: 'اسلم ولد کریم بخش کی روبکار آئی ہے۔ بیرک سے آنے والا آدمی کہتا ہے کہ وہ اسلم ہے۔',
  },
  'practice.story-worn-finger': {
    en: 'An order for Aslam son of Rahim Dad. He laid bricks for forty years. On his left arm you see an old burn.',
    ur: 'اسلم ولد رحیم داد کی روبکار آئی ہے۔ اس نے چالیس سال اینٹیں لگائی ہیں۔ اس کے بائیں بازو پر جلنے کا پرانا نشان ہے۔',
  },
  'practice.story-used-order': {
    en: 'Aslam son of Karim Bakhsh shows an order with his name on it, found in an old file.',
    ur: 'اسلم ولد کریم بخش اپنے نام کی ایک روبکار دکھاتا ہے جو پرانی فائل سے نکلی ہے۔',
  },
  'practice.story-same-name': {
    en: 'An order for Aslam has come. Aslam son of Karim Bakhsh stands at the gate.',
    ur: 'اسلم کی روبکار آئی ہے۔ اسلم ولد کریم بخش گیٹ پر کھڑا ہے۔',
  },
  'practice.did-released': {
    en: 'You let him go, known by his fingers, with the signatures of two officers.',
    ur: 'آپ نے اسے انگلیوں کی شناخت اور دو افسروں کے دستخط کے بعد رہا کیا۔',
  },
  'practice.did-by-sight': {
    en: 'You let him go, known by sight, with the word of a supervisor.',
    ur: 'آپ نے اسے دیکھ کر شناخت اور سپروائزر کی تصدیق پر رہا کیا۔',
  },
  'practice.did-kept': {
    en: 'The gate refused, and you kept him inside.',
    ur: 'گیٹ نے انکار کیا اور آپ نے اسے اندر رکھا۔',
  },
  'practice.did-left': {
    en: 'You ended before the gate had decided. He is inside.',
    ur: 'گیٹ کے فیصلے سے پہلے آپ نے مشق ختم کر دی۔ وہ اندر ہے۔',
  },
  'practice.good-true-order': {
    en: 'Scans the order, takes two fingers, has the medical officer and the property store answer, and signs with a second officer. Whoever is free by law does not wait a minute longer than that takes.',
    ur: 'روبکار اسکین کرتا ہے، دو انگلیاں لیتا ہے، میڈیکل افسر اور مال خانے سے تصدیق کراتا ہے اور دوسرے افسر کے ساتھ دستخط کرتا ہے۔ جسے قانون رہا کرے، وہ بلاوجہ ایک منٹ بھی نہیں رکتا۔',
  },
  'practice.good-forged-order': {
    en: 'Trusts no paper: an order counts once the court has sent it. He keeps Akram inside, holds on to the paper, and calls the duty officer and the court.',
    ur: 'کاغذ پر بھروسا نہیں کرتا: روبکار تب مانی جاتی ہے جب عدالت نے خود بھیجی ہو۔ وہ اکرم کو اندر رکھتا ہے، کاغذ اپنے پاس رکھتا ہے اور ڈیوٹی افسر اور عدالت کو فون کرتا ہے۔',
  },
  'practice.good-brother': {
    en: 'Believes the finger, not the face: it was Akram, the brother. He keeps him inside, calls the duty officer and has Aslam fetched.',
    ur: 'چہرے پر نہیں، انگلی پر یقین کرتا ہے: یہ بھائی اکرم تھا۔ وہ اسے اندر رکھتا ہے، ڈیوٹی افسر کو بلاتا ہے اور اسلم کو منگواتا ہے۔',
  },
  'practice.good-worn-finger': {
    en: 'Has the finger wiped and tries again and another one. Then he says that the fingers are worn, compares the marks with the record, and a supervisor signs. A worn finger keeps nobody in prison.',
    ur: 'انگلی صاف کرا کے دوبارہ اور دوسری انگلی سے کوشش کرتا ہے۔ پھر لکھتا ہے کہ انگلیاں گھسی ہوئی ہیں، ریکارڈ سے نشانات ملاتا ہے اور سپروائزر دستخط کرتا ہے۔ گھسی ہوئی انگلی کسی کو جیل میں نہیں رکھتی۔',
  },
  'practice.good-used-order': {
    en: 'Sees that this order was acted on when Aslam was here before. It opens nothing a second time. He keeps him inside and tells the duty officer.',
    ur: 'دیکھتا ہے کہ اس روبکار پر اسلم کی پچھلی قید میں عمل ہو چکا ہے۔ یہ دوسری بار کچھ نہیں کھولتی۔ وہ اسے اندر رکھتا ہے اور ڈیوٹی افسر کو بتاتا ہے۔',
  },
  'practice.good-same-name': {
    en: 'Reads the father’s name as well: the order is for Aslam son of Rahim Dad. He keeps this one inside and has the other fetched.',
    ur: 'ولدیت بھی پڑھتا ہے: روبکار اسلم ولد رحیم داد کی ہے۔ وہ اسے اندر رکھتا ہے اور دوسرے اسلم کو منگواتا ہے۔',
  },
} as const;
