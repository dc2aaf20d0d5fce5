import { cpSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadStationConfig } from '@custody-edge/edge-agent';
import { encodeTemplate } from '@custody-edge/fingerprint';
import { syntheticTemplate } from '@custody-edge/fingerprint/synthetic';
import { z } from 'zod';
import { call, until } from '../../demo/api.ts';
import { belongingsOf, lahore, type Officer, type Place, rawalpindi } from '../../demo/cast.ts';
import { Court } from '../../demo/court.ts';
import type { Manner } from '../../demo/gate-actor.ts';
import { type House, openHouse } from '../../demo/house.ts';
import { putOnRecord, type Recorded } from '../../demo/on-record.ts';
import type { Pace } from '../../demo/pace.ts';
import { Stage } from '../../demo/scenes/stage.ts';
import { VisitorActor } from '../../demo/visitor-actor.ts';
import { mountTrouble, SmallDisk } from '../../small-disk.ts';
import type { FingerStore } from '../fingers/finger-store.ts';
import { warrantOf } from '../plan/people.ts';
import type { Plan } from '../plan/plan.ts';
import { bodyOf, type DayFingers, dayCast, dayFingers } from './day-cast.ts';
import { Line } from './line.ts';
import type { SimulatedClock } from './simulated-clock.ts';

/** A deputy superintendent who is not there, and whose fingers the gate knows. */
export const absentDeputy = { officerId: '2009', name: 'راشد منہاس', role: 'deputy-superintendent' } as const;

/** Whoever signs here all day does so with a security key; PINs sign in, and are what is lent and guessed at. */
const withKey = (officer: Officer): Officer => ({ ...officer, hasKey: officer.role !== 'supervisor' });

const campJail: Place = {
  ...lahore,
  officers: {
    head: lahore.officers.head,
    onDuty: withKey(lahore.officers.onDuty),
    others: [...lahore.officers.others.map(withKey), absentDeputy],
  },
};

/** Of the other prison's gate: small enough to be filled in a moment. */
const disk = { megabytes: 48, reserveMegabytes: 8 } as const;
/** An officer at the glass as fast as the stations answer; a page that takes its time is not asked again and again meanwhile. */
const hurried: Pace = {
  doorMs: 110,
  layAgainMs: 5_000,
  readMs: 45,
  lookMs: (passedMs) => Math.max(12, passedMs / 5),
};
/** How often a station looks at the glass: people queue at the gate most of the day, and hardly anybody at the other prison’s; to look costs two processes. */
const glassPollMs: Readonly<Record<string, number>> = { [campJail.stationId]: 10, [rawalpindi.stationId]: 60 };
const glassPollMsOf = (stationId: string): number => glassPollMs[stationId] ?? 15;
/** Whoever may pass does so at once, and the next finds the door locked. */
const lockPulseMs = 1_000;
/** Lines of the emulated devices take no time. */
const deviceSpeed = 100_000;
/** Verified order to release, after which the centre and the gate call somebody over-detained. */
export const overDetainedHours = 4;
/** Hours after which what was taken of a visitor who has left is destroyed. */
export const entryKeptHours = 2;
/** What the house says of visits; one finger is taken once, as at the gate. */
const deskPolicyOf = (minutes: number) => ({
  impressions: 1,
  mostInside: 400,
  visitMinutes: Math.max(5, Math.round((60 * minutes) / (12 * 60))),
  entryKeptHours,
});
const dayMs = 86_400_000;

/** A centre, the prison's gate with everybody on record, its visitor desk, and another prison's gate, running by a clock of their own. */
export interface World {
  readonly house: House;
  readonly court: Court;
  readonly clock: SimulatedClock;
  readonly line: Line;
  /** The other prison's small disk, or why there is none. */
  readonly disk: SmallDisk | string;
  /** Everybody on record when the day begins, by number. */
  readonly subjects: ReadonlyMap<number, string>;
  readonly fingers: DayFingers;
  readonly desk: VisitorActor;
  /** How people move at the gates: again where a gate gets another computer. */
  stageOf(house: House): Stage;
  /** What is written on the paper by which somebody is held. */
  warrant(person: number): ReturnType<typeof warrantOf>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly dir: string;
  readonly plan: Plan;
  readonly store: FingerStore;
  readonly clock: SimulatedClock;
  readonly stationProgram?: string;
  readonly onPressed: Required<Manner>['onPressed'];
  readonly onTakenForOther: Required<Manner>['onTakenForOther'];
  /** Leaves off before everything is open. */
  readonly stop: AbortSignal;
  say(line: string): void;
}

