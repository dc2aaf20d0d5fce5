import { spawnSync } from 'node:child_process';
import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GreyImage } from '@custody-edge/fingerprint';
import { syntheticFinger, syntheticImpression } from '@custody-edge/fingerprint/synthetic';
import { newFolder } from '@custody-edge/foundation/test-support';
import { beforeAll, describe, expect, it } from 'vitest';
import { packPixels } from '../../firmware-bridge/src/protocol/ef01/codec.ts';
import { encodeBmp } from '../../packages/fingerprint/src/fuzz/image-files.ts';
import { commandHere } from './test-kit.ts';

let dir: string;

const pgm = ({ width, height, pixels }: GreyImage): Buffer =>
  Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), pixels]);

/** As a process, and in this one. */
const fingerprintProcess = (...args: string[]) =>
  spawnSync(process.execPath, [fileURLToPath(new URL('../custody-edge.js', import.meta.url)), 'fingerprint', ...args], {
    encoding: 'utf8',
  });
const fingerprint = (...args: string[]) => commandHere('fingerprint', ...args);
const evaluate = (...args: string[]) => fingerprint('evaluate', ...args);

beforeAll(async () => {
  dir = newFolder();
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

describe('an evaluation', () => {
  it('counts images and pairs and names what it left out', async () => {
    const done = await evaluate(dir, '--json');
    expect(JSON.parse(done.stdout)).toMatchObject({ images: 4, genuine: 2, impostor: 1 });
    expect(done.stdout.trim().split('\n')).toHaveLength(1);
    expect(done.stderr).toContain('readme.txt: left out');
  });

  it('compares every pair of different fingers when told to', async () => {
    expect(JSON.parse((await evaluate(dir, '--impostors', 'all', '--json')).stdout)).toMatchObject({ impostor: 4 });
  });

  it('is read by people as a table', async () => {
    expect(fingerprintProcess('evaluate', dir).stdout).toMatch(/^images +4\n/);
  });

  it('tells what a standard format loses, in the same words', async () => {
    const through = JSON.parse((await evaluate(dir, '--through', 'iso19794-2:2005', '--json')).stdout);
    expect(Object.keys(through)).toEqual(Object.keys(JSON.parse((await evaluate(dir, '--json')).stdout)));
    expect((await evaluate(dir, '--through', 'something')).stderr).toContain('Allowed choices');
  });

  it('draws the pairs that are missed', async () => {
    const worn = newFolder();
    for (const name of ['1_1.pgm', '1_2.pgm', '2_1.pgm']) await copyFile(join(dir, name), join(worn, name));
    await writeFile(join(worn, '2_2.pgm'), pgm({ width: 300, height: 360, dpi: 500, pixels: new Uint8Array(108_000) }));
    const done = await evaluate(worn, '--pictures', join(worn, 'missed'));
    expect(done.stderr).toContain('1 missed pairs drawn');
    expect(await readdir(join(worn, 'missed'))).toEqual(['000.0-2-1-2.png']);
  });

  it('of a folder without pairs is refused', async () => {
    const empty = newFolder();
    expect((await evaluate(empty)).stderr).toContain('nothing-to-evaluate');
  });

  it('of a damaged image is refused by name', async () => {
    const damaged = newFolder();
    await writeFile(join(damaged, '1_1.pgm'), 'P5\n10 10\n255\n');
    const refused = await evaluate(damaged);
    expect(refused.stderr).toContain('1_1.pgm');
    expect(refused.status).toBe(1);
  });
});

describe('a measurement of speed', () => {
  it('gives figures with what they must reach', { timeout: 120_000 }, async () => {
    const { figures } = JSON.parse(fingerprintProcess('bench', '--gallery', '20', '--fingers', '1', '--json').stdout);
    for (const figure of figures) expect(figure).toMatchObject({ value: expect.any(Number), unit: expect.any(String) });
    expect(figures[0]).toMatchObject({ unit: 'ms', must: 30, aim: 12 });
    expect((await fingerprint('bench', '--gallery', 'many')).stderr).toContain('from 1 to 900000');
    expect((await fingerprint('bench', '--fingers', '0')).stderr).toContain('from 1 to 1000');
  });
});

describe('the stages of an extraction', () => {
  it('are drawn into a picture', async () => {
    const picture = join(dir, 'stages.png');
    expect((await fingerprint('show', join(dir, '1_1.pgm'), '--out', picture)).stdout).toContain('minutiae');
    expect((await readFile(picture)).subarray(1, 4).toString()).toBe('PNG');
  });
});

describe('a comparison', () => {
  const answerOf = async (...args: string[]) => JSON.parse((await fingerprint('match', ...args, '--json')).stdout);

  it('tells how often strangers look this alike, for images and templates alike', async () => {
    const template = join(dir, 'one.template');
    expect((await fingerprint('extract', join(dir, '1_1.pgm'), '--out', template)).stdout).toContain('minutiae');
    const same = await answerOf(template, join(dir, '1_2.pgm'));
    const stranger = await answerOf(template, join(dir, '2_1.pgm'));
    expect(same.score).toBeGreaterThan(50);
    expect(stranger.score).toBeLessThan(50);
    expect(same.fmr).toBeCloseTo(10 ** (-same.score / 10));
    expect(same.pairedMinutiae).toBeGreaterThan(stranger.pairedMinutiae);
    expect(Math.abs(same.rotationDegrees)).toBeLessThan(90);
    expect((await fingerprint('match', template, template)).stdout).toContain('fewer than one in');
  });

  it('reads what it wrote in every format', async () => {
    for (const format of ['iso19794-2:2005', 'iso19794-2:2011', 'ansi378-2004']) {
      const record = join(dir, `${format.replace(':', '-')}.fmr`);
      expect((await fingerprint('extract', join(dir, '1_1.pgm'), '--out', record, '--format', format)).status).toBe(0);
      expect((await answerOf(record, join(dir, '1_2.pgm'))).score).toBeGreaterThan(50);
    }
  });

  it('reads a bitmap, and what an 0xEF01 scanner sends', async () => {
    const image = syntheticImpression(syntheticFinger(1), { seed: 1, widthPx: 256, heightPx: 288, dpi: 500 });
    const [bitmap, dump, template] = [join(dir, '1.bmp'), join(dir, '1.raw'), join(dir, '1.template')];
    await writeFile(bitmap, encodeBmp(image, { bits: 8 }));
    await writeFile(dump, packPixels(image.pixels));
    expect((await answerOf(bitmap, join(dir, '1_2.pgm'))).score).toBeGreaterThan(50);
    expect((await fingerprint('extract', bitmap, '--out', template)).status).toBe(0);
    expect((await answerOf(dump, template, '--raw', '256x288x4')).score).toBeGreaterThan(50);
    expect((await fingerprint('match', dump, template)).stderr).toContain('fingerprint-image-format');
    expect((await fingerprint('match', dump, template, '--raw', '256x288x8')).stderr).toContain(
      'fingerprint-image-damaged',
    );
    expect((await fingerprint('match', dump, template, '--raw', '256x288')).stderr).toContain('--raw');
    const picture = join(dir, 'dump.png');
    expect((await fingerprint('show', dump, '--raw', '256x288x4', '--out', picture)).stdout).toContain('minutiae');
  });

  it('names the file that it cannot use', async () => {
    const refused = await fingerprint('match', join(dir, 'readme.txt'), join(dir, '1_1.pgm'), '--json');
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain('readme.txt');
    expect((await fingerprint('match', join(dir, 'nothing'), join(dir, '1_1.pgm'))).stderr).toContain('nothing');
  });
});
