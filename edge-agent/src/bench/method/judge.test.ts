import type { Amendment } from '@custody-edge/event-contract';
import { describe, expect, it } from 'vitest';
import type { Flaw } from './judge.ts';
import { progress } from './run.ts';
import { LabRecord, methodOf, step, whole } from './test-kit.ts';

/** What is left of a method of one step, after what was put on record. */
function openAfter(
  one: Record<string, unknown>,
  write: (record: LabRecord) => void,
  before: Record<string, unknown>[] = [],
) {
  const method = methodOf({ steps: [...before, one] });
  const record = new LabRecord(method);
  write(record);
  return progress(method, record.whole(), record.parts())?.missing.find(({ step: { id } }) => id === one.id)?.open;
}

const weigh = (fields: Record<string, unknown> = {}) =>
  step('gross', 'weigh', { of: 'parcel', what: 'gross', ...fields });
const colour = (fields: Record<string, unknown> = {}) =>
  step('colour', 'test', { of: 'parcel', technique: 'colour-test', protocol: 'SOP 4', ...fields });
const flawed = (flaw: Flaw) => expect.objectContaining({ why: 'does-not-count', flaw });
const reserves = (...because: string[]) => ({
  balance: { deviceId: 'balance-1', profile: 'mettler-mt-sics', reserves: because },
});
const repeated = weigh({ repeats: 2, tolerance: { value: '0.02', unit: 'g' } });
const withReagent = colour({ reagent: { name: 'Marquis' } });
const reagent = (positive: boolean, blank: boolean, name = 'Marquis') => ({
  reagent: { name, batch: 'B-7', controls: { positive, blank } },
});

describe('a weight', () => {
  it.each<[string, ReturnType<typeof weigh>, (record: LabRecord) => void, unknown]>([
    ['does', weigh(), (r) => r.weigh(whole, 'gross'), undefined],
    ['of another step does not', weigh(), (r) => r.weigh(whole, 'net'), { why: 'nothing-yet' }],
    ['of another kind does not', weigh(), (r) => r.weigh(whole, 'gross', { what: 'net' }), flawed('something-else')],
    ['that is written does', weigh(), (r) => r.writeWeight(whole, 'gross', '10.1'), undefined],
    [
      'that is written does not where the method says so',
      weigh({ mayBeWritten: false }),
      (r) => r.writeWeight(whole, 'gross', '10.1'),
      flawed('written-weight'),
    ],
    ['below zero does not', weigh(), (r) => r.weigh(whole, 'gross', { value: '-0.01' }), flawed('below-zero')],
    [
      'of an unfit balance does not',
      weigh(),
      (r) => r.weigh(whole, 'gross', reserves('calibration-overdue')),
      flawed('instrument-unfit'),
    ],
    [
      'of a balance with a reserve does where the method says so',
      weigh({ instrument: 'with-reserve' }),
      (r) => r.weigh(whole, 'gross', reserves('calibration-overdue')),
      undefined,
    ],
    [
      'below the minimum weight does not, whatever other reserve is allowed',
      weigh({ instrument: 'with-reserve' }),
      (r) => r.weigh(whole, 'gross', reserves('below-minimum-weight')),
      flawed('instrument-unfit'),
    ],
    [
      'below the minimum weight does where the method says so',
      weigh({ belowMinimum: 'with-reserve' }),
      (r) => r.weigh(whole, 'gross', reserves('below-minimum-weight')),
      undefined,
    ],
    [
      'that was not steady for long enough does not',
      weigh({ steady: { readings: 5, withinDivisions: 2, durationMs: 1000 } }),
      (r) => r.weigh(whole, 'gross'),
      flawed('not-steady-enough'),
    ],
    [
      'that is one of two does not yet',
      repeated,
      (r) => r.weigh(whole, 'gross'),
      { why: 'more-needed', have: 1, of: 2 },
    ],
    [
      'with a repeat within the tolerance does',
      repeated,
      (r) => [r.weigh(whole, 'gross'), r.weigh(whole, 'gross', { value: '10.02' })],
      undefined,
    ],
    [
      'with a repeat outside the tolerance does not',
      repeated,
      (r) => [r.weigh(whole, 'gross'), r.weigh(whole, 'gross', { value: '10.03' })],
      { why: 'repeats-disagree' },
    ],
    [
      'with a repeat in another unit does not',
      repeated,
      (r) => [r.weigh(whole, 'gross'), r.weigh(whole, 'gross', { unit: 'mg' })],
      { why: 'repeats-disagree' },
    ],
    [
      'beside another one that was not asked for does not',
      weigh(),
      (r) => [r.weigh(whole, 'gross'), r.weigh(whole, 'gross', { value: '12.00' })],
      { why: 'repeats-disagree' },
    ],
  ])('%s count', (_, one, write, open) => {
    expect(openAfter(one, write)).toEqual(open);
  });
});

