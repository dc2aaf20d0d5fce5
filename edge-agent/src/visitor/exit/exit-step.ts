import { say } from '@custody-edge/ui-kit';
import { home, type VisitorDesk } from '../desk/desk.ts';
import type { DeskEffect, DeskStep, VisitorPrint, World } from '../desk/desk-step.ts';
import { notPossible, stay } from '../desk/outcome.ts';
import { leave } from './leaving.ts';
import type { PassReading } from './pass-code.ts';

type Found = Extract<DeskEffect, { kind: 'hold' }>['found'];

/** The desk shows that the door is held as soon as the alarm is on record: its answer names that event. */
const hold = (subject: string, found: Found): DeskStep => ({ desk: home, effects: [{ kind: 'hold', subject, found }] });

/** Somebody leaves; with the visit, where they have neither pass nor finger. @throws `action-not-possible` */
export function beginExit(desk: VisitorDesk, visit: string | undefined, world: World): VisitorDesk {
  if (visit !== undefined && world.visit(visit)?.state !== 'inside') throw notPossible(desk);
  return { step: 'exit', ...(visit !== undefined && { visit }), attempts: 0 };
}

/** A pass on the reader counts once, for the visit that it was printed for. */
export function takePass(pass: Exclude<PassReading, { kind: 'no-pass' }>, world: World): DeskStep {
  const visit = pass.kind === 'pass' ? world.visit(pass.visit) : undefined;
  if (visit?.state === 'inside') return stay({ step: 'exit', visit: visit.subject, attempts: 0 });
  // Its mark is this desk's own: a visit that is not known here was taken out of the record.
  const alarm = visit?.state === 'left' ? 'pass-used' : 'pass-altered';
  return hold(visit?.subject ?? world.stationSubject, { alarm });
}

/** Whoever leaves is let go as the one who came in, asked again, or held. */
export function leaveByFinger(desk: VisitorDesk, { inside, scanner }: VisitorPrint, world: World): DeskStep {
  const at = desk.step === 'exit' ? desk : { step: 'exit' as const, attempts: 0 };
  const { captureTries } = world.policy;
  const answer = leave(at.visit, inside, at.attempts, captureTries);
  const attempts = at.attempts + 1;
  switch (answer.kind) {
    case 'again':
      return stay({
        ...at,
        attempts,
        again: say('visitor.exit-no-match', { attempt: attempts + 1, limit: captureTries }),
      });
    case 'hold': {
      const { alarm, matches } = answer;
      return hold(at.visit ?? world.stationSubject, {
        alarm,
        attempts,
        scanner,
        ...(matches !== undefined && { matches }),
      });
    }
    case 'goodbye': {
      const { match, threshold, visit } = answer;
      const { finger, score } = match;
      const exit = { method: 'fingerprint', finger, score, threshold, attempts, scanner } as const;
      return { desk: { step: 'goodbye', visit }, effects: [{ kind: 'let-out', visit, exit }] };
    }
  }
}
