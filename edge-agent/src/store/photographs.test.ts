import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemRandom } from '@custody-edge/foundation';
import { describe, expect, it } from 'vitest';
import { tinyJpeg } from '../gate/photograph/jpeg-kit.ts';
import { openStore } from '../test-kit.ts';
import { PersonKeys } from './person-keys.ts';
import { Photographs, sealHand, sealPhotograph } from './photographs.ts';

const siteKey = systemRandom.bytes(32);
const jpeg = tinyJpeg();

function openPhotographs(store = openStore()) {
  const keys = new PersonKeys(store.db, siteKey, systemRandom);
  return { ...store, keys, photographs: new Photographs(store.db, keys) };
}

/** A station that keeps a photograph of one person. */
function kept(subject = 'person/a') {
  const station = openPhotographs();
  const key = station.keys.make();
  const photograph = sealPhotograph(key, subject, jpeg, systemRandom);
  station.db.transaction(() => {
    station.keys.store(subject, key);
    station.photographs.store(subject, photograph);
  })();
  return { ...station, photograph };
}

const anywhere = (dataDir: string, bytes: Uint8Array | string): boolean =>
  readdirSync(dataDir).some((name) => readFileSync(join(dataDir, name)).includes(Buffer.from(bytes)));

describe('a photograph', () => {
  it('is found again as it was taken, by the hash that its event names, also after a restart', () => {
    const { photograph, db, dataDir, station } = kept();
    db.close();
    const { photographs } = openPhotographs(openStore(dataDir, station));
    expect(photographs.hashOf('person/a')).toBe(photograph.says.hash);
    expect(Buffer.from(photographs.read('person/a') ?? []).equals(jpeg)).toBe(true);
    expect(photographs.read('person/b')).toBeUndefined();
    expect(photograph.says).toMatchObject({ bytes: jpeg.length, keyId: photograph.sealed.kid });
  });

  it('never lies on the disk unsealed', () => {
    const { dataDir, db, photograph } = kept();
    db.pragma('wal_checkpoint(PASSIVE)');
    expect(anywhere(dataDir, photograph.sealed.ct)).toBe(true);
    for (const encoding of ['base64', 'base64url', 'hex'] as const)
      expect(anywhere(dataDir, jpeg.subarray(40, 80).toString(encoding))).toBe(false);
    expect(anywhere(dataDir, jpeg.subarray(40, 80))).toBe(false);
  });

  it('is destroyed with the key that opens it: nothing of it is in any file any more', () => {
    const { dataDir, db, keys, photographs, photograph } = kept();
    db.transaction(() => keys.destroy('person/a'))();
    keys.scrub();
    expect(photographs.hashOf('person/a')).toBeUndefined();
    expect(photographs.read('person/a')).toBeUndefined();
    const { ct } = photograph.sealed;
    for (let start = 0; start + 32 <= ct.length; start += 16)
      expect(anywhere(dataDir, ct.slice(start, start + 32))).toBe(false);
  });

  it('does not open once it was moved to another person', () => {
    const { db, keys, photographs } = kept();
    keys.store('person/b', keys.make());
    db.exec("UPDATE photograph SET subject = 'person/b'");
    expect(() => photographs.read('person/b')).toThrow(expect.objectContaining({ code: 'key-missing' }));
  });

  it('of a hand is found by the hash of the picture, of its own person only, and destroyed with the key', () => {
    const { dataDir, db, keys, photographs } = kept();
    const key = keys.find('person/a');
    if (!key) throw new Error('no key');
    const hands = ['h1', 'h2'].map((hash) => sealHand(key, 'person/a', hash, jpeg, systemRandom));
    for (const hand of [...hands, ...hands]) photographs.storeHand('person/a', hand);
    keys.store('person/b', keys.make());
    for (const { hash } of hands) {
      expect(photographs.hasHand('person/a', hash)).toBe(true);
      expect(Buffer.from(photographs.readHand('person/a', hash) ?? []).equals(jpeg)).toBe(true);
      expect(photographs.readHand('person/b', hash)).toBeUndefined();
    }
    db.pragma('wal_checkpoint(PASSIVE)');
    const [first = ''] = hands.map(({ sealed }) => sealed.ct);
    expect(anywhere(dataDir, first)).toBe(true);
    expect(anywhere(dataDir, jpeg.subarray(40, 80))).toBe(false);
    db.transaction(() => keys.destroy('person/a'))();
    keys.scrub();
    expect(photographs.hasHand('person/a', 'h1')).toBe(false);
    expect(photographs.readHand('person/a', 'h1')).toBeUndefined();
    for (let start = 0; start + 32 <= first.length; start += 16)
      expect(anywhere(dataDir, first.slice(start, start + 32))).toBe(false);
  });

  it('is not stored of somebody who has no key', () => {
    const { photographs, photograph } = kept();
    expect(() => photographs.store('person/b', photograph)).toThrow();
  });
});
