import type { GateDesk } from '../../../demo/gate-actor.ts';
import { commitAgain } from '../../../demo/scenes/committal.ts';
import { impostor } from '../../../demo/scenes/release.ts';
import type { Playing } from '../playing.ts';
import type { Trick } from './trick.ts';

/** Captures before the gate stops whoever it does not know. */
const tries = 3;

const someone = (instead: number | undefined): number => {
  if (instead === undefined) throw new Error('nobody comes in the place of the victim');
  return instead;
};

/** Somebody else’s finger on the board of a release. */
export const standsIn: Trick = async (playing, { victim, instead }) => {
  const other = { ...playing.inmate(victim), person: someone(instead) };
  await impostor(playing.stage, await playing.received(victim), other);
  return 'stop: this finger belongs to another person';
};

/** A vehicle of so many is stated, and whoever comes puts a finger on the glass until the desk decides. */
async function atVan(playing: Playing, movement: string, person: number, heads = 1): Promise<GateDesk> {
  const { gate } = playing.stage;
  await gate.home();
  await gate.act({ action: 'begin-queue', movement });
  await gate.stateManifest(heads);
  let desk = await gate.desk();
  for (let captures = 0; captures < tries && desk.step === 'queue' && desk.last === undefined; captures++)
    desk = await gate.press(person, 0, 'verify');
  return desk;
}

async function vanGivenUp(playing: Playing, movement: string): Promise<void> {
  const { gate } = playing.stage;
  await gate.home();
  await gate.act({ action: 'begin-queue', movement });
  await gate.act({ action: 'give-up-manifest' });
  await gate.home();
}

export const brotherToCourt: Trick = async (playing, { instead }) => {
  const movement = 'out-to-court';
  const desk = await atVan(playing, movement, someone(instead));
  if (desk.step !== 'not-allowed') throw new Error(`the brother came as far as ${desk.step}`);
  await vanGivenUp(playing, movement);
  return desk.reasons[0]?.en ?? '';
};

export const strangerComesBack: Trick = async (playing, { instead }) => {
  const movement = 'back-from-court';
  const desk = await atVan(playing, movement, someone(instead));
  if (desk.step !== 'stop') throw new Error(`a stranger came as far as ${desk.step}`);
  await vanGivenUp(playing, movement);
  return 'stop: nobody who went out has this finger';
};

export const oneHeadMore: Trick = async (playing, { victim }) => {
  const movement = 'out-to-court';
  const { gate } = playing.stage;
  await playing.list([victim]);
  const aboard = await atVan(playing, movement, victim, 2);
  if (aboard.step !== 'queue' || aboard.last?.person.subject !== playing.inmate(victim).subject)
    throw new Error(`who is on the list came as far as ${aboard.step}`);
  await gate.act({ action: 'close-manifest' });
  const { step } = await gate.desk();
  if (step !== 'queue') throw new Error(`a van of two with one finger came as far as ${step}`);
  await vanGivenUp(playing, movement);
  return 'two were counted, one was identified: the gate stays shut';
};

export const sameManAgain: Trick = async (playing, { victim }) => {
  await commitAgain(playing.stage, playing.inmate(victim));
  return 'stop: this finger is on record; a senior officer found the same man';
};
