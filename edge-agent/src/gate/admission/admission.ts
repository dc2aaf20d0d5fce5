import { asPlainText, warrantKey } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { nameOf } from '../../people/person-name.ts';
import { type AdmissionDesk, type DeskStep, home, type StepInput, type World } from '../desk.ts';
import { adviceForUnclear } from '../finger/advice.ts';
import { bestMatch, type Capture } from '../finger/capture.ts';
import { dayAt } from '../order/detention.ts';
import { type AdmissionDetails, type AdmissionPage, admissionPages, completeDetails } from './admission-details.ts';
import { isNoSearcher, withWord } from './admission-words.ts';
import { conflictStop } from './conflict.ts';
import { exceptFingers, exceptionToSign, fingerProgress, nextFinger, takeImpression } from './enrolled-fingers.ts';
import type { ExpectedAdmission } from './expected.ts';

/** @param salt 128 random bits */
export const emptyAdmission = (salt: string): AdmissionDesk => ({
  step: 'admission',
  page: 'paper',
  details: {},
  fingers: [],
  exceptions: [],
  differentFrom: [],
  words: [],
  salt,
});

/** An admission of somebody announced by the centre, or of whoever comes. */
export function beginAdmission(expected: string | undefined, world: World): AdmissionDesk {
  const empty = emptyAdmission(world.salt());
  const found = world.expected().filter(({ subject }) => subject === expected);
  return withExpected(empty, found) ?? empty;
}

/** The paper as the court sent it, where one person is meant. */
function withExpected(desk: AdmissionDesk, found: readonly ExpectedAdmission[]): AdmissionDesk | undefined {
  const [one, ...others] = found;
  if (!one || others.length > 0) return undefined;
  const { kind: warrantKind, number: warrantNumber, ...warrant } = one.warrant;
  return withDetails(desk, { ...desk.details, ...one.person, warrantKind, warrantNumber, ...warrant });
}

/** What is missing on one page of the admission. */
export function missingOn(page: AdmissionPage, desk: AdmissionDesk, world: World): BilingualText[] {
  switch (page) {
    case 'paper':
      return completeDetails(desk.details) ? warrantUsed(desk.details, world) : [say('gate.details-missing')];
    case 'body':
      if (!desk.body) return [say('gate.body-missing')];
      return isNoSearcher(desk, world) ? [say('gate.searcher-unknown')] : [];
    case 'belongings':
      return desk.belongings ? [] : [say('gate.belongings-missing')];
    case 'fingers': {
      const open = fingerProgress(desk, world.policy).filter(({ taken, needed }) => taken < needed).length;
      return open > 0 ? [say('gate.fingers-missing', { count: open })] : [];
    }
    case 'confirm':
      return desk.reference ? [] : [say('gate.reference-missing')];
  }
}

/** What is missing before the admission may be confirmed. */
export const missingForAdmission = (desk: AdmissionDesk, world: World): BilingualText[] =>
  admissionPages.flatMap((page) => missingOn(page, desk, world));

/** A warrant admits once. */
function warrantUsed(details: Partial<AdmissionDetails>, world: World): BilingualText[] {
  const { warrantNumber, court } = details;
  if (!warrantNumber || !court) return [];
  const holder = world.admittedUnder({ number: warrantNumber, court });
  return holder ? [say('gate.warrant-used', { person: nameOf(holder) })] : [];
}

/** Who is expected under the warrant, whether chosen from the list or typed. */
function expectedUnder({ warrantNumber, court }: Partial<AdmissionDetails>, world: World): string | undefined {
  if (!warrantNumber || !court) return undefined;
  const key = warrantKey({ number: warrantNumber, court });
  return world.expected().find(({ warrant }) => warrantKey(warrant) === key)?.subject;
}

