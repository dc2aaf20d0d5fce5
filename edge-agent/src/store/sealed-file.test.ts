import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemRandom } from '@custody-edge/foundation';
import { newFolder } from '@custody-edge/foundation/test-support';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SealedFile } from './sealed-file.ts';

const siteKey = randomBytes(32);
/** More than one piece of what the file is written in. */
const snapshot = randomBytes((1 << 20) + 5_000);

describe('a sealed file', () => {
  it('gives back what was written last, and nothing when it was removed', () => {
    const folder = newFolder();
    const file = new SealedFile(folder, 'gallery', siteKey, systemRandom);
    expect(file.read()).toBeUndefined();
    file.write(randomBytes(10));
    file.write(snapshot);
    expect(Buffer.from(file.read() ?? [])).toEqual(snapshot);
    expect(statSync(join(folder, 'gallery.bin')).mode & 0o777).toBe(0o600);
    expect(existsSync(join(folder, 'gallery.bin.next'))).toBe(false);
    file.remove();
    expect(file.read()).toBeUndefined();
  });

  it('holds nothing in the clear, and opens with its own key only', () => {
    const folder = newFolder();
    const text = Buffer.from('person/0195533f, again and again. '.repeat(40));
    new SealedFile(folder, 'gallery', siteKey, systemRandom).write(text);
    expect(readFileSync(join(folder, 'gallery.bin')).includes('person/')).toBe(false);
    expect(new SealedFile(folder, 'gallery', randomBytes(32), systemRandom).read()).toBeUndefined();
  });

  it('of another name is another’s, with a key of its own', () => {
    const folder = newFolder();
    new SealedFile(folder, 'gallery', siteKey, systemRandom).write(randomBytes(10));
    renameSync(join(folder, 'gallery.bin'), join(folder, 'desk.bin'));
    expect(new SealedFile(folder, 'desk', siteKey, systemRandom).read()).toBeUndefined();
  });

  it('that was changed or cut is none', () => {
    const folder = newFolder();
    const file = new SealedFile(folder, 'gallery', siteKey, systemRandom);
    file.write(snapshot);
    const whole = readFileSync(join(folder, 'gallery.bin'));
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, change, cut) => {
        const damaged = cut ? whole.subarray(0, at) : Uint8Array.from(whole);
        if (!cut) damaged[at] = (damaged[at] ?? 0) ^ change;
        writeFileSync(join(folder, 'gallery.bin'), damaged);
        expect(file.read()).toBeUndefined();
      }),
      { seed: 31, numRuns: 100 },
    );
  });
});
