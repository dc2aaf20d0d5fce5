import type { Motion } from './align.ts';
import type { Point } from './hull.ts';

export const noMotion: Motion = motionFrom(0, 0, 0);

function motionFrom(rotation: number, dx: number, dy: number): Motion {
  return { rotation, cos: Math.cos(rotation), sin: Math.sin(rotation), dx, dy };
}

export function moved({ cos, sin, dx, dy }: Motion, { x, y }: Point): Point {
  return { x: cos * x - sin * y + dx, y: sin * x + cos * y + dy };
}

/** The way back. */
export function inverse({ rotation, cos, sin, dx, dy }: Motion): Motion {
  return motionFrom(-rotation, -cos * dx - sin * dy, sin * dx - cos * dy);
}

/** First one motion, then another. */
export function chained(first: Motion, then: Motion): Motion {
  const { x, y } = moved(then, { x: first.dx, y: first.dy });
  return motionFrom(first.rotation + then.rotation, x, y);
}
