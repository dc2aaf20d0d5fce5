import type { DeskView } from '../../../demo/visitor-actor.ts';
import { bannedVisitor } from '../../plan/visitors.ts';
import type { Trick } from '../frauds/trick.ts';
import type { Playing } from '../playing.ts';
import { answered, atExit } from './visits.ts';

const oneOf = (visitors: readonly number[] | undefined, index = 0): number => {
  const found = visitors?.[index];
  if (found === undefined) throw new Error('this fraud needs a visitor');
  return found;
};

/** The door has to be held. @returns what the desk said */
async function held(playing: Playing, answer: DeskView): Promise<string> {
  if (answer.step !== 'hold') throw new Error(`at the visitors’ door, it came as far as ${answer.step}`);
  await answered(playing.desk, answer);
  return answer.text.en;
}

/** A prisoner’s finger after a visitor’s pass. */
export const swapped: Trick = async (playing, { victim, visitors }) => {
  const { desk } = playing;
  await desk.scan(await playing.passOf(oneOf(visitors)));
  return held(playing, (await atExit(desk, () => playing.fingerOf(victim))).answer);
};

/** A prisoner in a visitor’s clothes, who says that the pass is lost. */
export const asVisitor: Trick = async (playing, { victim }) => {
  const { desk } = playing;
  await desk.act({ action: 'cancel' });
  await desk.act({ action: 'begin-exit' });
  return held(playing, (await atExit(desk, () => playing.fingerOf(victim))).answer);
};

export const exchanged: Trick = async (playing, { visitors }) => {
  const { desk } = playing;
  await desk.scan(await playing.passOf(oneOf(visitors)));
  return held(playing, (await atExit(desk, () => playing.visitorFinger(oneOf(visitors, 1)))).answer);
};

export const altered: Trick = async (playing, { visitors }) => {
  const pass = await playing.passOf(oneOf(visitors));
  const last = pass.at(-1) === '0' ? '8' : '0';
  return held(playing, await playing.desk.scan(pass.slice(0, -1) + last));
};

export const copied: Trick = async (playing, { visitors }) =>
  held(playing, await playing.desk.scan(await playing.passOf(oneOf(visitors))));

const dayMs = 86_400_000;

/** Banned at his first visit; then he comes without a card, and writes himself otherwise. */
export const bannedRespelt: Trick = async (playing, { visitors }) => {
  const { desk, world } = playing;
  const { card = '3520299999991', who } = playing.visitor(oneOf(visitors));
  const man = { ...who, sex: 'M' } as const;
  await desk.introduce({ who: { ...man, ...bannedVisitor.known }, card });
  const until = new Date(world.clock.nowMs() + 30 * dayMs).toISOString().slice(0, 10);
  await desk.ban(until, 'پچھلی ملاقات میں بلیڈ لایا');
  const again = await desk.introduce({ who: { ...man, ...bannedVisitor.again } });
  if (again.step !== 'entry' || again.page !== 'compare' || !again.alike)
    throw new Error(`a banned visitor came as far as ${again.step === 'entry' ? again.page : again.step}`);
  await desk.act({ action: 'compared', banned: again.alike.subject, isSame: true });
  const told = await desk.desk();
  if (told.step !== 'entry' || told.page !== 'turn-away') throw new Error('a banned visitor was not turned away');
  await desk.act({ action: 'turn-away' });
  return told.grounds.map(({ en }) => en).join('; ');
};
