import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleOf } from './rule.ts';
import { expectedOf, progress } from './run.ts';
import { both, LabRecord, methodOf, step, unit, whole } from './test-kit.ts';

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
    expect([...run(record).unfinished].sort()).toEqual([unit(1), unit(2), whole].sort());
  });
});

describe('what comes next', () => {
  it('names who has to be opened again where something inside was withdrawn after the seal', () => {
    const record = divided(1);
    record.weigh(unit(1), 'gross');
    const test = record.test(unit(1), 'colour');
    expect(run(record).next).toMatchObject({ step: { id: 'reseal' }, open: { why: 'not-sealed' } });
    record.reseal(whole);
    expect(run(record)).toMatchObject({ done: true, missing: [] });
    record.amend(unit(1), test, { of: 'withdrawn' });
    expect(run(record).missing.map(({ step: { id }, open: { why } }) => `${id}: ${why}`)).toEqual([
      'open: sealed',
      'colour: does-not-count',
      'reseal: nothing-yet',
    ]);
    record.open(whole);
    record.test(unit(1), 'colour');
    record.reseal(whole);
    expect(run(record).done).toBe(true);
  });

  it('needs no seal broken for a weight of the sealed parcel', () => {
    const record = divided(1);
    record.weigh(unit(1), 'gross');
    record.test(unit(1), 'colour');
    record.reseal(whole);
    const [first] = record.whole().findings;
    record.amend(whole, first?.event.id ?? '', { of: 'withdrawn' });
    expect(run(record).missing.map(({ step: { id } }) => id)).toEqual(['parcel-gross']);
  });

  it('counts only what was found since the method was begun last, and nothing for another file of it', () => {
    const record = divided(1);
    record.write({
      type: 'exhibit.method-begun.v1',
      subject: whole,
      data: { id: 'trial', version: '1', hash: seizure.hash },
    });
    expect(run(record).next).toMatchObject({ step: { id: 'parcel-gross' } });
    expect(progress({ ...seizure, hash: 'of another file' }, record.whole(), [])).toBeUndefined();
  });

  it('waits for units of which only their names are known here', () => {
    const { missing, ofUnits } = progress(seizure, divided(2).whole(), []) ?? {};
    expect(ofUnits).toEqual({ done: 0, of: 2 });
    expect(missing?.filter(({ open }) => open.why === 'no-record')).toHaveLength(4);
  });

  it('finds units that name the parcel, though the division that names them is not here', () => {
    const record = divided(2);
    const before = { ...record.whole(), parts: [] };
    expect(progress(seizure, before, record.parts())?.ofUnits.of).toBe(2);
  });

  it('ends where records name each other as their parts', () => {
    const record = divided(1);
    record.write({
      type: 'exhibit.divided.v1',
      subject: unit(1),
      data: { parts: [{ exhibit: whole, label: 'P-1', kind: 'unit', described: 'A circle' }] },
    });
    expect(run(record).ofUnits.of).toBe(1);
  });
});

describe('a sampling plan', () => {
  const plan = methodOf({
    steps: [
      step('units', 'divide', { of: 'parcel', into: [{ part: 'unit' }] }),
      step('draw', 'choose', { of: 'parcel', by: 'hypergeometric', share: '0.9', confidence: '0.95' }),
      step('gross', 'weigh', { what: 'gross' }),
      step('colour', 'test', { technique: 'colour-test', protocol: 'SOP 4', sampled: true }),
    ],
  });
  const askedAfter = (choose: (record: LabRecord) => void) => {
    const record = new LabRecord(plan);
    const named = (number: number) => ({ exhibit: unit(number), kind: 'unit' as const });
    record.divide(whole, [1, 2, 3].map(named));
    choose(record);
    return run(record, plan).missing.map(({ step: { id }, label }) => `${id} ${label}`);
  };
  const everything = ['draw P-1', ...[1, 2, 3].flatMap((number) => [`gross unit-${number}`, `colour unit-${number}`])];
  const weighings = [1, 2, 3].map((number) => `gross unit-${number}`);

  it('asks every weight of every unit, and the test of those that were drawn', () => {
    const asked = askedAfter((record) => record.choose([unit(2)]));
    expect(asked).toEqual(['gross unit-1', 'gross unit-2', 'colour unit-2', 'gross unit-3']);
  });

  it('asks the test of every unit that any draw named', () => {
    const asked = askedAfter((record) => [record.choose([unit(2)]), record.choose([unit(3)])]);
    expect(asked).toEqual([...weighings.slice(0, 2), 'colour unit-2', weighings[2], 'colour unit-3']);
  });

  it.each([
    ['nothing was drawn', () => undefined],
    ['it was drawn by another plan', (record: LabRecord) => record.choose([unit(2)], { by: 'bayesian' })],
    ['less was asked of it', (record: LabRecord) => record.choose([unit(2)], { share: '0.5' })],
    [
      'it was drawn from fewer units than there are',
      (record: LabRecord) => record.choose([unit(2)], { population: 2 }),
    ],
    ['more negatives were allowed', (record: LabRecord) => record.choose([unit(2)], { negatives: 1 })],
    ['something else was drawn', (record: LabRecord) => record.choose(['exhibit/other'])],
  ])('asks the test of every unit where %s', (_, choose) => {
    expect(askedAfter(choose)).toEqual(everything);
  });
});

