import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { operatingPoints, searchPoint } from '../match/operating-points.ts';
import { syntheticFinger } from '../synthetic/finger.ts';
import { syntheticImpression } from '../synthetic/impression.ts';
import { FingerprintEngine } from './engine.ts';

const size = { widthPx: 256, heightPx: 288, dpi: 500 };
const fingers = [21, 22, 23].map((seed) => syntheticFinger(seed));
const image = (person: number, seed: number) => {
  const finger = fingers[person];
  if (!finger) throw new Error('no such finger');
  return syntheticImpression(finger, { ...size, seed });
};

const engines: FingerprintEngine[] = [];
function newEngine(): FingerprintEngine {
  const engine = new FingerprintEngine();
  engines.push(engine);
  return engine;
}

async function templateOf(engine: FingerprintEngine, person: number, seed: number): Promise<Uint8Array> {
  const result = await engine.extract(image(person, seed));
  if (!result.ok) throw new Error(result.error.reason);
  return result.value.template;
}

async function enrolAll(engine: FingerprintEngine): Promise<void> {
  for (const [person] of fingers.entries()) {
    const impressions = [await templateOf(engine, person, 1), await templateOf(engine, person, 2)];
    await engine.enrol(`subject-${person}`, 2, impressions);
  }
}

afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.close()));
});

