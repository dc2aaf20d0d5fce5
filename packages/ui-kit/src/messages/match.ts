/** What is said where the centre found the fingers of one person on another. */
export const match = {
  'gate.provisional-centre-pending': {
    en: 'not yet searched for at the centre',
    ur: 'مرکز میں نشانات کی تلاش ابھی باقی ہے',
  },
  'match.compare': {
    en: '{person}: the same fingers are on record at {prison}. A senior officer has to compare',
    ur: '{person}: یہی نشانات {prison} کے ریکارڈ میں بھی ہیں۔ سینئر افسر موازنہ کرے',
  },
  'match.found': {
    en: '{person}: the same fingers are on record elsewhere',
    ur: '{person}: یہی نشانات کسی اور جگہ کے ریکارڈ میں بھی ہیں',
  },
  'match.none': { en: '{person}: the centre found nobody alike', ur: '{person}: مرکز میں ایسا کوئی نشان نہیں ملا' },
  'match.elsewhere': {
    en: '{person}: somebody admitted elsewhere has the same fingers. A senior officer there has to compare',
    ur: '{person}: کسی اور جگہ داخل شخص کے نشانات بھی یہی ہیں۔ وہاں کا سینئر افسر موازنہ کرے گا',
  },
  'match.search-late': {
    en: '{person}: the centre has not searched for the fingers yet',
    ur: '{person}: مرکز نے نشانات کی تلاش ابھی نہیں کی',
  },
  'match.somebody': {
    en: 'somebody is alike (compared: {compared} of {held})',
    ur: 'ملتے نشانات موجود ہیں (موازنہ: کل {held} میں سے {compared})',
  },
  'match.nobody': {
    en: 'nobody is alike (compared: {compared} of {held})',
    ur: 'کسی کے نشانات نہیں ملتے (موازنہ: کل {held} میں سے {compared})',
  },
  'match.answer-same-person': { en: 'one person', ur: 'ایک ہی شخص' },
  'match.answer-different-person': { en: 'two different people', ur: 'دو مختلف اشخاص' },
  'match.answer-stand-in-suspected': { en: 'a stand-in is suspected', ur: 'کسی کی جگہ دوسرے شخص کا شبہ' },
  'match.noted-same-person': {
    en: '{person}: found to be one person with the record elsewhere',
    ur: '{person}: دوسری جگہ کا ریکارڈ بھی اسی شخص کا پایا گیا',
  },
  'match.noted-different-person': {
    en: '{person}: found not to be the person on record elsewhere',
    ur: '{person}: دوسری جگہ کا ریکارڈ کسی اور شخص کا پایا گیا',
  },
  'match.noted-stand-in-suspected': {
    en: '{person}: one may be held in the place of another',
    ur: '{person}: شبہ ہے کہ ایک شخص دوسرے کی جگہ قید ہے',
  },
  'match.search': { en: 'Search at the centre', ur: 'مرکز میں نشانات کی تلاش' },
  'match.search-waiting': { en: 'provisional: not yet searched', ur: 'عارضی: تلاش ابھی باقی ہے' },
  'match.search-done': { en: 'done', ur: 'ہو چکی' },
  'match.same-fingers-at': { en: 'Same fingers at', ur: 'یہی نشانات یہاں بھی' },
  'match.answers-there': { en: 'A senior officer there compares', ur: 'وہاں کا سینئر افسر موازنہ کرے گا' },
  'match.answer-due': { en: 'Answer due', ur: 'جواب کی آخری مدت' },
  'match.open': { en: 'Senior officer: compare with {prison}', ur: 'سینئر افسر: {prison} سے موازنہ کریں' },
  'match.sign-open': {
    en: 'Senior officer, not the one who admitted: show me who is on record at {prison}',
    ur: 'سینئر افسر (داخلہ کرنے والے کے علاوہ): دکھایا جائے کہ {prison} کے ریکارڈ میں کون ہے',
  },
  'match.here': { en: 'Admitted here', ur: 'یہاں داخلہ' },
  'match.there': { en: 'On record at {prison}', ur: '{prison} کے ریکارڈ میں' },
  'match.alias': { en: 'Also known as', ur: 'دوسرا نام' },
  'match.erased': { en: 'Who that is can no longer be read', ur: 'یہ کون ہے، اب پڑھا نہیں جا سکتا' },
  'match.stand-in-suspected': { en: 'Stand-in suspected', ur: 'جگہ بدلنے کا شبہ' },
  'match.sign-same-person': {
    en: 'Senior officer: it is one person, held at {prison} as well',
    ur: 'سینئر افسر: یہ ایک ہی شخص ہے، {prison} میں بھی درج ہے',
  },
  'match.sign-different-person': {
    en: 'Senior officer: the person on record at {prison} is somebody else',
    ur: 'سینئر افسر: {prison} کے ریکارڈ میں درج شخص کوئی اور ہے',
  },
  'match.sign-stand-in-suspected': {
    en: 'Senior officer: here or at {prison}, one may be held in the place of another',
    ur: 'سینئر افسر: شبہ ہے کہ یہاں یا {prison} میں ایک شخص دوسرے کی جگہ قید ہے',
  },
  'match.reason': { en: 'What you compared, and why you say so', ur: 'کیا موازنہ کیا، اور اس فیصلے کی وجہ' },
  'house.late-central-search': {
    en: 'Fingers not searched for at the centre',
    ur: 'مرکز میں نشانات کی تلاش نہیں ہوئی',
  },
  'house.late-match': { en: 'Same fingers elsewhere: not compared', ur: 'یہی نشانات کسی اور جگہ بھی: موازنہ باقی' },
  'house.late-match-elsewhere': {
    en: 'Same fingers elsewhere: to be answered there',
    ur: 'یہی نشانات کسی اور جگہ بھی: جواب وہاں سے آنا ہے',
  },
  'event.prisoner.searched-at-centre.v1': { en: 'Searched for at the centre', ur: 'مرکز میں نشانات کی تلاش' },
  'event.prisoner.match-answered.v1': { en: 'Compared with a record elsewhere', ur: 'دوسری جگہ کے ریکارڈ سے موازنہ' },
  'event.prisoner.matched-elsewhere.v1': {
    en: 'Same fingers on an admission elsewhere',
    ur: 'کسی اور جگہ کے داخلے میں یہی نشانات',
  },
} as const;
