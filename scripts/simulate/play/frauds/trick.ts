import type { Scene } from '../../plan/plan.ts';
import type { Playing } from '../playing.ts';

/** What is needed to play one fraud: its victim, who comes in the victim’s place, and visitors. */
type Attempt = Pick<Extract<Scene, { kind: 'fraud' }>, 'victim' | 'instead' | 'visitors'>;

/**
 * Plays one fraud to its end, and leaves the gate as it was.
 * @returns what stopped it, in the words of whoever was stopped
 * @throws Error where nothing stopped it, or something else than expected
 */
export type Trick = (playing: Playing, attempt: Attempt) => Promise<string>;

/** @returns the refusal @throws Error where it was not refused, or for another reason */
export async function refusedWith(code: string, attempt: Promise<unknown>): Promise<string> {
  const refused = await attempt.then(
    () => 'not refused at all',
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  if (!refused.includes(code)) throw new Error(`expected ${code}: ${refused}`);
  return refused;
}
