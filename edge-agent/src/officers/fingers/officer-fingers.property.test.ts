import { systemRandom } from '@custody-edge/foundation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FingerTries } from '../../gate/finger/finger-tries.ts';
import { openStore } from '../../test-kit.ts';
import { FingerStore } from './finger-store.ts';
import { OfficerFingers } from './officer-fingers.ts';

const officerId = '4417';
const [own, others] = [Uint8Array.of(1), Uint8Array.of(2)];
const limit = 7;
const freeTries = 5;
const waitMs = 30_000;

const happening = fc.oneof(
  { weight: 12, arbitrary: fc.constant('other') },
  { weight: 3, arbitrary: fc.constantFrom('own', 'unclear', 'asked anew', 'restart') },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 40_000 }) },
);

describe('whatever an officer, a stranger and the power do', () => {
  it('no more fingers are compared than five at once, one each half minute after, and so many in all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { maxLength: 60, size: 'max' }), async (happenings) => {
        const { db } = openStore();
        let monotonicMs = 0;
        const clock = { nowMs: () => 0, monotonicMs: () => monotonicMs };
        const store = new FingerStore(db, new Uint8Array(32), systemRandom);
        store.put(officerId, [{ finger: 'right-index', impressions: [own] }]);
        const comparedMs: number[] = [];
        let startedMs = 0;
        let proved = 0;
        const start = () => {
          startedMs = monotonicMs;
          return new OfficerFingers({
            store,
            enrolledOf: () => ['right-index'],
            tries: new FingerTries(db, clock, limit),
            policy: 'where-enrolled',
            plan: { fingers: 2, impressionsPerFinger: 3 },
            isReaderReady: () => true,
            changed: () => {},
            onLockedOut: () => {},
            onDuress: () => {},
            onTaken: () => {},
          });
        };
        let fingers = start();
        const ask = () => {
          fingers.prove(officerId, 'sign-in', false).then(
            ({ authenticator }) => {
              expect(authenticator).toBe('pin+finger');
              proved += 1;
            },
            () => {},
          );
        };
        /** Failures in a row, as an onlooker counts them. */
        let failures = 0;
        for (const one of happenings) {
          if (typeof one === 'number') monotonicMs += one;
          else if (one === 'restart') fingers = start();
          else {
            ask();
            if (one === 'asked anew') continue;
            const before = { compared: comparedMs.length, proved };
            const template = one === 'own' ? own : others;
            await fingers.take({ reasons: [], ...(one !== 'unclear' && { template }) }, async (print, enrolled) => {
              const lastMs = comparedMs.at(-1) ?? 0;
              comparedMs.push(monotonicMs);
              if (failures >= freeTries)
                expect(monotonicMs - Math.max(lastMs, startedMs)).toBeGreaterThanOrEqual(waitMs);
              expect(failures).toBeLessThan(limit);
              return enrolled.map(() => (print[0] === own[0] ? 1_000 : 0));
            });
            const wasCompared = comparedMs.length > before.compared;
            if (wasCompared) failures = one === 'own' ? 0 : failures + 1;
            await new Promise(setImmediate);
            expect(proved - before.proved).toBe(wasCompared && one === 'own' ? 1 : 0);
          }
        }
        fingers.leave();
        db.close();
      }),
      { numRuns: 40, seed: 4 },
    );
  });
});
