import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { prepareTemplate } from '../match/prepare.ts';
import { syntheticTemplate } from '../synthetic/template.ts';
import { encodeTemplate } from '../template/record.ts';
import { firstStage } from './first-stage.ts';
import { Gallery, slotsAt } from './gallery.ts';
import { GallerySearch } from './gallery-search.ts';
import { probeBlock } from './probe-block.ts';
import { shortlist, shortlistLength } from './shortlist.ts';
import { slotRecordAt, slotRecordBytesAt } from './slot.ts';

const record = (seed: number): Uint8Array => encodeTemplate(syntheticTemplate(seed));

function galleryOf(keys: readonly number[]): Gallery {
  const gallery = new Gallery();
  for (const key of keys) gallery.add(key, record(key));
  return gallery;
}

function keysOf(count: number): number[] {
  return Array.from({ length: count }, (_, key) => key);
}

async function searchOnce(gallery: Gallery, probe: Uint8Array, limit?: number) {
  const search = new GallerySearch(gallery);
  const matches = await search.search(probe, limit);
  await search.close();
  return matches;
}

describe('gallery', () => {
  it('is the same after it was stored and opened', async () => {
    const gallery = galleryOf(keysOf(30));
    gallery.remove(3);
    gallery.remove(29);
    const stored = gallery.store();
    const opened = Gallery.open(stored);
    expect(opened.count).toBe(28);
    expect(opened.store()).toEqual(stored);
    expect((await searchOnce(opened, record(17)))[0]?.key).toBe(17);
  });

  it('uses the place of removed records again', () => {
    const gallery = galleryOf(keysOf(20));
    const used = gallery.usedBytes;
    for (let round = 0; round < 5; round += 1) {
      expect(gallery.remove(4)).toBe(1);
      gallery.add(4, record(4));
    }
    expect(gallery.usedBytes).toBe(used);
    expect(gallery.remove(99)).toBe(0);
  });

  it('refuses a damaged record and stays as it was', () => {
    const gallery = galleryOf(keysOf(2));
    expect(() => gallery.add(2, record(2).slice(1))).toThrow(
      expect.objectContaining({ code: 'fingerprint-template-damaged' }),
    );
    expect(gallery.count).toBe(2);
  });

  it('refuses a stored gallery that is cut, prolonged or out of range', () => {
    const stored = galleryOf(keysOf(3)).store();
    const damaged = (change: (view: DataView) => void): Uint8Array => {
      const copy = stored.slice();
      change(new DataView(copy.buffer));
      return copy;
    };
    const firstSlot = 16 + 3 * 4;
    const longer = new Uint8Array(stored.length + 1);
    longer.set(stored);
    const all = [
      new Uint8Array(0),
      stored.slice(0, -1),
      longer,
      damaged((view) => view.setUint32(0, 1)),
      damaged((view) => view.setUint32(4, 99, true)),
      damaged((view) => view.setUint32(8, 0xffff_ffff, true)),
      damaged((view) => view.setUint16(firstSlot, 60_000, true)),
      damaged((view) => view.setUint32(firstSlot + slotRecordAt, 32, true)),
      damaged((view) => view.setUint32(firstSlot + slotRecordBytesAt, 0xffff_ff00, true)),
    ];
    for (const bytes of all)
      expect(() => Gallery.open(bytes)).toThrow(expect.objectContaining({ code: 'fingerprint-gallery-damaged' }));
  });

  it('any change of a stored gallery is refused, or gives a gallery whose records tell on their own', () => {
    const stored = galleryOf(keysOf(4)).store();
    const probe = syntheticTemplate(1);
    fc.assert(
      fc.property(fc.nat(), fc.nat(255), (position, value) => {
        const copy = stored.slice();
        copy[position % copy.length] = value;
        let opened: Gallery;
        try {
          opened = Gallery.open(copy);
        } catch (error) {
          expect(error).toMatchObject({ code: 'fingerprint-gallery-damaged' });
          return;
        }
        new Uint8Array(opened.memory.buffer).set(probeBlock(probe, prepareTemplate(probe)));
        firstStage(opened.memory)(0, slotsAt, opened.count);
        expect(opened.scores()).toHaveLength(4);
        expect(opened.store().byteLength).toBe(copy.byteLength);
      }),
      { seed: 42, numRuns: 300 },
    );
  });

  it('takes no more than it was made for', () => {
    const gallery = new Gallery(2);
    gallery.add(1, record(1));
    gallery.add(2, record(2));
    expect(() => gallery.add(3, record(3))).toThrow(expect.objectContaining({ code: 'fingerprint-gallery-full' }));
    gallery.remove(1);
    gallery.add(3, record(3));
    expect([...gallery.keys].sort()).toEqual([2, 3]);
  });

  it('removes every impression of a key, wherever they lie', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { maxLength: 12 }), (keys) => {
        const gallery = galleryOf(keys);
        expect(gallery.remove(1)).toBe(keys.filter((key) => key === 1).length);
        expect([...gallery.keys].sort()).toEqual(keys.filter((key) => key !== 1).sort());
      }),
      { seed: 43, numRuns: 30 },
    );
  });
});

