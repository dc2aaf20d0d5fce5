import { expect, it } from 'vitest';
import { expectedOf, progress } from './run.ts';
import { LabRecord, methodOf, step, unit, whole } from './test-kit.ts';
import { whatNow, whyOpen } from './words.ts';

const method = methodOf({
  steps: [
    step('units', 'divide', { of: 'parcel', into: [{ part: 'unit', least: 2 }] }),
    step('gross', 'weigh', { what: 'gross' }),
    step('net', 'weigh', { of: 'parcel', what: 'net' }),
  ],
});

it('says of a scanned exhibit what is done with it, or which one is next', () => {
  const record = new LabRecord(method);
  record.divide(
    whole,
    [1, 2].map((number) => ({ exhibit: unit(number), kind: 'unit' })),
  );
  record.weigh(unit(1), 'gross');
  const now = (exhibit: string) => {
    const run = progress(method, record.whole(), record.parts());
    return run && whatNow(expectedOf(run, exhibit));
  };
  expect(now(unit(2))?.en).toBe('unit-2: Do gross');
  expect(now(whole)?.en).toBe('Not yet. Next is unit-2: Do gross');
  expect(now(unit(1))?.en).toBe('Nothing is left to do with this exhibit. unit-2: Do gross');
  expect(now('exhibit/other')?.ur).toBe('یہ مالِ مقدمہ جاری کام کا حصہ نہیں۔ unit-2: یہ کریں');
  record.weigh(unit(2), 'gross');
  record.weigh(whole, 'net', { what: 'net' });
  expect(now(unit(1))?.en).toBe('Nothing is left to do with this exhibit. Every step is done');
});

it('says why a step is open, in both languages', () => {
  expect(whyOpen({ why: 'more-needed', have: 1, of: 2 })).toEqual({ en: '1 of 2 done', ur: '2 میں سے 1 مکمل' });
  expect(whyOpen({ why: 'does-not-count', finding: 'x', flaw: 'controls-failed' }).en).toMatch(/another batch/);
  expect(whyOpen({ why: 'sealed' }).ur).toMatch(/مہر/);
});
