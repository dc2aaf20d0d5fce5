import { type IdentityEvidence, isComparedWith, takesPart } from '@custody-edge/event-contract';
import type { Person } from '../../people/people.ts';
import type { ReportDesk, World } from '../desk.ts';
import { seenOf } from '../sight/sight.ts';

/** What tells that whoever is brought back is the one who went: a finger, or a supervisor who has no other part in it. */
export function identityOf(desk: ReportDesk, person: Person, world: World): IdentityEvidence | undefined {
  if (desk.identity) return desk.identity;
  const seen = seenOf(desk, person, world);
  const counts = seen && isComparedWith(person.custody, seen.sight) && !takesPart(seen.sight, []);
  return counts ? seen.evidence : undefined;
}
