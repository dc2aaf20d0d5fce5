import { matching } from '../parameters.ts';
import { flowCellPx, flowSteps } from '../template/template.ts';
import type { Motion } from './align.ts';
import type { PreparedTemplate } from './prepared-template.ts';
import { flowCellAt } from './sketch.ts';

const anglePerStep = Math.PI / flowSteps;

/**
 * How well the ridges of two prints agree where they overlap once the probe is moved onto the candidate, 0 … 1: the mean cosine of
 * twice the angle between them, less where their periods differ. Prints of one finger stay above 0.9, strangers' scatter below.
 */
export function ridgeAgreement(motion: Motion, probe: PreparedTemplate, candidate: PreparedTemplate): number {
  const from = probe.flow;
  const onto = candidate.flow;
  if (!from || !onto) return matching.unknownRidgeAgreement;
  let parallel = 0;
  let stretch = 0;
  let cells = 0;
  for (let cell = 0; cell < from.direction.length; cell += 1) {
    const direction = from.direction[cell] ?? 0;
    if (direction === 0) continue;
    const x = ((cell % from.columns) + 0.5) * flowCellPx;
    const y = -(Math.floor(cell / from.columns) + 0.5) * flowCellPx;
    const met = flowCellAt(
      onto,
      motion.cos * x - motion.sin * y + motion.dx,
      motion.sin * x + motion.cos * y + motion.dy,
    );
    const other = met < 0 ? 0 : (onto.direction[met] ?? 0);
    if (other === 0) continue;
    cells += 1;
    parallel += Math.cos(2 * ((direction - other) * anglePerStep + motion.rotation));
    stretch += Math.abs(Math.log((from.period[cell] ?? 1) / (onto.period[met] ?? 1)));
  }
  if (cells === 0) return 0;
  return Math.max(0, parallel / cells) * Math.exp((-matching.periodWeight * stretch) / cells);
}
