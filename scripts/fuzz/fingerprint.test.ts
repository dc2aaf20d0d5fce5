import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const fuzz = (...args: string[]) =>
  spawnSync(process.execPath, [fileURLToPath(new URL('fingerprint.ts', import.meta.url)), ...args], {
    encoding: 'utf8',
  });

describe('the fuzz of records and images', { timeout: 60_000 }, () => {
  it('counts what became of every case', () => {
    const { cases, read, refused, failures } = JSON.parse(fuzz('--count', '300', '--seed', '4', '--json').stdout);
    const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((a, b) => a + b, 0);
    expect(cases).toBe(300);
    expect(sum(read) + sum(refused)).toBe(300);
    expect(failures).toEqual([]);
  });

  it('shows one case again', () => {
    const shown = fuzz('--seed', '4', '--only', '12');
    expect(shown.stderr).toContain('changes:');
    expect(shown.stdout).toMatch(/^cases +1$/m);
  });

  it('of no whole number of cases is refused', () => {
    expect(fuzz('--count', 'many').status).toBe(1);
  });
});
