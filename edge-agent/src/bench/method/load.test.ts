import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isCustodyError } from '@custody-edge/foundation';
import { newFolder } from '@custody-edge/foundation/test-support';
import fc from 'fast-check';
import JSON5 from 'json5';
import { describe, expect, it } from 'vitest';
import { categoryOf } from './categories.ts';
import { lintMethods } from './lint.ts';
import { loadMethods, loadSiteMethods, methodBegun, methodToBegin, readMethod } from './load.ts';
import { type MethodFile, readMethodFiles } from './method-file.ts';
import { blanksOf } from './structure.ts';
import { both, step } from './test-kit.ts';

const shipped = readMethodFiles();
const file = (path: string, text: string): MethodFile => ({ path, bytes: Buffer.from(text) });

const weighing = {
  id: 'weighing',
  version: '1',
  title: both('Weighing'),
  section: 'narcotics-chemistry',
  sources: ['None'],
  steps: [step('gross', 'weigh', { of: 'parcel', what: 'gross' })],
};
const own = (fields: Record<string, unknown> = {}, path = 'weighing.json5'): MethodFile =>
  file(path, JSON5.stringify({ ...weighing, ...fields }));
const rulesOf = (one: MethodFile): string[] => lintMethods([one]).map(({ rule }) => rule);
const colour = (fields: Record<string, unknown>) =>
  step('colour', 'test', { technique: 'colour-test', protocol: 'SOP 4', ...fields });
const draw = (fields: Record<string, unknown> = {}) =>
  step('draw', 'choose', { of: 'parcel', by: 'hypergeometric', share: '0.9', confidence: '0.95', ...fields });
const units = step('units', 'divide', { of: 'parcel', into: [{ part: 'unit' }] });

describe('the shipped methods', () => {
  it('leave nothing to correct, and only to the laboratory what is its own', () => {
    expect(lintMethods(shipped).filter(({ rule }) => rule !== 'incomplete')).toEqual([]);
    expect(loadMethods(shipped).refused.size).toBe(0);
  });

  it('are complete only where no protocol, reagent or figure has to be named', () => {
    const ready = [...loadMethods(shipped).current.values()].filter(({ method }) => blanksOf(method).length === 0);
    expect(ready.map(({ method }) => method.id)).toEqual(['duplicate-samples', 'weigh-and-reconcile']);
  });

  it('say in Urdu what they say, without a Latin word and in Urdu letters', () => {
    for (const { bytes } of shipped)
      for (const [, text = ''] of String(bytes).matchAll(/ur: '([^']*)'/g)) {
        expect(text).not.toMatch(/\p{Script=Latin}|[\u0643\u0649\u064A\u0647]|[?;,]/u);
      }
  });

  it('weigh and test every unit of a seizure, and every unit of one that is sampled is weighed', () => {
    const { current } = loadMethods(shipped);
    const asked = (id: string) =>
      current.get(id)?.method.steps.flatMap((one) => {
        const isDrawn = 'sampled' in one && one.sampled;
        return one.of === 'each-unit' ? `${one.id}${isDrawn ? ' of drawn ones' : ''}` : [];
      });
    expect(asked('seizure-every-unit')).toEqual(['gross', 'net', 'packaging', 'colour']);
    expect(asked('seizure-sampling-plan')).toEqual(['gross', 'net', 'packaging', 'colour of drawn ones']);
  });

  it('know the category of a technique, and of none that the source does not name', () => {
    const known = (['raman', 'uv-vis', 'colour-test', 'microscopy'] as const).map(categoryOf);
    expect(known).toEqual(['A', 'B', 'C', undefined]);
  });
});

