import { until } from '../../../demo/api.ts';
import type { Inmate } from '../../../demo/court.ts';
import { letGo, orderRelease } from '../../../demo/scenes/release.ts';
import { refusedWith } from '../frauds/trick.ts';
import { type Break, someone } from './break.ts';

/** Paper and finger twice, before anything is signed. */
export const doubleScan: Break = async (playing, who) => {
  const person = someone(who);
  const { gate } = playing.stage;
  const orderId = await playing.received(person);
  await gate.home();
  await gate.scan(orderId);
  await gate.press(person, 0, 'verify');
  await gate.post.reader.ask({ command: 'scan', text: orderId });
  const desk = await gate.press(person, 0, 'verify');
  if (desk.step !== 'board') throw new Error(`a second scan led to ${desk.step}`);
  const matched = desk.tiles.filter(({ kind, state }) => kind === 'identity' && state === 'present').length;
  if (matched !== 1) throw new Error(`one finger counted as ${matched}`);
  await gate.home();
  return 'one finger, pressed twice, is one finger; one order is one order';
};

const megabyte = 1024 * 1024;

/** At the other prison: who comes is admitted, nobody leaves, until there is room. */
export const diskFull: Break = async (playing) => {
  const { world, plan } = playing;
  if (typeof world.disk === 'string') return `not played: ${world.disk}`;
  const stage = world.stageOf({ ...world.house, gates: [playing.stage.elsewhere.post] });
  const { gate } = stage;
  // After a cut line a gate waits for up to a minute before it tries again.
  await playing.allSent(gate.post);
  const admit = async (person: number): Promise<Inmate> => {
    playing.subjects.set(person, await gate.admit(person, world.warrant(person)));
    playing.acknowledge('prisoner.admitted.v2', person);
    return playing.inmate(person);
  };
  const diskIs = (state: string) =>
    until(
      `the disk to be ${state}`,
      60_000,
      async () => (await playing.status(stage.gate.post)).disk === state || undefined,
    );
  const leaving = await admit(plan.elsewhere.leaves);
  await stage.centreKnows(leaving, 'IN_CUSTODY');
  const orderId = await orderRelease(stage, leaving);
  playing.orders.set(leaving.person, { orderId, atMs: world.clock.nowMs() });
  world.disk.fill(2 * megabyte);
  world.disk.fill();
  await diskIs('full');
  await admit(plan.elsewhere.comes);
  await gate.home();
  await gate.scan(orderId);
  for (const finger of [0, 1] as const) await gate.press(leaving.person, finger, 'verify');
  await gate.signRelease({ certificate: world.court.paper('MO'), receipt: world.court.paper('PR') });
  await refusedWith('action-incomplete', gate.act({ action: 'confirm' }));
  await gate.home();
  world.disk.makeRoom();
  await diskIs('room');
  await letGo(stage, orderId, leaving);
  playing.acknowledge('prisoner.released.v2', leaving.person);
  return 'one was admitted on the full disk, one released only when there was room';
};
