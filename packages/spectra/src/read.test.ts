import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { limits } from './limits.ts';
import { readSpectrumFile } from './read.ts';
import { bwspec, bytesOf, jcampSteps, spc } from './test-support/writers.ts';

const jcamp = bytesOf(jcampSteps({ first: 4000, step: -2, ordinates: [1, 2, 3, 5, 8] }, 'DIF'));

describe('what a file is', () => {
  it('its content decides before its name', () => {
    const written = [jcamp, bytesOf(bwspec({ x: [1, 2], y: [3, 4] })), spc([[1, 2]], { first: 1, last: 2 })];
    const formats = written.map((bytes) => {
      const result = readSpectrumFile('report.pdf', bytes);
      return result.ok && result.value.format;
    });
    expect(formats).toEqual(['jcamp-dx', 'bwspec', 'spc']);
  });

  it.each([
    [
      'a report',
      'report.pdf',
      Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n', 'latin1'),
      'spectrum-format-unknown',
    ],
    [
      'bytes under a name of JCAMP-DX',
      'x.jdx',
      Uint8Array.from({ length: 5000 }, (_, at) => at * 7),
      'spectrum-format-unknown',
    ],
    ['a table under a name of JCAMP-DX', 'x.DX', bytesOf('1,2\n2,3\n3,4\n'), 'spectrum-format-unknown'],
    ['a table under a name of SPC', 'x.spc', bytesOf('1,2\n2,3\n3,4\n'), 'spectrum-format-unknown'],
    ['nothing', 'x.jdx', new Uint8Array(), 'spectrum-absent'],
    ['200 MB', 'x.csv', new Uint8Array(200 * 1024 * 1024), 'spectrum-file-large'],
    ['one endless line', 'x.csv', Buffer.alloc(limits.fileBytes, '1'), 'spectrum-file-large'],
    [
      '16 MB of blanks',
      'x.jdx',
      Buffer.concat([Buffer.from('##TITLE='), Buffer.alloc(limits.fileBytes - 8, ' ')]),
      'spectrum-file-large',
    ],
  ])('%s gives no spectrum', (_what, name, bytes, code) => {
    expect(readSpectrumFile(name, bytes)).toMatchObject({ ok: false, error: { code } });
  });
});

/** Real files of instruments, where they are at hand; the others are written by the tests themselves. */
const real = fileURLToPath(new URL('../../../../shared/data/spectra/', import.meta.url));
const realFiles = existsSync(real)
  ? readdirSync(real, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(real + name).isFile())
  : [];
const outcomeOf = (name: string): string => {
  const result = readSpectrumFile(name, readFileSync(real + name));
  return result.ok ? result.value.format : [result.error.code, result.error.details.reason].filter(Boolean).join(' ');
};

describe('real files of instruments', () => {
  it('are read, or refused for a reason that is known', () => {
    const found: Record<string, Record<string, number>> = {};
    for (const name of realFiles) {
      const folder = name.split('/', 1).join('');
      const outcome = outcomeOf(name);
      found[folder] = { ...found[folder], [outcome]: (found[folder]?.[outcome] ?? 0) + 1 };
    }
    const expected = {
      'jcamp-parser-files': {
        'jcamp-dx': 20,
        // Two molecules and a licence.
        'spectrum-format-unknown': 3,
        // Two-dimensional, tuples of three.
        'spectrum-form-unsupported': 5,
        // Blocks without a table.
        'spectrum-absent': 2,
        // Excerpts of a test: no number of points.
        'spectrum-file-damaged label-missing': 5,
        // 43 points that are said to be 302.
        'spectrum-file-damaged points-differ': 4,
        // Lines that count from the other end than ##FIRSTX.
        'spectrum-file-damaged x-check-failed': 1,
        'spectrum-file-damaged no-end': 1,
      },
      'openspecy-formats': { 'jcamp-dx': 1, spc: 1, table: 2, 'spectrum-format-unknown': 5 },
      'raman-charisma': { bwspec: 112, spc: 4, table: 50, 'spectrum-format-unknown': 10 },
    };
    expect(found).toEqual(realFiles.length > 0 ? expected : {});
  });

  it.each([
    'raman-charisma/vendor_formats/InViaReflex/PST_Reflex532_Z050_010_10000msx2',
    'raman-charisma/vendor_formats/Renishaw/nCal_Qontor785_z005H12_100_1x3s',
  ])('say the same in SPC as their maker’s software wrote in text: %s', (name) => {
    const pair =
      realFiles.length > 0
        ? ['.spc', '.txt'].map((ending) => readSpectrumFile(ending, readFileSync(real + name + ending)))
        : [];
    const [one, other] = pair.map((result) => (result.ok ? result.value.spectra[0] : undefined));
    expect(one?.x.values.length).toBe(other?.x.values.length);
    // SPC of this maker spaces x evenly and has y worked out for it, between the points of the text.
    const between = (x: number): number => {
      const { x: xs, y: ys } = { x: other?.x.values ?? [], y: other?.y.values ?? [] };
      const at = xs.findIndex((value, index) => index > 0 && value <= x);
      const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = [xs[at - 1], xs[at], ys[at - 1], ys[at]];
      return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
    };
    const inside = [...(one?.x.values.keys() ?? [])].slice(1, -1);
    const offBy = inside.map((at) => Math.abs((one?.y.values[at] ?? 0) - between(one?.x.values[at] ?? 0)));
    const span = Math.max(...(one?.y.values ?? [0])) - Math.min(...(one?.y.values ?? [0]));
    expect(Math.max(0, ...offBy) / Math.max(span, 1)).toBeLessThan(0.01);
    expect(pair.every(({ ok }) => ok)).toBe(true);
  });
});
