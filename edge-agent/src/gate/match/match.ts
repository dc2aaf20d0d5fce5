import {
  type DataKey,
  decisionDigest,
  type EventDraft,
  isAdmission,
  isEnded,
  type MatchedIdentity,
  type OpenMatch,
  seal,
} from '@custody-edge/event-contract';
import type { Random } from '@custody-edge/foundation';
import type { Person } from '../../people/people.ts';
import {
  type DeskEffect,
  type DeskStep,
  home,
  type MatchDesk,
  type RecordDesk,
  type StepInput,
  type World,
} from '../desk.ts';
import type { ToSign } from '../signing/attestation.ts';
import type { MatchStep } from './match-steps.ts';

type Finding = { readonly person: string; readonly finding: MatchStep; readonly reason?: string };

/** Matches of somebody who is still held here, that a senior officer of this house has to answer. */
export const openMatchesHere = ({ custody }: Person): OpenMatch[] =>
  isEnded(custody.state) ? [] : custody.openMatches.filter(({ answers }) => answers === 'here');

/** Whether an answer should be there by now, where the house sets a time. */
export const isLate = ({ answerDue }: OpenMatch, nowMs: number): boolean =>
  answerDue !== undefined && Date.parse(answerDue) < nowMs;

/** The officer under whose eyes a person was admitted: whoever compares is another one. */
const admittedBy = (subject: string, world: World): string | undefined =>
  world.historyOf(subject).findLast(isAdmission)?.officer;

/** What the senior officer signs: whose record, beside whom, what was found and why. */
export function matchToSign(
  { person, finding, reason }: Finding,
  { step, subject }: RecordDesk | MatchDesk,
  world: World,
): ToSign | undefined {
  const admitted = world.person(subject);
  const isOpen = admitted && openMatchesHere(admitted).some((match) => match.person === person);
  if (!isOpen || (finding === 'open') !== (step === 'record') || (finding === 'open') !== (reason === undefined))
    return undefined;
  const meaning = 'identity-conflict';
  const notBy = admittedBy(subject, world);
  return {
    meaning,
    digest: decisionDigest({ meaning, record: subject, person, finding, ...(reason !== undefined && { reason }) }),
    ...(notBy !== undefined && { notBy }),
    signed: (word) => ({ kind: 'match-settled', word, person, finding, ...(reason !== undefined && { reason }) }),
  };
}

/** On an open record nothing but a senior officer's own word shows whoever was found alike; that it was shown is on record. */
export function openMatch(
  desk: RecordDesk,
  input: Extract<StepInput, { kind: 'match-settled' }>,
  world: World,
): DeskStep {
  const { word, person, finding } = input;
  const asked = matchToSign({ person, finding }, desk, world);
  if (finding !== 'open' || word.digest !== asked?.digest || word.officerId === asked.notBy)
    return { desk, effects: [] };
  const draft = { type: 'gate.record-opened.v1', subject: world.stationSubject, data: { person } } as const;
  return {
    desk: { step: 'match', subject: desk.subject, person, reviewer: word.officerId },
    effects: [{ kind: 'record', draft }],
  };
}

/** Two people side by side, for the senior officer who opened them: one answer, with its reason, ends it. */
export function stepMatch(desk: MatchDesk, input: StepInput, world: World): DeskStep {
  const stay: DeskStep = { desk, effects: [] };
  if (input.kind === 'idle') return { desk: home, effects: [] };
  if (input.kind !== 'match-settled' || input.finding === 'open' || input.reason === undefined) return stay;
  const { word, person, finding: answer, reason } = input;
  const { subject, reviewer } = desk;
  const asked = matchToSign({ person, finding: answer, reason }, desk, world);
  if (person !== desk.person || word.officerId !== reviewer || word.officerId === asked?.notBy) return stay;
  if (word.digest !== asked?.digest) return stay;
  const effect = { kind: 'answer-match', subject, person, answer, reason, approval: word.text } as const;
  return { desk: { step: 'record', subject }, effects: [effect] };
}

/** The answer as an event of whoever was admitted later; where it is one person, the other name is an alias, sealed under their key. */
export function matchAnswerDraft(
  { subject, person, answer, reason, approval }: Extract<DeskEffect, { kind: 'answer-match' }>,
  other: MatchedIdentity | undefined,
  key: DataKey | undefined,
  random: Random,
): EventDraft {
  const alias = other && { name: other.name, relation: other.relation, parentage: other.parentage };
  const sealed =
    answer === 'same-person' && alias && key
      ? { alias: seal(key, subject, 'alias', Buffer.from(JSON.stringify(alias)), random) }
      : {};
  return {
    type: 'prisoner.match-answered.v1',
    subject,
    data: { person, answer, reason, ...sealed, approvals: [approval] },
  };
}
