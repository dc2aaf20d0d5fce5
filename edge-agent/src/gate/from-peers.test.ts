import type { CustodyEvent } from '@custody-edge/event-contract';
import { expect, it } from 'vitest';
import { drafts, eventOf } from '../../../packages/event-contract/src/test-kit.ts';
import { silent } from '../test-kit.ts';
import { Sought } from './finger/sought.ts';
import { FromPeers } from './from-peers.ts';

/** A gate's lists and gallery, and what is done to them. */
function gate(sought: ReadonlySet<string>, forgotten: ReadonlySet<string> = new Set()) {
  const done: string[] = [];
  const inGallery = new Set<string>();
  let queue: Promise<void> = Promise.resolve();
  const people = {
    find: (subject: string) => ({ custody: { forgotten: forgotten.has(subject) } }) as never,
    isSought: (subject: string) => sought.has(subject),
    templatesOf: () => [],
  };
  const gallery = {
    has: (subject: string) => inGallery.has(subject),
    join: async (subject: string) => {
      inGallery.add(subject);
      done.push(`join ${subject}`);
    },
    leave: (subject: string) => {
      inGallery.delete(subject);
      done.push(`leave ${subject}`);
    },
    eraseFile: () => done.push('erase the file'),
  };
  const fromPeers = new FromPeers({
    sought: new Sought(people, gallery, silent),
    expected: { strike: ({ number }) => done.push(`strike ${number}`) },
    courtList: { strike: (subject) => done.push(`off the list ${subject}`), struck: () => {} },
    inTurn: (work) => {
      queue = queue.then(work);
    },
    changed: () => {},
  });
  const settled = async () => {
    for (let turn = 0; turn < 10; turn += 1) await queue;
    return done.splice(0);
  };
  return {
    take: (...events: CustodyEvent[]) => fromPeers.take(events),
    keys: fromPeers.takeKeys.bind(fromPeers),
    settled,
  };
}

const [asif, bilal] = ['person/asif', 'person/bilal'];

it('whoever is admitted at another gate is expected no more and found here; whoever leaves there is off the list', async () => {
  const { take, settled } = gate(new Set([asif, bilal]));
  take(eventOf(drafts.admitted(asif)));
  expect(await settled()).toEqual(['strike RW-1', `join ${asif}`]);
  take(eventOf(drafts.toCourt(asif)), eventOf({ ...drafts.refused(), subject: 'station/gate-2' }));
  expect(await settled()).toEqual([`off the list ${asif}`]);
});

it('whoever was released at another gate is looked for no more, and the fingers of whoever was erased leave the disk first', async () => {
  const sought = new Set([asif, bilal]);
  const forgotten = new Set<string>();
  const { take, settled } = gate(sought, forgotten);
  take(eventOf(drafts.admitted(asif)), eventOf(drafts.admitted(bilal)));
  await settled();
  sought.delete(asif);
  take(eventOf(drafts.released(asif)));
  expect(await settled()).toEqual([`leave ${asif}`]);
  sought.delete(bilal);
  forgotten.add(bilal);
  take(eventOf(drafts.erased(bilal)));
  expect(await settled()).toEqual(['erase the file', `leave ${bilal}`]);
});

it('fingers of many whose keys came are taken up a few at a time, so that one on the glass comes between', async () => {
  const subjects = Array.from({ length: 20 }, (_, index) => `person/${index}`);
  const { keys, settled } = gate(new Set(subjects));
  keys(subjects);
  expect(await settled()).toEqual(subjects.map((subject) => `join ${subject}`));
});
