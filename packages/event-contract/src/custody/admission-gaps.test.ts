import { describe, expect, it } from 'vitest';
import type { CustodyEvent } from '../envelope.ts';
import type { EventDraft } from '../events/catalogue.ts';
import { drafts, eventOf } from '../test-kit.ts';
import { known, type Member, newMember, signedBy } from '../test-support/staff.ts';
import { type AdmissionGap, gapsOfAdmission } from './admission-gaps.ts';

const guard = newMember('4417', 'gate-officer');
const colleague = newMember('4418', 'reception');
const doctor = newMember('5001', 'medical');
const gone = newMember('4417', 'gate-officer');
const atMs = Date.UTC(2026, 2, 1, 5);
const given = { atMs };
const inForce = [guard, colleague, doctor].map(known);

/** An admission that says it was searched and screened, with these words in the places of the two. */
function admission(
  members: readonly Member[],
  changes: Partial<Extract<EventDraft, { type: 'prisoner.admitted.v2' }>['data']> = {},
) {
  const draft = drafts.admittedInFull();
  if (draft.type !== 'prisoner.admitted.v2') throw new Error('another version');
  const search = { found: 'F'.repeat(43), searcher: guard.officerId, state: 'signed' as const };
  const fingers = [{ finger: 'right-index' as const, impressions: 3 }];
  const said: EventDraft = { ...draft, data: { ...draft.data, fingers, medical: 'seen', search, ...changes } };
  const event = eventOf(signedBy(said, members, given));
  if (event.type !== 'prisoner.admitted.v2') throw new Error('another version');
  return event;
}
const gaps = (event: ReturnType<typeof admission>, later: readonly CustodyEvent[] = []) =>
  gapsOfAdmission(event, [event, ...later], () => inForce);

describe('an admission', () => {
  it.each<[string, readonly Member[], AdmissionGap[]]>([
    ['signed by both', [guard, doctor], []],
    ['signed by the searcher alone', [guard], ['screening-unsigned']],
    ['signed by nobody', [], ['search-unsigned', 'screening-unsigned']],
    ['whose search another officer signed', [colleague, doctor], ['search-unsigned']],
    ['whose searcher left before', [gone, doctor], ['search-unsigned']],
    ['whose screening no medical officer signed', [guard, colleague], ['screening-unsigned']],
    ['with the words of one in place of the other', [doctor, guard], ['search-unsigned', 'screening-unsigned']],
  ])('%s', (_, members, missing) => {
    expect(gaps(admission(members))).toEqual(missing);
  });

  it('lacks nothing for words that it does not say were given, once they are', () => {
    const open = admission([], {
      medical: 'pending',
      search: { found: 'F'.repeat(43), searcher: guard.officerId, state: 'pending' },
    });
    expect(gaps(open)).toEqual(['search-unsigned', 'screening-unsigned']);
    const signed = (draft: EventDraft, member: Member) => eventOf(signedBy(draft, [member], given), { after: open.id });
    const searched = signed(drafts.searchSigned(undefined, open.id), colleague);
    expect(gaps(open, [searched])).toEqual(['screening-unsigned']);
    expect(gaps(open, [searched, signed(drafts.screened(undefined, open.id), doctor)])).toEqual([]);
    expect(gaps(open, [signed(drafts.searchSigned(undefined, open.id), doctor)])).toContain('search-unsigned');
    expect(gaps(open, [eventOf(drafts.searchSigned(undefined, open.id))])).toContain('search-unsigned');
    expect(gaps(open, [signed(drafts.searchSigned(), colleague)])).toContain('search-unsigned');
  });

  it('lacks a finger where none was enrolled', () => {
    expect(gaps(admission([guard, doctor], { fingers: [] }))).toEqual(['no-finger']);
  });

  it('whose words are for something else that was found lacks them', () => {
    const { data, ...event } = admission([guard, doctor]);
    const other = { ...event, data: { ...data, search: { ...data.search, found: 'G'.repeat(43) } } };
    expect(gaps(other)).toEqual(['search-unsigned', 'screening-unsigned']);
  });
});
