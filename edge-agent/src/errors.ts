import { defineErrors } from '@custody-edge/foundation';

/** What can go wrong at a station, for the officer and for IT. */
export const agentError = defineErrors({
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
  'person-unknown': {
    officer: { en: 'This person is not on record here.', ur: 'یہ شخص یہاں کے ریکارڈ میں نہیں۔' },
    staff: 'No custody record with this subject at this station.',
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
  'already-running': {
    officer: { en: 'This station is already running.', ur: 'یہ اسٹیشن پہلے سے چل رہا ہے۔' },
    staff: 'Another process holds the station’s database. Two writers of one chain would fork it.',
    retry: true,
  },
});
