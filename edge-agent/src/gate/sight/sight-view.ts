import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { Person } from '../../people/people.ts';
import { fingersNeeded } from '../board/identity.ts';
import type { BoardDesk, ReportDesk, World } from '../desk.ts';
import type { SightView, TileView } from '../view.ts';
import { isAllowed, meaningOf, onRecord, seenOf, sightToSign, toCompare } from './sight.ts';

/** Whether an officer may still say that no finger can be read. */
export const mayBeUnreadable = (desk: BoardDesk | ReportDesk, person: Person, world: World): boolean =>
  !desk.sight && isAllowed(desk, world) && !isIdentified(desk, person, world);

const isIdentified = (desk: BoardDesk | ReportDesk, person: Person, world: World): boolean =>
  desk.step === 'board' ? desk.identity.length >= fingersNeeded(desk, person, world) : desk.identity !== undefined;

/** What is compared; nothing once a supervisor has signed it. */
export function sightView(desk: BoardDesk | ReportDesk, person: Person, world: World): SightView | undefined {
  if (!desk.sight || isIdentified(desk, person, world) || seenOf(desk, person, world)) return undefined;
  const { compared } = desk.sight;
  const seen = onRecord(person, world);
  return {
    compare: toCompare(seen).map((what) => ({ what, agrees: compared.includes(what) })),
    marks: seen.marks.map(({ place, words }) => {
      const where = say(`body.${place}`);
      return { en: `${where.en}: ${words}`, ur: `${where.ur}: ${words}` };
    }),
    canSign: sightToSign(desk, person, world) !== undefined,
  };
}

/** Who compares or signs next. */
export function sightInstruction(
  { subject }: BoardDesk | ReportDesk,
  { canSign }: SightView,
  world: World,
): BilingualText {
  if (!canSign) return say('sight.compare');
  return say(meaningOf(subject, world) === 'identity-by-sight' ? 'sight.supervisor-next' : 'sight.superintendent-next');
}

/** Stands for the fingers that could not be read. */
export function sightTile(desk: BoardDesk | ReportDesk, person: Person, world: World): TileView {
  const officer = seenOf(desk, person, world)?.sight.officerId;
  return {
    kind: 'identity',
    state: officer === undefined ? 'missing' : 'present',
    title: say('gate.tile-sight'),
    detail: officer === undefined ? say('sight.compare') : say('gate.signed-by', { officer }),
  };
}
