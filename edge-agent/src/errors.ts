import { defineErrors } from '@custody-edge/foundation';
import { benchErrors } from './bench/errors.ts';
import { libraryErrors } from './bench/library/errors.ts';

/** What can go wrong at a station, for the officer and for IT. */
export const agentError = defineErrors({
  ...benchErrors,
  ...libraryErrors,
  'enrolment-invalid': {
    officer: {
      en: 'This station’s enrolment is not valid. Call IT.',
      ur: 'اس اسٹیشن کا اندراج درست نہیں۔ آئی ٹی کو بلائیں۔',
    },
    staff: 'A key, certificate or signed record is missing or does not fit the others. Run the doctor command.',
    retry: false,
  },
  'database-damaged': {
    officer: {
      en: 'This station’s record is damaged. Call IT at once.',
      ur: 'اس اسٹیشن کا ریکارڈ خراب ہے۔ فوراً آئی ٹی کو بلائیں۔',
    },
    staff: 'SQLite’s integrity check or the chain’s own hashes failed. Keep the file, do not restart over it.',
    retry: false,
  },
  'record-altered': {
    officer: {
      en: 'This station’s record was altered. Nobody is released here. Call IT and the superintendent.',
      ur: 'اس اسٹیشن کے ریکارڈ میں رد و بدل ہوا ہے۔ یہاں سے رہائی نہیں ہو گی۔ آئی ٹی اور سپرنٹنڈنٹ کو بلائیں۔',
    },
    staff:
      'An event is missing, stands for another one or is found under another name than it was signed with, or the centre holds another history of this chain. Keep the file; replace this machine by another one (`provision station --replace-record`).',
    retry: false,
  },
  'database-newer': {
    officer: {
      en: 'This station’s record was written by a newer version. Call IT.',
      ur: 'اس اسٹیشن کا ریکارڈ نئے ورژن نے لکھا ہے۔ آئی ٹی کو بلائیں۔',
    },
    staff: 'The database has a newer form than this version of the agent knows: an update was taken back.',
    retry: false,
  },
  'event-refused': {
    officer: { en: 'This could not be recorded. Call IT.', ur: 'اندراج نہیں ہو سکا۔ آئی ٹی کو بلائیں۔' },
    staff: 'The event does not match the schema of its type or exceeds 64 kB: a defect of the workflow.',
    retry: false,
  },
  'action-not-possible': {
    officer: { en: 'That is not possible at this step.', ur: 'اس مرحلے پر یہ ممکن نہیں۔' },
    staff: 'The page asked for an action that the desk’s state does not offer, usually a second press of a button.',
    retry: false,
  },
  'action-incomplete': {
    officer: { en: 'Something is still missing.', ur: 'ابھی کچھ باقی ہے۔' },
    staff: 'The action was asked for while its evidence was incomplete; the view lists what is missing.',
    retry: false,
  },
  'methods-unreadable': {
    officer: {
      en: 'The folder of the laboratory’s methods cannot be read. Call IT.',
      ur: 'لیبارٹری کے طریقہ ہائے کار کا فولڈر پڑھا نہیں جا سکا۔ آئی ٹی کو بلائیں۔',
    },
    staff: 'The folder that bench.methodsDir names is missing or may not be read.',
    retry: false,
  },
  'method-invalid': {
    officer: {
      en: 'This method’s file is wrong, so it cannot be followed. Call IT.',
      ur: 'اس طریقہ کار کی فائل درست نہیں، اس لیے اس پر کام نہیں ہو سکتا۔ آئی ٹی کو بلائیں۔',
    },
    staff:
      'A file of a method is no JSON5, too large, or breaks its rules: `custody-edge methods lint FOLDER` says where.',
    retry: false,
  },
  'method-unknown': {
    officer: { en: 'This bench does not know that method.', ur: 'یہ بنچ اس طریقہ کار سے واقف نہیں۔' },
    staff: 'No file of this name is among the shipped methods or in the folder that bench.methodsDir names.',
    retry: false,
  },
  'method-incomplete': {
    officer: {
      en: 'The laboratory has not completed this method yet. Ask the head of the section.',
      ur: 'لیبارٹری نے یہ طریقہ کار ابھی مکمل نہیں کیا۔ شعبے کے سربراہ سے پوچھیں۔',
    },
    staff:
      'A protocol, reagent or figure is blank. Copy the method to bench.methodsDir under a version of its own and fill it in; the details name what is blank.',
    retry: false,
  },
  'method-changed': {
    officer: {
      en: 'This method was changed without a new version. It cannot be begun. Call IT.',
      ur: 'یہ طریقہ کار نیا ورژن نمبر دیے بغیر بدلا گیا ہے۔ اسے شروع نہیں کیا جا سکتا۔ آئی ٹی کو بلائیں۔',
    },
    staff:
      'Exhibits are on record with another file of this id and version. Give the changed file a new version, and keep the one before in the folder former.',
    retry: false,
  },
  'method-not-here': {
    officer: {
      en: 'This bench does not have the method with which this exhibit was begun. Call IT.',
      ur: 'جس طریقہ کار سے اس مالِ مقدمہ پر کام شروع ہوا تھا وہ اس بنچ پر موجود نہیں۔ آئی ٹی کو بلائیں۔',
    },
    staff: 'Put the file of that version, by its SHA-256, into the folder former of bench.methodsDir.',
    retry: false,
  },
  'named-officer-signs': {
    officer: {
      en: 'Only the officer who is written down as having searched can sign this.',
      ur: 'اس پر صرف وہی افسر دستخط کر سکتا ہے جس کا نام تلاشی لینے والے کے طور پر درج ہے۔',
    },
    staff: 'A search at an admission is signed by the officer {officerId}, whom the admission names.',
    retry: false,
  },
  'practice-not-now': {
    officer: {
      en: 'Finish what is in hand at the gate first. Then practise.',
      ur: 'پہلے گیٹ پر جاری کام مکمل کریں، پھر مشق کریں۔',
    },
    staff: 'Practice begins only at the start page of a gate, while no vehicle waits and no count is shown.',
    retry: true,
  },
  'practice-over': {
    officer: { en: 'Practice has ended. The gate is for real work.', ur: 'مشق ختم ہو چکی ہے۔ گیٹ اصل کام کے لیے ہے۔' },
    staff: 'The page asked something of a practice that does not run; it shows the gate again at once.',
    retry: false,
  },
  'practice-broken': {
    officer: {
      en: 'Practice could not begin. The gate works as before.',
      ur: 'مشق شروع نہ ہو سکی۔ گیٹ پہلے کی طرح کام کر رہا ہے۔',
    },
    staff: 'The process that practice runs in failed. Its last words are in the log of the station.',
    retry: true,
  },
  'call-off-too-late': {
    officer: {
      en: 'It is too late to call this count off. Finish it and sign the result.',
      ur: 'یہ گنتی واپس لینے کا وقت گزر چکا ہے۔ گنتی مکمل کر کے نتیجے پر دستخط کریں۔',
    },
    staff: 'An evacuation is called off within a quarter of an hour of its start; later it is ended like any other.',
    retry: false,
  },
  'second-officer-needed': {
    officer: {
      en: 'Another officer has to sign this, not the one who is signed in.',
      ur: 'اس پر دوسرے افسر کے دستخط ضروری ہیں، ڈیوٹی پر موجود افسر کے نہیں۔',
    },
    staff: 'An exception at an admission is answered for by an officer other than the one who enrols.',
    retry: true,
  },
  'person-unknown': {
    officer: { en: 'This person is not on record here.', ur: 'یہ شخص یہاں کے ریکارڈ میں نہیں۔' },
    staff: 'No custody record with this subject at this station.',
    retry: false,
  },
  'photograph-unknown': {
    officer: { en: 'There is no such photograph here.', ur: 'یہاں ایسی کوئی تصویر نہیں۔' },
    staff: 'Photographs are served of whoever is on the desk only; the page asked for one that no longer is.',
    retry: false,
  },
  'device-not-configured': {
    officer: {
      en: 'This station has no such device. Call IT.',
      ur: 'اس اسٹیشن پر یہ آلہ موجود نہیں۔ آئی ٹی کو بلائیں۔',
    },
    staff: 'The configuration lists no device of the kind that this step needs.',
    retry: false,
  },
  'entries-to-come': {
    officer: {
      en: 'Entries of other stations are still coming in: nothing was recorded. Wait until the start page no longer counts them, then do it again.',
      ur: 'دوسرے اسٹیشنوں کے اندراجات ابھی آ رہے ہیں: کچھ ریکارڈ نہیں ہوا۔ شروع کے صفحے پر گنتی ختم ہونے تک ٹھہریں، پھر دوبارہ کریں۔',
    },
    staff:
      'This station is more than one commit behind a peer, which is telling it; the details say how many events are to come. By a line that is only partly here nobody is moved. It ends by itself, a minute after the last page at the latest.',
    retry: true,
  },
  'person-being-told': {
    officer: {
      en: 'More about this person is coming from the centre: nothing was recorded. Wait a minute, then do it again.',
      ur: 'اس اسیر کا مزید ریکارڈ مرکز سے آ رہا ہے: کچھ ریکارڈ نہیں ہوا۔ ایک منٹ ٹھہریں، پھر دوبارہ کریں۔',
    },
    staff:
      'The centre has told a part of this person’s line, or the rest of it waits for its turn. It ends by itself, a minute after the last part at the latest.',
    retry: true,
  },
  'disk-full': {
    officer: {
      en: 'The disk is full: nothing was recorded. Call IT to make room, then do it again.',
      ur: 'ڈسک بھر گئی ہے: کچھ ریکارڈ نہیں ہوا۔ جگہ خالی کرانے کے لیے آئی ٹی کو بلائیں، پھر دوبارہ کریں۔',
    },
    staff:
      'SQLite found no room, and the room kept for such a time is used up, or the event is a release. Free the disk of dataDir.',
    retry: true,
  },
  'already-running': {
    officer: { en: 'This station is already running.', ur: 'یہ اسٹیشن پہلے سے چل رہا ہے۔' },
    staff: 'Another process holds the station’s database. Two writers of one chain would fork it.',
    retry: true,
  },
  'peer-unreachable': {
    officer: {
      en: 'Another station of this prison cannot be reached. Work goes on here; have IT check its power and the cable.',
      ur: 'اس جیل کے دوسرے اسٹیشن سے رابطہ نہیں۔ یہاں کام جاری رہے گا؛ آئی ٹی سے اس کی بجلی اور کیبل دکھوائیں۔',
    },
    staff:
      'No connection to the address in peers, or it fell silent: the machine, the network between, or its peerListen.',
    retry: true,
  },
  'peer-port-unusable': {
    officer: {
      en: 'Other stations of this prison cannot reach this one. Work goes on here; call IT.',
      ur: 'اس جیل کے دوسرے اسٹیشن اس اسٹیشن تک نہیں پہنچ سکتے۔ یہاں کام جاری رہے گا؛ آئی ٹی کو بلائیں۔',
    },
    staff:
      'The address in peerListen is not this machine’s or its port is taken, or the TLS key or certificate cannot be read.',
    retry: true,
  },
  'peer-untrusted': {
    officer: {
      en: 'A machine that is not of this system answers in place of another station. Tell IT at once.',
      ur: 'دوسرے اسٹیشن کی جگہ کوئی ایسی مشین جواب دے رہی ہے جو اس نظام کی نہیں۔ فوراً آئی ٹی کو بتائیں۔',
    },
    staff:
      'The TLS handshake failed: a certificate of another project’s authority, expired, or without server use (renew it with --peer-listen).',
    retry: false,
  },
  'peer-record-invalid': {
    officer: {
      en: 'Another station does not say who it is, or not truly. Nothing is exchanged with it. Tell IT at once.',
      ur: 'ایک اسٹیشن نے اپنی درست شناخت نہیں بتائی۔ اس سے کوئی تبادلہ نہیں ہو گا۔ فوراً آئی ٹی کو بتائیں۔',
    },
    staff: 'It presents no station record, or one that the project’s record authority did not sign.',
    retry: false,
  },
  'peer-key-mismatch': {
    officer: {
      en: 'Another station shows the record of a different machine. Nothing is exchanged with it. Tell IT at once.',
      ur: 'ایک اسٹیشن کسی اور مشین کی شناخت دکھا رہا ہے۔ اس سے کوئی تبادلہ نہیں ہو گا۔ فوراً آئی ٹی کو بتائیں۔',
    },
    staff: 'The key of its TLS certificate is not the one in the station record that it presents: a copied record.',
    retry: false,
  },
  'peer-of-other-site': {
    officer: {
      en: 'A station of another place tried to exchange records with this one and was refused. Tell IT.',
      ur: 'کسی دوسری جگہ کے اسٹیشن نے اندراج کے تبادلے کی کوشش کی، رد کر دی گئی۔ آئی ٹی کو بتائیں۔',
    },
    staff:
      'Its record names another site, or is the centre’s. Stations of one site replicate to each other and to no other.',
    retry: false,
  },
  'peer-unexpected': {
    officer: {
      en: 'Another station than the expected one answers. Nothing is exchanged with it. Call IT.',
      ur: 'متوقع اسٹیشن کی جگہ دوسرا اسٹیشن جواب دے رہا ہے۔ اس سے کوئی تبادلہ نہیں ہو گا۔ آئی ٹی کو بلائیں۔',
    },
    staff: 'The record names another station than peers does for this address, or is this station’s own.',
    retry: false,
  },
  'peer-revoked': {
    officer: {
      en: 'The centre no longer trusts a station of this prison. Nothing is exchanged with it.',
      ur: 'مرکز اس جیل کے ایک اسٹیشن پر اب بھروسا نہیں کرتا۔ اس سے کوئی تبادلہ نہیں ہو گا۔',
    },
    staff: 'The centre revoked this enrolment. Enrol the machine anew, or take it out of peers.',
    retry: false,
  },
  'peer-refuses': {
    officer: {
      en: 'Another station refuses to exchange records with this one. Call IT.',
      ur: 'دوسرا اسٹیشن اس اسٹیشن سے اندراج کا تبادلہ نہیں کر رہا۔ آئی ٹی کو بلائیں۔',
    },
    staff: 'The details name the reason that it gave: see that error, seen from its side.',
    retry: false,
  },
  'peer-answer-invalid': {
    officer: {
      en: 'Another station sends what this one cannot read. Call IT.',
      ur: 'دوسرا اسٹیشن ایسی معلومات بھیج رہا ہے جو پڑھی نہیں جا سکتیں۔ آئی ٹی کو بلائیں۔',
    },
    staff: 'The answer does not match its schema or exceeds its limit: another version, or not a station.',
    retry: false,
  },
  'sign-in-first': {
    officer: { en: 'Sign in first.', ur: 'پہلے لاگ اِن کریں۔' },
    staff: 'Nobody is signed in at this station: the officer signed out, was idle, or the station was restarted.',
    retry: true,
  },
  'sign-in-refused': {
    officer: { en: 'Officer number or PIN is wrong.', ur: 'افسر نمبر یا پن غلط ہے۔' },
    staff: 'No officer in force with this number and this PIN. Wrong PINs of a number are counted on the disk.',
    retry: true,
  },
  'pin-wait': {
    officer: {
      en: 'Too many wrong PINs. Wait half a minute, then try again.',
      ur: 'کئی بار غلط پن دیا گیا۔ آدھا منٹ انتظار کر کے دوبارہ کوشش کریں۔',
    },
    staff: 'Five wrong PINs in a row: each further try waits 30 s, and begins to wait anew after a restart.',
    retry: true,
  },
  'pin-spent': {
    officer: {
      en: 'This PIN was refused for good after too many wrong tries. The officer must be enrolled again.',
      ur: 'بار بار غلط کوشش کے بعد یہ پن بند ہو گیا ہے۔ افسر کا دوبارہ اندراج کرنا ہو گا۔',
    },
    staff: 'Fifty wrong PINs in a row. A superintendent or IT officer enrols the number again, with a new key.',
    retry: false,
  },
  'pin-unfit': {
    officer: {
      en: 'This PIN is too easy to guess. Choose another one.',
      ur: 'اس پن کا اندازہ آسان ہے۔ کوئی دوسرا پن چنیں۔',
    },
    staff: '6 to 12 digits; no three equal or running digits, no repeated group, not the officer number.',
    retry: false,
  },
  'pin-confusable': {
    officer: {
      en: 'This PIN is too much like your own. Choose one that you cannot type by mistake.',
      ur: 'یہ پن آپ کے اپنے پن سے بہت ملتا ہے۔ ایسا پن چنیں جو غلطی سے نہ دبے۔',
    },
    staff: 'The PIN for being forced is one digit, or two exchanged ones, from the officer’s own.',
    retry: false,
  },
  'duty-taken': {
    officer: {
      en: 'Another officer is signed in. Take over duty from that officer.',
      ur: 'دوسرا افسر لاگ اِن ہے۔ اُس سے ڈیوٹی کا چارج لیں۔',
    },
    staff: 'One officer at a time answers for a station; a hand-over records both.',
    retry: false,
  },
  'role-missing': {
    officer: { en: 'Your office does not allow this.', ur: 'آپ کے عہدے کو اس کی اجازت نہیں۔' },
    staff:
      'None of the roles with which the officer was enrolled allows it; see officers/roles.ts and the event contract’s offices.ts.',
    retry: false,
  },
  'officer-exists': {
    officer: { en: 'An officer with this number is enrolled already.', ur: 'اس نمبر کا افسر پہلے سے مندرج ہے۔' },
    staff: 'A number in force is disabled before it is enrolled again.',
    retry: false,
  },
  'senior-officer-first': {
    officer: {
      en: 'A second senior officer has to answer for this, and there is none here. First enrol a superintendent or deputy superintendent.',
      ur: 'اس کی ذمہ داری دوسرے سینئر افسر نے لینی ہے، اور یہاں ایسا کوئی افسر نہیں۔ پہلے سپرنٹنڈنٹ یا ڈپٹی سپرنٹنڈنٹ کا اندراج کریں۔',
    },
    staff:
      'Nobody in force may give the second word for a change of who signs here. The first senior officer is enrolled by one alone, once; where all are gone, `provision station … --officer-code` issues a new one-time code.',
    retry: false,
  },
  'no-such-officer': {
    officer: { en: 'No officer in force has this number here.', ur: 'یہاں اس نمبر کا کوئی افسر نہیں۔' },
    staff: 'The number was never enrolled at this station, or is disabled already.',
    retry: false,
  },
  'key-unknown': {
    officer: {
      en: 'No security key of this officer is registered at this station. Use the PIN.',
      ur: 'اس اسٹیشن پر اس افسر کی کوئی سکیورٹی کلید درج نہیں۔ پن استعمال کریں۔',
    },
    staff:
      'No key of this officer and relying party is on record: never registered, removed, copied, or gone with an enrolment.',
    retry: false,
  },
  'key-known': {
    officer: {
      en: 'This security key is registered already. Each officer needs a key of their own.',
      ur: 'یہ سکیورٹی کلید پہلے سے درج ہے۔ ہر افسر کے پاس اپنی الگ کلید ہونی چاہیے۔',
    },
    staff: 'A key with this public half is on record at this station.',
    retry: false,
  },
  'key-refused': {
    officer: {
      en: 'This security key cannot be used here. Use a FIDO2 key that asks for its own PIN or finger.',
      ur: 'یہ سکیورٹی کلید یہاں استعمال نہیں ہو سکتی۔ ایسی FIDO2 کلید استعمال کریں جو اپنا پن یا انگلی مانگتی ہو۔',
    },
    staff:
      'The registration does not verify: see the reason. Passkeys that can be copied to other machines are refused.',
    retry: false,
  },
  'key-copied': {
    officer: {
      en: 'There seems to be a copy of this security key. It counts no more. Tell IT at once.',
      ur: 'لگتا ہے کہ اس سکیورٹی کلید کی نقل موجود ہے۔ اب یہ کلید قبول نہیں ہو گی۔ فوراً آئی ٹی کو بتائیں۔',
    },
    staff:
      'A good signature whose counter had not moved on (WebAuthn Level 3 §6.1.1). The key was removed and the event says so.',
    retry: false,
  },
  'challenge-spent': {
    officer: {
      en: 'That took too long, or something changed meanwhile. Begin again.',
      ur: 'بہت دیر ہو گئی، یا اس دوران کچھ بدل گیا۔ دوبارہ شروع کریں۔',
    },
    staff:
      'A security key is asked once, for one purpose and for two minutes; this answer belongs to no question that waits.',
    retry: true,
  },
  'finger-unanswered': {
    officer: {
      en: 'Your finger was not shown in time. Nothing was done. Begin again.',
      ur: 'بروقت انگلی نہیں رکھی گئی۔ کچھ نہیں ہوا۔ دوبارہ شروع کریں۔',
    },
    staff: 'The PIN was right; within two minutes no finger of the officer matched, nobody vouched, or it was left.',
    retry: true,
  },
  'fingers-due': {
    officer: {
      en: 'Your fingers are not enrolled at this station. Use your security key, or have your fingers enrolled.',
      ur: 'اس اسٹیشن پر آپ کی انگلیوں کا اندراج نہیں۔ سکیورٹی کلید استعمال کریں، یا اپنی انگلیوں کا اندراج کرائیں۔',
    },
    staff: 'officers.fingers is "required": a PIN counts here only together with a finger.',
    retry: false,
  },
  'code-refused': {
    officer: {
      en: 'This one-time code is not valid. Call IT to issue a new one.',
      ur: 'یہ کوڈ درست نہیں۔ نیا کوڈ جاری کرنے کے لیے آئی ٹی کو بلائیں۔',
    },
    staff:
      'Not the code of this station, or used before: "custody-edge provision station … --officer-code" issues another.',
    retry: false,
  },
});
