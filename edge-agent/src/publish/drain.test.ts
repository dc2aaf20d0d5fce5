import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterReceipt, type Drain, mayStillSend, rewind, sendAheadLimit } from './drain.ts';

describe('the backlog', () => {
  it('runs ahead of the receipts by no more than its limit', () => {
    expect(mayStillSend({ next: 1, receipted: 0 })).toBe(sendAheadLimit);
    expect(mayStillSend({ next: sendAheadLimit, receipted: 0 })).toBe(1);
    expect(mayStillSend({ next: sendAheadLimit + 1, receipted: 0 })).toBe(0);
    expect(mayStillSend(afterReceipt({ next: sendAheadLimit + 1, receipted: 0 }, 10))).toBe(10);
  });

  it('goes on behind a receipt, also behind one for more than was sent this time', () => {
    expect(afterReceipt({ next: 8, receipted: 3 }, 5)).toEqual({ next: 8, receipted: 5 });
    expect(afterReceipt({ next: 4, receipted: 3 }, 9)).toEqual({ next: 10, receipted: 9 });
  });

  it('is not sent again for a receipt that comes late', () => {
    expect(afterReceipt({ next: 8, receipted: 5 }, 3)).toEqual({ next: 8, receipted: 5 });
  });

  it('starts again behind the last receipt', () => {
    expect(rewind({ next: 100, receipted: 40 })).toEqual({ next: 41, receipted: 40 });
  });
});

it('no event is skipped that is not receipted, through any order of sending, loss and receipts', () => {
  type Happening =
    | { readonly kind: 'send'; readonly count: number }
    | { readonly kind: 'receipt'; readonly share: number }
    | { readonly kind: 'rewind' };
  const happenings = fc.oneof(
    fc.nat({ max: 900 }).map((count): Happening => ({ kind: 'send', count })),
    fc.double({ min: 0, max: 1, noNaN: true }).map((share): Happening => ({ kind: 'receipt', share })),
    fc.constant<Happening>({ kind: 'rewind' }),
  );
  fc.assert(
    fc.property(fc.array(happenings, { maxLength: 40 }), (day) => {
      let drain: Drain = { next: 1, receipted: 0 };
      let everSent = 0;
      let receipted = 0;
      for (const happening of day) {
        if (happening.kind === 'send') {
          for (let left = Math.min(happening.count, mayStillSend(drain)); left > 0; left -= 1) {
            // Everything below was sent before, or the centre holds it.
            expect(drain.next).toBeLessThanOrEqual(Math.max(everSent, receipted) + 1);
            everSent = Math.max(everSent, drain.next);
            drain = { ...drain, next: drain.next + 1 };
          }
        } else if (happening.kind === 'receipt') {
          const upTo = Math.floor(happening.share * everSent);
          receipted = Math.max(receipted, upTo);
          drain = afterReceipt(drain, upTo);
        } else drain = rewind(drain);
        expect(drain.receipted).toBe(receipted);
        expect(drain.next).toBeGreaterThan(receipted);
        expect(drain.next - 1 - receipted).toBeLessThanOrEqual(sendAheadLimit);
        expect(rewind(drain).next).toBe(receipted + 1);
      }
    }),
    { seed: 251, numRuns: 100 },
  );
});
