import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lag } from './lag.ts';
import { committedAtOnce } from './taking.ts';
import { pageEvents } from './wire.ts';

const minuteMs = 60_000;
const at = (...told: readonly number[]): Lag => {
  const lag = new Lag(committedAtOnce);
  for (const missing of told) lag.told(missing, 0);
  return lag;
};

describe('a station that lags behind a peer', () => {
  it('learns once the lag takes more than one turn, and to the last event of it', () => {
    expect(at().toCome(0)).toBe(0);
    expect(at(committedAtOnce).toCome(0)).toBe(0);
    expect(at(committedAtOnce + 1).toCome(0)).toBe(committedAtOnce + 1);
    expect(at(700, 188, 40).toCome(0)).toBe(40);
    expect(at(700, 188, 0, 40).toCome(0)).toBe(0);
  });

  it('learns no more where nothing comes of what is missing, or nothing came for a minute', () => {
    const lag = at(700);
    expect(lag.toCome(minuteMs - 1)).toBe(700);
    expect(lag.toCome(minuteMs)).toBe(0);
    // What comes afterwards is looked at anew.
    lag.told(committedAtOnce, 2 * minuteMs);
    expect(lag.toCome(2 * minuteMs)).toBe(0);
    lag.told(700, 2 * minuteMs);
    lag.ended();
    expect(lag.toCome(2 * minuteMs)).toBe(0);
  });

  it('is never between two turns of a telling without learning, however much the peer goes on recording', () => {
    const growth = fc.array(fc.nat(60), { maxLength: 6 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000 }), growth, (lacking, recorded) => {
        const lag = new Lag(committedAtOnce);
        let [ours, theirs] = [0, lacking];
        for (let page = 0; ours < theirs; page += 1) {
          const said = theirs;
          lag.told(said - ours, 0);
          for (const end = Math.min(said, ours + pageEvents); ours < end; ) {
            ours = Math.min(end, ours + committedAtOnce);
            expect(ours < said && lag.toCome(0) === 0, `${ours} of ${said}`).toBe(false);
          }
          lag.told(said - ours, 0);
          theirs += recorded[page] ?? 0;
        }
        expect(lag.toCome(0)).toBe(0);
      }),
      { seed: 28, numRuns: 200 },
    );
  });
});
