import { describe, expect, it } from 'vitest';
import { byNumber, parseImageName } from './image-name.ts';

describe('file names', () => {
  it.each([
    ['101_1.tif', { finger: '101', impression: '1' }],
    ['1014_6.png', { finger: '1014', impression: '6' }],
    ['101_7_1.png', { finger: '101_7', impression: '1' }],
    ['7_2.bmp', { finger: '7', impression: '2' }],
    ['A3_12.PGM', { finger: 'A3', impression: '12' }],
  ])('%s names a finger and an impression', (name, expected) => {
    expect(parseImageName(name)).toEqual(expected);
  });

  it.each(['README.md', '101.tif', '_1.tif', '101_a.tif', '101_1.jpg', '../101_1.tif'])(
    '%s is no image name',
    (name) => {
      expect(parseImageName(name)).toBeUndefined();
    },
  );

  it('are ordered by their numbers', () => {
    expect(['10', '9', '101'].toSorted(byNumber)).toEqual(['9', '10', '101']);
  });
});
