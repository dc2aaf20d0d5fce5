import { flowCellPx, flowSteps, type Minutia, type RidgeFlow, type Template } from '../template/template.ts';
import { drawPattern, ridgeFlow } from './pattern.ts';
import { seededRandom } from './random.ts';

const widthPx = 288;
const heightPx = 360;
const leastDistancePx = 10;

/**
 * The template of a finger that nobody has, without growing its ridges: minutiae at random over an oval, each along the ridge flow of a
 * fingerprint's pattern. Strangers as far as a gallery is concerned, at a thousandth of the cost of `syntheticImpression`.
 * @param minutiaCount 8 … 100
 */
export function syntheticTemplate(seed: number, minutiaCount = 40): Template {
  const random = seededRandom(seed);
  const flowAt = ridgeFlow(drawPattern(random), random);
  const [leftPx, topPx] = [random.between(16, 48), random.between(20, 52)];
  const directionAt = (x: number, y: number): number => -flowAt(x + leftPx, y + topPx);
  const isInPrint = (x: number, y: number): boolean => Math.hypot(x / widthPx - 0.5, y / heightPx - 0.5) < 0.47;
  const minutiae: Minutia[] = [];
  while (minutiae.length < minutiaCount) {
    const x = random.between(0, widthPx);
    const y = random.between(0, heightPx);
    if (!isInPrint(x, y)) continue;
    if (minutiae.some((other) => Math.hypot(other.x - x, other.y - y) < leastDistancePx)) continue;
    const eitherWay = random.uniform() < 0.5 ? 0 : Math.PI;
    const angle = modulo(directionAt(x, y) + eitherWay + 0.1 * random.normal(), 2 * Math.PI);
    const kind = random.uniform() < 0.5 ? 'ending' : 'bifurcation';
    minutiae.push({ x, y, angle, kind, quality: random.between(0.3, 0.9) });
  }
  const flow = gridOf(directionAt, isInPrint, random.between(8, 10));
  return { widthPx, heightPx, minutiae, flow, quality: 80 };
}

function gridOf(
  directionAt: (x: number, y: number) => number,
  isInPrint: (x: number, y: number) => boolean,
  periodPx: number,
): RidgeFlow {
  const columns = Math.ceil(widthPx / flowCellPx);
  const rows = Math.ceil(heightPx / flowCellPx);
  const direction = Uint8Array.from({ length: columns * rows }, (_, cell) => {
    const x = ((cell % columns) + 0.5) * flowCellPx;
    const y = (Math.floor(cell / columns) + 0.5) * flowCellPx;
    if (!isInPrint(x, y)) return 0;
    return 1 + (Math.round((modulo(directionAt(x, y), Math.PI) * flowSteps) / Math.PI) % flowSteps);
  });
  const period = direction.map((known) => (known ? Math.round(16 * periodPx) : 0));
  return { columns, rows, direction, period };
}

function modulo(value: number, full: number): number {
  return ((value % full) + full) % full;
}