describe('a laboratory’s own methods', () => {
  it('come before the shipped one of the same id, which whoever began with it goes on with', () => {
    const before = loadMethods(shipped).current.get('weigh-and-reconcile');
    const { current, byHash } = loadMethods(shipped, [
      own({ id: 'weigh-and-reconcile', version: '1-quetta' }, 'weigh-and-reconcile.json5'),
    ]);
    expect(current.get('weigh-and-reconcile')?.method.version).toBe('1-quetta');
    expect(byHash.get(before?.hash ?? '')).toEqual(before);
  });

  it('are read from a folder, with former ones that are not begun with any more', () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'former'));
    writeFileSync(join(folder, 'weighing.json5'), own({ version: '2' }).bytes ?? '');
    writeFileSync(join(folder, 'former', 'weighing-1.json5'), own().bytes ?? '');
    const methods = loadSiteMethods(folder);
    const { hash } = readMethod(own());
    expect(methodToBegin(methods, 'weighing', []).method.version).toBe('2');
    expect(methodBegun(methods, { id: 'weighing', version: '1', hash }).method.version).toBe('1');
    expect(() => methodBegun(methods, { id: 'weighing', version: '0', hash: 'x' })).toThrowError(/method-not-here/);
  });

  it('that are wrong keep out themselves alone, and nothing stands in for them', () => {
    const methods = loadMethods(shipped, [file('weigh-and-reconcile.json5', '{'), own()]);
    expect(methods.current.has('weighing')).toBe(true);
    expect(() => methodToBegin(methods, 'weigh-and-reconcile', [])).toThrowError(/method-invalid/);
    expect(() => methodToBegin(methods, 'nothing', [])).toThrowError(/method-unknown/);
  });

  it('are not begun while a protocol is blank, nor when changed under the same version', () => {
    const methods = loadMethods(shipped, [own()]);
    expect(() => methodToBegin(methods, 'colour-test', [])).toThrowError(/method-incomplete.*protocol.*reagent/);
    const begun = { id: 'weighing', version: '1', hash: readMethod(own()).hash };
    expect(methodToBegin(methods, 'weighing', [begun]).hash).toBe(begun.hash);
    expect(() => methodToBegin(methods, 'weighing', [{ ...begun, hash: 'of another file' }])).toThrowError(
      /method-changed/,
    );
  });

  it('whose folder is not there are told as such', () => {
    expect(() => loadSiteMethods(join(newFolder(), 'none'))).toThrowError(/methods-unreadable/);
  });
});

