import { keepSignedIn } from '../../../demo/staff.ts';
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

/**
 * Officers have signed at times that have not come yet: the gate lets nobody go before they have, or before it is started again and hears
 * from the centre what time it is.
 */
export const clockRightAndRestarted: Break = async (playing) => {
  const said = await clockRight(playing, undefined);
  if (!playing.world.clock.moves) return said;
  const { post } = playing.stage.gate;
  await post.station.stop();
  await playing.world.house.start(post.station);
  await keepSignedIn(post);
  await playing.allSent();
  return `${said}; IT has started the gate again, since officers had signed at times to come`;
};
