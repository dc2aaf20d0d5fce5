import type { EventDraft } from '@custody-edge/event-contract';
import { describe, expect, it } from 'vitest';
import { drafts, eventOf } from '../../../../packages/event-contract/src/test-kit.ts';
import { exceptionRates } from './exception-rates.ts';

const at = (draft: EventDraft, officer?: string, time = '2026-03-01T05:00:00.000Z') =>
  eventOf(draft, { time, ...(officer !== undefined && { officer }) });

function bySight(draft: EventDraft): EventDraft {
  if (draft.type !== 'prisoner.back-from-court.v1') throw new Error('not a return');
  const identity = { method: 'sight' as const, reason: 'worn' as const, marks: true, approval: 'one' };
  return { ...draft, data: { identity } };
}

function excepted(draft: EventDraft): EventDraft {
  if (draft.type !== 'prisoner.admitted.v2') throw new Error('not an admission in full');
  return { ...draft, data: { ...draft.data, excepted: 2 } };
}

describe('how often fingers were done without', () => {
  it('is counted by the officer who attended and by day', () => {
    expect(
      exceptionRates([
        at(excepted(drafts.admittedInFull()), '4417'),
        at(drafts.toCourt(), '4417'),
        at(bySight(drafts.back()), '4417'),
        at(drafts.released(), '3001'),
        at(drafts.toCourt(), '4417', '2026-03-03T05:00:00.000Z'),
      ]),
    ).toEqual([
      { officer: '4417', day: '2026-03-01', movements: 3, bySight: 1, withoutFingers: 1 },
      { officer: '3001', day: '2026-03-01', movements: 1, bySight: 0, withoutFingers: 0 },
      { officer: '4417', day: '2026-03-03', movements: 1, bySight: 0, withoutFingers: 0 },
    ]);
  });

  it('counts nothing that moves nobody', () => {
    const others = [
      drafts.photographed(),
      drafts.cleared(),
      drafts.propertyReturned(),
      drafts.overdue(),
      drafts.refused(),
    ];
    expect(exceptionRates(others.map((draft) => at(draft, '4417')))).toEqual([]);
  });
});
