import type { Person } from '../../people/people.ts';
import { prisonName } from '../board/prisons.ts';
import type { MatchDesk, World } from '../desk.ts';
import type { DeskView, MatchView } from '../view.ts';

/** Two people side by side, but the face of the one who is here. */
export function matchView(
  { person, reviewer }: MatchDesk,
  admitted: Person,
  world: World,
): Omit<Extract<DeskView, { step: 'match' }>, 'admitted'> | undefined {
  const match = matchesOf(admitted, world).find((one) => one.person === person);
  const other = world.matched(admitted.subject, person);
  return match && { step: 'match', reviewer, warrant: admitted.warrant, match, ...(other && { other }) };
}

/** Whom the centre found alike, and nobody has answered for. */
export const matchesOf = ({ custody }: Person, { policy }: World): MatchView[] =>
  custody.openMatches.map(({ person, site, since, answers, answerDue }) => ({
    person,
    prison: prisonName(site, policy),
    since,
    here: answers === 'here',
    ...(answerDue !== undefined && { answerDue }),
  }));
