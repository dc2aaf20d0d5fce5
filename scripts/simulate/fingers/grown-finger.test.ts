import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeTemplate } from '@custody-edge/fingerprint';
import { afterAll, expect, it } from 'vitest';
import { FingerStore } from './finger-store.ts';
import { impressions } from './grown-finger.ts';

const folder = mkdtempSync(join(tmpdir(), 'custody-edge-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a finger is grown once, and lies on the disk with its impressions and its template', async () => {
  const store = new FingerStore(folder);
  const seen: number[] = [];
  expect(await store.grow(1, (done) => seen.push(done))).toBe(1);
  expect(await store.grow(1, (done) => seen.push(done))).toBe(0);
  expect(seen).toEqual([1]);
  const { template, images } = store.read(0);
  expect(decodeTemplate(template).minutiae.length).toBeGreaterThan(12);
  expect(images).toHaveLength(impressions);
  expect(new Set(images.map(({ pixels }) => Buffer.from(pixels).toString('base64'))).size).toBe(impressions);
});
