import { defineErrors } from '@custody-edge/foundation';

/** Every failure this package raises; refusals to extract are values, not errors (see `ExtractionRefusal`). */
export const fingerprintError = defineErrors({
  'fingerprint-image-format': {
    officer: {
      en: 'This file is not a fingerprint image the system can read. Take the print again or choose another file.',
      ur: 'یہ فائل فنگر پرنٹ کی ایسی تصویر نہیں جسے سسٹم پڑھ سکے۔ نشانِ انگشت دوبارہ لیں یا دوسری فائل منتخب کریں۔',
    },
    staff:
      'Only 8-bit greyscale TIFF in strips (plain, LZW or deflated), greyscale or RGB PNG, binary PGM (P5), and BMP with a grey palette or 24 or 32 bits of colour, not compressed, are read; the details say what was found.',
    retry: false,
  },
  'fingerprint-image-damaged': {
    officer: {
      en: 'The fingerprint image is damaged or incomplete. Take the print again.',
      ur: 'فنگر پرنٹ کی تصویر خراب یا نامکمل ہے۔ نشانِ انگشت دوبارہ لیں۔',
    },
    staff:
      'The file is recognised but its content is truncated or contradicts its header; the cause holds the decoder’s words.',
    retry: false,
  },
  'fingerprint-image-size': {
    officer: {
      en: 'The fingerprint image is too large or too small to be used.',
      ur: 'فنگر پرنٹ کی تصویر قابلِ استعمال حد سے بڑی یا چھوٹی ہے۔',
    },
    staff: 'Width, height, byte length or resolution is outside the accepted range; the details hold the numbers.',
    retry: false,
  },
  'fingerprint-template-damaged': {
    officer: {
      en: 'A stored fingerprint record cannot be read. Enrol this finger again.',
      ur: 'محفوظ شدہ فنگر پرنٹ ریکارڈ پڑھا نہیں جا سکا۔ اس انگلی کا اندراج دوبارہ کریں۔',
    },
    staff: 'Not a template record of this package, or truncated or out of range; the details name the field.',
    retry: false,
  },
  'fingerprint-record-malformed': {
    officer: {
      en: 'This fingerprint record cannot be read. Ask for it again, or take the print here.',
      ur: 'یہ فنگر پرنٹ ریکارڈ پڑھا نہیں جا سکا۔ اسے دوبارہ منگوائیں یا نشانِ انگشت یہیں لیں۔',
    },
    staff:
      'Not an ISO/IEC 19794-2:2005, :2011 or ANSI INCITS 378-2004 minutia record, or one that breaks its standard; the details hold the byte offset and the reason.',
    retry: false,
  },
  'fingerprint-gallery-damaged': {
    officer: {
      en: 'The stored fingerprints cannot be opened. They are read anew from the record; this takes a few minutes.',
      ur: 'محفوظ شدہ نشاناتِ انگشت کھولے نہیں جا سکے۔ انہیں ریکارڈ سے دوبارہ پڑھا جا رہا ہے؛ اس میں چند منٹ لگیں گے۔',
    },
    staff:
      'The stored form of a gallery is truncated, of another version, or contradicts itself; the details name the field. Build it from the enrolled records.',
    retry: false,
  },
  'fingerprint-gallery-full': {
    officer: {
      en: 'No more fingerprints can be kept here. Call the technical staff.',
      ur: 'یہاں مزید نشاناتِ انگشت محفوظ نہیں کیے جا سکتے۔ تکنیکی عملے کو بلائیں۔',
    },
    staff: 'The gallery holds as many impressions as it was made for; the details hold its capacity.',
    retry: false,
  },
  'fingerprint-engine-stopped': {
    officer: {
      en: 'Fingerprint matching stopped for a moment. Try the finger again.',
      ur: 'فنگر پرنٹ کی شناخت کا عمل لمحہ بھر کے لیے رک گیا۔ انگلی دوبارہ رکھیں۔',
    },
    staff: 'The matching worker ended while the call was pending; it is restarted and its gallery enrolled again.',
    retry: true,
  },
  'fingerprint-engine-closed': {
    officer: {
      en: 'Fingerprint matching is switched off because the station is shutting down.',
      ur: 'اسٹیشن بند ہو رہا ہے، اس لیے فنگر پرنٹ کی شناخت بند کر دی گئی ہے۔',
    },
    staff: 'The engine was used after close().',
    retry: false,
  },
});
