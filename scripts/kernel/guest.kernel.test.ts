import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { debianKernel } from './debian.ts';
import { runInGuest } from './guest-tests.ts';

const files = globSync(join(import.meta.dirname, 'guest/*.guest.ts')).sort();
const reports = await runInGuest(debianKernel(), files);

describe.each(files.map((file) => basename(file)))('in a guest: %s', (file) => {
  const own = reports.filter((report) => report.file === file);
  it('runs', () => expect(own).not.toEqual([]));
  for (const { name, failure, skipped } of own)
    if (skipped !== undefined) it.skip(`${name} (skipped: ${skipped})`);
    else it(name, () => failure === undefined || expect.fail(failure));
});
