import { defineErrors } from '@custody-edge/foundation';

/** What can go wrong on the command line. */
export const commandError = defineErrors({
  'file-unusable': {
    officer: { en: 'A file cannot be read or written.', ur: 'ایک فائل پڑھی یا لکھی نہیں جا سکی۔' },
    staff: 'Check the path, its owner and the free space; the details name the file and the reason.',
    retry: false,
  },
  'option-invalid': {
    officer: { en: 'An option of the command is not valid.', ur: 'کمانڈ کا ایک اختیار درست نہیں۔' },
    staff: 'The details name the option and what is allowed; --help shows an example.',
    retry: false,
  },
  'demo-running': {
    officer: { en: 'The demonstration is already running here.', ur: 'مظاہرہ یہاں پہلے سے چل رہا ہے۔' },
    staff: 'Stop the other one with Ctrl-C, or give this one a folder of its own with --dir.',
    retry: true,
  },
  'simulation-failed': {
    officer: { en: 'A simulated day did not come out as it has to.', ur: 'فرضی دن درست نتیجے پر ختم نہیں ہوا۔' },
    staff:
      'The details name the seed, the folder with every log and record, and what is wrong; the same seed plays the same day again.',
    retry: false,
  },
  'project-exists': {
    officer: { en: 'This folder already holds a project.', ur: 'اس فولڈر میں پہلے سے ایک منصوبہ موجود ہے۔' },
    staff:
      'A second authority would cut off every enrolled station: choose another folder, or use the one that is there.',
    retry: false,
  },
  'project-missing': {
    officer: { en: 'This folder holds no project.', ur: 'اس فولڈر میں کوئی منصوبہ موجود نہیں۔' },
    staff: 'Name the folder that "custody-edge provision project" made; its ca and authority folders must be complete.',
    retry: false,
  },
  'centre-missing': {
    officer: { en: 'This folder holds no enrolled centre.', ur: 'اس فولڈر میں کوئی مندرج مرکز موجود نہیں۔' },
    staff:
      'Name the folder that "custody-edge provision centre" made; trust/centre.jws must be signed by this project.',
    retry: false,
  },
  'enrolment-exists': {
    officer: { en: 'This enrolment already exists.', ur: 'یہ اندراج پہلے سے موجود ہے۔' },
    staff:
      'Nothing was changed. --renew makes a new certificate for the same keys; --replace-record enrols a new machine under an old name.',
    retry: false,
  },
  'enrolment-missing': {
    officer: { en: 'There is no enrolment to renew here.', ur: 'یہاں تجدید کے لیے کوئی اندراج موجود نہیں۔' },
    staff: 'The folder, or the name in it, is another one than the enrolment that should be renewed.',
    retry: false,
  },
  'record-refused': {
    officer: { en: 'The record does not verify.', ur: 'ریکارڈ کی تصدیق نہیں ہو سکی۔' },
    staff: 'The first line that failed and its reason are in the details; treat as tampering until explained.',
    retry: false,
  },
  'nothing-to-evaluate': {
    officer: { en: 'There are no fingerprint images to evaluate.', ur: 'جانچنے کے لیے فنگر پرنٹ کی کوئی تصویر نہیں۔' },
    staff:
      'Name a folder of images called <finger>_<impression>.<ending>, with two impressions of one finger at least.',
    retry: false,
  },
  'generated-outdated': {
    officer: { en: 'The generated pages are out of date.', ur: 'خودکار صفحات پرانے ہو چکے ہیں۔' },
    staff: 'Run "npm run docs" and commit what it changes.',
    retry: false,
  },
});
