import { synthesis } from '../parameters.ts';
import { type SeededRandom, smoothField } from './random.ts';

/** Ridge flow classes; a double loop counts as a whorl in Henry's system. */
export type FingerPattern = 'arch' | 'tented-arch' | 'left-loop' | 'right-loop' | 'whorl' | 'double-loop';

/** Natural shares of the classes (Wilson, Candela & Watson 1994); the whorls are split in two kinds. */
const shares: readonly (readonly [FingerPattern, number])[] = [
  ['arch', 0.037],
  ['tented-arch', 0.029],
  ['left-loop', 0.338],
  ['right-loop', 0.317],
  ['whorl', 0.2],
  ['double-loop', 0.079],
];

export function drawPattern(random: SeededRandom): FingerPattern {
  let remaining = random.uniform();
  for (const [pattern, share] of shares) {
    remaining -= share;
    if (remaining < 0) return pattern;
  }
  return 'left-loop';
}

interface Singularity {
  readonly x: number;
  readonly y: number;
}

interface Singularities {
  readonly loops: readonly Singularity[];
  readonly deltas: readonly Singularity[];
}

/** Ridge orientation (image axes) at a pixel of the master print. */
export type RidgeFlow = (x: number, y: number) => number;

/**
 * The zero-pole model of Sherlock & Monro (Pattern Recognition 26(7), 1993): half the sum of the bearings from the loops less those
 * from the deltas, which falls flat far from the core. Around a loop the bearing is bent (after Vizcaya & Gerhardt, Pattern Recognition
 * 29(7), 1996) so that ridges run parallel inside the loop and turn over its top. Arches, which have neither, bend as a sine that
 * fades upwards and downwards. A slow random turn makes fingers of one class differ.
 */
export function ridgeFlow(pattern: FingerPattern, random: SeededRandom): RidgeFlow {
  const turn = smoothField(random, synthesis.masterWidthPx, synthesis.masterHeightPx, 95);
  if (pattern === 'arch') {
    const height = random.between(0.7, 1.1);
    const crestY = synthesis.masterHeightPx * random.between(0.55, 0.65);
    return (x, y) => {
      const across = ((x - synthesis.masterWidthPx / 2) / synthesis.masterWidthPx) * 2 * Math.PI;
      const fade = Math.exp(-(((y - crestY) / 130) ** 2));
      const dome = 0.35 * Math.sin(across / 2.2);
      return (
        Math.atan(height * fade * Math.sin(across)) + (y < crestY ? dome : dome * fade) + turnStrength * turn(x, y)
      );
    };
  }
  const { loops, deltas } = placeSingularities(pattern, random);
  const straightened = loops.map((loop) => ({
    loop,
    axis: sumOfBearings(without(loops, loop), loop) - sumOfBearings(deltas, loop),
    strength: loops.length === 1 ? random.between(0.5, 0.9) : random.between(0.1, 0.5),
  }));
  return (x, y) => {
    let doubled = -sumOfBearings(deltas, { x, y });
    for (const { loop, axis, strength } of straightened) {
      const around = bearing(loop, { x, y });
      doubled += around - strength * Math.sin(around - axis);
    }
    return -doubled / 2 + turnStrength * turn(x, y);
  };
}

const turnStrength = 0.17;

/** Direction from a singularity to a point, counter-clockwise with y upwards. */
function bearing(from: Singularity, { x, y }: Singularity): number {
  return Math.atan2(from.y - y, x - from.x);
}

function sumOfBearings(from: readonly Singularity[], to: Singularity): number {
  return from.reduce((sum, one) => sum + bearing(one, to), 0);
}

function without(all: readonly Singularity[], one: Singularity): Singularity[] {
  return all.filter((other) => other !== one);
}

function placeSingularities(pattern: Exclude<FingerPattern, 'arch'>, random: SeededRandom): Singularities {
  const near = (x: number, y: number, spread: number): Singularity => ({
    x: synthesis.masterWidthPx / 2 + x + spread * random.normal(),
    y: synthesis.masterHeightPx / 2 + y + spread * random.normal(),
  });
  switch (pattern) {
    case 'tented-arch': {
      const core = near(0, 0, 14);
      return { loops: [core], deltas: [{ x: core.x + 4 * random.normal(), y: core.y + random.between(70, 105) }] };
    }
    case 'left-loop':
      return { loops: [near(0, -18, 16)], deltas: [near(88, 92, 18)] };
    case 'right-loop':
      return { loops: [near(0, -18, 16)], deltas: [near(-88, 92, 18)] };
    case 'whorl': {
      const upper = near(0, -26, 14);
      const lower = { x: upper.x + 4 * random.normal(), y: upper.y + random.between(24, 60) };
      return { loops: [upper, lower], deltas: [near(-98, 92, 18), near(98, 92, 18)] };
    }
    case 'double-loop': {
      const side = random.uniform() < 0.5 ? -1 : 1;
      const upper = near(-side * 14, -30, 12);
      const lower = { x: upper.x + side * random.between(24, 40), y: upper.y + random.between(40, 66) };
      return { loops: [upper, lower], deltas: [near(-98, 96, 18), near(98, 96, 18)] };
    }
  }
}
