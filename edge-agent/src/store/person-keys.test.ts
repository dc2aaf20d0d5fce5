import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DataKey, seal, unseal } from '@custody-edge/event-contract';
import { systemRandom } from '@custody-edge/foundation';
import { describe, expect, it } from 'vitest';
import { openStore } from '../test-kit.ts';
import { PersonKeys } from './person-keys.ts';

const siteKey = systemRandom.bytes(32);

/** Whether any file of a folder holds these bytes. */
const anywhere = (dataDir: string, bytes: Uint8Array | string): boolean =>
  readdirSync(dataDir).some((name) => readFileSync(join(dataDir, name)).includes(Buffer.from(bytes)));

function keysIn(store = openStore()) {
  return { ...store, keys: new PersonKeys(store.db, siteKey, systemRandom) };
}
const wrappedOf = ({ db }: ReturnType<typeof keysIn>, subject: string): string => {
  const row = db.prepare('SELECT wrapped FROM person_key WHERE subject = ?').pluck().get(subject);
  return JSON.parse(String(row)).ct;
};

describe('a person’s key', () => {
  it('is found again as it was made, also after a restart', () => {
    const before = keysIn();
    const key = before.keys.make();
    expect(key.bytes).toHaveLength(32);
    before.keys.store('person/a', key);
    expect(before.keys.find('person/a')).toMatchObject({ keyId: key.keyId, bytes: Buffer.from(key.bytes) });
    expect(before.keys.find('person/b')).toBeUndefined();
    before.db.close();
    const after = keysIn(openStore(before.dataDir, before.station));
    expect(after.keys.find('person/a')?.keyId).toBe(key.keyId);
  });

  it('is another for each person', () => {
    const { keys } = keysIn();
    const made = Array.from({ length: 100 }, () => keys.make());
    expect(new Set(made.map(({ keyId }) => keyId)).size).toBe(100);
    expect(new Set(made.map(({ bytes }) => Buffer.from(bytes).toString('hex'))).size).toBe(100);
  });

  it('seals words about its person, for one field, until it is destroyed', () => {
    const { keys } = keysIn();
    keys.store('person/a', keys.make());
    const sealed = keys.seal('person/a', 'claim', 'میں وہ نہیں ہوں');
    if (!sealed) throw new Error('nothing was sealed');
    expect(keys.read('person/a', 'claim', sealed)).toBe('میں وہ نہیں ہوں');
    expect(() => keys.read('person/a', 'claim-answer', sealed)).toThrow(
      expect.objectContaining({ code: 'seal-broken' }),
    );
    expect(keys.readable('person/a', 'claim', sealed)).toBe('میں وہ نہیں ہوں');
    expect(keys.readable('person/a', 'claim-answer', sealed)).toBeUndefined();
    expect(keys.seal('person/b', 'claim', 'x')).toBeUndefined();
    keys.destroy('person/a');
    expect(keys.read('person/a', 'claim', sealed)).toBeUndefined();
  });

  it('never lies on the disk unwrapped', () => {
    const { keys, dataDir, db } = keysIn();
    const key = keys.make();
    keys.store('person/a', key);
    db.pragma('wal_checkpoint(PASSIVE)');
    expect(anywhere(dataDir, 'person/a')).toBe(true);
    for (const encoding of ['base64', 'base64url', 'hex'] as const)
      expect(anywhere(dataDir, Buffer.from(key.bytes).toString(encoding))).toBe(false);
    expect(anywhere(dataDir, key.bytes)).toBe(false);
  });

  it('does not open with the key of another site, or moved to another person', () => {
    const station = keysIn();
    station.keys.store('person/a', station.keys.make());
    const foreign = new PersonKeys(station.db, systemRandom.bytes(32), systemRandom);
    expect(() => foreign.find('person/a')).toThrow(expect.objectContaining({ code: 'seal-broken' }));
    station.db.exec("UPDATE person_key SET subject = 'person/b'");
    expect(() => station.keys.find('person/b')).toThrow(expect.objectContaining({ code: 'seal-broken' }));
  });

  it('is not stored over another', () => {
    const { keys } = keysIn();
    const first = keys.make();
    keys.store('person/a', first);
    expect(() => keys.store('person/a', keys.make())).toThrow();
    expect(keys.find('person/a')?.keyId).toBe(first.keyId);
  });
});

describe('a key that was destroyed', () => {
  const destroyed = (others: number) => {
    const station = keysIn();
    const made = new Map<string, DataKey>();
    for (let index = 0; index <= others; index += 1) {
      const key = station.keys.make();
      made.set(`person/${index}`, key);
      station.db.transaction(() => station.keys.store(`person/${index}`, key))();
    }
    const wrapped = wrappedOf(station, 'person/0');
    expect(anywhere(station.dataDir, wrapped)).toBe(true);
    station.db.transaction(() => station.keys.destroy('person/0'))();
    station.keys.scrub();
    return { ...station, made, wrapped };
  };

  it.each([0, 1, 60])('is in no file of the station any more, among %i others that stay', (others) => {
    const { keys, dataDir, wrapped, made } = destroyed(others);
    expect(keys.find('person/0')).toBeUndefined();
    expect(anywhere(dataDir, wrapped)).toBe(false);
    for (let start = 0; start + 16 <= wrapped.length; start += 8)
      expect(anywhere(dataDir, wrapped.slice(start, start + 16))).toBe(false);
    for (let index = 1; index <= others; index += 1)
      expect(keys.find(`person/${index}`)?.keyId).toBe(made.get(`person/${index}`)?.keyId);
  });

  it('opens nothing any more, while the others’ data still opens', () => {
    const { keys, made } = destroyed(1);
    const sealedOf = (subject: string) => {
      const key = made.get(subject);
      if (!key) throw new Error('no key');
      return seal(key, subject, 'identity', Buffer.from('Asif'), systemRandom);
    };
    const remaining = keys.find('person/1');
    if (!remaining) throw new Error('no key');
    expect(unseal(remaining, 'person/0', 'identity', sealedOf('person/0'))).toMatchObject({
      error: { code: 'key-missing' },
    });
    expect(unseal(remaining, 'person/1', 'identity', sealedOf('person/1'))).toMatchObject({ ok: true });
  });

  it('stays destroyed when the station is closed and opened again', () => {
    const { db, dataDir, station, wrapped } = destroyed(3);
    db.close();
    expect(keysIn(openStore(dataDir, station)).keys.find('person/0')).toBeUndefined();
    expect(anywhere(dataDir, wrapped)).toBe(false);
  });
});
