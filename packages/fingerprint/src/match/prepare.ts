import type { Template } from '../template/template.ts';
import type { PreparedTemplate } from './prepared-template.ts';
import { sketchMinutiae } from './sketch.ts';

/** Sketches every minutia of a template, once for many comparisons. */
export function prepareTemplate({ minutiae, flow }: Template): PreparedTemplate {
  const x = Float32Array.from(minutiae, (minutia) => minutia.x);
  const y = Float32Array.from(minutiae, (minutia) => -minutia.y);
  const angle = Float32Array.from(minutiae, (minutia) => minutia.angle);
  const arrays = { count: minutiae.length, x, y, angle };
  return {
    ...arrays,
    ...sketchMinutiae(arrays, flow),
    flow,
    bounds: { left: Math.min(...x), right: Math.max(...x), bottom: Math.min(...y), top: Math.max(...y) },
  };
}
