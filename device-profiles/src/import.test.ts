import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CatalogueFile, readCatalogueFiles } from './catalogue-file.ts';
import { expand } from './import.ts';
import { lintCatalogue } from './lint.ts';
import { loadCatalogue } from './load.ts';
import { matchUsb } from './match.ts';

const file = (path: string, data: unknown): CatalogueFile => ({ path, text: JSON.stringify(data) });
const shipped = readCatalogueFiles();

describe('a file that imports another', () => {
  it('has its fields, under those that it writes itself, at any depth', () => {
    const base = file('fragments/base.json5', { a: 1, b: { c: 2 }, d: [1] });
    const user = file('x/user.json5', {
      $import: 'fragments/base.json5',
      b: 3,
      e: [{ $import: 'fragments/base.json5' }],
    });
    expect(expand(user, [[user, base]])).toEqual({ a: 1, b: 3, d: [1], e: [{ a: 1, b: { c: 2 }, d: [1] }] });
  });

  it.each([
    ['that is not there', [file('x/a.json5', { $import: 'x/b.json5' })]],
    ['that is itself', [file('x/a.json5', { $import: 'x/a.json5' })]],
    [
      'that imports it in turn',
      [file('x/a.json5', { $import: 'x/b.json5' }), file('x/b.json5', { $import: 'x/a.json5' })],
    ],
    ['that holds no fields', [file('x/a.json5', { $import: 'x/b.json5' }), file('x/b.json5', [1])]],
    ['that is no path', [file('x/a.json5', { $import: 7 })]],
  ])('%s is refused by name', (_name, files) => {
    const [first] = files;
    if (!first) throw new Error('no file');
    expect(() => expand(first, [files])).toThrowError(expect.objectContaining({ code: 'profile-import-failed' }));
    expect(lintCatalogue(files).map(({ rule }) => rule)).toContain('import');
  });

  it('fails in no untyped way, whatever imports whatever', () => {
    const path = fc.constantFrom('a', 'b', 'c');
    const data = fc.letrec((tie) => ({
      value: fc.oneof(fc.integer(), fc.array(tie('value'), { maxLength: 2 }), tie('object')),
      object: fc.record({ $import: path, x: tie('value'), y: tie('value') }, { requiredKeys: [] }),
    }));
    fc.assert(
      fc.property(fc.record({ a: data.object, b: data.object, c: data.object }), (all) => {
        const files = Object.entries(all).map(([name, content]) => file(name, content));
        for (const one of files) {
          try {
            expand(one, [files]);
          } catch (error) {
            expect(error).toMatchObject({ code: 'profile-import-failed' });
          }
        }
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});

describe('a site', () => {
  it('changes a shipped model under its own id, and adds another, without touching the product', () => {
    const changed = file('fingerprint/r307.json5', { $import: 'fingerprint/r307.json5', moduleAddress: 7 });
    const added = file('fingerprint/r399.json5', { $import: 'fingerprint/r307.json5', id: 'r399' });
    expect(lintCatalogue([changed, added], shipped)).toEqual([]);
    const catalogue = loadCatalogue(shipped, [changed, added]);
    expect(catalogue.get('r307')).toMatchObject({ moduleAddress: 7, templateBytes: 768 });
    expect(catalogue.get('r399')).toMatchObject({ id: 'r399', moduleAddress: 7 });
    expect(catalogue.size).toBe(loadCatalogue(shipped).size + 1);
  });

  it('is told of quirks that its own would hide, and of a fragment that nothing imports', () => {
    const hiding = file('fingerprint/r307.json5', {
      $import: 'fingerprint/r307.json5',
      quirks: [{ what: 'a', why: 'b' }],
    });
    const unused = file('fragments/x.json5', {});
    expect(lintCatalogue([hiding, unused], shipped).map(({ rule }) => rule)).toEqual([
      'quirk-unreachable',
      'fragment-unused',
    ]);
  });
});

describe('a device that is plugged in', () => {
  const one = (id: string, usb: unknown) =>
    file(`fingerprint/${id}.json5`, { $import: 'fingerprint/r307.json5', id, usb });
  const files = [
    one('wide', [{ vendorId: 0x1234 }]),
    one('narrow', [{ vendorId: 0x1234, productId: 1 }]),
    one('named', [{ vendorId: 0x1234, productId: 1, product: 'Reader' }]),
    one('other', [{ vendorId: 0x1234, productId: 2 }]),
    one('else', [{ vendorId: 0x4321 }]),
    one('on-page', [{ vendorId: 0x5678, usagePage: 0x8c }]),
  ];
  const catalogue = loadCatalogue(shipped, files);

  it('is recognised by the profile that says most of it, and told why others of its maker are not it', () => {
    expect(matchUsb({ vendorId: 0x1234, productId: 1, product: 'USB reader 3' }, catalogue)).toEqual([
      { verdict: 'match', profile: 'named' },
      { verdict: 'match', profile: 'narrow' },
      { verdict: 'match', profile: 'wide' },
      { verdict: 'no-match', profile: 'other', because: 'product-id' },
    ]);
    expect(matchUsb({ vendorId: 0x1234, productId: 1 }, catalogue).at(-1)).toEqual({
      verdict: 'no-match',
      profile: 'other',
      because: 'product-id',
    });
    expect(matchUsb({ vendorId: 9, productId: 9 }, catalogue)).toEqual([]);
  });

  it('is recognised by what it is set to be', () => {
    const reader = { vendorId: 0x5678, productId: 1 };
    expect(matchUsb({ ...reader, usagePages: [0x01, 0x8c] }, catalogue)).toEqual([
      { verdict: 'match', profile: 'on-page' },
    ]);
    expect(matchUsb(reader, catalogue)).toEqual([{ verdict: 'no-match', profile: 'on-page', because: 'usage-page' }]);
  });

  it('cannot be two models alike', () => {
    const twin = one('twin', [{ vendorId: 0x1234, productId: 1 }]);
    expect(lintCatalogue([...files, twin], shipped).map(({ rule }) => rule)).toEqual(['usb-match']);
  });
});