export async function openWorld(options: WorldOptions): Promise<World> {
  const { dir, plan, store, clock, say, stop, onPressed, onTakenForOther } = options;
  const line = new Line();
  const trouble = mountTrouble();
  let smallDisk: SmallDisk | string = trouble ?? '';
  const detainUntil = new Date(clock.nowMs() + 14 * dayMs).toISOString().slice(0, 10);
  const warrant = (person: number) => {
    const who = plan.people[person];
    if (!who) throw new RangeError('nobody has this number');
    return warrantOf(who, detainUntil);
  };
  const subjects = new Map<number, string>();
  let house: House | undefined;
  let diskDir = '';
  const close = async (): Promise<void> => {
    await house?.close();
    line.close();
    if (!(smallDisk instanceof SmallDisk)) return;
    // What is on it is still to be read.
    smallDisk.makeRoom();
    cpSync(diskDir, `${diskDir}-kept`, { recursive: true });
    smallDisk.remove();
    rmSync(diskDir, { recursive: true, force: true });
    renameSync(`${diskDir}-kept`, diskDir);
  };
  try {
    house = await openHouse({
      dir,
      speed: deviceSpeed,
      prisons: [campJail, rawalpindi],
      logLevel: 'warn',
      glassPollMsOf,
      ...(options.stationProgram !== undefined && { stationProgram: options.stationProgram }),
      gatePolicy: {
        impressionsPerFinger: 1,
        lockPulseMs,
        overDetained: { afterHours: overDetainedHours, owner: 'superintendent' },
      },
      desk: true,
      deskPolicy: deskPolicyOf(plan.volumes.minutes),
      wayToBroker: (port) => line.open(port),
      environmentOf: (process) => ({
        ...clock.environmentOf(process),
        ...(process === rawalpindi.stationId && {
          CUSTODY_EDGE_STATION_DISK_RESERVE_MEGABYTES: String(disk.reserveMegabytes),
        }),
      }),
      beforeStation: async ({ stationId, dir: stationDir }) => {
        if (stationId === rawalpindi.stationId && trouble === undefined) {
          diskDir = join(stationDir, 'data');
          smallDisk = new SmallDisk(diskDir, disk.megabytes);
        }
        if (stationId !== campJail.stationId) return;
        const config = loadStationConfig(join(stationDir, 'station.json'), {});
        const recorded = await putOnRecord(config, everybody(plan, store, warrant), (done) => {
          stop.throwIfAborted();
          if (done % 500 === 0) say(`${done} people on record`);
        });
        for (const [index, person] of plan.inside.entries()) subjects.set(person, recorded[index] ?? '');
      },
    });
    await everybodyAtCentre(house, plan.inside.length, stop);
  } catch (error) {
    await close();
    throw error;
  }
  if (!house.desk) throw new Error('this prison has no visitor desk');
  const court = new Court(house, () => clock.nowMs());
  const desk = new VisitorActor(house.desk, { pace: hurried, onPressed, onTakenForOther });
  const manner: Manner = { pace: hurried, cast: dayCast(plan), onPressed, onTakenForOther };
  const fingers = dayFingers(plan, store);
  return {
    ...{ house, court, clock, line, fingers, desk, disk: smallDisk, subjects, warrant, close },
    stageOf: (one) => new Stage(one, fingers, manner, court),
  };
}

const registerSchema = z.object({ people: z.array(z.object({ identity: z.unknown().optional() })) });
const sentLimitMs = 600_000;

/** The centre holds everybody who is inside and reads their names: what a gate that has run for long has sent long ago. */
async function everybodyAtCentre({ urls }: House, inside: number, stop: AbortSignal): Promise<void> {
  const read = async (): Promise<true | undefined> => {
    stop.throwIfAborted();
    const { people } = await call(`${urls.centre}/api/people`, registerSchema);
    return people.filter(({ identity }) => identity !== undefined).length === inside || undefined;
  };
  await until('the centre to know everybody inside', sentLimitMs, read, 1_000);
}

const enrolledFingers = ['right-index', 'left-index'] as const;

/** Who is inside when the day begins; a finger that never comes to the glass has a template alone. */
function* everybody(plan: Plan, store: FingerStore, warrant: World['warrant']): Iterable<Recorded> {
  for (const number of plan.inside) {
    const { fingers, ageYears } = plan.people[number] ?? { fingers: [], ageYears: 30 };
    yield {
      details: warrant(number),
      body: bodyOf(ageYears, campJail.officers.onDuty.officerId),
      belongings: belongingsOf(number),
      fingers: enrolledFingers.map((finger, index) => {
        const grown = fingers[index];
        const template =
          grown === undefined ? encodeTemplate(syntheticTemplate(number * 2 + index)) : store.template(grown);
        return { finger, impressions: [template] };
      }),
    };
  }
}
