import { type Feed, type FeedAbout, type FeedItem, isEnded, readFeedStatement } from '@custody-edge/event-contract';
import { type Clock, type CustodyError, fail, ok, type Result } from '@custody-edge/foundation';
import { centreError } from '../errors.ts';
import type { Register } from '../register/register.ts';
import type { CourtDirectory } from '../roster/court-directory.ts';
import type { Expected } from '../roster/expected.ts';
import type { Holds } from '../roster/holds.ts';
import type { Orders } from '../roster/orders.ts';
import type { FeedOutcome, FeedStatementStore, TakenStatement } from '../store/feed-statements.ts';

export interface FeedServices {
  readonly register: Pick<Register, 'people'>;
  readonly orders: Pick<Orders, 'registerReleaseOrder' | 'listForCourt'>;
  readonly courts: Pick<CourtDirectory, 'put'>;
  readonly expected: Pick<Expected, 'announce' | 'withdraw'>;
  readonly holds: Pick<Holds, 'add' | 'lift'>;
  readonly statements: FeedStatementStore;
  readonly clock: Clock;
}

/** The one person still held who is meant. Refusals: person-unknown, person-ambiguous. */
function subjectOf(about: FeedAbout, { register, clock }: FeedServices): Result<string, CustodyError> {
  if ('subject' in about) return ok(about.subject);
  const { site, prisonerNumber } = about;
  const [person, ...more] = register
    .people(clock.nowMs())
    .filter((one) => one.site === site && one.identity?.prisonerNumber === prisonerNumber && !isEnded(one.state));
  if (!person) return fail(centreError('person-unknown', { site }));
  return more.length > 0 ? fail(centreError('person-ambiguous', { site })) : ok(person.subject);
}

/** Which statement of which source an item stands in. */
type StatementRef = Pick<TakenStatement, 'feed' | 'statementId'>;

interface Done {
  readonly subject?: string;
  readonly result: Result<unknown, CustodyError>;
}

async function carryOut(item: FeedItem, statement: StatementRef, services: FeedServices): Promise<Done> {
  const { courts, expected } = services;
  if (item.kind === 'court-directory') return { result: courts.put(item.site, item.courts) };
  if (item.kind === 'expected-admission') {
    const result = await expected.announce(item.site, item.warrant, item.person);
    return { result, ...(result.ok && { subject: result.value.subject }) };
  }
  if (item.kind === 'withdraw-expected') return { result: expected.withdraw(item.site, item.warrant) };
  const subject = subjectOf(item.about, services);
  if (!subject.ok) return { result: subject };
  return { subject: subject.value, result: ofPerson(item, subject.value, statement, services) };
}

function ofPerson(
  item: Extract<FeedItem, { about: unknown }>,
  subject: string,
  statement: StatementRef,
  { orders, holds }: FeedServices,
): Result<unknown, CustodyError> {
  switch (item.kind) {
    case 'release-order':
      return orders.registerReleaseOrder(subject, item.order, statement);
    case 'court-list':
      return orders.listForCourt(subject, item.order);
    case 'hold':
      return holds.add(subject, item.hold);
    case 'lift-hold':
      return holds.lift(subject, item.holdId, item.authority);
  }
}

/**
 * Takes one statement, once: what it says is carried out item by item, and one that is refused keeps none of the others back.
 * After a power cut in between it is taken again; what was carried out before is refused as known then, and nothing is doubled.
 * @returns what came of it, also of one that was taken before; or refuses with what `readFeedStatement` does
 */
export async function takeStatement(
  text: string,
  feeds: readonly Feed[],
  services: FeedServices,
): Promise<Result<TakenStatement, CustodyError>> {
  const read = readFeedStatement(text, feeds);
  if (!read.ok) return read;
  const { statement, feed } = read.value;
  const { statementId, items } = statement;
  const known = services.statements.find(statementId);
  if (known) return ok(known);
  const outcomes: FeedOutcome[] = [];
  for (const item of items) {
    const { subject, result } = await carryOut(item, { feed, statementId }, services);
    outcomes.push({
      kind: item.kind,
      ...(subject !== undefined && { subject }),
      ...(!result.ok && { code: result.error.code }),
    });
  }
  const taken = { statementId, feed, takenAt: new Date(services.clock.nowMs()).toISOString(), outcomes };
  services.statements.add(taken, text);
  return ok(taken);
}
