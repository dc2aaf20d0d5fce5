import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partsOf } from './parts.ts';

const roomBytes = 400;
const records = ['{"signed":"record of one gate"}', '{"signed":"record of another gate"}'] as const;
const pieces = fc.array(
  fc.record({ text: fc.string({ minLength: 1, maxLength: 120 }), record: fc.constantFrom(...records) }),
  { maxLength: 30 },
);
const sizeOf = (part: { events: readonly string[]; records: readonly string[] }) =>
  Buffer.byteLength(JSON.stringify(part.events)) + Buffer.byteLength(JSON.stringify(part.records));

describe('a line shared out over messages', () => {
  it('is whole and in order, each event beside the record that proves it, and no message too large', () => {
    fc.assert(
      fc.property(pieces, (line) => {
        const parts = partsOf(line, roomBytes) ?? [];
        expect(parts.flatMap(({ events }) => events)).toEqual(line.map(({ text }) => text));
        let at = 0;
        for (const part of parts) {
          expect(sizeOf(part)).toBeLessThanOrEqual(roomBytes + 2);
          const own = line.slice(at, at + part.events.length).map(({ record }) => record);
          expect(part.records.toSorted()).toEqual([...new Set(own)].sort());
          at += part.events.length;
        }
      }),
      { seed: 401, numRuns: 100 },
    );
  });

  it('is nothing where one event alone is too large', () => {
    const [record] = records;
    expect(
      partsOf(
        [
          { text: 'short', record },
          { text: 'x'.repeat(roomBytes), record },
        ],
        roomBytes,
      ),
    ).toBeUndefined();
  });
});
