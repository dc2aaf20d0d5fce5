import fc from 'fast-check';
import { expect, it } from 'vitest';
import { finger, paper, pending, press, TestGate } from './test-world.ts';

/** What means something to a broker, in any place of a text that a reader may send. */
const wildcards = fc.constantFrom('+', '#', '$SYS/', '/', 'custody/1/+/+/command', 'custody/1/jail-a/#', '\u0000');
const texts = fc
  .array(fc.oneof(wildcards, fc.string({ unit: 'binary', maxLength: 12 })), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join(''));

it('a barcode that a broker would read as a filter is a paper like any other: refused, on record, and opening nothing', () => {
  fc.assert(
    fc.property(fc.array(texts, { minLength: 1, maxLength: 5 }), fc.boolean(), (papers, onBoard) => {
      const gate = new TestGate();
      if (onBoard) gate.take(paper('RO-1'), finger(pending));
      for (const text of papers) {
        gate.take(paper(text));
        expect(gate.desk).toMatchObject({ step: 'not-allowed', unconfirmed: text });
      }
      expect(gate.opened).toBe(0);
      const refused = gate.world
        .historyOf('station/gate-1')
        .flatMap((event) => (event.type === 'gate.paper-refused.v1' ? [event] : []));
      expect(refused).toHaveLength(papers.length);
      expect(refused.every(({ data }) => data.reason === 'order-not-confirmed')).toBe(true);
      gate.take(press({ action: 'cancel' }));
      expect(gate.desk.step).toBe(onBoard ? 'board' : 'home');
    }),
    { seed: 401, numRuns: 200 },
  );
});
