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
 * Keeps lanes together in one day: none goes on to a scene while another one is behind it by more than so many minutes. Whoever is furthest
 * behind may always go on.
 */
export class Abreast {
  private readonly minutes: Map<Lane, number>;
  private readonly slack: number;
  private waiting: Waiting[] = [];

  /** @param slack in minutes of the day */
  constructor(names: readonly Lane[], slack: number) {
    this.minutes = new Map(names.map((name) => [name, 0]));
    this.slack = slack;
  }

  /** Resolves when the lane may go on to a scene of this minute. */
  async reach(lane: Lane, minute: number): Promise<void> {
    this.minutes.set(lane, minute);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.waiting.push({ lane, minute, go: resolve, fail: reject });
    this.letGo();
    await promise;
  }

  /** Nobody waits for this lane any more. */
  finish(lane: Lane): void {
    this.minutes.set(lane, Number.POSITIVE_INFINITY);
    this.letGo();
  }

  /** Whoever waits, waits no longer. */
  fail(why: unknown): void {
    for (const { fail } of this.waiting.splice(0)) fail(why);
  }

  private letGo(): void {
    const isFree = ({ lane, minute }: Waiting): boolean =>
      [...this.minutes].every(([other, at]) => other === lane || minute <= at + this.slack);
    const free = this.waiting.filter(isFree);
    this.waiting = this.waiting.filter((one) => !free.includes(one));
    for (const { go } of free) go();
  }
}
