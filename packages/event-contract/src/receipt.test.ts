import { describe, expect, it } from 'vitest';
import { receiptSchema } from './receipt.ts';
import { commandId } from './test-kit.ts';

const receipt = {
  chainId: commandId,
  upTo: 7,
  headHash: 'A'.repeat(43),
  quarantined: [{ sequence: 3, reason: 'event-type-unknown' }],
  grants: [commandId],
  issuedAt: '2026-03-01T05:00:00.000Z',
};

describe('a receipt', () => {
  it.each([
    ['of everything so far', {}],
    ['of nothing yet', { upTo: 0, quarantined: [], grants: [] }],
    [
      'of a thousand quarantined events',
      { quarantined: Array.from({ length: 1_000 }, (_, at) => ({ sequence: at + 1, reason: 'x' })) },
    ],
  ])('%s is read as it stands', (_, changes) => {
    expect(receiptSchema.parse({ ...receipt, ...changes })).toEqual({ ...receipt, ...changes });
  });

  it.each([
    ['a number below none', { upTo: -1 }],
    ['half an event', { upTo: 1.5 }],
    ['a number no counter reaches', { upTo: 2 ** 53 }],
    ['no hash', { headHash: '' }],
    ['a hash of another length', { headHash: 'A'.repeat(42) }],
    ['a quarantined event without a number', { quarantined: [{ sequence: 0, reason: 'x' }] }],
    ['a quarantine without a reason', { quarantined: [{ sequence: 1, reason: '' }] }],
    ['a grant that is no id', { grants: ['all'] }],
    ['a chain that is no id', { chainId: 'mine' }],
    ['anything more', { forget: true }],
  ])('with %s is refused', (_, changes) => {
    expect(receiptSchema.safeParse({ ...receipt, ...changes }).success).toBe(false);
  });
});
