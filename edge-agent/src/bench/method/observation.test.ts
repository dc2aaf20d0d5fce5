import { expect, it } from 'vitest';
import { readObservation, writeObservation } from './observation.ts';
import type { ObserveStep } from './step.ts';
import { methodOf, step } from './test-kit.ts';

const label = (en: string) => ({ en, ur: 'نمبر' });
const { method } = methodOf({
  steps: [
    step('numbers', 'observe', {
      protocol: 'SOP 9',
      asks: { en: 'Were they altered?', ur: 'کیا ردوبدل ہوا؟' },
      fields: [
        { id: 'chassis', label: label('Chassis number') },
        { id: 'engine', label: label('Engine number') },
        { id: 'remarks', label: label('Remarks'), required: false },
      ],
    }),
  ],
});
const numbers = method.steps.find((one): one is ObserveStep => one.kind === 'observe');
if (!numbers) throw new Error('no step');

it('is written by its labels, and read field by field', () => {
  const seen = new Map([
    ['chassis', 'NZE170: 4410'],
    ['engine', '2NR-118'],
  ]);
  const text = writeObservation(numbers, seen);
  expect(text).toBe('Chassis number: NZE170: 4410; Engine number: 2NR-118');
  expect(readObservation(numbers, text ?? '')).toEqual(seen);
});

it.each([
  ['lacks a required field', new Map([['chassis', 'A']])],
  [
    'holds the mark that parts fields',
    new Map([
      ['chassis', 'A; Engine number: B'],
      ['engine', 'C'],
    ]),
  ],
  [
    'is longer than its event',
    new Map([
      ['chassis', 'A'.repeat(280)],
      ['engine', 'C'],
    ]),
  ],
])('is not written where it %s', (_, answers) => {
  expect(writeObservation(numbers, answers)).toBeUndefined();
});

it.each([
  '',
  'Chassis number: A',
  'Chassis number: A; Colour: red; Engine number: B',
  'Chassis number: ; Engine number: B',
])('is not read from %j', (text) => {
  expect(readObservation(numbers, text)).toBeUndefined();
});
