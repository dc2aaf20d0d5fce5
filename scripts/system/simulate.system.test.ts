import { readFileSync } from 'node:fs';
import { newFolder } from '@custody-edge/foundation/test-support';
import { expect, it } from 'vitest';
import { faultKinds } from '../simulate/plan/faults.ts';
import { fraudKinds } from '../simulate/plan/frauds.ts';
import { simulateDay } from '../simulate/run.ts';
import { lightPins } from './light-pins.ts';

const folder = newFolder();
const seed = 20_261_127;

it(`a short day with every fraud and every fault comes out as it has to (seed ${seed})`, async () => {
  const said: string[] = [];
  const { judgement, page } = await simulateDay({
    ...{ seed, hours: 2, share: 0.01, eveOfEid: false },
    dir: folder,
    ...lightPins,
    say: (line) => said.push(line),
  });
  const { verdict, violated, lost, doubled, wrongEndings, frauds } = judgement;
  const context = said.slice(-40).join('\n');
  expect({ violated, lost, doubled, wrongEndings }, context).toEqual({
    violated: [],
    lost: [],
    doubled: [],
    wrongEndings: [],
  });
  expect(
    frauds.filter(({ caught }) => !caught),
    context,
  ).toEqual([]);
  expect(verdict.frauds.tried).toBe(fraudKinds.length);
  expect(verdict.faults.injected + verdict.faults.notPlayed.length).toBe(faultKinds.length);
  expect(verdict.falseAlarms).toBe(0);
  const html = readFileSync(page, 'utf8');
  for (const words of ['Every fraud was stopped', 'ہر دھوکا پکڑا گیا', `Seed ${seed}`]) expect(html).toContain(words);
}, 1_200_000);
