import type { VisitorActor } from '../../demo/visitor-actor.ts';
import { type FaultKind, ruleOf } from '../plan/faults.ts';
import { type FraudKind, fraudRules } from '../plan/frauds.ts';
import type { Scene } from '../plan/plan.ts';
import { committal, release, vanBack, vanOut } from './everyday.ts';
import { breaks } from './faults/breaks.ts';
import { tricks } from './frauds/tricks.ts';
import { Abreast, type Lane, laneOf, lanes } from './lanes.ts';
import type { Playing } from './playing.ts';
import { answered, comeIn, goOut } from './visits/visits.ts';

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
const humanMinutes = {
  ...{ head: 13 / 60, vehicle: 2, committal: 2.5, release: 1, attempt: 1 },
  ...{ visitorIn: 0.4, visitorOut: 0.15 },
} as const;
/** How far one lane may be ahead of what another is at, in minutes of the day: an officer's word counts for five. */
const slackMinutes = 3;

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
    case 'visitor-in':
      return humanMinutes.visitorIn;
    case 'visitor-out':
      return humanMinutes.visitorOut;
    case 'order':
    case 'fault':
    case 'fault-over':
      return 0;
  }
}

/**
 * Plays a day scene by scene, each lane in the order of the plan and beside the other: whoever comes while a lane is busy waits.
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
  const abreast = new Abreast(lanes, slackMinutes);
  const failed = new AbortController();
  const over = AbortSignal.any([stop, failed.signal]);
  over.addEventListener('abort', () => abreast.fail(over.reason));
  const playLane = async (lane: Lane): Promise<void> => {
    let freeAt = 0;
    for (const scene of playing.plan.scenes.filter((one) => laneOf(one) === lane)) {
      const begin = Math.max(scene.at, freeAt);
      over.throwIfAborted();
      await abreast.reach(lane, begin, minutesOf(scene));
      clock.advanceTo(startMs + begin * minuteMs);
      const fromMs = clock.nowMs();
      const realMs = performance.now();
      const told = await tell(playing, scene);
      freeAt = (fromMs - startMs) / minuteMs + minutesOf(scene);
      const untilMs = Math.max(clock.nowMs(), startMs + freeAt * minuteMs);
      const one = { scene, fromMs, untilMs, ...told, playedMs: performance.now() - realMs };
      all.push(one);
      happened(one);
    }
    abreast.finish(lane);
  };
  // What is in the middle of a scene ends it before anything is put away.
  await Promise.all(lanes.map((lane) => playLane(lane).catch((why: unknown) => failed.abort(why))));
  over.throwIfAborted();
  return all.toSorted((a, b) => a.fromMs - b.fromMs);
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
    case 'visitor-in':
      await comeIn(playing, scene.visitor);
      return {};
    case 'visitor-out':
      await goOut(playing, scene.visitor, scene.isOverdue);
      return {};
    case 'fraud':
      return attempted(tricks[scene.fraud](playing, scene), playing, laneOf(scene));
    case 'fault':
      return { answer: await breaks[scene.fault].begin(playing, scene.person) };
    case 'fault-over':
      return { answer: (await breaks[scene.fault].end?.(playing, undefined)) ?? '' };
  }
}

/** A fraud that is not stopped as expected leaves its lane for the next in line all the same. */
async function attempted(
  trick: Promise<string>,
  playing: Playing,
  lane: Lane,
): Promise<Pick<Happened, 'answer' | 'trouble'>> {
  try {
    return { answer: await trick };
  } catch (error) {
    const cleared = lane === 'gate' ? playing.stage.gate.home() : clearDesk(playing.desk);
    await cleared.catch(() => undefined);
    return { trouble: error instanceof Error ? error.message : String(error) };
  }
}

/** The visitors’ desk is at its beginning, whatever was on its glass. */
async function clearDesk(desk: VisitorActor): Promise<void> {
  await answered(desk, await desk.desk());
  await desk.act({ action: 'cancel' });
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
    case 'visitor-in':
      return 'a visitor comes in';
    case 'visitor-out':
      return 'a visitor leaves';
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
