import type { CustodyEvent } from '@custody-edge/event-contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventOf } from '../store/events.ts';
import { makeProject } from '../test-support/project.ts';
import { createLineCache } from './line-cache.ts';

const project = makeProject();
const gate = project.addStation('adiala-gate-1');
project.remove();
const sample = eventOf(gate.raw('station.started.v1', 'person/p', { softwareVersion: '1', heldEvents: 0 }).text);

test('a line is the same whether it was kept or read again', () => {
  if (!sample) throw new Error('not readable');
  const additions = fc.array(fc.record({ subject: fc.constantFrom('a', 'b'), count: fc.integer({ min: 1, max: 12 }) }));
  fc.assert(
    fc.property(additions, (steps) => {
      const stored = new Map<string, CustodyEvent[]>();
      const cache = createLineCache((subject) => [...(stored.get(subject) ?? [])]);
      for (const { subject, count } of steps) {
        const added = Array.from({ length: count }, () => sample);
        stored.set(subject, [...(stored.get(subject) ?? []), ...added]);
        expect(cache.lineWith(subject, added)).toEqual(stored.get(subject));
      }
    }),
    { seed: 7, numRuns: 50 },
  );
});
