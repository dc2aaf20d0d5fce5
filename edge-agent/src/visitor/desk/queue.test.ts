import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emptyQueue, type Queue, type QueueStep, stepQueue } from './queue.ts';

const after = (...steps: QueueStep[]): Queue | undefined =>
  steps.reduce<Queue | undefined>((queue, step) => queue && stepQueue(queue, step), emptyQueue);

it('a desk closes once each who waits was told', () => {
  const closing = after('take-number', 'take-number', 'take-number', 'next', 'close');
  expect(closing).toMatchObject({ waiting: [2, 3], told: [], closed: false });
  expect(after('take-number', 'close', 'tell')).toMatchObject({ waiting: [], told: [1], closed: true });
  expect(after('close')).toMatchObject({ told: [], closed: true });
});

it('that closes hands out no number and calls nobody, and opens again where it was a mistake', () => {
  for (const step of ['take-number', 'next', 'close'] as const)
    expect(after('take-number', 'close', step)).toBeUndefined();
  expect(after('take-number', 'close', 'go-on', 'next')).toMatchObject({ waiting: [], closed: false });
  expect(after('go-on')).toBeUndefined();
  expect(after('tell')).toBeUndefined();
});

it('nobody is lost: whoever took a number was called, was told, or waits', () => {
  const steps = fc.array(fc.constantFrom<QueueStep>('take-number', 'take-number', 'next', 'close', 'tell', 'go-on'), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(steps, (day) => {
      let queue = emptyQueue;
      const gone: number[] = [];
      for (const step of day) {
        const next = stepQueue(queue, step);
        if (!next) continue;
        gone.push(...queue.waiting.filter((number) => !next.waiting.includes(number)));
        queue = next;
      }
      const numbers = [...gone, ...queue.waiting].toSorted((a, b) => a - b);
      expect(numbers).toEqual(Array.from({ length: queue.last }, (_, at) => at + 1));
    }),
    { seed: 9, numRuns: 300 },
  );
});
