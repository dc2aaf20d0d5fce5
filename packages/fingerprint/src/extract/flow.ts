import { sample } from '../image/plane.ts';
import { extraction } from '../parameters.ts';
import { flowCellPx, flowSteps, type RidgeFlow } from '../template/template.ts';
import { coherenceAt, type OrientationField, orientationAt, toBlock } from './orientation.ts';
import type { PeriodField } from './period.ts';

const periodStepsPerPixel = 16;

/** The ridge flow that a template keeps: orientation and period at the centres of a coarse grid, where ridges are plain to see. */
export function ridgeFlow(
  orientation: OrientationField,
  period: PeriodField,
  mask: Uint8Array,
  width: number,
  height: number,
): RidgeFlow {
  const columns = Math.ceil(width / flowCellPx);
  const rows = Math.ceil(height / flowCellPx);
  const direction = new Uint8Array(columns * rows);
  const periods = new Uint8Array(columns * rows);
  for (let cell = 0; cell < direction.length; cell += 1) {
    const x = Math.min(width - 1, ((cell % columns) + 0.5) * flowCellPx);
    const y = Math.min(height - 1, (Math.floor(cell / columns) + 0.5) * flowCellPx);
    if (!mask[Math.floor(y) * width + Math.floor(x)]) continue;
    if (coherenceAt(orientation, x, y) < extraction.minFlowCoherence) continue;
    // Image axes have y downwards, angles of a template turn the other way.
    const turned = Math.PI - orientationAt(orientation, x, y);
    direction[cell] = 1 + (Math.round((turned * flowSteps) / Math.PI) % flowSteps);
    periods[cell] = Math.round(sample(period.period, toBlock(x), toBlock(y)) * periodStepsPerPixel);
  }
  return { columns, rows, direction, period: periods };
}
