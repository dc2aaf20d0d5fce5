import { type ApprovalMeaning, decisionDigest, type EventDraft, type OfficerRole } from '@custody-edge/event-contract';
import { agentError } from '../errors.ts';
import type { VisitorActionToSign } from './actions.ts';
import type { SightWord, VisitorDesk } from './desk/desk.ts';
import type { Signed } from './desk/desk-step.ts';
import { visitorOf } from './desk/let-in.ts';
import type { Sources } from './sources.ts';
import { banField } from './store/visitors.ts';

/** What an officer is about to sign. */
export interface ToSign {
  readonly meaning: ApprovalMeaning;
  /** `decisionDigest` of everything that the officer answers for. */
  readonly digest: string;
  /** It is about what the officer who attends does: that one cannot sign it. */
  readonly byAnother?: true;
  /** Offices in which alone the house lets it be signed. */
  readonly inOffice?: readonly OfficerRole[];
  signed(approval: string): Signed;
}

const nothingElse = (): void => {};
const record = (drafts: readonly EventDraft[], alongside = nothingElse, next?: VisitorDesk): Signed => ({
  kind: 'record',
  record: { drafts, alongside },
  ...(next && { next }),
});

/** @throws `action-not-possible` where nothing of the kind is before the desk */
export function toSign(action: VisitorActionToSign, desk: VisitorDesk, sources: Sources): ToSign {
  switch (action.action) {
    case 'by-sight':
      return sight(action.reason, desk, sources);
    case 'answer-alarm': {
      const { alarm, finding } = action;
      const open = sources.visits.alarms().find(({ event }) => event === alarm);
      if (!open) throw notPossible(desk);
      const { subject } = open;
      const isHeld = desk.step === 'hold' && desk.event === alarm;
      return {
        meaning: 'visitor-alarm',
        digest: decisionDigest({ meaning: 'visitor-alarm', subject, alarm, finding }),
        signed: (approval) =>
          record(
            [{ type: 'visit.alarm-answered.v1', subject, data: { alarm, finding, approvals: [approval] } }],
            nothingElse,
            isHeld ? { step: 'home' } : undefined,
          ),
      };
    }
    case 'open-legal': {
      const { visit: subject, reason } = action;
      if (sources.visits.find(subject)?.kind !== 'legal') throw notPossible(desk);
      const meaning = 'legal-visit-opening';
      return {
        meaning,
        digest: decisionDigest({ meaning, subject, reason }),
        inOffice: sources.parts.config.visitor.legalOpenedBy,
        signed: (approval) =>
          record([{ type: 'visit.legal-opened.v1', subject, data: { reason, approvals: [approval] } }], nothingElse, {
            step: 'legal',
            visit: subject,
          }),
      };
    }
    default:
      return rule(action, desk, sources);
  }
}

function sight(reason: SightWord['reason'], desk: VisitorDesk, { entries, visits }: Sources): ToSign {
  const meaning = 'visitor-by-sight';
  if (desk.step === 'entry') {
    const { visit, noPhotograph } = desk;
    return {
      meaning,
      digest: decisionDigest({ meaning, visit, way: 'in', reason, noPhotograph: noPhotograph ?? null }),
      byAnother: true,
      signed: (approval) => ({ kind: 'seen', sight: { reason, approval } }),
    };
  }
  const inside = desk.step === 'exit' && desk.visit !== undefined ? visits.find(desk.visit) : undefined;
  if (inside?.state !== 'inside') throw notPossible(desk);
  const visit = inside.subject;
  const photograph = entries.photographHashOf(visit) ?? null;
  return {
    meaning,
    digest: decisionDigest({ meaning, visit, way: 'out', reason, photograph }),
    byAnother: true,
    signed: (approval) => ({ kind: 'left', visit, exit: { method: 'sight', reason, approval } }),
  };
}

type Rule = Extract<VisitorActionToSign, { action: 'ban' | 'lift-ban' | 'allow' | 'disallow' }>;

/** Who is let in to whom, and who to nobody: a senior officer's word. */
function rule(action: Rule, desk: VisitorDesk, sources: Sources): ToSign {
  const meaning = 'visitor-rule';
  switch (action.action) {
    case 'ban': {
      const visitor = desk.step === 'entry' && desk.kind === 'family' ? visitorOf(sources, desk) : undefined;
      if (!visitor) throw notPossible(desk);
      const { until, reason } = action;
      const sealed = visitor.seal(banField, reason);
      if (!sealed) throw notPossible(desk);
      const { subject, drafts, alongside } = visitor;
      // Whose name and document it is about; a new visitor's id is made anew until it is on record.
      const about = desk.step === 'entry' ? { identity: desk.identity ?? null, known: desk.known ?? null } : null;
      return {
        meaning,
        digest: decisionDigest({ meaning, rule: 'ban', about, until, reason }),
        signed: (approval) =>
          record(
            [...drafts, { type: 'visitor.banned.v1', subject, data: { until, reason: sealed, approvals: [approval] } }],
            alongside,
          ),
      };
    }
    case 'lift-ban': {
      const found = sources.visitors.bans().find(({ event }) => event === action.ban);
      if (!found) throw notPossible(desk);
      const { subject, event: ban } = found;
      return {
        meaning,
        digest: decisionDigest({ meaning, rule: 'lift-ban', subject, ban }),
        signed: (approval) =>
          record([{ type: 'visitor.ban-lifted.v1', subject, data: { ban, approvals: [approval] } }]),
      };
    }
    case 'allow': {
      const visitor = desk.step === 'entry' && desk.kind === 'family' ? visitorOf(sources, desk) : undefined;
      const { person, relation } = desk.step === 'entry' ? desk : {};
      if (!visitor || person === undefined || !relation) throw notPossible(desk);
      const { subject, drafts, alongside } = visitor;
      const about = desk.step === 'entry' ? { identity: desk.identity ?? null, known: desk.known ?? null } : null;
      return {
        meaning,
        digest: decisionDigest({ meaning, rule: 'allow', about, person, relation }),
        signed: (approval) =>
          record(
            [...drafts, { type: 'visitor.allowed.v1', subject, data: { person, relation, approvals: [approval] } }],
            alongside,
            desk.step === 'entry' ? { ...desk, known: subject } : undefined,
          ),
      };
    }
    case 'disallow': {
      const { visitor: subject, person } = action;
      if (!sources.visitors.allowedTo(person).some((one) => one.subject === subject)) throw notPossible(desk);
      return {
        meaning,
        digest: decisionDigest({ meaning, rule: 'disallow', subject, person }),
        signed: (approval) =>
          record([{ type: 'visitor.disallowed.v1', subject, data: { person, approvals: [approval] } }]),
      };
    }
  }
}

const notPossible = (desk: VisitorDesk) => agentError('action-not-possible', { step: desk.step });
