import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeTemplate, encodeTemplate } from '@custody-edge/fingerprint';
import { extractTemplate } from '@custody-edge/fingerprint/images';
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
  const template = store.template(0);
  expect(decodeTemplate(template).minutiae.length).toBeGreaterThan(12);
  const enrolled = extractTemplate(store.impression(0, 0));
  expect(enrolled.ok && encodeTemplate(enrolled.value)).toEqual(template);
  const images = Array.from({ length: impressions }, (_, turn) => store.impression(0, turn));
  expect(new Set(images.map(({ pixels }) => Buffer.from(pixels).toString('base64'))).size).toBe(impressions);
});

it('a file that was cut short is no finger', () => {
  const store = new FingerStore(folder);
  const [version] = readdirSync(folder);
  writeFileSync(join(folder, version ?? '', 'finger-7'), new Uint8Array(1_000));
  expect(() => store.impression(7, 0)).toThrow('damaged');
  expect(() => store.template(7)).toThrow('damaged');
});
