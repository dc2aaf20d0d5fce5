import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { commandError } from '../errors.ts';

interface DemoOptions {
  readonly dir: string;
  readonly fingers?: string;
  readonly speed: string;
  readonly pause: string;
  readonly rounds?: string;
  readonly seed: string;
  readonly script: boolean;
}

export function register(program: Command): void {
  program
    .command('demo')
    .description(
      'Run a centre, two prison gates, a visitor desk, a hand-held and a forensic bench with emulated devices, and a day that happens there',
    )
    .option('--dir <folder>', 'where everything is made; emptied first', join(process.cwd(), '.data', 'demo'))
    .option('--fingers <folder>', 'captured fingers (<finger>_<impression> images) instead of synthetic ones')
    .option('--speed <factor>', 'how much faster than the real line rate the devices run', '1')
    .option('--pause <seconds>', 'time to look between two scenes', '6')
    .option('--rounds <count>', 'stop after so many rounds and print the tally as JSON')
    .option('--seed <number>', 'another set of synthetic fingers', '1')
    .option('--no-script', 'nothing happens by itself: you drive')
    .action(demo);
}

const preferredPorts = { centre: 8080, broker: 8883, gates: [8081, 8084], bench: 8082, desk: 8085, handHeld: 8086 };
const handsPort = 8083;
const pidName = 'demo.pid';

async function demo(options: DemoOptions): Promise<void> {
  const { lahore, rawalpindi, wards } = await import('../demo/cast.ts');
  const { Day } = await import('../demo/day.ts');
  const { followEvents } = await import('../demo/feed.ts');
  const { fingersFrom, syntheticFingers } = await import('../demo/fingers.ts');
  const { openHands } = await import('../demo/hands/hands.ts');
  const { everyStation, openHouse } = await import('../demo/house.ts');
  const { summary } = await import('../demo/summary.ts');
  const { tallyLine } = await import('../demo/tally.ts');
  const { untilStopped } = await import('../process-signals.ts');

  const dir = resolve(options.dir);
  refuseSecondDemo(dir);
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  writeFileSync(join(dir, pidName), String(process.pid));
  const fingers = options.fingers ? fingersFrom(options.fingers) : syntheticFingers(Number(options.seed), 4);
  const house = await openHouse({
    dir,
    speed: Number(options.speed),
    ...everyStation,
    gatesFirst: true,
    prisons: [lahore, rawalpindi],
    ports: preferredPorts,
    gatePolicy: { wards },
  });
  const hands = await openHands(house, fingers, handsPort);
  console.log(summary(house, hands.url, fingers.description));
  const othersOpen = house.openLater();
  // Whoever waits for it hears of a failure.
  othersOpen.catch(() => {});
  const stopFeed = followEvents(house.urls.centre, (line) => console.log(line));

  const day = new Day({
    house,
    fingers,
    pauseMs: Number(options.pause) * 1_000,
    say: (scene) => console.log(`          ── ${scene}`),
    turn: () => hands.scriptMayGoOn(),
    othersOpen,
  });
  const rounds = options.rounds === undefined ? Number.POSITIVE_INFINITY : Number(options.rounds);
  const stopped = untilStopped();
  const play = async (): Promise<void> => {
    for (let round = 0; options.script && round < rounds; round++) {
      await day.run();
      console.log(`          ── ${tallyLine(day.tally)}`);
    }
    await othersOpen;
    if (!options.script) await stopped;
  };
  try {
    await Promise.race([play(), stopped]);
    if (options.rounds !== undefined) console.log(JSON.stringify(day.tally));
  } finally {
    stopFeed();
    await hands.close();
    await house.close();
  }
}

/** Two demonstrations in one folder would empty each other's databases. */
function refuseSecondDemo(dir: string): void {
  let pid: number;
  try {
    pid = Number(readFileSync(join(dir, pidName), 'utf8'));
    process.kill(pid, 0);
  } catch {
    return;
  }
  throw commandError('demo-running', { dir, pid });
}
