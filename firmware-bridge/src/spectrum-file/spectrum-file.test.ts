import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '@custody-edge/foundation/test-support';
import { describe, expect, it } from 'vitest';
import { spectraOf } from './spectra-of.ts';

const table = 'Wavelength (nm),Absorbance\n400,0.1\n401,0.25\n402,0.5\n';

function copyOf(text: string, name = 'uv.csv') {
  const path = join(newFolder(), 'copy');
  writeFileSync(path, text);
  return { name, path, sha256: createHash('sha256').update(text).digest('hex') };
}

describe('the copy of a file', () => {
  it('is read in a thread, with its units', async () => {
    expect(await spectraOf(copyOf(table))).toMatchObject({
      ok: true,
      value: {
        format: 'table',
        spectra: [{ x: { unit: 'nm' }, y: { unit: 'absorbance', values: Float64Array.of(0.1, 0.25, 0.5) } }],
      },
    });
  });

  it.each([
    ['that is no spectrum', copyOf('%PDF-1.7', 'report.pdf'), 'spectrum-format-unknown'],
    ['that was written to since', { ...copyOf(table), sha256: '00' }, 'file-copy-altered'],
    ['that is gone', { ...copyOf(table), path: '/nowhere' }, 'spectrum-reading-stopped'],
  ])('%s gives its error', async (_what, copy, code) => {
    expect(await spectraOf(copy)).toMatchObject({ ok: false, error: { code } });
  });

  it.each([
    ['takes too long', { timeMs: 1, megabytes: 512 }],
    ['wants too much memory', { timeMs: 60_000, megabytes: 8 }],
  ])('that %s is given up', async (_what, limits) => {
    const long = `x,y\n${Array.from({ length: 400_000 }, (_, at) => `${at},${at / 8}\n`).join('')}`;
    expect(await spectraOf(copyOf(long), undefined, limits)).toMatchObject({
      ok: false,
      error: { code: 'spectrum-reading-stopped' },
    });
  });
});
