import {
  type AdmissionBody,
  type CustodyEvent,
  type InjuriesFound,
  injuriesFoundSchema,
} from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { readAs } from '../../people/sealed-words.ts';
import type { World } from '../desk.ts';
import type { InjuriesSeen } from '../view.ts';

/** What an examination found; undefined where nobody can read it. */
export function foundIn(
  { subject, data }: Extract<CustodyEvent, { type: 'prisoner.examined.v1' }>,
  world: Pick<World, 'read'>,
): InjuriesFound | undefined {
  return readAs(world.read, subject, 'examination', data.found, injuriesFoundSchema);
}

type Injury = Pick<InjuriesFound[number], 'place' | 'words'>;

const textOf = ({ place, words }: Injury): BilingualText => {
  const where = say(`body.${place}`);
  return { en: `${where.en}: ${words}`, ur: `${where.ur}: ${words}` };
};

const seenAt = (at: string, injuries: readonly Injury[]): InjuriesSeen => ({ at, injuries: injuries.map(textOf) });

/** Every time that injuries of a person were looked for, the admission first. */
export function injuriesOnRecord(
  subject: string,
  admittedAt: string,
  world: Pick<World, 'bodyOf' | 'historyOf' | 'read'>,
): InjuriesSeen[] {
  const body = world.bodyOf(subject);
  const examined = world.historyOf(subject).flatMap((event) => {
    const found = event.type === 'prisoner.examined.v1' ? foundIn(event, world) : undefined;
    return found ? [seenAt(event.time, found)] : [];
  });
  return [...(body ? [seenAt(admittedAt, injuriesIn(body))] : []), ...examined];
}

const injuriesIn = ({ injuries }: AdmissionBody): readonly Injury[] => (injuries === 'none-seen' ? [] : injuries);
