import { defineErrors } from '@custody-edge/foundation';

/** What can be wrong with the device catalogue. */
export const profileError = defineErrors({
  'profile-unreadable': {
    officer: {
      en: 'The description of a device model cannot be read. Call IT.',
      ur: 'آلے کے ماڈل کی تفصیل پڑھی نہیں جا سکی۔ آئی ٹی کو اطلاع دیں۔',
    },
    staff: 'A catalogue file is missing or is not JSON5: compare it with its neighbours in device-profiles/catalogue.',
    retry: false,
  },
  'profile-invalid': {
    officer: {
      en: 'The description of a device model is wrong. Call IT.',
      ur: 'آلے کے ماڈل کی تفصیل درست نہیں۔ آئی ٹی کو اطلاع دیں۔',
    },
    staff: 'A catalogue file breaks the profile schema; the details name the field.',
    retry: false,
  },
  'profile-import-failed': {
    officer: {
      en: 'The description of a device model is incomplete. Call IT.',
      ur: 'آلے کے ماڈل کی تفصیل نامکمل ہے۔ آئی ٹی کو اطلاع دیں۔',
    },
    staff:
      'A catalogue file imports another that is missing, holds no fields, or imports it in turn; the details name both.',
    retry: false,
  },
  'profile-duplicate': {
    officer: {
      en: 'Two descriptions carry the same device model. Call IT.',
      ur: 'ایک ہی ماڈل کی دو تفصیلات موجود ہیں۔ آئی ٹی کو اطلاع دیں۔',
    },
    staff: 'Two catalogue files have the same id: rename or delete one.',
    retry: false,
  },
  'profile-unknown': {
    officer: {
      en: 'This device model is not known to the station. Call IT.',
      ur: 'یہ آلہ اسٹیشن کی فہرست میں شامل نہیں۔ آئی ٹی کو اطلاع دیں۔',
    },
    staff: 'The configured profile id is not in device-profiles/catalogue: correct the id or add the model.',
    retry: false,
  },
});
