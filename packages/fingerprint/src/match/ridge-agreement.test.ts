import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matching } from '../parameters.ts';
import { flowCellPx, flowSteps, type RidgeFlow } from '../template/template.ts';
import type { Motion } from './align.ts';
import { prepareTemplate } from './prepare.ts';
import type { PreparedTemplate } from './prepared-template.ts';
import { ridgeAgreement } from './ridge-agreement.ts';

const columns = 9;
const rows = 7;

function printWith(flow: RidgeFlow): PreparedTemplate {
  return prepareTemplate({ widthPx: 144, heightPx: 112, minutiae: [], flow, quality: 80 });
}

/** Ridges that all run one way with one period. */
function even(direction: number, period: number): PreparedTemplate {
  const size = columns * rows;
  return printWith({
    columns,
    rows,
    direction: new Uint8Array(size).fill(direction),
    period: new Uint8Array(size).fill(period),
  });
}

/** A turn about the middle of the grid. */
function turnBy(rotation: number): Motion {
  const cos = Math.cos(rotation);
  const sin = Math.sin(rotation);
  const x = (columns * flowCellPx) / 2;
  const y = -(rows * flowCellPx) / 2;
  return { rotation, cos, sin, dx: x - cos * x + sin * y, dy: y - sin * x - cos * y };
}

const direction = fc.integer({ min: 1, max: flowSteps });
const period = fc.integer({ min: 40, max: 255 });

describe('ridge agreement', () => {
  it('is the cosine of twice the angle between the ridges, less where their periods differ', () => {
    const rotation = fc.double({ min: -7, max: 7, noNaN: true });
    fc.assert(
      fc.property(direction, direction, period, period, rotation, (a, b, periodA, periodB, turn) => {
        const angle = ((a - b) * Math.PI) / flowSteps + turn;
        const wanted = Math.max(0, Math.cos(2 * angle)) * Math.abs(periodA / periodB) ** -matching.periodWeight;
        const other = Math.max(0, Math.cos(2 * angle)) * Math.abs(periodB / periodA) ** -matching.periodWeight;
        const agreement = ridgeAgreement(turnBy(turn), even(a, periodA), even(b, periodB));
        expect(agreement).toBeCloseTo(Math.min(wanted, other), 9);
      }),
      { seed: 21 },
    );
  });

  it('is nothing where the prints do not overlap, and unknown where one tells no ridges', () => {
    const print = even(30, 144);
    expect(ridgeAgreement({ ...turnBy(0), dx: 400 }, print, print)).toBe(0);
    expect(ridgeAgreement(turnBy(0), print, { ...print, flow: undefined })).toBe(matching.unknownRidgeAgreement);
  });

  it('stays between 0 and 1 for any bytes', () => {
    const bytes = fc.uint8Array({ minLength: columns * rows, maxLength: columns * rows });
    fc.assert(
      fc.property(bytes, bytes, fc.double({ min: -4, max: 4, noNaN: true }), (a, b, turn) => {
        const agreement = ridgeAgreement(
          turnBy(turn),
          printWith({ columns, rows, direction: a, period: b }),
          printWith({ columns, rows, direction: b, period: new Uint8Array(a.length) }),
        );
        expect(agreement).toBeGreaterThanOrEqual(0);
        expect(agreement).toBeLessThanOrEqual(1);
      }),
      { seed: 22 },
    );
  });
});
