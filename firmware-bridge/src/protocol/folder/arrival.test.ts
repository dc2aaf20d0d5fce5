import { describe, expect, it } from 'vitest';
import type { FileStamp } from '../../transport/folder.ts';
import { consider, type FileState, isWhole, namesLike } from './arrival.ts';

const rule = { settleMs: 2000, largestBytes: 1000 };
const stamp = (sizeBytes: number, changed = '1', identity = 'a'): FileStamp => ({
  identity,
  sizeBytes,
  changed,
  attributesNewer: false,
});
const still: FileState = { at: 'still', stamp: stamp(5), sha256: 'aa', sinceMs: 1000 };

describe('a file at one look', () => {
  it.each<[string, FileState | undefined, FileStamp, boolean, number, FileState | 'measure']>([
    ['is new', undefined, stamp(5), false, 0, { at: 'moving', stamp: stamp(5) }],
    ['has grown', { at: 'moving', stamp: stamp(4) }, stamp(5), false, 0, { at: 'moving', stamp: stamp(5) }],
    ['has its size of before', { at: 'moving', stamp: stamp(5) }, stamp(5), false, 0, 'measure'],
    ['has not stood still for long', still, stamp(5), false, 2999, still],
    ['has stood still', still, stamp(5), false, 3000, 'measure'],
    ['has shrunk after it stood still', still, stamp(4), false, 3000, { at: 'moving', stamp: stamp(4) }],
    ['was renamed into its name', undefined, stamp(5), true, 0, 'measure'],
    ['has arrived', { at: 'done', stamp: stamp(5) }, stamp(5), false, 9000, { at: 'done', stamp: stamp(5) }],
    ['has arrived, and was touched', { at: 'done', stamp: stamp(5) }, stamp(5, '2'), false, 9000, 'measure'],
    ['took the place of one that arrived', { at: 'done', stamp: stamp(5) }, stamp(5, '1', 'b'), false, 9000, 'measure'],
    ['is too large', still, stamp(1001), true, 9000, { at: 'too-large', stamp: stamp(1001) }],
    [
      'is not too large any more',
      { at: 'too-large', stamp: stamp(1001) },
      stamp(9),
      false,
      0,
      { at: 'moving', stamp: stamp(9) },
    ],
  ])('that %s', (_, before, seen, renamedIn, nowMs, expected) => {
    expect(consider(before, seen, renamedIn, nowMs, rule)).toEqual(expected);
  });

  it('is whole when it was measured twice as the same, or was renamed', () => {
    expect(isWhole(still, 'aa', false)).toBe(true);
    expect(isWhole(still, 'bb', false)).toBe(false);
    expect(isWhole({ at: 'moving', stamp: stamp(5) }, 'aa', false)).toBe(false);
    expect(isWhole(undefined, 'aa', true)).toBe(true);
  });
});

it('names of what is still written are known by patterns, in any case of letters', () => {
  const isIgnored = namesLike(['.*', '~$*', '*.part', '*.a+b']);
  for (const name of ['.hidden', '~$report.xls', 'spectrum.PART', '.part', 'x.A+B', 'a\nb.part'])
    expect(isIgnored(name)).toBe(true);
  for (const name of ['spectrum.txt', 'part', 'x.parts', '~report', 'x.aab']) expect(isIgnored(name)).toBe(false);
  expect(namesLike([])('')).toBe(false);
});
