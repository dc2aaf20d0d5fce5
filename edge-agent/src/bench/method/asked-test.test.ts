import { describe, expect, it } from 'vitest';
import { askedTest } from './asked-test.ts';
import type { Step } from './step.ts';
import { LabRecord, methodOf, step, unit, whole } from './test-kit.ts';

const method = methodOf({
  steps: [
    step('open', 'open', { of: 'parcel' }),
    step('units', 'divide', { of: 'parcel', into: [{ part: 'unit' }] }),
    step('gross', 'weigh', { what: 'gross' }),
    step('colour', 'test', { technique: 'colour-test', protocol: 'SOP 4', reagent: { name: 'Marquis' } }),
    step('plate', 'test', { technique: 'thin-layer-chromatography', protocol: 'SOP 5' }),
  ],
});
const stepOf = (id: string): Step => {
  const found = method.method.steps.find((one) => one.id === id);
  if (!found) throw new Error(`no step ${id}`);
  return found;
};

function divided(): LabRecord {
  const record = new LabRecord(method);
  record.open(whole);
  record.divide(
    whole,
    [1, 2, 3].map((number) => ({ exhibit: unit(number), kind: 'unit' as const })),
  );
  return record;
}
const asked = (record: LabRecord, id = 'colour') =>
  askedTest(stepOf(id), record.begun, [record.whole(), ...record.parts()]);
const reagent = (batch: string, name = 'Marquis') => ({
  reagent: { name, batch, controls: { positive: true, blank: true } },
});

describe('what a page fills in of a test', () => {
  it('is what the method names, and nothing of a reagent that it does not', () => {
    expect(asked(divided())).toEqual({ technique: 'colour-test', protocol: 'SOP 4', reagent: { name: 'Marquis' } });
    expect(asked(divided(), 'plate')).toEqual({ technique: 'thin-layer-chromatography', protocol: 'SOP 5' });
    expect(asked(divided(), 'gross')).toBeUndefined();
  });

  it('is the batch that was used last with any of its packets, and no result', () => {
    const record = divided();
    record.test(unit(2), 'colour', reagent('M-1'));
    record.test(unit(1), 'colour', reagent('M-2'));
    record.test(unit(3), 'colour', reagent('X-9', 'Mandelin'));
    const last = { batch: 'M-2', controls: { positive: true, blank: true } };
    expect(asked(record)).toEqual({ technique: 'colour-test', protocol: 'SOP 4', reagent: { name: 'Marquis', last } });
  });

  it('is not the batch of a test that was withdrawn, or of other work', () => {
    const record = divided();
    const wrong = record.test(unit(1), 'colour', reagent('M-1'));
    record.amend(unit(1), wrong, { of: 'withdrawn' });
    record.test(unit(2), 'colour', { ...reagent('M-3'), method: { begun: unit(9), step: 'colour' } });
    expect(asked(record)).toMatchObject({ reagent: { name: 'Marquis' } });
    expect(asked(record)?.reagent?.last).toBeUndefined();
  });
});