describe('a test', () => {
  it.each<[string, ReturnType<typeof colour>, Parameters<LabRecord['test']>[2], unknown]>([
    ['does', colour(), {}, undefined],
    ['of another technique does not', colour(), { technique: 'raman' }, flawed('something-else')],
    ['by another protocol does not', colour(), { protocol: 'SOP 5' }, flawed('other-protocol')],
    [
      'with a result that is not allowed does not',
      colour({ outcomes: ['positive', 'negative'] }),
      { outcome: 'inconclusive' },
      flawed('outcome-not-allowed'),
    ],
    ['without its reagent does not', withReagent, {}, flawed('no-reagent')],
    ['with another reagent does not', withReagent, reagent(true, true, 'Mecke'), flawed('no-reagent')],
    ['whose known substance showed nothing does not', withReagent, reagent(false, true), flawed('controls-failed')],
    ['whose blank showed something does not', withReagent, reagent(true, false), flawed('controls-failed')],
    ['whose controls held does', withReagent, reagent(true, true), undefined],
  ])('%s count', (_, one, fields, open) => {
    expect(openAfter(one, (record) => record.test(whole, 'colour', fields))).toEqual(open);
  });

  it('in duplicate counts when both show the same', () => {
    const twice = colour({ repeats: 2 });
    const both = (outcome: 'positive' | 'negative') => (record: LabRecord) => {
      record.test(whole, 'colour');
      record.test(whole, 'colour', { outcome });
    };
    expect(openAfter(twice, both('positive'))).toBeUndefined();
    expect(openAfter(twice, both('negative'))).toEqual({ why: 'repeats-disagree' });
  });

  it('that rests on a file counts while that file does', () => {
    const report = step('report', 'file', { of: 'parcel', mediaTypes: ['application/pdf'] });
    const test = colour({ restsOn: ['report'] });
    const withFile = (then: (record: LabRecord, file: string) => void) => (record: LabRecord) => {
      const file = record.bind(whole, 'report', { mediaType: 'application/pdf' });
      then(record, file);
    };
    const named = withFile((record, file) => record.test(whole, 'colour', { files: [file] }));
    const withdrawn = withFile((record, file) => {
      record.test(whole, 'colour', { files: [file] });
      record.amend(whole, file, { of: 'withdrawn' });
    });
    const unnamed = withFile((record) => record.test(whole, 'colour'));
    expect(openAfter(test, named, [report])).toBeUndefined();
    expect(openAfter(test, withdrawn, [report])).toEqual(flawed('file-missing'));
    expect(openAfter(test, unnamed, [report])).toEqual(flawed('file-missing'));
  });
});

describe('files and what is written down', () => {
  const photograph = step('photo', 'photograph', { of: 'parcel', repeats: 2 });
  const look = step('look', 'observe', {
    of: 'parcel',
    asks: { en: 'Altered?', ur: 'تبدیل شدہ؟' },
    fields: [{ id: 'engine', label: { en: 'Engine', ur: 'انجن' } }],
    protocol: 'SOP 9',
  });
  const seen = { technique: 'examination' as const, protocol: 'SOP 9' };

  it('are photographs, as many as it takes, and no other files', () => {
    expect(
      openAfter(photograph, (record) => [record.bind(whole, 'photo'), record.bind(whole, 'photo')]),
    ).toBeUndefined();
    expect(openAfter(photograph, (record) => record.bind(whole, 'photo', { mediaType: 'text/html' }))).toEqual(
      flawed('something-else'),
    );
    expect(openAfter(photograph, (record) => record.bind(whole, 'photo', { bytes: 0 }))).toEqual(
      flawed('file-missing'),
    );
  });

  it('name every field that is asked for', () => {
    expect(
      openAfter(look, (record) => record.test(whole, 'look', { ...seen, observed: 'Engine: 2NR' })),
    ).toBeUndefined();
    expect(openAfter(look, (record) => record.test(whole, 'look', { ...seen, observed: 'Clean' }))).toEqual(
      flawed('field-missing'),
    );
  });
});

describe('an amendment', () => {
  const amended = (amendment: Amendment, one = weigh()) =>
    openAfter(one, (record) => record.amend(whole, record.weigh(whole, 'gross'), amendment));

  it('that withdraws a finding opens its step again, until there is another', () => {
    expect(amended({ of: 'withdrawn' })).toEqual(flawed('withdrawn'));
    const again = (record: LabRecord) => {
      record.amend(whole, record.weigh(whole, 'gross', { value: '99.00' }), { of: 'withdrawn' });
      record.weigh(whole, 'gross');
    };
    expect(openAfter(weigh(), again)).toBeUndefined();
  });

  it('puts a weight in place that somebody wrote, and is judged as such', () => {
    const other: Amendment = { of: 'weight', what: 'gross', value: '10.20', unit: 'g' };
    expect(amended(other)).toBeUndefined();
    expect(amended(other, weigh({ mayBeWritten: false }))).toEqual(flawed('written-weight'));
    expect(amended({ ...other, what: 'net' })).toEqual(flawed('something-else'));
  });

  it('puts a result in place that has to be allowed', () => {
    const result = (outcome: 'negative' | 'inconclusive') =>
      openAfter(colour({ outcomes: ['positive', 'negative'] }), (record) =>
        record.amend(whole, record.test(whole, 'colour'), { of: 'test', outcome, observed: 'Green' }),
      );
    expect(result('negative')).toBeUndefined();
    expect(result('inconclusive')).toEqual(flawed('outcome-not-allowed'));
  });
});
