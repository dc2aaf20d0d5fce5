import { announce } from '../../demo/scenes/committal.ts';
import { drive } from '../../demo/scenes/court.ts';
import { letGo } from '../../demo/scenes/release.ts';
import type { Playing } from './playing.ts';

/** People leave for court in one vehicle. */
export async function vanOut(playing: Playing, people: readonly number[]): Promise<void> {
  await playing.list(people);
  await drive(
    playing.stage,
    'out-to-court',
    people.map((person) => playing.inmate(person)),
  );
  playing.acknowledge('prisoner.out-to-court.v1', ...people);
}

export async function vanBack(playing: Playing, people: readonly number[]): Promise<void> {
  await drive(
    playing.stage,
    'back-from-court',
    people.map((person) => playing.inmate(person)),
  );
  playing.acknowledge('prisoner.back-from-court.v1', ...people);
}

/** Somebody is brought with a warrant, with or without a court's announcement. */
export async function committal(playing: Playing, person: number, announced: boolean): Promise<void> {
  const { stage, world, subjects } = playing;
  const warrant = world.warrant(person);
  const expected = announced ? await announce(stage, warrant) : undefined;
  const subject = await stage.gate.admit(person, warrant);
  if (expected !== undefined && expected !== subject) throw new Error('somebody else was expected');
  subjects.set(person, subject);
  playing.acknowledge('prisoner.admitted.v2', person);
}

/** Somebody is let go on an order that came before. */
export async function release(playing: Playing, person: number): Promise<void> {
  await letGo(playing.stage, await playing.received(person), playing.inmate(person));
  playing.acknowledge('prisoner.released.v2', person);
}