describe('shortlist', () => {
  it('keeps the highest scores and, of equals at the limit, the first', () => {
    const scores = Uint16Array.of(5, 9, 5, 7, 5, 0);
    expect([...shortlist(scores, 4)]).toEqual([0, 1, 2, 3]);
    expect([...shortlist(scores, 2)]).toEqual([1, 3]);
    expect([...shortlist(scores, 6)]).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('is the whole of a small gallery and a small share of a large one', () => {
    expect(shortlistLength(150)).toBe(150);
    expect(shortlistLength(100_000)).toBeLessThanOrEqual(1_000);
  });
});

describe('search of a gallery', () => {
  it('finds each key once, best first, with several impressions of one', async () => {
    const gallery = galleryOf(keysOf(8));
    gallery.add(5, record(105));
    const matches = await searchOnce(gallery, record(105));
    expect(matches.map(({ key }) => key).sort()).toEqual(keysOf(8));
    expect(matches[0]?.key).toBe(5);
    expect(await searchOnce(gallery, record(2), 1)).toMatchObject([{ key: 2 }]);
    expect(await searchOnce(new Gallery(), record(2))).toEqual([]);
  });

  it('in haste ends at one who is alike enough: among the expected, then among all', async () => {
    const search = new GallerySearch(galleryOf(keysOf(300)));
    const whole = await search.search(record(7), 200);
    const enough = whole[0]?.score ?? 0;
    const inHaste = (first: number[], point = enough) =>
      search.search(record(7), 200, { enough: point, first: new Set(first) });
    const [expected, ...others] = await inHaste([7, 8, 299, 1000]);
    expect(expected).toEqual(whole[0]);
    expect(others.map(({ key }) => key).sort()).toEqual([299, 8]);
    for (const first of [[], [8, 299]]) {
      const [unexpected, ...few] = await inHaste(first);
      expect(unexpected).toEqual(whole[0]);
      expect(few.length).toBeLessThan(16);
    }
    await search.close();
  });

  it('in haste finds what it finds without where nobody is alike enough', async () => {
    const search = new GallerySearch(galleryOf(keysOf(300)));
    const whole = await search.search(record(7));
    const [best] = whole;
    for (const first of [[], [7], [8, 299]]) {
      expect(await search.search(record(7), 10, { enough: (best?.score ?? 0) + 1, first: new Set(first) })).toEqual(
        whole,
      );
    }
    await search.close();
  });

  it('gives the same by one thread as by several', async () => {
    const gallery = galleryOf(keysOf(500));
    const [alone, together] = [new GallerySearch(gallery, 1), new GallerySearch(gallery, 3)];
    expect(await together.rate(record(9))).toEqual(await alone.rate(record(9)));
    expect(await together.search(record(9), 20)).toEqual(await alone.search(record(9), 20));
    await Promise.all([alone.close(), together.close()]);
  });

  it('finds the same finger, moved and with minutiae missing, among more than are compared in full', async () => {
    const gallery = galleryOf(keysOf(600));
    const whole = syntheticTemplate(77);
    const moved = whole.minutiae.slice(8).map((minutia) => ({ ...minutia, x: minutia.x + 9, y: minutia.y + 5 }));
    const part = moved.filter(({ x, y }) => x < whole.widthPx && y < whole.heightPx);
    const [first] = await searchOnce(gallery, encodeTemplate({ ...whole, minutiae: part }));
    expect(first?.key).toBe(77);
  });

  it('takes calls in turn, refuses what is damaged and goes on', async () => {
    const search = new GallerySearch(galleryOf(keysOf(4)));
    const [, found, removed, afterwards] = await Promise.all([
      search.add(9, record(9)),
      search.search(record(9), 1),
      search.remove(9),
      search.search(record(9), 1),
    ]);
    expect(found[0]?.key).toBe(9);
    expect(removed).toBe(1);
    expect(afterwards[0]?.key).not.toBe(9);
    await expect(search.search(record(1).slice(1))).rejects.toMatchObject({ code: 'fingerprint-template-damaged' });
    expect((await search.search(record(1), 1))[0]?.key).toBe(1);
    await search.close();
    await expect(search.search(record(1))).rejects.toMatchObject({ code: 'fingerprint-engine-closed' });
  });

  it('survives the death of its threads with its gallery', async () => {
    const told = vi.spyOn(Worker.prototype, 'postMessage');
    const search = new GallerySearch(galleryOf(keysOf(4)));
    await search.search(record(1));
    const pending = search.search(record(1));
    const outcome = expect(pending).rejects.toMatchObject({ code: 'fingerprint-engine-stopped' });
    const workers = new Set(told.mock.contexts.filter((one) => one instanceof Worker));
    expect(workers.size).toBeGreaterThan(1);
    await Promise.all(Array.from(workers, (worker) => worker.terminate()));
    await outcome;
    expect((await search.search(record(1), 1))[0]?.key).toBe(1);
    await search.close();
    told.mockRestore();
  });
});
