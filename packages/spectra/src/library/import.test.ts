import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '@custody-edge/foundation/test-support';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spectraError } from '../errors.ts';
import { limits } from '../limits.ts';
import { infraredRecipe } from '../process/recipe.ts';
import { bytesOf, jcampSteps } from '../test-support/writers.ts';
import { buildLibrary } from './build.ts';
import type { Imported } from './entry.ts';
import { importLibraryFolder } from './folder.ts';
import { importLibraryFile } from './import.ts';
import { isCas } from './substance.ts';
import { buildLibraryFromFolder } from './thread.ts';

const ordinates = Array.from({ length: 170 }, (_, at) => Math.round(500 + 400 * Math.sin(at / 4)));
const block = (title: string, labels: Readonly<Record<string, string | number>> = {}): string =>
  jcampSteps({ first: 4000, step: -20, ordinates }, 'DIFDUP', { TITLE: title, ORIGIN: 'Forensic group', ...labels });
const compound = (blocks: readonly string[], said = blocks.length): string =>
  `##TITLE=library\r\n##JCAMP-DX=4.24\r\n##DATA TYPE=LINK\r\n##BLOCKS=${said}\r\n${blocks.join('')}##END=\r\n`;
const molecule = '##TITLE=molecule\r\n##JCAMP-CS=3.7\r\n##END=\r\n';
const imported = (text: string): readonly Imported[] => [...importLibraryFile('ir.jdx', bytesOf(text))];
const told = (items: readonly Imported[]): readonly string[] =>
  items.map((item) =>
    item.kind === 'entry'
      ? item.entry.name
      : `${item.title ?? 'file'}: ${item.error.details.reason ?? item.error.code}`,
  );

