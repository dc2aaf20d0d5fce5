import { randomUUID } from 'node:crypto';
import { sealFor } from '@custody-edge/event-contract';
import { systemRandom } from '@custody-edge/foundation';
import { describe, expect, it } from 'vitest';
import { PersonKeys } from '../../store/person-keys.ts';
import { openStore } from '../../test-kit.ts';
import { MatchedPeople } from './matched-people.ts';

const [asif, bilal] = ['person/asif', 'person/bilal'];
const identityOf = (name: string) => ({
  name,
  relation: 'son-of' as const,
  parentage: 'Karim',
  prisonerNumber: '7',
  aliases: [],
});

async function setUp() {
  const { db, station } = openStore();
  const keys = new PersonKeys(db, new Uint8Array(32), systemRandom);
  for (const subject of [asif, bilal]) keys.store(subject, keys.make());
  const people = new MatchedPeople(db, station.encryptionKey);
  const state = async (subject: string, ...found: readonly string[]) => {
    const letters = await Promise.all(
      found.map((name) => sealFor(station.enrolment, Buffer.from(JSON.stringify(identityOf(name))))),
    );
    const matches = found.map((name) => ({ person: `person/${name}`, site: 'jail-b' }));
    const counts = { admission: randomUUID(), search: randomUUID(), compared: 2, held: 2 };
    people.put({ purpose: 'state-central-search', subject, ...counts, matches, letters });
    return people.open();
  };
  const kept = () => db.prepare('SELECT subject, person FROM matched_person ORDER BY person').raw().all();
  return { people, keys, state, kept };
}

describe('names of people found alike', () => {
  it('are kept until somebody has compared that very person', async () => {
    const { people, state, kept } = await setUp();
    expect(await state(asif, 'shani', 'tari')).toBe(0);
    expect(people.of(asif, 'person/shani')).toEqual(identityOf('shani'));
    people.strike(asif, 'person/shani');
    await people.open();
    expect(people.of(asif, 'person/shani')).toBeUndefined();
    expect(people.of(asif, 'person/tari')).toEqual(identityOf('tari'));
    expect(kept()).toEqual([[asif, 'person/tari']]);
  });

  it('are those that were said last, of each person apart', async () => {
    const { people, state, kept } = await setUp();
    await state(asif, 'shani');
    await state(bilal, 'shani');
    await state(asif, 'tari');
    expect(people.of(asif, 'person/shani')).toBeUndefined();
    expect(kept()).toEqual([
      [bilal, 'person/shani'],
      [asif, 'person/tari'],
    ]);
  });

  it('go with the key of the person who was searched for', async () => {
    const { people, keys, state, kept } = await setUp();
    await state(asif, 'shani');
    keys.destroy(asif);
    await people.open();
    expect(kept()).toEqual([]);
    expect(people.of(asif, 'person/shani')).toBeUndefined();
  });
});