it('tells a report what it has to name', () => {
  expect(ruleOf(seizure.method)).toEqual({
    weighs: ['gross'],
    steps: ['parcel-gross', 'gross', 'colour'],
    mayChooseUnits: false,
    allowedReserves: [],
  });
});

describe('checks', () => {
  const method = methodOf({
    steps: [
      step('units', 'divide', { of: 'parcel', into: [{ part: 'unit' }] }),
      step('net', 'weigh', { what: 'net' }),
      step('taken', 'divide', {
        into: [{ part: 'sample', leastMass: { value: '5', unit: 'g' } }, { part: 'remainder' }],
      }),
      step('sample', 'weigh', { of: 'each-sample', what: 'sample' }),
      step('rest', 'weigh', { of: 'each-remainder', what: 'remainder' }),
    ],
    checks: [{ id: 'nothing-lost', title: both('Whole'), kind: 'reconcile', before: 'net', after: ['sample', 'rest'] }],
  });
  const sampled = (sample: string) => {
    const record = new LabRecord(method);
    record.divide(whole, [{ exhibit: unit(1), kind: 'unit' }]);
    record.weigh(unit(1), 'net', { what: 'net', value: '20.00' });
    record.divide(unit(1), [
      { exhibit: 'exhibit/s', kind: 'sample' },
      { exhibit: 'exhibit/r', kind: 'remainder' },
    ]);
    record.weigh('exhibit/s', 'sample', { what: 'sample', value: sample });
    return record;
  };

  it('name the weights that they are made of, and are ready when all are there', () => {
    const record = sampled('5.00');
    expect(run(record, method).checks).toMatchObject([{ exhibit: unit(1), ready: false }]);
    record.weigh('exhibit/r', 'rest', { what: 'remainder', value: '14.99' });
    const [check] = run(record, method).checks;
    expect(check?.ready).toBe(true);
    expect(
      check?.operands.map(({ role, exhibit, weights }) => [role, exhibit, weights.map(({ value }) => value)]),
    ).toEqual([
      ['before', unit(1), ['20.00']],
      ['after', 'exhibit/s', ['5.00']],
      ['after', 'exhibit/r', ['14.99']],
    ]);
  });

  it('leave a sample open that is lighter than the laboratory’s least mass', () => {
    expect(run(sampled('4.99'), method).next?.open).toMatchObject({ flaw: 'below-least-mass' });
  });
});

describe('whatever the order of the units', () => {
  it('it ends done, and is never done while a unit lacks a step', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.infiniteStream(fc.nat()), (units, picks) => {
        const record = divided(units);
        const left = Array.from({ length: units }, (_, index) => [
          () => record.weigh(unit(index + 1), 'gross'),
          () => record.test(unit(index + 1), 'colour'),
        ]).flat();
        while (left.length > 0) {
          record.reseal(whole);
          expect(run(record).done).toBe(false);
          record.open(whole);
          const [pick = 0] = picks.take(1);
          left.splice(pick % left.length, 1)[0]?.();
        }
        expect(run(record)).toMatchObject({
          done: false,
          next: { step: { id: 'reseal' } },
          ofUnits: { done: units, of: units },
        });
        record.reseal(whole);
        expect(run(record).done).toBe(true);
      }),
      { seed: 120, numRuns: 25 },
    );
  });

  it('whoever does what is next with whatever is next is done after as many steps as there are', () => {
    const record = divided(4);
    for (let steps = 0; steps < 8; steps += 1) {
      const { next } = run(record);
      if (next?.step.kind === 'weigh') record.weigh(next.exhibit, next.step.id);
      else record.test(next?.exhibit ?? '', next?.step.id ?? '');
    }
    expect(run(record).ofUnits).toEqual({ done: 4, of: 4 });
  });

  it('follows 120 units in a few milliseconds', () => {
    const record = divided(120);
    for (let number = 1; number <= 120; number += 1) record.weigh(unit(number), 'gross');
    const [parcel, parts] = [record.whole(), record.parts()];
    const from = performance.now();
    for (let times = 0; times < 10; times += 1) progress(seizure, parcel, parts);
    // A second pass over all pairs of units would take a hundred times as long.
    expect((performance.now() - from) / 10).toBeLessThan(100);
  });
});
