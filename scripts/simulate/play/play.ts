import { type FaultKind, ruleOf } from '../plan/faults.ts';
import { type FraudKind, fraudRules } from '../plan/frauds.ts';
import type { Scene } from '../plan/plan.ts';
import { committal, release, vanBack, vanOut } from './everyday.ts';
import { breaks } from './faults/breaks.ts';
import { tricks } from './frauds/tricks.ts';
import type { Playing } from './playing.ts';

/** What came of one scene, as whoever played it saw it. */
export interface Happened {
  readonly scene: Scene;
  readonly fromMs: number;
  readonly untilMs: number;
  /** The words of whoever was stopped, or what was seen of a fault. */
  readonly answer?: string;
  /** Why it did not go as planned. */
  readonly trouble?: string;
  /** Real time that it took to play. */
  readonly playedMs: number;
}

const minuteMs = 60_000;
/** What each step takes people beside the machine: minutes of the day, each figure an assumption. */
const humanMinutes = { head: 13 / 60, vehicle: 2, committal: 2.5, release: 1, attempt: 1 } as const;

/** Minutes that people take over a scene. */
function minutesOf(scene: Scene): number {
  switch (scene.kind) {
    case 'van-out':
    case 'van-back':
      return humanMinutes.vehicle + scene.people.length * humanMinutes.head;
    case 'committal':
      return humanMinutes.committal;
    case 'release':
      return humanMinutes.release;
    case 'fraud':
      return humanMinutes.attempt;
    case 'order':
    case 'fault':
    case 'fault-over':
      return 0;
  }
}

/**
 * Plays a day scene by scene, in the order of the plan: a gate has one lane, and whoever comes meanwhile waits.
 * @throws Error where something of the ordinary day cannot be played; a fraud that is not stopped is said, not thrown
 */
export async function playDay(
  playing: Playing,
  startMs: number,
  happened: (one: Happened) => void,
  stop: AbortSignal,
): Promise<Happened[]> {
  const { clock } = playing.world;
  const all: Happened[] = [];
  for (const scene of playing.plan.scenes) {
    stop.throwIfAborted();
    clock.advanceTo(startMs + scene.at * minuteMs);
    const fromMs = clock.nowMs();
    const realMs = performance.now();
    const told = await tell(playing, scene);
    clock.advanceTo(fromMs + minutesOf(scene) * minuteMs);
    const one = { scene, fromMs, untilMs: clock.nowMs(), ...told, playedMs: performance.now() - realMs };
    all.push(one);
    happened(one);
  }
  return all;
}

async function tell(playing: Playing, scene: Scene): Promise<Pick<Happened, 'answer' | 'trouble'>> {
  switch (scene.kind) {
    case 'van-out':
      await vanOut(playing, scene.people);
      return {};
    case 'van-back':
      await vanBack(playing, scene.people);
      return {};
    case 'committal':
      await committal(playing, scene.person, scene.announced);
      return {};
    case 'order':
      await playing.order(scene.person);
      return {};
    case 'release':
      await release(playing, scene.person);
      return {};
    case 'fraud':
      return attempted(tricks[scene.fraud](playing, scene), playing);
    case 'fault':
      return { answer: await breaks[scene.fault].begin(playing, scene.person) };
    case 'fault-over':
      return { answer: (await breaks[scene.fault].end?.(playing, undefined)) ?? '' };
  }
}

/** A fraud that is not stopped as expected leaves the gate for the next in line all the same. */
async function attempted(trick: Promise<string>, playing: Playing): Promise<Pick<Happened, 'answer' | 'trouble'>> {
  try {
    return { answer: await trick };
  } catch (error) {
    await playing.stage.gate.home().catch(() => undefined);
    return { trouble: error instanceof Error ? error.message : String(error) };
  }
}

/** What a scene is called in a line of progress. */
export function titleOf({ scene }: Happened): string {
  const fraud = (kind: FraudKind) => fraudRules[kind].title.en;
  const fault = (kind: FaultKind) => ruleOf(kind);
  switch (scene.kind) {
    case 'van-out':
      return `${scene.people.length} to court`;
    case 'van-back':
      return `${scene.people.length} back from court`;
    case 'committal':
      return 'committed';
    case 'order':
      return 'a court orders a release';
    case 'release':
      return 'released';
    case 'fraud':
      return `TRIED: ${fraud(scene.fraud)}`;
    case 'fault':
      return `FAULT: ${fault(scene.fault).title.en}`;
    case 'fault-over':
      return `over: ${fault(scene.fault).title.en}`;
  }
}
