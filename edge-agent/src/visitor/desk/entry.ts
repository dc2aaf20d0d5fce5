import type { VisitorIdentity, VisitPhotographLack, VisitRelation } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import type { VisitorAction } from '../actions.ts';
import { readDocument } from '../document.ts';
import type { EntryDesk } from './desk.ts';

/** One task a screen, in this order. */
export type EntryPage =
  | 'card'
  | 'who'
  | 'compare'
  | 'prisoner'
  | 'relation'
  | 'search'
  | 'goods'
  | 'finger'
  | 'turn-away';

/** What the pages go by, besides what was answered. */
export interface Standing {
  /** Somebody banned has such a name, and the two were not compared. */
  readonly isAlike: boolean;
  /** Something turns the visitor away, whatever else is answered. */
  readonly isTurnedAway: boolean;
}

/** The page with the first question that is open. */
export function pageOf(desk: EntryDesk, { isAlike, isTurnedAway }: Standing): EntryPage {
  if (isTurnedAway) return 'turn-away';
  if (!desk.document) return 'card';
  if (!desk.identity) return 'who';
  if (isAlike) return 'compare';
  if (desk.person === undefined) return 'prisoner';
  if (desk.kind === 'family' && !desk.relation) return 'relation';
  if (!desk.search) return 'search';
  return desk.goods ? 'finger' : 'goods';
}

/** What the desk is told of who came before. */
export interface Known {
  readonly subject: string;
  readonly identity: VisitorIdentity;
}

type Answer = Extract<
  VisitorAction,
  {
    action:
      | 'who'
      | 'choose'
      | 'relate'
      | 'compared'
      | 'searched'
      | 'search-refused'
      | 'goods'
      | 'photograph'
      | 'no-photograph'
      | 'back';
  }
>;

/** A document was shown. @param known who showed it before, unless this is a lawyer: of those nothing is kept to be known by */
export function withDocument(
  desk: EntryDesk,
  kind: Exclude<NonNullable<EntryDesk['document']>['kind'], 'none'>,
  typed: string,
  known: (document: Pick<VisitorIdentity, 'document' | 'number'>) => Known | undefined,
): EntryDesk {
  const number = readDocument(kind, typed);
  if (number === undefined) return { ...desk, again: say('visitor.number-misshapen') };
  const before = desk.kind === 'family' ? known({ document: kind, number }) : undefined;
  return {
    ...calm(desk),
    document: { kind, number },
    ...(before && { known: before.subject, identity: before.identity }),
  };
}

/** The same prisoner and relation as last time. */
export const asLast = (
  desk: EntryDesk,
  { person, relation }: { person: string; relation: VisitRelation },
): EntryDesk => ({
  ...calm(desk),
  person,
  relation,
});

/** An answer on one of the pages; undefined where the page does not ask for it. */
export function answered(desk: EntryDesk, action: Answer, page: EntryPage): EntryDesk | undefined {
  const after = calm(desk);
  switch (action.action) {
    case 'who': {
      const { document } = desk;
      const { licence, ...who } = action.who;
      const isWhole = page === 'who' && document && (desk.kind === 'legal') === (licence !== undefined);
      if (!isWhole) return undefined;
      const number = document.number === undefined ? {} : { number: document.number };
      const identity = { ...who, document: document.kind, ...number };
      return { ...after, identity, ...(licence !== undefined && { licence }) };
    }
    case 'choose':
      return page === 'prisoner' ? { ...after, person: action.person } : undefined;
    case 'relate':
      return page === 'relation' ? { ...after, relation: action.relation } : undefined;
    case 'compared':
      if (page !== 'compare') return undefined;
      return action.isSame ? { ...after, same: action.banned } : { ...after, others: [...desk.others, action.banned] };
    case 'searched':
      if (page !== 'search') return undefined;
      return { ...after, search: { officer: action.officer, officerSex: action.officerSex } };
    case 'search-refused':
      return page === 'search' ? { ...after, search: 'refused' } : undefined;
    case 'goods':
      return page === 'goods' ? { ...after, goods: { children: action.children, items: action.items } } : undefined;
    case 'photograph':
      return page === 'finger' ? withPhotograph(after, action.jpeg) : undefined;
    case 'no-photograph':
      return page === 'finger' ? withLack(after, action.lack) : undefined;
    case 'back':
      return backOf(after);
  }
}

/** A second officer who answered for the visitor did not know of this: they answer anew. */
function withLack({ photograph: _, sight: __, ...desk }: EntryDesk, lack: VisitPhotographLack): EntryDesk {
  return { ...desk, noPhotograph: lack };
}

function withPhotograph({ noPhotograph: _, ...desk }: EntryDesk, photograph: string): EntryDesk {
  return { ...desk, photograph };
}

/** Without the last answer, and without what rests on it; undefined where nothing was answered. */
function backOf(desk: EntryDesk): EntryDesk | undefined {
  // A finger that belongs to somebody inside, or that was laid on by mistake, is taken anew; the face stays the same.
  if (desk.finger) return without(without(desk, 'finger'), 'sight');
  const { sight: _, photograph: __, noPhotograph: ___, ...answers } = desk;
  if (answers.goods) return without(answers, 'goods');
  if (answers.search) return without(answers, 'search');
  if (answers.relation) return without(answers, 'relation');
  if (answers.person !== undefined) return without(answers, 'person');
  if (answers.same !== undefined) return without(answers, 'same');
  if (answers.identity && answers.known === undefined) return { ...without(answers, 'identity'), others: [] };
  return answers.document ? { step: 'entry', kind: desk.kind, visit: desk.visit, others: [] } : undefined;
}

function without<Field extends keyof EntryDesk>(desk: EntryDesk, field: Field): EntryDesk {
  const copy: Partial<Record<keyof EntryDesk, unknown>> & EntryDesk = { ...desk };
  delete copy[field];
  return copy;
}

/** Without what was said of the last thing tried. */
const calm = ({ again: _, ...desk }: EntryDesk): EntryDesk => desk;
