import { randomUUID } from 'node:crypto';
import { uuidV7 } from '@custody-edge/foundation';
import { describe, expect, it } from 'vitest';
import type { ApprovalMeaning } from '../approval-meaning.ts';
import type { CustodyEvent } from '../envelope.ts';
import type { EventDraft } from '../events/catalogue.ts';
import { officersAfter } from '../officers.ts';
import { drafts, eventOf, present } from '../test-kit.ts';
import { enrolmentOf, type Member, newMember, signedChange, withWord, wordBy } from '../test-support/staff.ts';
import { isErasure } from './erasure.ts';
import { gapsOfErasure } from './erasure-gaps.ts';
import { foldCustody } from './fold.ts';
import { isRelease } from './orders.ts';
import { reportDigest } from './report.ts';

const atMs = Date.parse('2026-03-01T06:00:00.000Z');
const time = new Date(atMs).toISOString();
const deputy = newMember('3001', 'deputy-superintendent');
const guard = newMember('4417', 'gate-officer');
const secondGuard = newMember('4418', 'gate-officer');
const disabled = newMember('4419', 'deputy-superintendent');
const change = (draft: ReturnType<typeof withWord>) => eventOf(draft, { time, source: '/jail-a/gate-1' });
const staffed = officersAfter([
  change(withWord(enrolmentOf(deputy, '1001'), { without: 'first-senior' })),
  ...[guard, secondGuard, disabled].map((member) =>
    change(signedChange(enrolmentOf(member, '1001'), deputy, { atMs })),
  ),
  change(
    signedChange({ type: 'officer.disabled.v2', subject: 'officer/4419', data: { by: '1001' } }, deputy, { atMs }),
  ),
]);

interface Given {
  readonly by: Member;
  readonly meaning: ApprovalMeaning;
  readonly signedAtMs?: number;
  readonly station?: string;
  readonly subject?: string;
}
const reading: Given = { by: guard, meaning: 'erasure' };
const review: Given = { by: deputy, meaning: 'erasure-review' };

const dayMs = 86_400_000;
const waitingDays = 30;
/** Somebody who was released so many days before, and whatever followed. */
function lineOf(daysAgo: number, ...then: readonly EventDraft[]): readonly CustodyEvent[] {
  const line: CustodyEvent[] = [];
  for (const draft of [drafts.admitted(), drafts.orderReceived(), drafts.released(), ...then]) {
    const after = line.at(-1)?.id;
    line.push(eventOf(draft, { time: new Date(atMs - daysAgo * dayMs).toISOString(), ...(after && { after }) }));
  }
  return line;
}
const gone = lineOf(waitingDays);
const releaseIn = (line: readonly CustodyEvent[]): string => present(line.find(isRelease)).id;

function erasureWith(given: readonly [Given, Given], line = gone) {
  const erased = drafts.erased();
  if (erased.type !== 'prisoner.forgotten.v2') throw new Error('no erasure');
  const draft = { ...erased, data: { ...erased.data, waitingDays, release: releaseIn(line) } };
  const approvals = given.map(({ by, meaning, signedAtMs = atMs, station = 'gate-1', subject = draft.subject }) =>
    wordBy(by, { meaning, digest: reportDigest(meaning, { ...draft, subject }) }, { station, atMs: signedAtMs }),
  );
  const event = eventOf({ ...draft, data: { ...draft.data, approvals } }, { time, source: '/jail-a/gate-1' });
  if (!isErasure(event)) throw new Error('no erasure');
  return event;
}
const gaps = (...given: readonly [Given, Given]) => gapsOfErasure(erasureWith(given), staffed, gone, time);

describe('an erasure', () => {
  it('lacks nothing where two officers in force signed for it, the second of them senior, once the waiting time is over', () => {
    expect(gaps(reading, review)).toEqual([]);
    expect(gaps(review, reading)).toEqual([]);
  });

  it.each<[string, readonly CustodyEvent[], string, string?]>([
    ['a day before the waiting time is over', lineOf(waitingDays - 1), time],
    [
      'that came a day before it is over, by the clock of whoever received it',
      gone,
      new Date(atMs - dayMs).toISOString(),
    ],
    ['of a release that is not on record', gone, time, eventOf(drafts.released()).id],
    ['on anything but a release', gone, time, present(gone[0]).id],
    ['of somebody who has come back', lineOf(waitingDays, drafts.admitted()), time],
    ['of somebody who was released in error', lineOf(waitingDays, drafts.releaseError()), time],
  ])('%s is not due', (_, line, receivedAt, release = releaseIn(line)) => {
    const erasure = erasureWith([reading, review], line);
    if (erasure.type !== 'prisoner.forgotten.v2') throw new Error('no erasure');
    const about = { ...erasure, data: { ...erasure.data, release } };
    expect(gapsOfErasure(about, staffed, line, receivedAt)).toContain('erasure-not-due');
  });

  it.each<[string, Given, Given]>([
    ['of one officer twice', { ...reading, by: deputy }, review],
    ['twice with the same meaning', reading, { ...review, meaning: 'erasure' }],
    ['of two officers of whom none is senior', reading, { ...review, by: secondGuard }],
    ['of an officer who was disabled', reading, { ...review, by: disabled }],
    ['of somebody whom nobody enrolled', { ...reading, by: newMember('4417', 'gate-officer') }, review],
    ['of which one had expired', reading, { ...review, signedAtMs: atMs - 300_000 }],
    ['given at another station', { ...reading, station: 'gate-2' }, review],
    ['given for another person', reading, { ...review, subject: 'person/other' }],
    ['of another meaning', { ...reading, meaning: 'report' }, { ...review, meaning: 'report-review' }],
  ])('lacks them with words %s', (_, ...given) => {
    expect(gaps(...given)).toEqual(['erasure-words-missing']);
  });

  it('lacks them once anything that was signed is another', () => {
    const { data, ...event } = erasureWith([reading, review]);
    if (!('paper' in data)) throw new Error('no paper');
    const changed = [
      { ...data, keyId: randomUUID() },
      { ...data, release: uuidV7() },
      { ...data, waitingDays: data.waitingDays + 1 },
      ...(['kind', 'number', 'authority'] as const).map((part) => ({
        ...data,
        paper: { ...data.paper, [part]: 'another' },
      })),
    ];
    for (const said of changed) {
      const other = eventOf({ type: 'prisoner.forgotten.v2', subject: event.subject, data: said }, { time });
      expect(isErasure(other) && gapsOfErasure(other, staffed, gone, time)).toContain('erasure-words-missing');
    }
  });

  it('of the first version is read, and lacks the words of two officers', () => {
    const old = eventOf(drafts.forgotten());
    expect(isErasure(old) && gapsOfErasure(old, staffed, gone, time)).toEqual(['erasure-words-missing']);
  });

  it.each([drafts.forgotten(), drafts.erased()])(
    'forgets the person where it is followed, and nobody where it is not: $type',
    (draft) => {
      const open = lineOf(waitingDays, drafts.claimed());
      const line = [...open, eventOf(draft, { after: present(open.at(-1)).id })];
      const folded = (isFollowed: boolean) => foldCustody(line, { isFollowed: () => isFollowed });
      expect(folded(true)).toMatchObject({ state: 'RELEASED', forgotten: true, openClaims: [] });
      expect(folded(false)).toMatchObject({ state: 'RELEASED', forgotten: false, openClaims: { length: 1 } });
    },
  );
});
