import { type DataKey, decisionDigest, type EventDraft, isAtLarge, seal } from '@custody-edge/event-contract';
import type { Random } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import {
  type AdmissionDesk,
  type ConflictDesk,
  type Desk,
  type DeskEffect,
  type DeskStep,
  home,
  type StepInput,
  type World,
} from '../desk.ts';
import type { ToSign } from '../signing/attestation.ts';
import type { ConflictStep } from './conflict-steps.ts';

type Stop = Extract<Desk, { step: 'stop' }>;

/** The stop over an admission whose fingers are those of somebody on record. */
export const conflictStop = (admission: AdmissionDesk, subject: string): Stop => ({
  step: 'stop',
  text: say('gate.already-enrolled'),
  subject,
  admission,
});

/** What the senior officer signs: whose record, beside what was said now, and what was found. */
export function conflictToSign(
  conflict: ConflictStep,
  { admission, subject }: Stop | ConflictDesk,
): ToSign | undefined {
  if (!admission || subject === undefined) return undefined;
  const meaning = 'identity-conflict';
  return {
    meaning,
    digest: decisionDigest({ meaning, record: subject, ...admission.details, conflict }),
    byAnother: true,
    signed: (word) => ({ kind: 'conflict-settled', word, conflict }),
  };
}

/** At the stop nothing but a senior officer's own word opens the record, and not that of the one who enrols. */
export function stepStop(desk: Stop, input: StepInput, world: World): DeskStep {
  const { admission, subject } = desk;
  if (input.kind !== 'conflict-settled' || input.conflict !== 'open' || !admission || subject === undefined)
    return { desk, effects: [] };
  const { officerId, digest } = input.word;
  if (officerId === world.officer || digest !== conflictToSign('open', desk)?.digest) return { desk, effects: [] };
  return { desk: { step: 'conflict', admission, subject, reviewer: officerId }, effects: [] };
}

/** The senior officer's answer: who is somebody else goes on to be admitted, and who got away is admitted again. */
export function stepConflict(desk: ConflictDesk, input: StepInput, world: World): DeskStep {
  const { admission, subject } = desk;
  const stay: DeskStep = { desk, effects: [] };
  if (input.kind === 'idle') return { desk: conflictStop(admission, subject), effects: [] };
  if (input.kind !== 'conflict-settled' || input.conflict === 'open') return stay;
  const { word, conflict: answer } = input;
  if (word.officerId !== desk.reviewer || word.officerId === world.officer) return stay;
  if (word.digest !== conflictToSign(answer, desk)?.digest) return stay;
  const effects: DeskEffect[] = [{ kind: 'answer-conflict', subject, answer, admission, approval: word.text }];
  switch (answer) {
    case 'different-person':
      return { desk: { ...admission, differentFrom: [...admission.differentFrom, subject] }, effects };
    case 'same-person': {
      const state = world.person(subject)?.custody.state;
      // Of two people on record it can be one only.
      // Only who got away is admitted again under the same record: anybody else never left, or left lawfully.
      const readmitted = state && isAtLarge(state) && admission.sameAs === undefined;
      return { desk: readmitted ? { ...admission, sameAs: subject } : home, effects };
    }
    case 'refer':
      return { desk: conflictStop(admission, subject), effects };
  }
}

/** The answer as an event of the person on record; the name that was given now is an alias, sealed under their key. */
export function answerDraft(
  { subject, answer, admission, approval }: Extract<DeskEffect, { kind: 'answer-conflict' }>,
  key: DataKey | undefined,
  random: Random,
): EventDraft {
  const { name, relation, parentage, warrantNumber, court } = admission.details;
  const alias = Buffer.from(JSON.stringify({ name, relation, parentage, warrantNumber, court }));
  const noted = answer === 'same-person' && key && name !== undefined;
  return {
    type: 'prisoner.identity-conflict-answered.v1',
    subject,
    data: { answer, ...(noted && { alias: seal(key, subject, 'alias', alias, random) }), approvals: [approval] },
  };
}
