import { type CountKind, type CustodyEvent, noWard } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { csvFile } from '@custody-edge/service-kit';
import { messages, say, wallDateTime } from '@custody-edge/ui-kit';
import type { List } from '@custody-edge/ui-kit/slip';
import type { GatePolicy } from '../config.ts';
import type { People, Person } from '../people/people.ts';
import { listedView } from '../people/person-view.ts';
import { wardName } from '../people/ward.ts';

/** Somebody short in a count. */
export interface Short {
  readonly subject: string;
  readonly ward: string;
  readonly explained?: string;
}

/** A count as its list on paper says it, whether it goes on or has ended. */
export interface CountStood {
  readonly id: string;
  readonly kind: CountKind;
  readonly startedAt: string;
  readonly expected: number;
  readonly accounted: number;
  /** Those of one ward together. */
  readonly short: readonly Short[];
}

/** Where names and wards come from. */
export interface Sources {
  readonly people: People;
  readonly policy: Pick<GatePolicy, 'wards'>;
}

const columns = ['person.number', 'person.name', 'count.list-father', 'count.list-explained'] as const;

/** Number, name, parentage of one person; of a child the number alone. */
function cellsOf(person: Person | undefined): string[] {
  if (!person) return ['', say('gate.unknown-person').en, ''];
  const { identity, numberOnly } = listedView(person);
  return [identity?.prisonerNumber ?? numberOnly ?? '', identity?.name ?? '', identity?.parentage ?? ''];
}

const byNumber = new Intl.Collator('en', { numeric: true });

/** By ward, where most are short first, and within it by number. */
export function grouped(short: readonly Short[], { people }: Sources) {
  const wards = [...Map.groupBy(short, ({ ward }) => ward)].toSorted(([a, ones], [b, others]) =>
    ones.length === others.length ? a.localeCompare(b) : others.length - ones.length,
  );
  return wards.map(([ward, those]) => ({
    ward,
    rows: those
      .map(({ subject, explained = '' }) => [...cellsOf(people.find(subject)), explained])
      .toSorted(([a = ''], [b = '']) => byNumber.compare(a, b)),
  }));
}

/** What shows that a list was made by the machine. */
export interface Proof {
  /** Of the event that says so. */
  readonly hash: string;
  /** With which the station vouches for it. */
  readonly code: string;
}

export const titleOf = ({ kind }: CountStood): BilingualText =>
  joined(say(`count.kind-${kind}`), say('count.list-title'));

/** @param listed the event that says that this list was made */
export function factsOf(
  { expected, accounted, short, startedAt }: CountStood,
  listed: CustodyEvent,
  { hash }: Proof,
): BilingualText[] {
  return [
    say('count.list-numbers', { expected, accounted, missing: short.length }),
    say('count.list-started', { when: wallDateTime(startedAt) }),
    say('count.list-made', { when: wallDateTime(listed.time), clock: say(`clock.${listed.timequality}`) }),
    say('count.list-place', { place: listed.source.slice(1).replace('/', ' / '), sequence: listed.sequence }),
    say('count.list-hash', { hash }),
  ];
}

/** @param listed the event that says that this list was made */
export function listOnPaper(stood: CountStood, listed: CustodyEvent, proof: Proof, sources: Sources): List {
  const { short } = stood;
  return {
    title: titleOf(stood),
    facts: factsOf(stood, listed, proof),
    columns: columns.map((key) => say(key)),
    widths: [2, 4, 4, 4],
    groups: grouped(short, sources).map(({ ward, rows }) => ({
      title: say('count.list-ward', { ward: wardName(ward, sources.policy), count: rows.length }),
      rows,
    })),
    code: proof.code,
    note: say('count.list-note'),
    pageOf: messages['count.list-page'],
  };
}

/** The same as a file, one person a line. */
export function listAsFile({ short }: CountStood, sources: Sources): string {
  const head = [...columns, 'ward.ward'] as const;
  return csvFile([
    head.map((key) => both(say(key))),
    ...grouped(short, sources).flatMap(({ ward, rows }) =>
      rows.map((row) => [...row, both(wardName(ward, sources.policy))]),
    ),
  ]);
}

/** Those whom a result names as short. */
export const shortOf = (
  named: ReadonlyMap<string, string>,
  explained: (subject: string) => string | undefined,
): Short[] =>
  [...named].map(([subject, ward = noWard]) => {
    const why = explained(subject);
    return { subject, ward, ...(why !== undefined && { explained: why }) };
  });

const both = ({ en, ur }: BilingualText): string => (en === ur ? en : `${en} / ${ur}`);
const joined = (a: BilingualText, b: BilingualText): BilingualText => ({
  en: `${a.en} · ${b.en}`,
  ur: `${a.ur} · ${b.ur}`,
});
