import { custodyStates, eventCatalogue, recordGaps } from '@custody-edge/event-contract';
import { expect, test } from 'vitest';
import { states } from './states.ts';
import { wordsIn } from './words.ts';

test.each([
  ['event', Object.keys(eventCatalogue)],
  ['state', [...custodyStates]],
  ['release-gap', [...recordGaps]],
])('every %s of the record has words', (family, codes) => {
  expect(codes.filter((code) => !wordsIn(family, code))).toEqual([]);
});

test('every state is counted in one group', () => {
  expect(states.toSorted()).toEqual(custodyStates.toSorted());
});
