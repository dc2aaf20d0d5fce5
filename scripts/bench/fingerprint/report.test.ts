import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { syntheticFinger, syntheticImpression } from '@custody-edge/fingerprint/synthetic';
import { newFolder } from '@custody-edge/foundation/test-support';
import { describe, expect, it } from 'vitest';
import type { Figure } from '../figures.ts';
import { measureAll } from './findings.ts';
import { WorkerPool } from './pool.ts';
import { accuracyFigures, accuracyReport, type Entry, type Findings } from './report.ts';

const folder = newFolder();
const set = join(folder, 'fingerprints', 'fcj2020-a');
const speed: Figure[] = [{ name: 'extraction', value: 20, unit: 'ms', better: 'lower', samples: 3, must: 30, aim: 12 }];

/** Two people with two fingers each, two impressions of each finger; one image is no print at all. */
function writeSet(): void {
  mkdirSync(set, { recursive: true });
  for (const finger of [1011, 1012, 1021, 1022]) {
    for (const seed of [1, 2]) {
      const { width, height, pixels } = syntheticImpression(syntheticFinger(finger), {
        seed,
        widthPx: 256,
        heightPx: 288,
        dpi: 500,
      });
      if (finger === 1022 && seed === 2) pixels.fill(255);
      writeFileSync(
        join(set, `${finger}_${seed}.pgm`),
        Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), pixels]),
      );
    }
  }
}

describe('the report', () => {
  it('tells of sets that are at hand and of those that are not', { timeout: 60_000 }, async () => {
    writeSet();
    const pool = new WorkerPool();
    const pictures = join(folder, 'pictures');
    const { findings, plots } = await measureAll(pool, {
      data: folder,
      pictures,
      syntheticFingers: 2,
      syntheticImpressions: 2,
      speed,
      load: 0.5,
    });
    await pool.close();
    const report = accuracyReport(findings);
    expect(report).toContain('| FVC2002 DB1_B (optical) | not at hand |');
    expect(report).toMatch(/\| FCJ2020-A, tuning half \| 4 \| 2 \/ 4 \| 50\.00 \(/);
    expect(report).toMatch(/\| FCJ2020-A, held-out half \| 4 \| 2 \/ 4 \| 0\.00 \(/);
    expect(report).toMatch(/\| FCJ2020-A, whole \| 8 \| 4 \/ 24 \|/);
    expect(report).toMatch(/\| FCJ2020-A, two fingers \| 8 \| 2 \/ 4 \|/);
    expect(report).toMatch(/\| synthetic \| 4 \| 2 \/ 4 \| 0\.00 \(/);
    expect(report).toContain('| captured images that give no template | 12.5 % | 8 | ≤ 0.5: **no** | ≤ 0: **no** |');
    expect(report).toContain('| extraction | 20.0 ms | 3 | ≤ 30: yes | ≤ 12: **no** |');
    expect(report).toContain('0 of 6 are lost');
    expect(report).not.toMatch(/NaN|undefined|Infinity/);
    expect(readdirSync(join(pictures, 'fcj2020-a'))).toEqual(['000.0-1022-1-2.png']);
    for (const plot of Object.values(plots)) expect(plot).not.toContain('NaN');
  });

  it('judges the targets by the sets they name', () => {
    const entry = (title: string, genuine: readonly number[], impostor: readonly number[]): Entry => {
      const trials = (scores: readonly number[]) => scores.map((score) => ({ a: 'a', b: 'b', score }));
      const measured = {
        title,
        images: 4,
        failures: 0,
        trials: { genuine: trials(genuine), impostor: trials(impostor) },
      };
      return { title, measured };
    };
    const findings = {
      fvc: [entry('one', [0, 9], [5]), entry('two', [8, 9], [5])],
      heldOut: entry('held out', [1, 9, 9, 9], [5]),
      whole: entry('whole', [9], [5]),
      twoFingers: { title: 'two fingers', measured: undefined },
      searched: [0, 4, 5, 90].map((strangersAbove) => ({ strangersAbove, strangers: 1000 })),
    } as const satisfies Partial<Findings>;
    const figures = accuracyFigures({ ...({} as Findings), ...findings });
    expect(figures.map(({ name, value }) => [name, value])).toEqual([
      ['mean EER of the four FVC sets', 12.5],
      ['held out: FNMR at FMR 0.1 %', 25],
      ['whole: FNMR at FMR 0.01 %', 0],
      ['captured images that give no template', 0],
      ['captured genuine pairs that comparing all finds and a search does not', 50],
    ]);
  });
});
