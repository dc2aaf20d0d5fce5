import { inspect } from 'node:util';
import type { BilingualText } from './language.ts';

/** What the product says and does about one kind of failure. */
export interface ErrorEntry {
  /** For the officer: what happened and what to do next. */
  readonly officer: BilingualText;
  /** For IT staff: where to look. */
  readonly staff: string;
  /** Whether the same call can succeed later without anybody changing anything. */
  readonly retry: boolean;
}

export type ErrorTable = Readonly<Record<string, ErrorEntry>>;

/** A failure with a stable code from a package's table, its details and its cause. */
export class CustodyError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly entry: ErrorEntry;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: Code, entry: ErrorEntry, details: Readonly<Record<string, unknown>>, cause?: unknown) {
    super(`${code}: ${entry.staff}${describe(details)}`, cause === undefined ? undefined : { cause });
    this.name = 'CustodyError';
    this.code = code;
    this.entry = entry;
    this.details = details;
  }
}

function describe(details: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(details).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

/**
 * Makes a package's error table usable: `const gateError = defineErrors({...})`, then `throw gateError('code', {...})`.
 * The table itself is at `gateError.table` for documents and pages.
 */
export function defineErrors<Code extends string>(table: Readonly<Record<Code, ErrorEntry>>) {
  const create = (code: Code, details: Readonly<Record<string, unknown>> = {}, cause?: unknown): CustodyError<Code> =>
    new CustodyError(code, table[code], details, cause);
  return Object.assign(create, { table });
}

export function isCustodyError(error: unknown, code?: string): error is CustodyError {
  return error instanceof CustodyError && (code === undefined || error.code === code);
}

/** Failures that any program of the product can have. */
export const foundationError = defineErrors({
  'config-unreadable': {
    officer: {
      en: 'This machine is not set up correctly. Call IT.',
      ur: 'یہ مشین درست ترتیب نہیں دی گئی۔ آئی ٹی کو بلائیں۔',
    },
    staff: 'The configuration file is missing, cannot be read or is not JSON; the details name it.',
    retry: false,
  },
  'config-invalid': {
    officer: {
      en: 'This machine is not set up correctly. Call IT.',
      ur: 'یہ مشین درست ترتیب نہیں دی گئی۔ آئی ٹی کو بلائیں۔',
    },
    staff: 'The configuration is not valid; the details name each path, what is wrong and what is allowed.',
    retry: false,
  },
  'unexpected-failure': {
    officer: {
      en: 'Something failed inside. Try again; if it returns, call IT.',
      ur: 'اندرونی خرابی آ گئی ہے۔ دوبارہ کوشش کریں، پھر بھی ہو تو آئی ٹی کو بلائیں۔',
    },
    staff: 'An error outside every table; its cause holds the original. This is a defect: report it.',
    retry: false,
  },
});

/** Wraps anything thrown so that callers can rely on a code. */
export function toCustodyError(error: unknown): CustodyError {
  if (isCustodyError(error)) return error;
  const message = error instanceof Error ? error.message : inspect(error, { depth: 1, customInspect: false });
  return foundationError('unexpected-failure', { message }, error);
}
