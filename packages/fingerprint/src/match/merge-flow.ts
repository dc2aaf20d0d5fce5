import { flowCellPx, flowSteps, type RidgeFlow, type Template } from '../template/template.ts';
import type { Motion } from './align.ts';
import { moved } from './motion.ts';
import { flowCellAt } from './sketch.ts';

/** One impression in the common frame. */
export interface LaidImpression {
  readonly template: Template;
  /** Into the frame of the base, y upwards; and back. */
  readonly motion: Motion;
  readonly back: Motion;
}

/** Where the merged template's image lies in the base's frame: its left upper corner, whole cells of the flow grid away, and its size. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** The mean orientation and period of the impressions' ridges at every cell of the frame; undefined where no impression tells any. */
export function mergeFlows(laid: readonly LaidImpression[], frame: Frame): RidgeFlow | undefined {
  if (laid.every(({ template }) => template.flow === undefined)) return undefined;
  const columns = Math.ceil(frame.widthPx / flowCellPx);
  const rows = Math.ceil(frame.heightPx / flowCellPx);
  const direction = new Uint8Array(columns * rows);
  const period = new Uint8Array(columns * rows);
  for (let cell = 0; cell < direction.length; cell += 1) {
    const at = {
      x: frame.left + ((cell % columns) + 0.5) * flowCellPx,
      y: -(frame.top + (Math.floor(cell / columns) + 0.5) * flowCellPx),
    };
    let [cosine, sine, periods, count] = [0, 0, 0, 0];
    for (const { template, motion, back } of laid) {
      const { flow } = template;
      const place = moved(back, at);
      const source = flow ? flowCellAt(flow, place.x, place.y) : -1;
      const seen = source < 0 ? 0 : (flow?.direction[source] ?? 0);
      if (seen === 0) continue;
      const doubled = 2 * (((seen - 1) * Math.PI) / flowSteps + motion.rotation);
      cosine += Math.cos(doubled);
      sine += Math.sin(doubled);
      periods += flow?.period[source] ?? 0;
      count += 1;
    }
    if (count === 0) continue;
    const halfTurns = Math.atan2(sine, cosine) / (2 * Math.PI);
    direction[cell] = 1 + ((Math.round(halfTurns * flowSteps) + flowSteps) % flowSteps);
    period[cell] = Math.round(periods / count);
  }
  return { columns, rows, direction, period };
}
