/** A vehicle at the gate: who is counted in it, and why it does not pass. */
export const van = {
  'van.state-first': {
    en: 'State vehicle, escort and head count first',
    ur: 'پہلے گاڑی، گارد اور گنتی درج کریں',
  },
  'van.next-paper': {
    en: 'Each person needs a paper: write out the next one, or let the vehicle pass',
    ur: 'ہر اسیر کا کاغذ الگ ہے: اگلا درج کریں، یا گاڑی گزاریں',
  },
  'van.other-open': {
    en: 'This vehicle is still at the gate. Let it pass or give it up first',
    ur: 'یہ گاڑی ابھی گیٹ پر ہے۔ پہلے اسے گزاریں یا منسوخ کریں',
  },
  'van.aboard': {
    en: '{person} is identified and goes along',
    ur: '{person}: شناخت ہو گئی، گاڑی کے ساتھ ہے',
  },
  'van.already-aboard': {
    en: '{person} is counted already',
    ur: '{person}: گنتی میں پہلے سے شامل ہے',
  },
  'van.full': {
    en: '{counted} were counted, and this is one more. Nobody passes. Count again',
    ur: 'گنتی {counted} تھی، یہ ایک زائد ہے۔ کوئی نہیں گزرے گا۔ دوبارہ گنیں',
  },
  'van.differs': {
    en: '{counted} counted, {identified} identified. The gate stays shut',
    ur: 'گنتی {counted}، شناخت {identified}۔ گیٹ بند رہے گا',
  },
  'van.agrees': {
    en: 'The counts agree',
    ur: 'گنتی اور شناخت برابر ہیں',
  },
  'van.taken-off': {
    en: 'This person no longer goes along. Count again',
    ur: 'یہ شخص اب ساتھ نہیں جا سکتا۔ دوبارہ گنیں',
  },
  'van.passed': {
    en: 'Vehicle {vehicle} passes, people: {count}',
    ur: 'گاڑی {vehicle} گزر سکتی ہے، کل افراد {count}',
  },
  'van.open': {
    en: 'At the gate: {vehicle}, {identified} of {counted} identified',
    ur: 'گیٹ پر گاڑی {vehicle}، شناخت {identified}، گنتی {counted}',
  },
  'van.given-up': {
    en: 'Vehicle {vehicle} did not pass: {counted} counted, {identified} identified',
    ur: 'گاڑی {vehicle} نہیں گزری: گنتی {counted}، شناخت {identified}',
  },
  'van.vehicle': { en: 'Registration of the vehicle', ur: 'گاڑی کا نمبر' },
  'van.escort': { en: 'Commander of the escort', ur: 'گارد کا انچارج' },
  'van.escort-number': { en: 'Belt number', ur: 'بیلٹ نمبر' },
  'van.head-count': { en: 'Heads counted, without the escort', ur: 'گنتی، گارد کے علاوہ' },
  'van.state': { en: 'Save', ur: 'محفوظ کریں' },
  'van.counted': { en: 'counted', ur: 'گنتی' },
  'van.identified': { en: 'identified', ur: 'شناخت' },
  'van.count-again': { en: 'Count again', ur: 'دوبارہ گنیں' },
  'van.let-pass': {
    en: 'Open the gate for {vehicle}, people: {count}',
    ur: 'گاڑی {vehicle} کے لیے گیٹ کھولیں، افراد {count}',
  },
  'van.close': {
    en: 'Close the list of {vehicle}, people: {count}',
    ur: 'گاڑی {vehicle} کی فہرست مکمل کریں، افراد {count}',
  },
  'van.give-up': { en: 'It does not pass', ur: 'گاڑی نہیں گزرے گی' },
  'van.take-off': { en: 'Stays behind', ur: 'ساتھ نہیں جائے گا' },
  'van.another': { en: 'Another person', ur: 'ایک اور اسیر' },
} as const;