/** What happens at an admission; the desk around it handles leaving. */
export function stepAdmission(desk: AdmissionDesk, input: StepInput, world: World): DeskStep {
  const stay = (next: AdmissionDesk): DeskStep => ({ desk: next, effects: [] });
  const { again: _, ...calm } = desk;
  switch (input.kind) {
    case 'unclear':
      return stay({ ...calm, again: adviceForUnclear(input.reasons) });
    case 'paper':
      return stay(
        withExpected(
          calm,
          world.expected().filter(({ warrant }) => warrant.number === input.text.trim()),
        ) ?? withDetails(calm, { ...desk.details, warrantNumber: asPlainText(input.text, 60) }),
      );
    case 'action':
      return stay(fillIn(calm, input.action, world));
    case 'capture':
      return takeCapture(calm, input.capture, world);
    case 'fingers-excepted': {
      const { word, claim } = input;
      if (!completeDetails(desk.details) || word.officerId === world.officer) return stay(desk);
      if (word.digest !== exceptionToSign(claim, desk, world)?.digest) return stay(desk);
      return stay(onward(exceptFingers(calm, world.policy, claim, word.text, world.nowMs), world));
    }
    case 'vouched':
      return stay(withWord(calm, input.vouched));
    case 'identified':
    case 'conflict-settled':
    case 'match-settled':
    case 'idle':
      return stay(desk);
  }
}

function fillIn(desk: AdmissionDesk, action: Extract<StepInput, { kind: 'action' }>['action'], world: World) {
  switch (action.action) {
    case 'admission-details': {
      const [again] = warrantUsed(action.details, world);
      if (again) return { ...desk, again };
      const next = onward(withDetails(desk, action.details), world);
      const warning = doubtOf(action.details, world);
      return warning ? { ...next, again: warning } : next;
    }
    case 'admission-body':
      if (isNoSearcher(action, world)) return { ...desk, again: say('gate.searcher-unknown') };
      return onward({ ...desk, body: action.body }, world);
    case 'admission-belongings': {
      if (world.policy.nextOfKinRequired && !action.belongings.nextOfKin)
        return { ...desk, again: say('gate.next-of-kin-missing') };
      return onward({ ...desk, belongings: action.belongings }, world);
    }
    case 'photograph':
      return { ...desk, photograph: action.jpeg };
    case 'admission-reference':
      return { ...desk, reference: action.reference };
    case 'admission-page':
      return { ...desk, page: action.page };
    default:
      return desk;
  }
}

/** What makes a warrant doubtful: whether the person is received on it is not the gate's to decide (Prisoners Act 1900 s.17). */
function doubtOf({ warrantNumber: number, court, detainUntil }: AdmissionDetails, world: World) {
  if (world.isTakenBack({ number, court })) return say('gate.warrant-taken-back');
  return detainUntil !== undefined && detainUntil < dayAt(world.nowMs) ? say('gate.warrant-past') : undefined;
}

/** What a second officer answered for was said of the person of these details, and of nobody else. */
const withDetails = (desk: AdmissionDesk, details: AdmissionDesk['details']): AdmissionDesk => ({
  ...desk,
  details,
  exceptions: JSON.stringify(details) === JSON.stringify(desk.details) ? desk.exceptions : [],
});

/** The next page on which something is missing; the last one where nothing is. */
function onward(desk: AdmissionDesk, world: World): AdmissionDesk {
  const page = admissionPages.find((one) => missingOn(one, desk, world).length > 0) ?? 'confirm';
  return { ...desk, page };
}

function takeCapture(desk: AdmissionDesk, capture: Capture, world: World): DeskStep {
  const judged = new Set([...desk.differentFrom, desk.sameAs]);
  const unjudged = capture.candidates.filter(({ subject }) => !judged.has(subject));
  const known = bestMatch({ ...capture, candidates: unjudged }, world.thresholds.verify);
  if (known) {
    // The same fingers are on record under another admission: an alias, or somebody who never left.
    const refused = {
      kind: 'record',
      draft: {
        type: 'gate.identity-refused.v1',
        subject: world.stationSubject,
        data: {
          reason: 'other-person',
          movement: 'admission',
          attempts: 1,
          matches: known.subject,
          scanner: capture.scanner,
        },
      },
    } as const;
    return { desk: conflictStop(desk, known.subject), effects: [refused] };
  }
  const next = takeImpression(desk, capture, world.policy);
  const finished = desk.page === 'fingers' && nextFinger(next, world.policy) === undefined;
  return { desk: finished ? onward(next, world) : next, effects: [] };
}

/** Confirms a complete admission; an incomplete one stays as it is. */
export function confirmAdmission(desk: AdmissionDesk, world: World): DeskStep {
  if (missingForAdmission(desk, world).length > 0) return { desk, effects: [] };
  const subject = desk.sameAs ?? expectedUnder(desk.details, world);
  return { desk: home, effects: [{ kind: 'admit', admission: desk, ...(subject !== undefined && { subject }) }] };
}
