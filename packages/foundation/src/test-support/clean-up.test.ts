import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { afterwards, newFolder } from './clean-up.ts';

describe('what tests leave behind', () => {
  const ofFile = newFolder();
  const undone: string[] = [];
  let ofTest: string;

  it('is there as long as the test', () => {
    ofTest = newFolder();
    writeFileSync(join(ofTest, 'something'), 'left');
    afterwards(() => undone.push(`first, the folder ${existsSync(ofTest) ? 'is there' : 'is gone'}`));
    afterwards(async () => undone.push('second'));
    expect(existsSync(ofTest)).toBe(true);
  });

  it('is gone after it, the last first, and what is the file’s stays', () => {
    expect(undone).toEqual(['second', 'first, the folder is there']);
    expect(existsSync(ofTest)).toBe(false);
    expect(existsSync(ofFile)).toBe(true);
  });
});
