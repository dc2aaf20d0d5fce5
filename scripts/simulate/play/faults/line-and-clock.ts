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