describe('fingerprint engine', () => {
  it('finds an enrolled person first', async () => {
    const engine = newEngine();
    await enrolAll(engine);
    const probe = await templateOf(engine, 1, 5);
    const ranked = await engine.search(probe);
    expect(ranked.map(({ subjectId }) => subjectId).sort()).toEqual(['subject-0', 'subject-1', 'subject-2']);
    expect(ranked[0]).toMatchObject({ subjectId: 'subject-1', finger: 2 });
    expect(ranked[0]?.score).toBeGreaterThan(searchPoint(6));
    expect(ranked[1]?.score).toBeLessThan(searchPoint(6));
    expect(await engine.identify(probe, ['subject-0', 'nobody'])).toEqual(ranked);
  });

  it('no longer finds a forgotten person', async () => {
    const engine = newEngine();
    await enrolAll(engine);
    await engine.forget('subject-1');
    const ranked = await engine.search(await templateOf(engine, 1, 5));
    expect(ranked.some(({ subjectId }) => subjectId === 'subject-1')).toBe(false);
  });

  it('compares two records and refuses a damaged one', async () => {
    const engine = newEngine();
    const [a, b] = [await templateOf(engine, 0, 1), await templateOf(engine, 0, 2)];
    expect(await engine.compare(a, b)).toBeGreaterThan(operatingPoints.release);
    const damaged = a.slice(0, -1);
    await expect(engine.compare(damaged, b)).rejects.toMatchObject({ code: 'fingerprint-template-damaged' });
    await expect(engine.enrol('x', 1, [a, damaged])).rejects.toMatchObject({ code: 'fingerprint-template-damaged' });
    expect(engine.impressions).toBe(0);
    expect(await engine.compare(a, b)).toBeGreaterThan(0);
  });

  it('an image without a print is refused with its reason', async () => {
    const blank = { width: 256, height: 288, dpi: 500, pixels: new Uint8Array(256 * 288).fill(230) };
    const refusal = { reason: 'no-fingerprint', because: ['no-finger'] };
    expect(await newEngine().extract(blank)).toMatchObject({ ok: false, error: refusal });
  });

  it('tells why a print is poor, and nothing of a good one', async () => {
    const engine = newEngine();
    expect(await engine.extract(image(0, 1))).toMatchObject({ ok: true, value: { reasons: [] } });
    const dry = syntheticImpression(syntheticFinger(400), { ...size, seed: 1, dryness: 1, pressure: 0 });
    expect(await engine.extract(dry)).toMatchObject({ ok: true, value: { reasons: ['too-dry'] } });
  });

  it('survives the death of its workers with its gallery', async () => {
    const told = vi.spyOn(Worker.prototype, 'postMessage');
    const engine = newEngine();
    await enrolAll(engine);
    const probe = await templateOf(engine, 2, 6);
    await engine.search(probe);
    const pending = engine.extract(image(2, 6));
    const outcome = expect(pending).rejects.toMatchObject({ code: 'fingerprint-engine-stopped' });
    const workers = new Set(told.mock.contexts.filter((one) => one instanceof Worker));
    expect(workers.size).toBeGreaterThan(1);
    await Promise.all(Array.from(workers, (worker) => worker.terminate()));
    await outcome;
    expect((await engine.search(probe))[0]?.subjectId).toBe('subject-2');
    expect(await templateOf(engine, 2, 6)).toEqual(probe);
    told.mockRestore();
  });

  it('a person forgotten while being enrolled is forgotten', async () => {
    const engine = newEngine();
    const template = await templateOf(engine, 0, 1);
    await Promise.all([
      engine.enrol('gone', 1, [template]),
      engine.forget('gone'),
      engine.enrol('kept', 1, [template]),
    ]);
    expect((await engine.search(template)).map(({ subjectId }) => subjectId)).toEqual(['kept']);
  });

  it('a finger enrolled again takes the place of the earlier one, unless it is damaged', async () => {
    const engine = newEngine();
    const [earlier, later] = [await templateOf(engine, 0, 1), await templateOf(engine, 1, 1)];
    await engine.enrol('x', 2, [earlier, earlier]);
    await expect(engine.enrol('x', 2, [later.slice(1)])).rejects.toMatchObject({
      code: 'fingerprint-template-damaged',
    });
    expect((await engine.search(earlier))[0]?.score).toBeGreaterThan(operatingPoints.release);
    await engine.enrol('x', 2, [later]);
    expect(engine.impressions).toBe(1);
    expect((await engine.search(earlier))[0]?.score).toBeLessThan(operatingPoints.release);
  });

  it('goes on from a snapshot with the same gallery, and refuses a damaged one', async () => {
    const engine = newEngine();
    await enrolAll(engine);
    const probe = await templateOf(engine, 1, 5);
    const snapshot = await engine.snapshot();
    const again = new FingerprintEngine(Buffer.concat([snapshot]));
    engines.push(again);
    expect(again.enrolled).toEqual(engine.enrolled);
    expect(await again.search(probe)).toEqual(await engine.search(probe));
    await again.enrol('subject-9', 1, [probe]);
    await again.forget('subject-1');
    expect((await again.search(probe))[0]?.subjectId).toBe('subject-9');
    const damage = (change: (bytes: Uint8Array) => Uint8Array): unknown => {
      try {
        return new FingerprintEngine(change(snapshot.slice()));
      } catch (error) {
        return error;
      }
    };
    const damaged = [
      damage(() => new Uint8Array(0)),
      damage((bytes) => bytes.subarray(0, -1)),
      damage((bytes) => bytes.fill(0xff, 0, 4)),
      damage((bytes) => bytes.fill(0x20, 4, 8)),
      damage((bytes) => bytes.with(6, 0x39)),
    ];
    for (const error of damaged) expect(error).toMatchObject({ code: 'fingerprint-gallery-damaged' });
  });

  it('takes over the threads of one that was closed, and knows nobody of its gallery', async () => {
    const earlier = newEngine();
    await enrolAll(earlier);
    const probe = await templateOf(earlier, 1, 5);
    await earlier.search(probe);
    await earlier.close();
    const started = vi.fn();
    process.on('worker', started);
    const later = newEngine();
    await later.enrol('subject-9', 2, [await templateOf(later, 0, 1)]);
    expect((await later.search(probe)).map(({ subjectId }) => subjectId)).toEqual(['subject-9']);
    process.off('worker', started);
    expect(started).not.toHaveBeenCalled();
  });

  it('rejects calls once it is closed', async () => {
    const engine = newEngine();
    await engine.close();
    await expect(engine.search(new Uint8Array(0))).rejects.toMatchObject({ code: 'fingerprint-engine-closed' });
  });
});
