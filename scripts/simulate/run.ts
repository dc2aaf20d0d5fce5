import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { call, pause } from '../demo/api.ts';
import { listenAsAuditor } from '../demo/auditor.ts';
import { FingerStore } from './fingers/finger-store.ts';
import { committedAt, heldAtCentre } from './judge/gather.ts';
import { readEvent } from './judge/recorded-event.ts';
import { type Judgement, judge } from './judge/verdict.ts';
import { lookMs, notDestroyedInTime } from './judge/visits.ts';
import { type Plan, planDay } from './plan/plan.ts';
import { type DayChoice, volumesOf } from './plan/volumes.ts';
import { enrolAbsentDeputy } from './play/frauds/officers.ts';
import { type Happened, playDay, titleOf } from './play/play.ts';
import { Playing } from './play/playing.ts';
import { reportPage } from './report/page.ts';
import { SimulatedClock } from './world/simulated-clock.ts';
import { entryKeptHours, openWorld, overDetainedHours } from './world/world.ts';

export interface SimulationOptions extends DayChoice {
  readonly seed: number;
  /** Folder for everything that is made; emptied first. */
  readonly dir: string;
  /** Where grown fingers are kept from run to run; a cache of the repository's own by default. */
  readonly fingersDir?: string;
  /** Runs the stations in place of the command line. */
  readonly stationProgram?: string;
  /** Ends the day before its next scene, with everything put away. */
  readonly stop?: AbortSignal;
  say(line: string): void;
}

export interface Simulation {
  readonly judgement: Judgement;
  /** The page that tells the day. */
  readonly page: string;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** From one look at what the desk has destroyed to the next. */
const lookAgainMs = 2_000;
/** Six in the morning at Lahore, in the time of the world. */
const dayBeginsMs = hourMs;
/** The stations run for a while before the day begins. */
const openBeforeMs = hourMs / 2;

/** Six in the morning of the next day. */
const startOfDay = (nowMs: number): number =>
  Math.ceil((nowMs - dayBeginsMs + openBeforeMs) / dayMs) * dayMs + dayBeginsMs;

const registerSchema = z.object({
  people: z.array(z.object({ subject: z.string(), state: z.string(), conflict: z.boolean() })),
});

/** Plays a whole day through real processes, and judges it by what they recorded. @throws Error where it cannot be played to its end */
export async function simulateDay(options: SimulationOptions): Promise<Simulation> {
  const { dir, seed, say, stop = new AbortController().signal } = options;
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const plan = planDay(seed, volumesOf(options), options.eveOfEid);
  say(summaryOf(plan));
  const store = new FingerStore(options.fingersDir);
  await store.grow(plan.fingers, (done, of) => {
    if (done % 50 === 0 || done === of) say(`${done} of ${of} fingers grown, once for all runs`);
  });
  const beganMs = performance.now();
  const startMs = startOfDay(Date.now());
  const clock = new SimulatedClock(dir, startMs - openBeforeMs);
  if (!clock.moves) say('There is no libfaketime here: the day is played in its order, and no clock is moved.');
  const pressesMs: number[] = [];
  let takenForOther = 0;
  const { stationProgram } = options;
  const world = await openWorld({
    ...{ dir, plan, store, clock, say, stop, ...(stationProgram !== undefined && { stationProgram }) },
    onPressed: (ms) => pressesMs.push(ms),
    onTakenForOther: () => {
      takenForOther += 1;
    },
  });
  const playing = new Playing(plan, world);
  const auditor = await listenAsAuditor(world.house.auditorDir, world.house.urls.broker);
  let happened: readonly Happened[];
  let register: z.infer<typeof registerSchema>['people'];
  const dayBeganMs = clock.moves ? startMs : clock.nowMs();
  try {
    await enrolAbsentDeputy(playing);
    await playing.allSent();
    say('The day begins.');
    happened = await playDay(playing, dayBeganMs, (one) => say(lineOf(one)), stop);
    await playing.allSent();
    // What a day that went fast left to the desk's next look: no clock of a day brings that nearer.
    const heard = () => ({ events: auditor.texts.map(readEvent), endMs: clock.nowMs(), entryKeptHours });
    const longestMs = performance.now() + 2 * lookMs;
    while (performance.now() < longestMs && notDestroyedInTime(heard()).length > 0) await pause(lookAgainMs);
    await playing.allSent(playing.desk.post);
    register = (await call(`${world.house.urls.centre}/api/people`, registerSchema)).people;
  } finally {
    await auditor.stop();
    await world.close();
  }
  const held = await heldAtCentre(world.house.centreDir);
  const atCentre = new Set(held.textById.keys());
  const committed = playing.stationDirs().flatMap(committedAt);
  const judgement = judge({
    ...{ plan, happened, register, pressesMs, overDetainedHours, entryKeptHours },
    events: held.events,
    setAside: held.setAside,
    broken: held.broken,
    rewritten: rewritten(auditor.texts, held.textById),
    unreceived: committed.filter(({ id }) => !atCentre.has(id)),
    acknowledged: playing.acknowledged,
    subjects: playing.subjects,
    orders: playing.orders,
    endMs: clock.nowMs(),
    passedMs: (fromMs, untilMs) => clock.passedMs(fromMs, untilMs),
    clockMoves: clock.moves,
    wronglyRefused: playing.stage.tally.wronglyRefused,
    takenForOther,
    wallSeconds: (performance.now() - beganMs) / 1000,
  });
  const page = join(dir, 'day.html');
  writeFileSync(page, reportPage({ plan, judgement, happened, startMs: dayBeganMs, eveOfEid: options.eveOfEid }));
  writeFileSync(join(dir, 'scenes.json'), `${happened.map((one) => JSON.stringify(one)).join('\n')}\n`);
  writeFileSync(join(dir, 'verdict.json'), `${JSON.stringify(judgement, undefined, 2)}\n`);
  return { judgement, page };
}

/** Ids of events that an auditor heard with another text than the centre holds, or that it does not hold at all. */
function rewritten(heard: readonly string[], held: ReadonlyMap<string, string>): string[] {
  return heard.flatMap((text) => {
    const { id } = readEvent(text);
    return held.get(id) === text ? [] : [id];
  });
}

function summaryOf({ seed, volumes, scenes }: Plan): string {
  const of = (kind: string): number => scenes.filter((scene) => scene.kind === kind).length;
  return (
    `Seed ${seed}: ${volumes.inside} inside; ${volumes.committed} are committed, ${volumes.toCourt} go to court, ` +
    `${volumes.released} are to be released, ${volumes.visitors} visit; ${of('fraud')} frauds and ${of('fault')} faults.`
  );
}

const clockTime = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Karachi', hour: '2-digit', minute: '2-digit' });

function lineOf(one: Happened): string {
  const words = one.trouble ?? one.answer;
  return `${clockTime.format(one.fromMs)}  ${titleOf(one)}${words ? `: ${words}` : ''}`;
}
