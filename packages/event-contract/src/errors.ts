import { defineErrors } from '@custody-edge/foundation';

/** What can be wrong with something said on the wire. The codes are also the reasons of a quarantine. */
export const contractError = defineErrors({
  'message-too-large': {
    officer: {
      en: 'A message was too large and was set aside. Tell IT.',
      ur: 'ایک پیغام بہت بڑا تھا، الگ رکھ دیا گیا۔ آئی ٹی کو بتائیں۔',
    },
    staff: 'A message exceeds 64 kB. Large things travel by hash over HTTPS; find what put them into an event.',
    retry: false,
  },
  'message-malformed': {
    officer: {
      en: 'A message could not be read and was set aside. Tell IT.',
      ur: 'ایک پیغام پڑھا نہیں جا سکا، الگ رکھ دیا گیا۔ آئی ٹی کو بتائیں۔',
    },
    staff: 'Not a flattened JWS with a JSON payload of the expected type. The sender is broken or is not ours.',
    retry: false,
  },
  'code-malformed': {
    officer: {
      en: 'This is not the whole code of a slip. Scan it again.',
      ur: 'پرچی کا کوڈ مکمل نہیں۔ اسے دوبارہ اسکین کریں۔',
    },
    staff: 'The text of a slip’s code has a wrong beginning, letter or length: scanned in part, or typed wrongly.',
    retry: true,
  },
  'signature-invalid': {
    officer: {
      en: 'A message with a false signature was refused. Tell IT at once.',
      ur: 'جعلی دستخط والا پیغام رد کر دیا گیا۔ فوراً آئی ٹی کو بتائیں۔',
    },
    staff: 'The signature does not verify with the key on record. Treat as tampering until explained.',
    retry: false,
  },
  'signer-unknown': {
    officer: {
      en: 'A message from an unknown sender was refused. Tell IT.',
      ur: 'نامعلوم مرسل کا پیغام رد کر دیا گیا۔ آئی ٹی کو بتائیں۔',
    },
    staff: 'No signed station record holds this key. Provision the station, or look for an intruder.',
    retry: false,
  },
  'signer-mismatch': {
    officer: {
      en: 'A station spoke in the name of another. Tell IT at once.',
      ur: 'ایک اسٹیشن نے دوسرے کے نام سے پیغام بھیجا۔ فوراً آئی ٹی کو بتائیں۔',
    },
    staff: 'The event was sent on, or names, another station or site than the one whose key signed it.',
    retry: false,
  },
  'chain-unknown': {
    officer: {
      en: 'A station sent a record that is not enrolled. Tell IT.',
      ur: 'ایک اسٹیشن نے غیر مندرج ریکارڈ بھیجا۔ آئی ٹی کو بتائیں۔',
    },
    staff: 'The chain id is not the one in the station record: rolled back, restored or reinstalled without enrolment.',
    retry: false,
  },
  'chain-gap': {
    officer: {
      en: 'Events arrived out of order; the station will send them again.',
      ur: 'اندراج ترتیب سے نہیں پہنچے؛ اسٹیشن دوبارہ بھیجے گا۔',
    },
    staff: 'A sequence number was skipped. The receipt names the last one held, and the station sends from there.',
    retry: true,
  },
  'chain-broken': {
    officer: {
      en: 'The record of a station does not fit together. Tell IT at once.',
      ur: 'اسٹیشن کا ریکارڈ آپس میں نہیں ملتا۔ فوراً آئی ٹی کو بتائیں۔',
    },
    staff: 'prevhash does not name the event before it: the history of this chain was changed.',
    retry: false,
  },
  'sequence-reused': {
    officer: {
      en: 'A station sent two different records under one number. Tell IT at once.',
      ur: 'اسٹیشن نے ایک ہی نمبر پر دو مختلف اندراج بھیجے۔ فوراً آئی ٹی کو بتائیں۔',
    },
    staff: 'A second, different event with a sequence number already held: a copied or rolled-back disk.',
    retry: false,
  },
  'event-type-unknown': {
    officer: {
      en: 'A record of an unknown kind was set aside. Tell IT.',
      ur: 'نامعلوم قسم کا اندراج الگ رکھ دیا گیا۔ آئی ٹی کو بتائیں۔',
    },
    staff: 'The station runs a newer version than the centre. Update the centre, then replay the quarantine.',
    retry: false,
  },
  'event-data-invalid': {
    officer: {
      en: 'A record with wrong contents was set aside. Tell IT.',
      ur: 'غلط مندرجات والا اندراج الگ رکھ دیا گیا۔ آئی ٹی کو بتائیں۔',
    },
    staff: 'The data does not match the schema of its event type; the details name the path.',
    retry: false,
  },
  'event-not-of-role': {
    officer: {
      en: 'A station spoke of people who are not its own to record. Tell IT at once.',
      ur: 'ایک اسٹیشن نے ایسے لوگوں کا اندراج بھیجا جو اس کے ذمے نہیں۔ فوراً آئی ٹی کو بتائیں۔',
    },
    staff:
      'Only a gate records custody, only a visitor desk visits, only a bench the work of a laboratory. The station has the wrong role in its record, or its key is in other hands.',
    retry: false,
  },
  'event-id-reused': {
    officer: {
      en: 'Two different records carry one id. Tell IT at once.',
      ur: 'دو مختلف اندراج ایک ہی شناخت کے ساتھ آئے۔ فوراً آئی ٹی کو بتائیں۔',
    },
    staff: 'An event with this id is already held from another place of the record: a copied disk or a forgery.',
    retry: false,
  },
  'recipient-mismatch': {
    officer: {
      en: 'An instruction meant for another station was refused.',
      ur: 'دوسرے اسٹیشن کے نام ہدایت رد کر دی گئی۔',
    },
    staff: 'A command or grant names another recipient. It was misrouted or replayed.',
    retry: false,
  },
  'command-expired': {
    officer: {
      en: 'An instruction from the centre came too late and was refused.',
      ur: 'مرکز کی ہدایت مقررہ وقت کے بعد پہنچی، رد کر دی گئی۔',
    },
    staff: 'The command is past its expiry. The centre issues a fresh one as long as it is needed.',
    retry: false,
  },
  'seal-broken': {
    officer: {
      en: 'Personal data could not be opened. Call IT.',
      ur: 'ذاتی کوائف کھولے نہیں جا سکے۔ آئی ٹی کو بلائیں۔',
    },
    staff: 'AES-GCM authentication failed: wrong key, wrong subject or field, or altered ciphertext.',
    retry: false,
  },
  'key-missing': {
    officer: {
      en: 'This person’s data was erased or its key has not arrived.',
      ur: 'اس شخص کے کوائف مٹا دیے گئے ہیں یا کنجی ابھی نہیں پہنچی۔',
    },
    staff: 'No data key for this key id: destroyed on purpose, or its grant has not arrived.',
    retry: true,
  },
  'officer-unknown': {
    officer: {
      en: 'This officer is not enrolled here, or was disabled.',
      ur: 'یہ افسر یہاں مندرج نہیں، یا اس کا اندراج ختم کر دیا گیا ہے۔',
    },
    staff:
      'No officer in force holds this key or number. An approval that names another officer than its key is forged.',
    retry: false,
  },
  'approval-role': {
    officer: { en: 'This officer does not hold that office.', ur: 'اس افسر کے پاس یہ عہدہ نہیں۔' },
    staff: 'The approval claims a role that the officer was not enrolled with, or whose word does not count for this.',
    retry: false,
  },
  'approval-station': {
    officer: { en: 'This approval is for another station.', ur: 'یہ منظوری دوسرے اسٹیشن کے لیے ہے۔' },
    staff: 'The approval names another station: it was copied from there.',
    retry: false,
  },
  'approval-meaning': {
    officer: { en: 'This approval was given for something else.', ur: 'یہ منظوری کسی اور کام کے لیے دی گئی تھی۔' },
    staff: 'The approval has another meaning than the step asks for.',
    retry: false,
  },
  'approval-digest': {
    officer: {
      en: 'Something changed after the approval. It must be given again.',
      ur: 'منظوری کے بعد کچھ بدل گیا ہے۔ منظوری دوبارہ دینا ہو گی۔',
    },
    staff: 'The digest is not that of the decision: it was changed, or the approval belongs to another one.',
    retry: false,
  },
  'feed-not-allowed': {
    officer: {
      en: 'A source spoke of what it may not. Its message was set aside. Tell IT at once.',
      ur: 'ایک ذریعے نے وہ بات بھیجی جس کا اسے اختیار نہیں۔ پیغام الگ رکھ دیا گیا۔ فوراً آئی ٹی کو بتائیں۔',
    },
    staff:
      'The signed record of the source does not list this kind of item. Enrol it for that, or look for a stolen key.',
    retry: false,
  },
  'approval-expired': {
    officer: {
      en: 'The approval is too old. It must be given again.',
      ur: 'منظوری پرانی ہو چکی ہے۔ منظوری دوبارہ دینا ہو گی۔',
    },
    staff: 'The approval is past its expiry; the station’s clock may have jumped ahead.',
    retry: false,
  },
  'approval-authenticator': {
    officer: {
      en: 'This approval was not signed in the way that it says.',
      ur: 'یہ منظوری اُس طریقے سے دستخط شدہ نہیں جو اس میں لکھا ہے۔',
    },
    staff: 'It says PIN and was signed by a security key, or the reverse: it is forged.',
    retry: false,
  },
  'assertion-malformed': {
    officer: {
      en: 'The security key’s answer could not be read. Try again, or use the PIN.',
      ur: 'سکیورٹی کلید کا جواب پڑھا نہیں جا سکا۔ دوبارہ کوشش کریں یا پن استعمال کریں۔',
    },
    staff: 'Client data or authenticator data are not those of a WebAuthn assertion.',
    retry: true,
  },
  'assertion-challenge': {
    officer: {
      en: 'The security key signed something else. Sign again.',
      ur: 'سکیورٹی کلید نے کسی اور چیز پر دستخط کیے۔ دوبارہ دستخط کریں۔',
    },
    staff: 'The assertion answers another challenge: it is replayed, or the document was changed after it was signed.',
    retry: true,
  },
  'assertion-origin': {
    officer: {
      en: 'The security key was used on another page. Use it on this station’s own screen only.',
      ur: 'سکیورٹی کلید کسی اور صفحے پر استعمال ہوئی۔ اسے صرف اسی اسٹیشن کی اسکرین پر استعمال کریں۔',
    },
    staff: 'Origin or relying party are not those for which the key was registered: see officers.securityKeys.',
    retry: false,
  },
  'assertion-user': {
    officer: {
      en: 'The security key did not ask for your key PIN or finger. Use one that does.',
      ur: 'سکیورٹی کلید نے آپ سے کلید کا پن یا انگلی نہیں مانگی۔ ایسی کلید استعمال کریں جو مانگتی ہو۔',
    },
    staff: 'User presence or user verification is missing from the flags of the authenticator data.',
    retry: true,
  },
});