describe('a library file of JCAMP-DX', () => {
  it('gives its spectra with name, number, source, and where they stand', () => {
    const labels = { 'CAS REGISTRY NO': '50-36-2', OWNER: 'Public', 'SOURCE REFERENCE': 'batch 7' };
    const [first, second] = imported(compound([block('Cocaine base', labels), block('Lactose')]));
    expect(first).toMatchObject({
      kind: 'entry',
      entry: {
        name: 'Cocaine base',
        cas: '50-36-2',
        source: 'Forensic group; Public; batch 7',
        fileName: 'ir.jdx',
        fileSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        line: 5,
      },
      curve: { x: { unit: '/cm' }, yUnit: 'transmittance' },
    });
    expect(second?.kind === 'entry' && second.entry).not.toHaveProperty('cas');
  });

  it.each<[string, string, readonly string[]]>([
    ['one block', block('a'), ['a']],
    ['blocks one after the other', block('a') + block('b'), ['a', 'b']],
    ['blocks with molecules between', compound([block('a'), molecule, block('b')]), ['a', 'b']],
    ['a number of blocks that counts the one around', compound([block('a')], 2), ['a']],
    ['a block without an end', block('a').replace('##END=\r\n', '') + block('b'), ['a: no-end', 'b']],
    ['a file that was cut', compound([block('a'), block('b')]).slice(0, -60), ['a', 'b: no-end']],
    [
      'a file that was cut in a header',
      compound([block('a'), '##TITLE=b\r\n##DATA TYPE=INFRARED\r\n'], 2).replace(/##END=\r\n$/, ''),
      ['a', 'b: no-end'],
    ],
    ['a file that lost a block', compound([block('a')], 3), ['a', 'file: blocks-differ']],
    ['a lying number of points', block('a', { NPOINTS: 171 }) + block('b'), ['a: points-differ', 'b']],
    [
      'a number of points of a gigabyte',
      block('a', { NPOINTS: 1_000_000_000 }) + block('b'),
      ['a: points-differ', 'b'],
    ],
    [
      'a value that repeats for ever',
      block('a').replace('##END', '100s99999999\r\n##END') + block('b'),
      ['a: spectrum-file-large', 'b'],
    ],
    ['bytes that are no text', block('a\0') + block('b'), ['a: not-text', 'b']],
    ['a spectrum without a name', block(' ') + block('b'), ['label-missing', 'b']],
    [
      'a table of another kind',
      block('a').replace('(X++(Y..Y))', '(XYZ)') + block('b'),
      ['a: spectrum-form-unsupported', 'b'],
    ],
  ])('of %s loses nothing in silence', (_what, text, expected) => {
    expect(told(imported(text)).map((item) => item.replace(/^: /, ''))).toEqual(expected);
  });

  it('that is none is put aside whole', () => {
    expect(told([...importLibraryFile('readme.txt', bytesOf('Spectra of 2019'))])).toEqual([
      'file: spectrum-format-unknown',
    ]);
    expect(told([...importLibraryFile('empty.jdx', new Uint8Array())])).toEqual(['file: spectrum-format-unknown']);
    const huge = new Uint8Array(limits.libraryFileBytes + 1);
    expect(told([...importLibraryFile('huge.jdx', huge)])).toEqual(['file: spectrum-file-large']);
  });

  it('keeps a CAS number that cannot be one as it is written', () => {
    const [item] = imported(block('a', { 'CAS REGISTRY NO': '50-36-3' }));
    expect(item?.kind === 'entry' && item.entry).toMatchObject({ casAsWritten: '50-36-3' });
    expect(item?.kind === 'entry' && item.entry).not.toHaveProperty('cas');
    expect(['50-36-2', '53-21-4', '561-27-3', '94-09-7'].every(isCas)).toBe(true);
    expect(['50-36-3', '50362', '1-36-2', '50-36-2 ', ''].some(isCas)).toBe(false);
  });

  it('that is damaged anywhere gives entries as they were or a reason, and never fails', () => {
    const names = ['cocaine', 'heroin', 'lactose', 'caffeine'];
    const whole = compound(names.map((name) => block(name)));
    const sound = new Map(
      imported(whole).map((item) => [
        item.kind === 'entry' && item.entry.name,
        JSON.stringify(item.kind === 'entry' && item.curve),
      ]),
    );
    const marks = [...'059.,;+-E%Ss#=$ \n\0'];
    fc.assert(
      fc.property(
        fc.integer({ min: 16, max: whole.length - 1 }),
        fc.constantFrom(...marks),
        fc.nat(40),
        (at, mark, cut) => {
          const items = imported(whole.slice(0, at) + mark + whole.slice(at + cut));
          for (const item of items)
            if (item.kind === 'quarantined') {
              expect(Object.keys(spectraError.table)).toContain(item.error.code);
              expect(item.error.details.reason).not.toBe('reader-failed');
            }
          const asBefore = items.filter(
            (item) => item.kind === 'entry' && sound.get(item.entry.name) === JSON.stringify(item.curve),
          );
          expect(asBefore.length).toBeGreaterThanOrEqual(2);
        },
      ),
      { seed: 77, numRuns: 40 },
    );
  });
});

describe('a folder of library files', () => {
  it('is read in the order of its names, into one library', () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'b'));
    mkdirSync(join(folder, 'c.jdx'));
    writeFileSync(join(folder, 'z.jdx'), block('z'));
    writeFileSync(join(folder, 'b', 'a.JDX'), block('a'));
    writeFileSync(join(folder, 'licence.txt'), 'Free to use');
    const { library, quarantined } = buildLibrary({ name: 'ir', recipe: infraredRecipe }, importLibraryFolder(folder));
    expect(library.entries.map(({ fileName }) => fileName)).toEqual([join('b', 'a.JDX'), 'z.jdx']);
    expect(quarantined.map(({ fileName, error }) => [fileName, error.code])).toEqual([
      ['licence.txt', 'spectrum-format-unknown'],
    ]);
    expect(() => [...importLibraryFolder(join(folder, 'nowhere'))]).toThrowError(
      expect.objectContaining({ code: 'library-file-unreadable' }),
    );
  });

  it('gives the same library in a thread of its own, and the same reasons', async () => {
    const folder = newFolder();
    const order = { name: 'ir', recipe: infraredRecipe, folder };
    writeFileSync(join(folder, 'a.jdx'), block('a') + block('b', { NPOINTS: 3 }));
    const here = buildLibrary(order, importLibraryFolder(folder));
    const there = await buildLibraryFromFolder(order);
    expect(there.library.version).toBe(here.library.version);
    const [entry] = importLibraryFile('a.jdx', bytesOf(block('a')));
    const curve = entry?.kind === 'entry' ? entry.curve : { x: { unit: '', values: [] }, y: [] };
    expect(there.library.search(curve)).toEqual(here.library.search(curve));
    expect(there.quarantined).toEqual(here.quarantined);
    await expect(buildLibraryFromFolder({ ...order, folder: join(folder, 'nowhere') })).rejects.toMatchObject({
      code: 'library-file-unreadable',
    });
    await expect(buildLibraryFromFolder(order, AbortSignal.abort())).rejects.toMatchObject({
      code: 'library-building-stopped',
    });
  });
});
