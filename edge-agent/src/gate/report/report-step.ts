import type { EventDraft, FingerprintEvidence } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { Person } from '../../people/people.ts';
import {
  type Desk,
  type DeskEffect,
  type DeskStep,
  home,
  type ReportDesk,
  type StepInput,
  type World,
} from '../desk.ts';
import { askAfterNoMatch, askAgain, nextTry } from '../finger/advice.ts';
import { type Capture, evidenceOf } from '../finger/capture.ts';
import { likenessTo, stop } from '../finger/identify.ts';
import { beginSight, withCompared } from '../sight/sight.ts';
import { erasureOf } from './erasure.ts';
import { identityOf } from './identity.ts';
import { obstacleTo } from './obstacle.ts';
import type { Report } from './report-details.ts';
import { digestOfReport, draftOfReport, secretIn } from './report-draft.ts';
import { gapsOfReport } from './report-gaps.ts';
import { isAboutSomething } from './report-subject.ts';

const stay = (desk: Desk): DeskStep => ({ desk, effects: [] });

/** Opens the form of a report, or says why it cannot be made. */
export function beginReport(report: Report, person: Person, back: Desk, identity?: FingerprintEvidence): DeskStep {
  const { subject, custody } = person;
  const obstacle = obstacleTo(report, custody);
  if (obstacle) return stay({ step: 'not-allowed', reasons: [say(obstacle)], subject, back });
  return stay({
    step: 'report',
    report,
    subject,
    vouched: [],
    ...(identity && { identity }),
    ...(back.step === 'board' && { board: back }),
    attempts: 0,
    mismatches: 0,
  });
}

/** A report being written and signed: nothing of it is on record before it is confirmed. */
export function stepReport(desk: ReportDesk, input: StepInput, world: World): DeskStep {
  const person = world.person(desk.subject);
  if (!person) return stay(home);
  const { custody } = person;
  const history = world.historyOf(desk.subject);
  const { again: _, ...calm } = desk;
  switch (input.kind) {
    case 'action': {
      if (input.action.action === 'report-details') {
        const { details } = input.action;
        const fits = details.report === desk.report && isAboutSomething(details, custody, history);
        if (!fits) return stay(desk);
        const { sealed: __, ...unsealed } = calm;
        const secret = secretIn(details);
        const sealed = secret && world.seal(desk.subject, secret.field, secret.text);
        const erases = details.report === 'erasure' ? erasureOf(desk.subject, world) : undefined;
        return stay({ ...unsealed, details, ...(sealed && { sealed }), ...(erases && { erases }) });
      }
      if (input.action.action === 'unreadable') return stay(beginSight(desk, input.action.reason, person, world));
      if (input.action.action === 'compared')
        return stay(desk.sight ? { ...calm, sight: withCompared(desk.sight, input.action.what) } : desk);
      if (input.action.action !== 'confirm') return stay(desk);
      const identity = identityOf(desk, person, world);
      if (gapsOfReport(desk, custody, world, identity).length > 0) return stay(desk);
      const draft = draftOfReport(desk, custody, world, identity);
      return {
        desk: desk.board ?? {
          step: 'done',
          movement: desk.report,
          subject: desk.subject,
          ...(desk.report === 'erasure' && { slips: true as const }),
        },
        effects: effectsOf(draft),
      };
    }
    case 'vouched': {
      const { vouched } = input;
      if (vouched.digest !== digestOfReport(vouched.meaning, desk, custody)) return stay(desk);
      return stay({
        ...calm,
        vouched: [...desk.vouched.filter(({ meaning }) => meaning !== vouched.meaning), vouched],
      });
    }
    case 'capture':
      return desk.report === 'recapture' ? takeFinger(desk, input.capture, world) : stay(desk);
    case 'unclear': {
      const text = askAgain(input.reasons, nextTry(desk.attempts + 1, world));
      return desk.report === 'recapture' ? anotherTry(desk, text, input.scanner, world) : stay(desk);
    }
    case 'paper':
    case 'fingers-excepted':
    case 'conflict-settled':
    case 'match-settled':
      return stay(desk);
    case 'identified':
      return stay(desk.sight ? { ...calm, sight: { ...desk.sight, word: input.word } } : desk);
    case 'idle':
      return stay(home);
  }
}

function effectsOf(draft: EventDraft): DeskEffect[] {
  const { subject, type } = draft;
  if (type === 'prisoner.forgotten.v2')
    return [
      { kind: 'erase', draft },
      { kind: 'print-slip', subject, copy: false },
    ];
  return [{ kind: 'record', draft }, ...(type === 'prisoner.recaptured.v1' ? [{ kind: 'open' as const }] : [])];
}

/** Whoever is brought back must be the one who went, as certainly as for a release. */
function takeFinger(desk: ReportDesk, capture: Capture, world: World): DeskStep {
  const attempts = desk.attempts + 1;
  const likeness = likenessTo(desk.subject, capture, world);
  const { again: _, ...calm } = desk;
  const { sight: __, ...unseen } = desk;
  switch (likeness.kind) {
    case 'same': {
      const identity = evidenceOf(capture, likeness.match, world.thresholds.verify, attempts);
      return stay({ ...calm, identity, attempts: 0, mismatches: 0 });
    }
    case 'another':
      if (desk.mismatches > 0)
        return stop('other-person', 'recapture', attempts, desk.subject, capture.scanner, likeness.subject);
      // Whoever has somebody else's finger is not this person, whatever a supervisor saw.
      return anotherTry(
        { ...unseen, mismatches: 1 },
        say('gate.other-finger', nextTry(attempts, world)),
        capture.scanner,
        world,
      );
    case 'nobody':
      return anotherTry(desk, askAfterNoMatch(capture, nextTry(attempts, world)), capture.scanner, world);
  }
}

function anotherTry(desk: ReportDesk, again: BilingualText, scanner: Capture['scanner'], world: World): DeskStep {
  const attempts = desk.attempts + 1;
  if (attempts < world.policy.captureTries) return stay({ ...desk, attempts, again });
  const stopped = stop('not-confirmed', 'recapture', attempts, desk.subject, scanner);
  return { ...stopped, desk: { ...stopped.desk, unread: desk } };
}
