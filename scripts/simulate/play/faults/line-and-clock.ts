import type { Break } from './break.ts';

const wrongByMs = 40 * 60_000;

export const lineCut: Break = async ({ world }) => {
  world.line.cut();
  return 'the line is cut';
};

export const lineHealed: Break = async (playing) => {
  playing.world.line.heal();
  await playing.allSent();
  return 'everything that waited has been sent';
};

const clockOff =
  (byMs: number): Break =>
  async ({ world, stage }) => {
    if (!world.clock.moves) return 'not played: this machine cannot show a process another clock';
    world.clock.skew(stage.gate.post.stationId, byMs);
    return `the gate’s clock is wrong by ${byMs / 60_000} minutes`;
  };

export const clockAhead = clockOff(wrongByMs);
export const clockBehind = clockOff(-wrongByMs);

export const clockRight: Break = async ({ world, stage }) => {
  if (world.clock.moves) world.clock.skew(stage.gate.post.stationId, 0);
  return 'the clock is right again';
};

/** A look at somebody’s record is an event: with the centre’s receipt for it the gate finds out that it was ahead. */
export const clockRightAndHeard: Break = async (playing) => {
  const said = await clockRight(playing, undefined);
  if (!playing.world.clock.moves) return said;
  const { gate } = playing.stage;
  const [someone = 0] = playing.plan.inside.slice(-1);
  await gate.openRecord(playing.inmate(someone).subject);
  await playing.allSent();
  await gate.home();
  return `${said}; the gate heard so with the centre’s next receipt`;
};