describe('a file of a method', () => {
  it.each([
    ['an unknown kind of step', { steps: [step('gross', 'sniff')] }, 'schema'],
    [
      'a prompt that was not translated',
      { steps: [{ ...step('a', 'open'), prompt: { en: 'Open', ur: 'Open' } }] },
      'schema',
    ],
    ['a translation that is missing', { title: { en: 'Weighing' } }, 'schema'],
    ['two steps of one id', { steps: [...weighing.steps, ...weighing.steps] }, 'unique-id'],
    ['a step that no exhibit comes to', { steps: [step('gross', 'weigh', { what: 'gross' })] }, 'unreachable'],
    ['something opened for nothing', { steps: [step('open', 'open', { of: 'parcel' })] }, 'unreachable'],
    ['a test that rests on no file', { steps: [colour({ of: 'parcel', restsOn: ['colour'] })] }, 'refers'],
    [
      'a check of what is no weight',
      { checks: [{ id: 'c', title: both('C'), kind: 'difference', from: 'gross', less: ['none'] }] },
      'refers',
    ],
    [
      'repeats without a tolerance',
      { steps: [step('gross', 'weigh', { of: 'parcel', what: 'gross', repeats: 2 })] },
      'repeats',
    ],
    ['a step of drawn units where none are drawn', { steps: [units, colour({ sampled: true })] }, 'sampling'],
    ['a draw without a step for it', { steps: [units, draw()] }, 'sampling'],
    ['a draw before there are units', { steps: [draw(), units, colour({ sampled: true })] }, 'sampling'],
    [
      'a draw of a part of the units',
      { steps: [units, draw({ of: 'each-unit' }), colour({ sampled: true })] },
      'sampling',
    ],
    [
      'a figure of a plan that is blank',
      { steps: [units, draw({ share: '' }), colour({ sampled: true })] },
      'incomplete',
    ],
    [
      'a least mass that nobody weighs',
      {
        steps: [
          step('s', 'divide', { of: 'parcel', into: [{ part: 'sample', leastMass: { value: '5', unit: 'g' } }] }),
        ],
      },
      'least-mass',
    ],
    ['a word of proof', { title: both('Weighing that proves the quantity') }, 'wording'],
    ['a blank protocol', { steps: [units, colour({ protocol: '' })] }, 'incomplete'],
  ])('with %s is found', (_, fields, rule) => {
    expect(rulesOf(own(fields))).toContain(rule);
  });

  it('in another order, under another name, or changed without a version of its own is found', () => {
    const { id, ...rest } = weighing;
    expect(rulesOf(file('weighing.json5', JSON5.stringify({ ...rest, id })))).toEqual(['field-order']);
    expect(rulesOf(own({}, 'scales.json5'))).toEqual(['file-name']);
    expect(lintMethods([own({ title: both('Other') })], [own()]).map(({ rule }) => rule)).toEqual(['version']);
  });

  const proto = (key: string) => own().bytes?.toString().replace('{', `{${key}: { polluted: true },`) ?? '';
  it.each([
    ['of a megabyte', { path: 'x.json5', bytes: undefined }],
    ['that is empty', file('weighing.json5', '')],
    ['that is no text', { path: 'weighing.json5', bytes: Buffer.from([0xff, 0xfe, 0]) }],
    ['that is a list', file('weighing.json5', '[]')],
    ['nested without end', file('weighing.json5', '['.repeat(60_000))],
    ['with a key of the prototype', file('weighing.json5', proto('__proto__'))],
    ['with a constructor', file('weighing.json5', proto('constructor'))],
    ['with a number for its steps', own({ steps: 7 })],
    ['with hidden text', own({ title: { en: 'Weigh \u202Eing', ur: 'وزن' } })],
    [
      'with an infinite figure',
      file('weighing.json5', own().bytes?.toString().replace("kind:'weigh'", "kind:'weigh',repeats:Infinity") ?? ''),
    ],
    [
      'whose tests rest on each other',
      own({
        steps: [
          step('a', 'test', { of: 'parcel', technique: 'raman', protocol: 'P', restsOn: ['b'] }),
          step('b', 'test', { of: 'parcel', technique: 'raman', protocol: 'P', restsOn: ['a'] }),
        ],
      }),
    ],
  ])('%s is refused with a sentence in both languages', (_, one) => {
    expect(lintMethods([one])).not.toEqual([]);
    const refused = loadMethods([], [one]).refused.get(one.path);
    expect(refused).toMatchObject({ code: 'method-invalid' });
    expect(refused?.entry.officer.ur).toMatch(/\p{Script=Arabic}/u);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('of a megabyte is not even read', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'large.json5'), Buffer.alloc(1_000_000, 0x20));
    expect(readMethodFiles(folder)).toEqual([{ path: 'large.json5', bytes: undefined }]);
  });

  it('never makes loader or linter fail in an untyped way', () => {
    const shapes = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .object({ key: fc.constantFrom('id', 'steps', 'kind', 'of', 'checks', '__proto__', 'prompt') })
        .map((data) => JSON5.stringify({ ...weighing, ...data })),
    );
    fc.assert(
      fc.property(shapes, (text) => {
        const one = file('weighing.json5', text);
        const findings = lintMethods([one]);
        const { refused } = loadMethods([], [one]);
        if (findings.length > 0 && findings.every(({ rule }) => rule === 'field-order' || rule === 'incomplete'))
          return;
        expect(refused.size).toBe(findings.length > 0 ? 1 : 0);
        for (const error of refused.values()) expect(isCustodyError(error)).toBe(true);
      }),
      { seed: 41, numRuns: 100 },
    );
  });
});
