import { Decimal } from '@custody-edge/foundation';
import { bridgeError } from '../errors.ts';
import type { Weighing, WeighingRefused } from '../reading.ts';
import type { Said } from './talk.ts';
import { gramsOf, type PrintedUnits, unitOf } from './units.ts';

/** When a balance said something, and whether anybody had asked. */
interface Moment {
  readonly unasked: boolean;
  readonly atMs: number;
  readonly monotonicMs: number;
}

/** Longest run of a line that is kept as evidence, in characters. */
const longestRaw = 256;

/**
 * What a balance said as a reading. A weight is taken only with digits that are a number, in a unit that its dialect lists, and within the
 * capacity where one is told; everything else is refused, with what came.
 */
export function weighingOf(
  said: Said,
  moment: Moment,
  units: PrintedUnits,
  capacityGrams: number | undefined,
): Weighing | WeighingRefused {
  const raw = said.raw.slice(0, longestRaw);
  const refused = (error: WeighingRefused['error']): WeighingRefused => ({
    kind: 'weighing-refused',
    raw,
    ...moment,
    error,
  });
  const taken = { kind: 'weighing', raw, ...moment } as const;
  switch (said.kind) {
    case 'unreadable':
      return refused(bridgeError('weight-unreadable', { raw }));
    case 'out-of-range':
      return { ...taken, status: said.side };
    case 'moving':
      return { ...taken, status: 'moving' };
    case 'weight': {
      const { digits, unit, load, auxiliaryDigits } = said;
      const value = digits.replace(/^\+/, '');
      if (!Decimal.parse(value)) return refused(bridgeError('weight-unreadable', { raw }));
      const ucum = unitOf(units, unit);
      if (ucum === undefined) return refused(bridgeError('weight-unit-unknown', { raw, unit }));
      const grams = gramsOf(value, ucum);
      if (capacityGrams !== undefined && Math.abs(grams ?? 0) > capacityGrams)
        return refused(bridgeError('weight-beyond-capacity', { raw, capacityGrams }));
      return { ...taken, status: said.stable ? 'stable' : 'dynamic', value, unit, ucum, load, auxiliaryDigits };
    }
  }
}
