import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Abreast, lanes } from './lanes.ts';

const turns = fc.array(fc.nat(60), { maxLength: 20 }).map((list) => list.toSorted((a, b) => a - b));

it('no lane goes on while another is further behind than it may be, and both come to their end', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(turns, turns),
      fc.nat(5),
      fc.nat(7),
      fc.scheduler(),
      async (both, slack, lasting, scheduler) => {
        const abreast = new Abreast(lanes, slack);
        const until = new Map(lanes.map((lane) => [lane, 0]));
        const play = async (index: 0 | 1): Promise<void> => {
          const lane = lanes[index];
          for (const minute of both[index]) {
            until.set(lane, minute + lasting);
            await abreast.reach(lane, minute, lasting);
            for (const other of until.values()) expect(minute).toBeLessThanOrEqual(other + slack);
            await scheduler.schedule(Promise.resolve());
          }
          until.set(lane, Number.POSITIVE_INFINITY);
          abreast.finish(lane);
        };
        const played = Promise.all([play(0), play(1)]);
        await scheduler.waitFor(played);
      },
    ),
    { seed: 5, numRuns: 100 },
  );
});

it('whoever waits for another lane hears that it failed', async () => {
  const abreast = new Abreast(lanes, 1);
  const waiting = abreast.reach('gate', 10, 0);
  abreast.fail(new Error('the desk failed'));
  await expect(waiting).rejects.toThrow('the desk failed');
});
