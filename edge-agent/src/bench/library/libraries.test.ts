import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterwards, newFolder } from '@custody-edge/foundation/test-support';
import { expect, it, vi } from 'vitest';
import { Libraries } from './libraries.ts';

const query = { x: { unit: '/cm', values: [200, 1800] }, y: [1, 2] };

it('a library without a spectrum says so, and is tried again when it is searched', async () => {
  const dir = newFolder();
  mkdirSync(join(dir, 'raman', 'ours'), { recursive: true });
  const libraries = new Libraries(dir);
  afterwards(() => libraries.close());
  expect(libraries.states()).toMatchObject([{ technique: 'raman', name: 'ours', state: 'building' }]);
  await vi.waitFor(() => expect(libraries.states()).toMatchObject([{ state: 'stopped', code: 'library-empty' }]), {
    timeout: 20_000,
  });
  await expect(libraries.search({ technique: 'raman', ...query })).rejects.toMatchObject({ code: 'library-not-ready' });
  await expect(libraries.search({ technique: 'infrared', ...query })).rejects.toMatchObject({
    code: 'library-unknown',
  });
});

it('a bench without libraries knows none', async () => {
  expect(new Libraries(undefined).states()).toEqual([]);
  expect(new Libraries(join(newFolder(), 'none')).states()).toEqual([]);
});
