import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CustodyError, defineErrors, isCustodyError, toCustodyError } from './errors.ts';

const benchError = defineErrors({
  'pan-missing': {
    officer: { en: 'The pan is missing.', ur: 'پلڑا موجود نہیں۔' },
    staff: 'The balance reports underload.',
    retry: true,
  },
});

describe('an error of a table', () => {
  it('carries its code, its sentences, its details and its cause', () => {
    const cause = new Error('underload');
    const error = benchError('pan-missing', { deviceId: 'balance-1' }, cause);
    expect(error).toBeInstanceOf(CustodyError);
    expect(error).toMatchObject({
      name: 'CustodyError',
      code: 'pan-missing',
      entry: benchError.table['pan-missing'],
      details: { deviceId: 'balance-1' },
      cause,
    });
    expect(error.message).toBe('pan-missing: The balance reports underload. (deviceId="balance-1")');
  });

  it('says no more than its table when there are no details and no cause', () => {
    const error = benchError('pan-missing');
    expect(error.message).toBe('pan-missing: The balance reports underload.');
    expect('cause' in error).toBe(false);
  });

  it('is told apart by its code, never by its text', () => {
    expect(isCustodyError(benchError('pan-missing'))).toBe(true);
    expect(isCustodyError(benchError('pan-missing'), 'pan-missing')).toBe(true);
    expect(isCustodyError(benchError('pan-missing'), 'pan-broken')).toBe(false);
    expect(isCustodyError(new Error('pan-missing'), 'pan-missing')).toBe(false);
  });
});

describe('anything thrown', () => {
  it('becomes an error with a code, and one of ours stays itself', () => {
    const own = benchError('pan-missing');
    expect(toCustodyError(own)).toBe(own);
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (thrown) => {
        const error = toCustodyError(thrown);
        expect(error).toMatchObject({ code: 'unexpected-failure', entry: { retry: false } });
        expect(error.entry.officer.ur).not.toBe('');
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it('keeps what was thrown as the cause', () => {
    const cause = new TypeError('x is not a function');
    expect(toCustodyError(cause)).toMatchObject({ cause, details: { message: 'x is not a function' } });
  });
});
