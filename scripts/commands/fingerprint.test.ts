import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type GreyImage, syntheticFinger, syntheticImpression } from '@custody-edge/fingerprint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let dir: string;

const pgm = ({ width, height, pixels }: GreyImage): Buffer =>
  Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), pixels]);

const evaluate = (...args: string[]) =>
  spawnSync(
    process.execPath,
    [fileURLToPath(new URL('../cli.ts', import.meta.url)), 'fingerprint', 'evaluate', ...args],
    { encoding: 'utf8' },
  );

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'evaluate-'));
  for (const seed of [1, 2]) {
    for (const impression of [1, 2]) {
      const image = syntheticImpression(syntheticFinger(seed), {
        seed: impression,
        widthPx: 300,
        heightPx: 360,
        dpi: 500,
      });
      await writeFile(join(dir, `${seed}_${impression}.pgm`), pgm(image));
    }
  }
  await writeFile(join(dir, 'readme.txt'), 'not an image');
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('an evaluation', () => {
  it('counts images and pairs and names what it left out', () => {
    const done = evaluate(dir, '--json');
    expect(JSON.parse(done.stdout)).toMatchObject({ images: 4, genuine: 2, impostor: 1 });
    expect(done.stdout.trim().split('\n')).toHaveLength(1);
    expect(done.stderr).toContain('readme.txt: left out');
  });

  it('compares every pair of different fingers when told to', () => {
    expect(JSON.parse(evaluate(dir, '--impostors', 'all', '--json').stdout)).toMatchObject({ impostor: 4 });
  });

  it('is read by people as a table', () => {
    expect(evaluate(dir).stdout).toMatch(/^images +4\n/);
  });

  it('of a folder without pairs is refused', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'evaluate-empty-'));
    expect(evaluate(empty).stderr).toContain('nothing-to-evaluate');
    await rm(empty, { recursive: true });
  });

  it('of a damaged image is refused by name', async () => {
    const damaged = await mkdtemp(join(tmpdir(), 'evaluate-damaged-'));
    await writeFile(join(damaged, '1_1.pgm'), 'P5\n10 10\n255\n');
    const refused = evaluate(damaged);
    expect(refused.stderr).toContain('1_1.pgm');
    expect(refused.status).toBe(1);
    await rm(damaged, { recursive: true });
  });
});
