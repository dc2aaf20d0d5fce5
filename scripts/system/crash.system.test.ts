import { authenticate } from '@custody-edge/event-contract';
import { newFolder } from '@custody-edge/foundation/test-support';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { call, pause, until } from '../demo/api.ts';
import { BenchActor } from '../demo/bench-actor.ts';
import type { Child } from '../demo/child.ts';
import { syntheticFingers } from '../demo/fingers.ts';
import { GateActor } from '../demo/gate-actor.ts';
import { type BenchHouse, openHouse } from '../demo/house.ts';
import { seeded } from '../seeded.ts';
import { bothRecords } from './both-records.ts';
import { lightPins } from './light-pins.ts';

/** `npm run test:crash` takes 50. */
const kills = Number(process.env.CUSTODY_EDGE_KILLS ?? 20);
const seed = 20_261_123;

const healthSchema = z.object({ waiting: z.int() });
const overviewSchema = z.object({ quarantine: z.object({ total: z.int() }) });

describe(`${kills} processes killed without warning (seed ${seed})`, () => {
  const folder = newFolder();
  const random = seeded(seed);
  const accepted: string[] = [];
  let house: BenchHouse;

  beforeAll(async () => {
    house = await openHouse({
      dir: folder,
      speed: 50,
      bench: true,
      logLevel: 'warn',
      ...lightPins,
      gatePolicy: { fingersToEnrol: 2, impressionsPerFinger: 1 },
    });
  });
  afterAll(async () => {
    await house?.close();
  });

  it('lose nothing and double nothing', async () => {
    const stop = new AbortController();
    const work = [workAtGate(house, stop.signal), workAtBench(house, stop.signal, accepted)];
    const victims: readonly Child[] = [house.gates[0].station, house.bench.station, house.centre];
    for (let killed = 0; killed < kills; ) {
      await pause(200 + random() * 500);
      const chosen = victims.filter(() => random() < 0.6).slice(0, kills - killed);
      await Promise.all(chosen.map((victim) => victim.stop('SIGKILL')));
      killed += chosen.length;
      // Now and then the broker stays away for a while.
      if (chosen.includes(house.centre) && random() < 0.3) await pause(2_000);
      await Promise.all(chosen.map((victim) => house.start(victim)));
      // However slow the machine, exhibits are weighed between the kills and not only after them.
      await until('an exhibit to be weighed between kills', 60_000, async () =>
        accepted.length >= killed / 5 ? true : undefined,
      );
    }
    stop.abort();
    await Promise.all(work);

    await Promise.all([house.gates[0].station, house.bench.station].map((station) => station.stop('SIGKILL')));
    await Promise.all([house.gates[0].station, house.bench.station].map((station) => house.start(station)));
    for (const url of [house.gates[0].url, house.bench.url]) {
      await until('the outbox to empty', 90_000, async () =>
        (await call(`${url}/healthz`, healthSchema)).waiting === 0 ? true : undefined,
      );
    }
    expect((await call(`${house.urls.centre}/api/overview`, overviewSchema)).quarantine.total).toBe(0);
    await house.close();

    for (const dir of [house.gates[0].dir, house.bench.dir]) {
      const { committed, held, waiting, enrolment } = bothRecords(house, dir);
      expect(waiting).toBe(0);
      expect(held).toEqual(committed);
      expect(committed.map(({ sequence }) => sequence)).toEqual(committed.map((_, index) => index + 1));
      expect(committed.length).toBeGreaterThan(kills / 5);
      if (dir !== house.bench.dir) continue;
      const events = committed.flatMap(({ text }) => {
        const event = authenticate(text, enrolment);
        return event.ok ? [event.value.envelope] : [];
      });
      const labelOf = new Map(
        events
          .filter(({ type }) => type === 'exhibit.received.v1')
          .map(({ subject, data }) => [subject, z.object({ label: z.string() }).parse(data).label]),
      );
      const labels = events
        .filter(({ type }) => type === 'exhibit.weighed.v2')
        .map(({ subject }) => labelOf.get(subject) ?? subject);
      expect(labels).toEqual(expect.arrayContaining(accepted));
      expect(new Set(labels).size).toBe(labels.length);
    }
  });
});

/** Papers that open nothing: each one is an event. What fails while a process is down is tried with the next. */
async function workAtGate(house: BenchHouse, stop: AbortSignal): Promise<void> {
  const gate = new GateActor(house.gates[0], syntheticFingers(1, 1));
  for (let paper = 0; !stop.aborted; paper++) {
    try {
      await gate.home();
      await gate.scan(`FORGED-${paper}`);
    } catch {
      await pause(100);
    }
  }
}

/** Exhibits with labels of their own; a weight whose acceptance was answered must be on record for ever. */
async function workAtBench(house: BenchHouse, stop: AbortSignal, accepted: string[]): Promise<void> {
  const bench = new BenchActor(house.bench);
  for (let exhibit = 0; !stop.aborted; exhibit++) {
    try {
      const label = `EXHIBIT ${exhibit}`;
      await bench.receive(label);
      await bench.weigh(label, 1 + exhibit);
      accepted.push(label);
    } catch {
      await pause(100);
    }
  }
}
