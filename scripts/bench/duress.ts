/** Whether a clock tells that an officer signs in under duress: PINs and fingers of both kinds, in one run and in an order that chance makes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drawPin, loadStationConfig, startStation } from '@custody-edge/edge-agent';
import { syntheticFinger, syntheticImpression } from '@custody-edge/fingerprint/synthetic';
import { systemRandom } from '@custody-edge/foundation';
import { pino } from 'pino';
import { readingOf } from '../demo/reading.ts';
import { seeded } from '../seeded.ts';
import { type Figure, median, percentile, report } from './figures.ts';
import { progressOf } from './fingerprint/progress.ts';
import { officer } from './gate/prison.ts';
import { provisionSite } from './site/ground.ts';

/** Of each kind. */
const samples = 60;
const shufflings = 1_000;
const glass = { widthPx: 256, heightPx: 288, dpi: 500 };
const guard = { officerId: '5120', pin: drawPin('5120', systemRandom) };
const deputy = { officerId: '2001', pin: drawPin('2001', systemRandom) };
const forced = { officerId: guard.officerId, pin: '350917' };
const prints = [syntheticFinger(61), syntheticFinger(62)];
const random = seeded(7);

interface Timed {
  readonly duress: boolean;
  readonly ms: number;
}

/** How often, in percent, the one who guesses "forced" for the slower of two sign-ins is right, or wrong: 50 where the clock says nothing. */
function guessesRight(all: readonly Timed[]): number {
  const [forcedMs, trueMs] = [true, false].map((kind) => all.filter(({ duress }) => duress === kind));
  let right = 0;
  for (const one of forcedMs ?? []) for (const other of trueMs ?? []) right += one.ms > other.ms ? 1 : 0;
  const share = (100 * right) / (samples * samples);
  return Math.max(share, 100 - share);
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** What as good a guess would be among the same times if the two kinds were one: reached by chance once in twenty. */
function byChance(all: readonly Timed[]): number {
  const guesses = Array.from({ length: shufflings }, () => {
    const kinds = shuffled(all.map(({ duress }) => duress));
    return guessesRight(all.map(({ ms }, index) => ({ ms, duress: kinds[index] ?? false })));
  });
  return percentile(guesses, 0.95);
}

function figuresOf(what: string, all: readonly Timed[]): Figure[] {
  const medianOf = (kind: boolean) => median(all.filter(({ duress }) => duress === kind).map(({ ms }) => ms));
  const lower = { better: 'lower', samples: all.length } as const;
  return [
    { name: `${what}, as always, median`, value: medianOf(false), unit: 'ms', ...lower, samples },
    { name: `${what}, forced, median`, value: medianOf(true), unit: 'ms', ...lower, samples },
    {
      name: `${what}: right guesses by the clock which of two was forced`,
      ...{ value: guessesRight(all), unit: '%', ...lower },
      ...{ limit: byChance(all), limitedBy: 'by chance once in twenty, among the same times' },
    },
  ];
}

async function measure(dir: string): Promise<Figure[]> {
  const [post] = await provisionSite(dir, [{ stationId: 'gate-1', role: 'gate' }]);
  if (!post) throw new Error('no gate');
  const { station, close } = await startStation(loadStationConfig(post.configFile, {}), pino({ level: 'silent' }));
  const { role, officers } = station;
  if (role.role !== 'gate') throw new Error('not a gate');
  const { gate } = role;
  const oneTimeCode = post.firstOfficerCode ?? '';
  await officers.enrolments.createFirst({ ...officer, name: 'First', role: 'superintendent', oneTimeCode });
  await officers.signIn(officer);
  await officers.enrolments.enrol({ ...deputy, name: 'Deputy', roles: ['deputy-superintendent'], ownPin: officer.pin });
  await officers.enrolments.enrol({ ...guard, name: 'Guard', roles: ['gate-officer'], ownPin: officer.pin });
  await officers.enrolments.giveWord(deputy);
  await officers.keepForDuress({ ...forced, ownPin: guard.pin });
  officers.signOut();

  const press = (finger: number, seed: number): void => {
    const print = prints[finger];
    if (!print) throw new Error('no such finger');
    gate.onReading('scanner', readingOf(syntheticImpression(print, { ...glass, seed })));
  };
  const taken = async (finger: number, seed: number): Promise<void> => {
    const { captures } = gate.view();
    press(finger, seed);
    await changedTo(() => gate.view().captures > captures);
  };
  const changedTo = (holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      if (holds()) return resolve();
      const stop = station.onChange(() => {
        if (!holds()) return;
        stop();
        resolve();
      });
    });
  const asked = (): Promise<void> => changedTo(() => officers.view().finger?.kind === 'asked');
  const order = (length: number): boolean[] => shuffled(Array.from({ length }, (_, index) => index % 2 === 1));

  const pins: Timed[] = [];
  const pinProgress = progressOf('sign-ins by PIN');
  for (const duress of order(2 * samples)) {
    const startedMs = performance.now();
    await officers.signIn(duress ? forced : guard);
    pins.push({ duress, ms: performance.now() - startedMs });
    officers.signOut();
    pinProgress(pins.length, 2 * samples);
  }

  await officers.signIn(officer);
  await officers.enrolments.beginFingers({ officerId: guard.officerId, ownPin: officer.pin });
  for (const finger of [0, 1]) for (const seed of [1, 2, 3]) await taken(finger, seed);
  await officers.enrolments.giveWord(deputy);
  officers.signOut();
  const fingers: Timed[] = [];
  const fingerProgress = progressOf('sign-ins by finger');
  // Each finger is the one for being forced in turn: what one takes longer to read than the other is in both kinds alike.
  for (const [which, finger] of (['left-index', 'right-index'] as const).entries()) {
    const kept = officers.keepForDuress({ ...forced, ownPin: guard.pin, finger });
    await asked();
    await taken(0, 4);
    await kept;
    for (const duress of order(samples)) {
      const signedIn = officers.signIn(guard);
      await asked();
      const print = prints[duress === (which === 0) ? 1 : 0] ?? syntheticFinger(61);
      const image = syntheticImpression(print, { ...glass, seed: 100 + fingers.length });
      const startedMs = performance.now();
      gate.onReading('scanner', readingOf(image));
      await signedIn;
      fingers.push({ duress, ms: performance.now() - startedMs });
      officers.signOut();
      fingerProgress(fingers.length, 2 * samples);
    }
  }
  await close();
  return [...figuresOf('a PIN to the sign-in', pins), ...figuresOf('a finger to the sign-in', fingers)];
}

const dir = mkdtempSync(join(tmpdir(), 'custody-bench-'));
try {
  report(
    'duress',
    fileURLToPath(new URL('../../edge-agent/BENCHMARKS.md', import.meta.url)),
    [
      `${samples} sign-ins of each kind by each means, in an order that chance made, at one gate with PINs stretched as in service. Fingers are two grown ones of one officer, another impression each time; each is the one for being forced in half of the sign-ins.`,
      'A guess of 50 % says nothing. As good a guess as the limit comes about once in twenty among the same times where their kinds are shuffled (1,000 times).',
      'A finger that says so is one more signed event to make: a clock inside the station can tell the two apart better than by chance. What the scanner and its line add, which is not in these times, was not measured.',
    ],
    await measure(dir),
  );
} finally {
  rmSync(dir, { recursive: true, force: true });
}
