import { z } from 'zod';
import { call, until } from '../../../demo/api.ts';
import type { GatePost } from '../../../demo/posts.ts';
import { keepSignedIn } from '../../../demo/staff.ts';
import { enrolAbsentDeputy } from '../frauds/officers.ts';
import type { Playing } from '../playing.ts';
import { type Break, someone } from './break.ts';

const doorSchema = z.object({ result: z.boolean() });

/** Pushes the door and lets it fall shut. @returns whether it opened */
async function pushDoor({ door }: GatePost): Promise<boolean> {
  const { result } = doorSchema.parse(await door.ask({ command: 'open-door' }));
  await door.ask({ command: 'close-door' });
  return result;
}

/** The gate’s power is gone, once the door has locked behind whoever passed last; whoever pushes it finds it shut. */
async function powerGone(playing: Playing): Promise<void> {
  const { post } = playing.stage.gate;
  await until('the door to be locked', 10_000, async () => ((await pushDoor(post)) ? undefined : true));
  await post.station.stop('SIGKILL');
  if (await pushDoor(post)) throw new Error('the door opened without power');
}

async function powerBack(playing: Playing): Promise<string> {
  const startedMs = performance.now();
  const { post } = playing.stage.gate;
  await playing.world.house.start(post.station);
  await keepSignedIn(post);
  return `ready again after ${((performance.now() - startedMs) / 1000).toFixed(1)} s`;
}

/** With order, fingers and one signature done: none of it is a release. */
export const powerCut: Break = async (playing, who) => {
  const person = someone(who);
  const { gate } = playing.stage;
  await gate.home();
  await gate.scan(await playing.received(person));
  for (const finger of [0, 1] as const) await gate.press(person, finger, 'verify');
  await gate.vouch('gate-officer', 'release');
  await powerGone(playing);
  return powerBack(playing);
};

/** With somebody aboard a van that has not passed: nobody has moved. */
export const powerCutInVan: Break = async (playing, who) => {
  const { gate } = playing.stage;
  await gate.home();
  await gate.act({ action: 'begin-queue', movement: 'back-from-court' });
  await gate.stateManifest(1);
  await gate.press(someone(who), 0, 'verify');
  await powerGone(playing);
  return powerBack(playing);
};

export const centreKilled: Break = async ({ world }) => {
  await world.house.centre.stop('SIGKILL');
  return 'the centre is gone';
};

export const centreBack: Break = async (playing) => {
  const { world } = playing;
  await world.house.start(world.house.centre);
  await playing.allSent();
  return 'everything that waited has been sent';
};

const readerState = async (playing: Playing): Promise<string | undefined> =>
  (await playing.status()).devices.find(({ id }) => id === 'scanner')?.state;

export const readerUnplugged: Break = async (playing) => {
  const { scanner } = playing.stage.gate.post;
  await scanner.ask({ command: 'unplug' });
  await until('the gate to say that its reader is gone', 60_000, async () =>
    (await readerState(playing)) === 'ready' ? undefined : true,
  );
  // Its power comes over its cable.
  await scanner.ask({ command: 'restart' });
  await scanner.ask({ command: 'plug' });
  const pluggedMs = performance.now();
  await until('the reader to be found again', 90_000, async () =>
    (await readerState(playing)) === 'ready' ? true : undefined,
  );
  return `found again after ${((performance.now() - pluggedMs) / 1000).toFixed(1)} s`;
};

const takingOverSchema = z.object({
  stations: z.array(
    z.object({
      stationId: z.string(),
      online: z.boolean(),
      takingOver: z.object({ told: z.int(), of: z.int() }).optional(),
    }),
  ),
});

/** The computer is lost with its disk, after everything was sent; another machine takes the gate over from the centre. */
export const deadComputer: Break = async (playing) => {
  const { world, plan, subjects } = playing;
  await playing.allSent();
  const { house } = world;
  const old = playing.stage.gate.post;
  await old.station.stop('SIGKILL');
  const startedMs = performance.now();
  const post = await house.replaceGate(old);
  await house.start(post.station);
  await playing.replaceGate(post);
  const mayHold = plan.inside.length + plan.arriving.length;
  await until('the new computer to hold everybody', 300_000, async () => {
    const { stations } = await call(`${house.urls.centre}/api/overview`, takingOverSchema);
    const own = stations.find(({ stationId }) => stationId === post.stationId);
    return (own?.online && own.takingOver === undefined) || undefined;
  });
  await enrolAbsentDeputy(playing);
  await playing.allSent();
  const { inCustody, out } = await playing.counts();
  if (inCustody + out === 0 || inCustody + out > mayHold)
    throw new Error(`it holds ${inCustody + out} of ${subjects.size}`);
  return `another computer held ${inCustody + out} people after ${((performance.now() - startedMs) / 1000).toFixed(0)} s`;
};
