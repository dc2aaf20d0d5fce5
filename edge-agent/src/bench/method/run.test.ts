import { describe, expect, it } from 'vitest';
import { expectedOf, progress } from './run.ts';
import { LabRecord, methodOf, step, unit, whole } from './test-kit.ts';

const seizure = methodOf({
  steps: [
    step('parcel-gross', 'weigh', { what: 'gross', of: 'parcel' }),
    step('open', 'open', { of: 'parcel' }),
    step('units', 'divide', { of: 'parcel', into: [{ part: 'unit' }] }),
    step('gross', 'weigh', { what: 'gross' }),
    step('colour', 'test', { technique: 'colour-test', protocol: 'SOP 4' }),
    step('reseal', 'reseal', { of: 'parcel' }),
  ],
});

/** A parcel that was weighed, opened and divided into so many units. */
function divided(units: number): LabRecord {
  const record = new LabRecord(seizure);
  record.weigh(whole, 'parcel-gross');
  record.open(whole);
  record.divide(
    whole,
    Array.from({ length: units }, (_, index) => ({ exhibit: unit(index + 1), kind: 'unit' as const })),
  );
  return record;
}

const run = (record: LabRecord, method = seizure) => {
  const result = progress(method, record.whole(), record.parts());
  if (!result) throw new Error('does not follow it');
  return result;
};

describe('a seizure of units', () => {
  it('begins with its first step, of the exhibit on which it was begun', () => {
    const { next, done, ofUnits } = run(new LabRecord(seizure));
    expect({ step: next?.step.id, exhibit: next?.exhibit, label: next?.label, done, ofUnits }).toEqual({
      step: 'parcel-gross',
      exhibit: whole,
      label: 'P-1',
      done: false,
      ofUnits: { done: 0, of: 0 },
    });
  });

  it('asks one unit after the other, and takes any that is scanned', () => {
    const record = divided(3);
    expect(run(record).next).toMatchObject({ step: { id: 'gross' }, exhibit: unit(1) });
    expect(expectedOf(run(record), unit(3))).toMatchObject({ kind: 'step', step: { step: { id: 'gross' } } });
    record.weigh(unit(3), 'gross');
    record.test(unit(3), 'colour');
    expect(run(record)).toMatchObject({ ofUnits: { done: 1, of: 3 }, next: { exhibit: unit(1) } });
    expect(expectedOf(run(record), unit(3))).toMatchObject({ kind: 'nothing-left', next: { exhibit: unit(1) } });
    expect(expectedOf(run(record), whole)).toMatchObject({ kind: 'later', next: { exhibit: unit(1) } });
    expect(expectedOf(run(record), 'exhibit/other')).toMatchObject({ kind: 'not-of-this' });
  });
});
