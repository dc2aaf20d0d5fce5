import { matching } from '../parameters.ts';
import { flowCellPx, flowSteps } from '../template/template.ts';
import type { Motion } from './align.ts';
import type { PreparedTemplate } from './prepared-template.ts';
import { flowCellAt } from './sketch.ts';

const byteValues = 256;

/** Twice the angle between two directions of the flow grid, in order of their difference: from −255 to 255 for any two bytes. */
const doubledAngles = Array.from(
  { length: 2 * byteValues - 1 },
  (_, at) => (2 * Math.PI * (at - byteValues + 1)) / flowSteps,
);
const cosines = Float64Array.from(doubledAngles, Math.cos);
const sines = Float64Array.from(doubledAngles, Math.sin);

/** Logarithms of the flow grid's periods. */
const logarithms = Float64Array.from({ length: byteValues }, (_, period) => Math.log(Math.max(1, period)));

/**
 * How well the ridges of two prints agree where they overlap once the probe is moved onto the candidate, 0 … 1: the mean cosine of
 * twice the angle between them, less where their periods differ. Prints of one finger stay above 0.9, strangers' scatter below.
 */
export function ridgeAgreement(motion: Motion, probe: PreparedTemplate, candidate: PreparedTemplate): number {
  const from = probe.flow;
  const onto = candidate.flow;
  if (!from || !onto) return matching.unknownRidgeAgreement;
  let cosine = 0;
  let sine = 0;
  let stretch = 0;
  let cells = 0;
  for (let row = 0; row < from.rows; row += 1) {
    const y = -(row + 0.5) * flowCellPx;
    for (let column = 0; column < from.columns; column += 1) {
      const cell = row * from.columns + column;
      const direction = from.direction[cell] ?? 0;
      if (direction === 0) continue;
      const x = (column + 0.5) * flowCellPx;
      const met = flowCellAt(
        onto,
        motion.cos * x - motion.sin * y + motion.dx,
        motion.sin * x + motion.cos * y + motion.dy,
      );
      const other = met < 0 ? 0 : (onto.direction[met] ?? 0);
      if (other === 0) continue;
      const difference = direction - other + byteValues - 1;
      cells += 1;
      cosine += cosines[difference] ?? 0;
      sine += sines[difference] ?? 0;
      stretch += Math.abs((logarithms[from.period[cell] ?? 1] ?? 0) - (logarithms[onto.period[met] ?? 1] ?? 0));
    }
  }
  if (cells === 0) return 0;
  // The rotation adds the same to every angle: cos(a + b) = cos a · cos b − sin a · sin b.
  const parallel = cosine * Math.cos(2 * motion.rotation) - sine * Math.sin(2 * motion.rotation);
  return Math.max(0, parallel / cells) * Math.exp((-matching.periodWeight * stretch) / cells);
}
