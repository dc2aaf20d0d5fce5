import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { admit, image, openGate, setUp } from '../gate-kit.ts';
import type { GlassView } from './glass-view.ts';

/** The upper half of a finger as a slow line brings it. */
function half() {
  const whole = image('asif', 0, 7);
  if (whole.kind !== 'fingerprint-image') throw new Error('not an image');
  const { width, height, dotsPerInch, pixels } = whole;
  return { kind: 'fingerprint-part', width, height, dotsPerInch, pixels: pixels.slice(0, pixels.length / 2) } as const;
}

async function watched() {
  const at = await openGate(setUp().config);
  onTestFinished(() => at.gate.stop());
  const told: (GlassView | undefined)[] = [];
  at.station.onGlass((picture) => told.push(picture()));
  return { ...at, told };
}

describe('the finger on the glass', () => {
  it('is shown small while it comes, then with what is to be said of the print, and then gone', async () => {
    const at = await watched();
    at.gate.onReading('scanner', half());
    await at.touch('asif', 0, 7);
    await vi.waitFor(() => expect(at.told.at(-1)).toBeUndefined(), { timeout: 10_000 });
    const [coming, whole, judged, ...gone] = at.told;
    expect(coming).toMatchObject({ width: 128, height: 144, text: { en: expect.stringContaining('Hold it still') } });
    expect(Buffer.from(coming?.greys ?? '', 'base64')).toHaveLength(128 * 72);
    expect(whole?.text.en).toBe('The print is being compared');
    expect(judged).toMatchObject({ sign: 'information', text: { en: 'The print is clear. Lift the finger' } });
    expect(Buffer.from(judged?.greys ?? '', 'base64')).toHaveLength(128 * 144);
    expect(gone).toEqual([undefined]);
  });

  it('says what to do about a print that is none', async () => {
    const at = await watched();
    const blank = image('asif', 0, 7);
    if (blank.kind !== 'fingerprint-image') throw new Error('not an image');
    at.gate.onReading('scanner', { ...blank, pixels: new Uint8Array(blank.pixels.length).fill(230) });
    await vi.waitFor(() => expect(at.told).toHaveLength(2), { timeout: 10_000 });
    expect(at.told[1]).toMatchObject({ sign: 'wait', text: { en: expect.stringContaining('No finger was seen') } });
  });

  it('never says whose it is, and no part of it stays in what the page or the record holds', async () => {
    const at = await watched();
    await admit(at, 'asif');
    const part = half();
    at.gate.onReading('scanner', part);
    expect(part.pixels.every((pixel) => pixel === 0)).toBe(true);
    await at.touch('bilal', 0, 7);
    const said = new Set(at.told.flatMap((view) => view?.text.en ?? []));
    expect([...said].toSorted()).toEqual([
      'The finger is being read. Hold it still',
      'The print is being compared',
      'The print is clear. Lift the finger',
    ]);
    const kept = JSON.stringify([at.gate.view(), at.station.log.latest(100)]);
    for (const view of at.told) expect(view === undefined || !kept.includes(view.greys)).toBe(true);
  });

  it('is shown to nobody where no officer attends, and goes with the officer', async () => {
    const at = await watched();
    at.gate.onReading('scanner', half());
    at.station.officers.signOut();
    expect(at.told.at(-1)).toBeUndefined();
    const before = at.told.length;
    at.gate.onReading('scanner', half());
    at.gate.onReading('scanner', image('asif', 0, 7));
    await at.gate.stop();
    expect(at.told).toHaveLength(before);
  });
});
