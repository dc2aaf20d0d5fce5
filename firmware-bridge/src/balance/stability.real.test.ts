import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Weighing } from '../reading.ts';
import { observe, type StabilityRule, unsettled } from './stability.ts';

/** Forty frames of a 1 mg balance with 200 g on it, ten a second, of which eleven call themselves stable. */
const file = new URL('../../../../shared/data/balance/sartorius-mse/frames_10hz.csv', import.meta.url);

describe.skipIf(!existsSync(file))('real frames of a balance', () => {
  const weighings = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line): Weighing => {
      const [seconds = '', raw = '', value = '', stable] = line.split(',');
      const moment = { kind: 'weighing', raw, unasked: false, atMs: 0, monotonicMs: Number(seconds) * 1000 } as const;
      const status = stable === '1' ? 'stable' : 'dynamic';
      return { ...moment, status, value, unit: 'g', ucum: 'g', load: 'net', auxiliaryDigits: 0 };
    });
  const rule: StabilityRule = { required: 3, withinDivisions: 2, divisionText: '0.001', durationMs: 1000 };
  const observeAll = (by: StabilityRule) => weighings.reduce((before, each) => observe(by, before, each), unsettled);

  it('call themselves stable while they spread over 29 mg, and make no weight', () => {
    const stable = weighings.flatMap((each) => (each.status === 'stable' ? [Number(each.value)] : []));
    expect(stable).toHaveLength(11);
    expect(Math.max(...stable) - Math.min(...stable)).toBeCloseTo(0.029, 6);
    expect(observeAll(rule)).toMatchObject({ accepted: false });
  });

  it('would make one for a rule that believes a single flag', () => {
    expect(observeAll({ ...rule, required: 1, durationMs: 0 })).toMatchObject({ accepted: true });
  });
});
