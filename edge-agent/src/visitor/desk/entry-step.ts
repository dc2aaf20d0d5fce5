import { operatingPoints } from '@custody-edge/fingerprint';
import { say } from '@custody-edge/ui-kit';
import { agentError } from '../../errors.ts';
import { adviceFor } from '../../gate/finger/advice.ts';
import type { EntryDesk } from './desk.ts';
import type { DeskStep, UnsignedVisitorAction, VisitorPrint, World } from './desk-step.ts';
import { answered, asLast, pageOf, withDocument } from './entry.ts';
import { notPossible, recorded, stay } from './outcome.ts';

/** What is pressed while somebody is at the desk who wants to come in. */
type EntryAction = Exclude<
  UnsignedVisitorAction,
  { action: 'cancel' | 'scan' | 'begin-entry' | 'begin-exit' | 'open' | 'queue' | 'cancel-booking' | 'print-slip' }
>;

export const newEntry = (kind: EntryDesk['kind'], world: World): EntryDesk => ({
  step: 'entry',
  kind,
  visit: world.newVisit(),
  others: [],
});

/** A document was shown, scanned or typed. */
export function withShown(
  desk: EntryDesk,
  kind: NonNullable<EntryDesk['document']>['kind'],
  number: string | undefined,
  world: World,
): EntryDesk {
  if (kind === 'none') return { ...desk, document: { kind } };
  return withDocument(desk, kind, number ?? '', world.knownBy);
}

const hasFinger = ({ finger }: EntryDesk, { policy }: World): boolean =>
  (finger?.impressions.length ?? 0) >= policy.impressions;

/** Whether a finger on the glass is the next thing of this entry: any other is compared with nobody's. */
export const asksFinger = (desk: EntryDesk, world: World): boolean =>
  pageOf(desk, world.standingOf(desk)) === 'finger' && !hasFinger(desk, world);

/** An answer of the visitor at the desk, or what becomes of them. @throws `action-not-possible`, `person-unknown` */
export function stepEntry(desk: EntryDesk, action: EntryAction, world: World): DeskStep {
  const page = pageOf(desk, world.standingOf(desk));
  switch (action.action) {
    case 'document':
      if (page !== 'card') throw notPossible(desk);
      return stay(withShown(desk, action.document, action.number, world));
    case 'same-as-last': {
      const last = page === 'prisoner' && desk.known !== undefined ? world.lastOf(desk.known) : undefined;
      if (!last || !world.isKnownPrisoner(last.person)) throw notPossible(desk);
      return stay(asLast(desk, last));
    }
    case 'find':
      if (page !== 'prisoner') throw notPossible(desk);
      return find(desk, action.query, world);
    case 'confirm':
      return { desk, effects: [{ kind: 'let-in', entry: desk }] };
    case 'turn-away': {
      const grounds = world.groundsOf(desk);
      const given = grounds.length > 0 ? grounds : (['officer-decision'] as const);
      const effect = { kind: 'turn-away', entry: desk, grounds: given, words: action.words } as const;
      return { desk: { step: 'turned-away', grounds: given }, effects: [effect] };
    }
    case 'book':
      if (action.on < world.today) throw notPossible(desk);
      return { desk: { step: 'list', list: 'bookings' }, effects: [{ kind: 'book', entry: desk, on: action.on }] };
    case 'choose':
      if (!world.isKnownPrisoner(action.person)) throw agentError('person-unknown');
  }
  const next = answered(desk, action, page);
  if (!next) throw notPossible(desk);
  return stay(next);
}

/** Looks for a prisoner; once for each visit it goes on record that names were looked at. */
function find(desk: EntryDesk, query: string, world: World): DeskStep {
  const found = world.find(query);
  const subjects = found.subjects.filter(world.isKnownPrisoner);
  const data = { list: 'search', searched: true, count: subjects.length } as const;
  const isFirst = desk.found === undefined && subjects.length > 0;
  return {
    desk: { ...desk, query, found: { subjects, more: found.more } },
    effects: isFirst ? [recorded({ type: 'gate.list-opened.v1', subject: world.stationSubject, data })] : [],
  };
}

/** One more impression of the visitor's finger, unless it is of another one. */
export function withFinger(desk: EntryDesk, print: VisitorPrint, world: World): EntryDesk {
  if (!asksFinger(desk, world)) return desk;
  const impressions = desk.finger?.impressions ?? [];
  if (impressions.length > 0 && print.likeness < operatingPoints.sameFinger)
    return { ...desk, again: adviceFor(print.reasons) ?? say('visitor.fingers-differ') };
  const [best] = print.inside.candidates;
  const inside = best && best.score >= print.inside.identify ? { inside: best.visit } : {};
  const { again: _, ...calm } = desk;
  return { ...calm, finger: { impressions: [...impressions, print.template], scanner: print.scanner, ...inside } };
}
