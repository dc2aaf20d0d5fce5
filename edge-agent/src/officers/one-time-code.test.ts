import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemRandom } from '@custody-edge/foundation';
import { newFolder } from '@custody-edge/foundation/test-support';
import { describe, expect, it } from 'vitest';
import { drawOneTimeCode, OneTimeCode } from './one-time-code.ts';

const cost = { N: 16, r: 1, p: 1 };

async function issued() {
  const path = join(newFolder(), 'first-officer.json');
  const { code, fileText } = await drawOneTimeCode(systemRandom, cost);
  writeFileSync(path, fileText);
  return { path, code, kept: new OneTimeCode(path) };
}

describe('a one-time code', () => {
  it('has 100 bits that nobody can misread, and stands in no file', async () => {
    const { path, code } = await issued();
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}$/);
    expect(readFileSync(path, 'utf8')).not.toContain(code.slice(0, 5));
  });

  it('is known again however it is typed', async () => {
    const { code, kept } = await issued();
    const hash = await kept.check(code);
    expect(hash).toBeDefined();
    for (const typed of [code.toLowerCase(), code.replaceAll('-', ' '), code.replaceAll('0', 'o').replaceAll('1', 'l')])
      expect(await kept.check(typed)).toBe(hash);
  });

  it('is not any other', async () => {
    const { code, kept } = await issued();
    const others = [
      '',
      code.slice(1),
      `${code}0`,
      (await issued()).code,
      code.replace(/.$/, (last) => (last === '7' ? '8' : '7')),
    ];
    for (const other of others) expect(await kept.check(other)).toBeUndefined();
  });

  it('is gone once its file is', async () => {
    const { code, kept } = await issued();
    expect(kept.waits).toBe(true);
    kept.remove();
    expect(kept.waits).toBe(false);
    expect(await kept.check(code)).toBeUndefined();
  });
});
