import { defineErrors } from '@custody-edge/foundation';

/** Why a request was refused before any workflow saw it. */
export const httpError = defineErrors({
  'host-refused': {
    officer: {
      en: 'This address is not this machine’s. Open the page by its own address.',
      ur: 'یہ پتہ اس مشین کا نہیں۔ صفحہ اس کے اپنے پتے سے کھولیں۔',
    },
    staff:
      'The Host header names another machine: DNS rebinding, or a name that the configuration does not list (http.allowedHosts at the centre).',
    retry: false,
  },
  'origin-refused': {
    officer: {
      en: 'Another page tried to act here and was refused.',
      ur: 'کسی اور صفحے نے یہاں کارروائی کی کوشش کی، رد کر دی گئی۔',
    },
    staff: 'The Origin header names another page than this server’s own: a cross-site request.',
    retry: false,
  },
  'request-not-json': {
    officer: { en: 'The request was refused. Reload the page.', ur: 'درخواست رد کر دی گئی۔ صفحہ دوبارہ کھولیں۔' },
    staff: 'A request that changes something must be application/json: a form of another page cannot send that.',
    retry: false,
  },
  'request-invalid': {
    officer: {
      en: 'The entry is not valid. Correct it and try again.',
      ur: 'اندراج درست نہیں۔ درست کر کے دوبارہ کوشش کریں۔',
    },
    staff: 'The request does not match its schema; the details name the path and what is allowed.',
    retry: false,
  },
  'not-found': {
    officer: { en: 'There is nothing at this address.', ur: 'اس پتے پر کچھ نہیں۔' },
    staff: 'No route and no page with this path.',
    retry: false,
  },
  'too-many-watchers': {
    officer: {
      en: 'Too many pages are open. Close one and try again.',
      ur: 'بہت زیادہ صفحے کھلے ہیں۔ ایک بند کر کے دوبارہ کوشش کریں۔',
    },
    staff: 'A live view serves a limited number of open pages at once.',
    retry: true,
  },
});
