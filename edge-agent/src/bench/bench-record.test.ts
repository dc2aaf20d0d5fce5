import { exhibitSubject, foldExhibit } from '@custody-edge/event-contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openDatabase, type StationDatabase } from '../store/database.ts';
import {
  analyst,
  benchConfig,
  colleague,
  memorandum,
  newBench,
  openBench,
  openCase,
  openedParcel,
  putOn,
  receive,
  takeOff,
  weigh,
  weighing,
} from './bench-kit.ts';

const seals = [{ mark: 'ANF/7', state: 'intact' as const }];

describe('what a bench knows', () => {
  it('outlives a restart, and a power cut before its lists were written', async () => {
    const config = benchConfig();
    const before = await openBench(config);
    await openedParcel(before);
    await weigh(before, 'P-1', '12.50');
    const part = { label: 'P-1-1', kind: 'sample' as const, described: 'A sample' };
    before.scan('P-1');
    await before.act({ action: 'divide', parts: [part] });
    const shown = before.exhibit();
    await before.station.stop();

    const db = openDatabase(config.dataDir);
    db.exec(
      `DELETE FROM lab_exhibit WHERE label = 'P-1'; DELETE FROM lab_case; UPDATE lab_exhibit SET lab_case = NULL`,
    );
    db.close();
    const after = await openBench(config, newBench(config));
    after.scan('P-1');
    expect(after.exhibit()).toEqual(shown);
    expect(after.view()).toMatchObject({ inWork: [{}, {}], cases: [{ number: 'QTA-P-1' }] });
    after.scan('P-1-1');
    expect(after.exhibit()).toMatchObject({ case: { number: 'QTA-P-1' }, parent: { label: 'P-1' } });
    after.station.log.verify();
  });

  it('is what was recorded: on a full disk nothing was, and the bench says so', async () => {
    const config = benchConfig();
    const at = await openBench(config);
    await openedParcel(at);
    const { db } = z.object({ db: z.custom<StationDatabase>() }).parse(Reflect.get(at.bench, 'parts'));
    const pages = (sql: string) => db.pragma(sql);
    pages('max_page_count = 1');
    const parts = Array.from({ length: 150 }, (_, index) => ({
      label: `P-1-${index}`,
      kind: 'unit' as const,
      described: 'x'.repeat(100),
    }));
    const { length } = at.station.log;
    await at.refuses({ action: 'divide', parts }, 'disk-full');
    expect(at.station.log.length).toBe(length);
    expect(at.exhibit().parts).toEqual([]);
    pages('max_page_count = 1000000');
    await at.act({ action: 'divide', parts });
    expect(at.exhibit().parts).toHaveLength(150);
  });
});

const labels = ['A', 'B'] as const;
const steps = fc.oneof(
  fc.record({
    act: fc.constantFrom(
      'receive',
      'receive',
      'scan',
      'scan',
      'open',
      'reseal',
      'weigh',
      'hand-over',
      'return',
      'divide',
      'amend',
    ),
    label: fc.constantFrom('A', 'A', ...labels),
  }),
  fc.record({
    act: fc.constantFrom(
      'put-on',
      'take-off',
      'restart',
      'drift',
      'accept',
      'accept',
      'accept',
      'change-officer',
      'cancel',
    ),
    label: fc.constant('A' as const),
  }),
);

it('in whatever order, nothing is weighed that the officer does not have, no sample is lost, no earlier event changes', async () => {
  const at = await openBench();
  const labCase = await openCase(at);
  const { log } = at.station;
  let [run, weights, atMs] = [0, 0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 15, maxLength: 30 }), async (day) => {
      run += 1;
      await at.signIn(analyst);
      let now = analyst;
      const texts = [...log.signedTexts()];
      const begun = [
        { act: 'receive', label: 'A' },
        { act: 'scan', label: 'A' },
      ] as const;
      for (const { act, label: letter } of [...begun, ...day]) {
        const label = `${letter}-${run}`;
        const other = now === analyst ? colleague : analyst;
        const steps: Record<typeof act, () => Promise<void> | void> = {
          receive: () => receive(at, labCase, label, now),
          scan: () => {
            takeOff(at);
            at.scan(label);
            putOn(at, '7.25');
          },
          open: () => at.act({ action: 'open', seals }),
          reseal: () => at.act({ action: 'reseal', seals, withParts: true }),
          weigh: () => at.act({ action: 'weigh', what: letter === 'A' ? 'gross' : 'net' }),
          'hand-over': async () => {
            await at.act({ action: 'hand-over', to: other.officerId, place: 'Bench', withParts: true });
            await at.sign(now);
            await at.sign(other);
          },
          return: async () => {
            await at.act({ action: 'return', to: memorandum.depositor, withParts: true });
            await at.sign(now);
          },
          divide: () =>
            at.act({
              action: 'divide',
              parts: [{ label: `${label}-part`, kind: 'sample', described: 'A sample' }],
            }),
          amend: async () => {
            const { desk } = at.view();
            const found = desk.step === 'exhibit' ? desk.exhibit.findings[0]?.event : undefined;
            if (found === undefined) return;
            await at.act({ action: 'amend', supersedes: found, amendment: { of: 'withdrawn' }, why: 'A mistake' });
            await at.sign(now);
          },
          'put-on': () => putOn(at, letter === 'A' ? '12.50' : '3.10'),
          'take-off': () => takeOff(at),
          restart: () => {
            at.bench.onReading('balance', { kind: 'balance-restarted', atMs: 0 });
            return at.act({ action: 'tare' });
          },
          drift: () => {
            atMs += 100;
            at.bench.onReading('balance', weighing(`12.${50 + (atMs % 40)}`, atMs));
          },
          accept: () => at.act({ action: 'accept' }),
          'change-officer': async () => {
            now = other;
            await at.signIn(now);
          },
          cancel: () => at.act({ action: 'cancel' }),
        };
        try {
          await steps[act]();
        } catch (error) {
          // Whatever is refused says why in a word of its own.
          expect(error).toMatchObject({ name: 'CustodyError' });
        }
      }
      expect([...log.signedTexts()].slice(0, texts.length)).toEqual(texts);
      for (const letter of labels)
        for (const label of [`${letter}-${run}`, `${letter}-${run}-part`]) {
          const events = log.eventsOf(exhibitSubject(label));
          const folded = foldExhibit(events);
          expect(folded?.gaps ?? []).toEqual([]);
          for (const event of events) {
            if (event.type !== 'exhibit.weighed.v2') continue;
            weights += 1;
            const { samples, value } = event.data;
            expect(samples.length).toBeGreaterThanOrEqual(3);
            expect(samples.at(-1)?.value).toBe(value);
            for (const sample of samples)
              expect(Buffer.from(sample.raw, 'base64url').toString()).toBe(`S S ${sample.value} g`);
          }
        }
    }),
    { seed: 4417, numRuns: 15 },
  );
  expect(weights).toBeGreaterThan(5);
  log.verify();
});
