import { fraudRules } from '../plan/frauds.ts';
import type { Scene } from '../plan/plan.ts';

/** Where people queue: each lane plays one scene after the other, beside the other lane. */
export const lanes = ['gate', 'visitor-desk'] as const;
export type Lane = (typeof lanes)[number];

export function laneOf(scene: Scene): Lane {
  const isVisit = scene.kind === 'visitor-in' || scene.kind === 'visitor-out';
  const isAtDesk = scene.kind === 'fraud' && fraudRules[scene.fraud].place === 'visitor-desk';
  return isVisit || isAtDesk ? 'visitor-desk' : 'gate';
}

interface Waiting {
  readonly lane: Lane;
  readonly minute: number;
  readonly go: () => void;
  readonly fail: (why: unknown) => void;
}

/**
 * Keeps lanes together in one day: none goes on to a scene that begins more than so many minutes after the end of what another one is at.
 * Whoever is furthest behind may always go on.
 */
export class Abreast {
  /** Until when each lane is busy with its scene. */
  private readonly until: Map<Lane, number>;
  private readonly slack: number;
  private waiting: Waiting[] = [];

  /** @param slack in minutes of the day */
  constructor(names: readonly Lane[], slack: number) {
    this.until = new Map(names.map((name) => [name, 0]));
    this.slack = slack;
  }

  /** Resolves when the lane may go on to a scene of this minute, which takes people so many. */
  async reach(lane: Lane, minute: number, lasting: number): Promise<void> {
    this.until.set(lane, minute + lasting);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.waiting.push({ lane, minute, go: resolve, fail: reject });
    this.letGo();
    await promise;
  }

  /** Nobody waits for this lane any more. */
  finish(lane: Lane): void {
    this.until.set(lane, Number.POSITIVE_INFINITY);
    this.letGo();
  }

  /** Whoever waits, waits no longer. */
  fail(why: unknown): void {
    for (const { fail } of this.waiting.splice(0)) fail(why);
  }

  private letGo(): void {
    const isFree = ({ lane, minute }: Waiting): boolean =>
      [...this.until].every(([other, until]) => other === lane || minute <= until + this.slack);
    const free = this.waiting.filter(isFree);
    this.waiting = this.waiting.filter((one) => !free.includes(one));
    for (const { go } of free) go();
  }
}
