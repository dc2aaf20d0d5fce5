import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustodyEvent } from '../envelope.ts';
import type { EventDraft } from '../events/catalogue.ts';
import { drafts, eventOf, pass, present } from '../test-kit.ts';
import { foldCustody } from './fold.ts';

const admittedUntil = (until?: string): CustodyEvent => {
  const draft = drafts.admittedInFull();
  if (draft.type !== 'prisoner.admitted.v2') throw new Error('not an admission in full');
  const warrant = { ...draft.data.warrant, ...(until !== undefined && { detainUntil: until }) };
  return eventOf({ ...draft, data: { ...draft.data, warrant } });
};
const after = (before: readonly CustodyEvent[], ...next: readonly EventDraft[]): readonly CustodyEvent[] =>
  next.reduce<readonly CustodyEvent[]>(
    (line, draft) => line.concat(eventOf(draft, { after: present(line.at(-1)).id })),
    before,
  );
const detentionOf = (events: readonly CustodyEvent[]) => present(foldCustody(events)).detention;

describe('on what a person is held', () => {
  const admission = admittedUntil('2026-03-15');

  it('is the warrant with its day, or without one where it names none', () => {
    expect(detentionOf([admission])).toEqual({
      kind: 'remand-warrant',
      paper: 'RW-2',
      until: '2026-03-15',
      produced: false,
      raised: [],
    });
    expect(detentionOf([admittedUntil()])).not.toHaveProperty('until');
  });

  it('is the order nearest to the end of the history, whatever its day and whatever happened beside it', () => {
    const days = fc.array(fc.integer({ min: 10, max: 28 }), { minLength: 1, maxLength: 4 });
    const moves = fc.constantFrom(drafts.toCourt, drafts.back, drafts.out, drafts.overdue);
    fc.assert(
      fc.property(days, fc.array(moves, { maxLength: 3 }), fc.boolean(), (extensions, moved, isBeside) => {
        const orders = extensions.map((day, index) => drafts.extended(undefined, `SC-${index}`, `2026-05-${day}`));
        const known = after([admission], ...orders.slice(0, -1));
        const last = eventOf(present(orders.at(-1)), { after: present(known.at(-1)).id });
        const line = isBeside
          ? [...after(known, drafts.toCourt(), ...moved.map((one) => one())), last]
          : after([...known, last], ...moved.map((one) => one()));
        const { paper, until } = detentionOf(line.toReversed());
        expect({ paper, until }).toEqual({ paper: `SC-${orders.length - 1}`, until: `2026-05-${extensions.at(-1)}` });
        expect(present(foldCustody(line)).heads).toHaveLength(1);
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it('is the new warrant alone where the person is admitted again', () => {
    const before = after([admission], drafts.toCourt(), drafts.extended(), drafts.escaped());
    const again = { ...admittedUntil('2026-09-01'), after: present(before.at(-1)).id };
    expect(detentionOf([...before, again])).toMatchObject({ paper: 'RW-2', until: '2026-09-01', produced: false });
  });

  it('is late once for each day of its paper: a later order ends the alarm', () => {
    const alarmed = after([admission], drafts.detentionAlarm(undefined, admission.id, '2026-03-15'));
    expect(detentionOf(alarmed).raised).toEqual(['warrant-ended']);
    expect(detentionOf(after(alarmed, drafts.extended())).raised).toEqual([]);
    const other = after([admission], drafts.detentionAlarm(undefined, undefined, '2026-03-15'));
    expect(detentionOf(other).raised).toEqual([]);
  });

  it.each([
    ['by the court list', [drafts.toCourt()], true],
    ['and came back', [drafts.toCourt(), drafts.back()], true],
    ['on a form', [drafts.onForm({ way: 'out', journey: 'court', pass: pass() })], true],
    ['nowhere', [], false],
    ['to hospital', [drafts.out(), drafts.backFromHospital()], false],
  ])('went before a court %s', (_, story, produced) => {
    expect(detentionOf(after([admission], ...story)).produced).toBe(produced);
  });
});
