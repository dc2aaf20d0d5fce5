import { describe, expect, it } from 'vitest';
import type { CustodyEvent } from '../envelope.ts';
import type { EventDraft } from '../events/catalogue.ts';
import { drafts, eventOf, present } from '../test-kit.ts';
import { foldCustody } from './fold.ts';

/** Events one after the other. */
const after = (before: readonly CustodyEvent[], draft: EventDraft): CustodyEvent[] => [
  ...before,
  eventOf(draft, { after: present(before.at(-1)).id }),
];
const admission = eventOf(drafts.admittedInFull());
const { id } = admission;
const standOf = (events: readonly CustodyEvent[]) => present(foldCustody(events)).admission;

describe('an admission that was not complete', () => {
  it('says what is open since when, each part until it is done', () => {
    expect(standOf([admission])).toEqual({
      event: id,
      at: admission.time,
      pending: ['search', 'medical', 'reference', 'photograph'],
      isolation: false,
    });
    const photographed = after([admission], drafts.photographed(undefined, 'later'));
    expect(standOf(photographed).pending).toEqual(['search', 'medical', 'reference']);
    const searched = after(photographed, drafts.searchSigned(undefined, id));
    expect(standOf(searched).pending).toEqual(['medical', 'reference']);
    const screened = after(searched, drafts.screened(undefined, id));
    expect(standOf(screened)).toMatchObject({ pending: ['reference'], isolation: true });
    expect(standOf(after(screened, drafts.referenced(undefined, id)))).toMatchObject({ pending: [] });
  });

  it.each(['same-person', 'other-name', 'unknown', 'none'] as const)(
    'waits for no office any more once %s stands in the file',
    (answer) => {
      expect(standOf(after([admission], drafts.referenced(undefined, id, answer))).pending).not.toContain('reference');
    },
  );

  it('is completed by nothing that is about another admission', () => {
    const other = after(after(after([admission], drafts.screened()), drafts.referenced()), drafts.searchSigned());
    expect(standOf(other).pending).toEqual(['search', 'medical', 'reference', 'photograph']);
    const again = after(after(after([admission], drafts.screened(undefined, id)), drafts.escaped()), {
      ...drafts.admittedInFull(),
    });
    expect(standOf(again)).toMatchObject({ event: present(again.at(-1)).id, isolation: false });
    expect(standOf(again).pending).toContain('medical');
  });

  it('is completed also where the history went on beside it, which contradicts nothing', () => {
    const out = eventOf(drafts.toCourt(), { after: id });
    const screened = eventOf(drafts.screened(undefined, id), { after: id });
    for (const events of [
      [admission, out, screened],
      [screened, admission, out],
    ]) {
      const custody = present(foldCustody(events));
      expect(custody).toMatchObject({ state: 'OUT_COURT', heads: [out.id] });
      expect(custody.admission.pending).not.toContain('medical');
    }
  });
});
