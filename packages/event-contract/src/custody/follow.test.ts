import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventDraft } from '../events/catalogue.ts';
import { drafts, eventOf, pass, present } from '../test-kit.ts';
import { foldCustody } from './fold.ts';
import { histories, kinds, orders } from './fold-kit.ts';
import { custodyAfter } from './follow.ts';

const admitted = eventOf(drafts.admitted());
const inside = present(foldCustody([admitted]));

const more = [drafts.admitted, () => drafts.admittedInFull(), () => drafts.releasedAtCourt()];

describe('what follows a whole line', () => {
  it('makes of the person, to the letter, what a fold of everything makes of them, whatever came before', () => {
    const next = fc.record({
      kind: fc.constantFrom(...kinds, ...more),
      order: fc.constantFrom(...orders),
      knew: fc.option(fc.nat(), { nil: undefined, freq: 4 }),
    });
    let [followed, others] = [0, 0];
    fc.assert(
      fc.property(histories, next, (events, { kind, order, knew }) => {
        const before = present(foldCustody(events));
        const after = knew === undefined ? before.heads[0] : events[knew % events.length]?.id;
        const event = eventOf(kind(undefined, order), { after, source: '/jail-b/gate-1' });
        const custody = custodyAfter(before, event);
        if (custody) expect(JSON.stringify(custody)).toBe(JSON.stringify(foldCustody([...events, event])));
        followed += custody ? 1 : 0;
        others += custody ? 0 : 1;
      }),
      { seed: 92, numRuns: 5_000 },
    );
    expect(followed).toBeGreaterThan(300);
    expect(others).toBeGreaterThan(300);
  });

  it('makes the same of them of whatever comes late, in any order, from the stations of a site', () => {
    let followed = 0;
    const shuffled = histories.chain((events) =>
      fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
    );
    fc.assert(
      fc.property(shuffled, (events) => {
        for (const [index, event] of events.entries()) {
          const before = foldCustody(events.slice(0, index));
          const custody = before && custodyAfter(before, event);
          if (!custody) continue;
          followed += 1;
          expect(JSON.stringify(custody)).toBe(JSON.stringify(foldCustody(events.slice(0, index + 1))));
        }
      }),
      { seed: 93, numRuns: 5_000 },
    );
    expect(followed).toBeGreaterThan(200);
  });

  it.each([
    ['leaves for the court', drafts.toCourt()],
    ['leaves by a form', drafts.onForm({ way: 'out', journey: 'hospital', pass: pass() })],
  ])('needs nothing else when somebody %s', (_, draft) => {
    expect(custodyAfter(inside, eventOf(draft, { after: admitted.id }))).toBeDefined();
  });

  it.each<[string, EventDraft]>([
    ['a release', drafts.released()],
    ['a release by a court', drafts.releasedAtCourt()],
    ['an admission', drafts.admittedInFull()],
    ['an order', drafts.orderReceived()],
    ['an officer’s word on a contradiction', drafts.resolved(admitted.id)],
  ])('is folded with everything where it is %s', (_, draft) => {
    expect(custodyAfter(inside, eventOf(draft, { after: admitted.id }))).toBeUndefined();
  });

  it('is folded with everything where it does not follow all of it, or the person was gone', () => {
    const [out, escaped] = [drafts.toCourt(), drafts.escaped()].map((draft) => eventOf(draft, { after: admitted.id }));
    const back = eventOf(drafts.back(), { after: present(out).id });
    const contradicted = present(foldCustody([admitted, present(out), present(escaped)]));
    expect(custodyAfter(inside, eventOf(drafts.toCourt()))).toBeUndefined();
    expect(custodyAfter(inside, back)).toBeUndefined();
    expect(custodyAfter(contradicted, back)).toBeUndefined();
    const recaptured = eventOf(drafts.recaptured(), { after: present(escaped).id });
    expect(custodyAfter(present(foldCustody([admitted, present(escaped)])), recaptured)).toBeUndefined();
  });
});
