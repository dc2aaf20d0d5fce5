import type { Template } from '../template/template.ts';
import type { PreparedTemplate } from './prepared-template.ts';
import { sketchMinutiae } from './sketch.ts';

/** Sketches every minutia of a template, once for many comparisons. */
export function prepareTemplate({ minutiae, flow }: Template): PreparedTemplate {
  const count = minutiae.length;
  const x = new Float32Array(count);
  const y = new Float32Array(count);
  const angle = new Float32Array(count);
  for (const [index, minutia] of minutiae.entries()) {
    x[index] = minutia.x;
    y[index] = -minutia.y;
    angle[index] = minutia.angle;
  }
  const arrays = { count, x, y, angle };
  return {
    ...arrays,
    ...sketchMinutiae(arrays, flow),
    flow,
    bounds: boundsOf(x, y),
  };
}

function boundsOf(x: Float32Array, y: Float32Array): PreparedTemplate['bounds'] {
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.POSITIVE_INFINITY;
  let top = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < x.length; index += 1) {
    left = Math.min(left, x[index] ?? 0);
    right = Math.max(right, x[index] ?? 0);
    bottom = Math.min(bottom, y[index] ?? 0);
    top = Math.max(top, y[index] ?? 0);
  }
  return { left, right, bottom, top };
}
