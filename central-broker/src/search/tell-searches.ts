import {
  type CommittedPerson,
  type CustodyEvent,
  committedPersonSchema,
  type Enrolment,
  isErasure,
  type MatchedIdentity,
  sealFor,
  unseal,
} from '@custody-edge/event-contract';
import { type Clock, type Random, uuidV7 } from '@custody-edge/foundation';
import type { Logger } from 'pino';
import type { Register } from '../register/register.ts';
import type { Dispatch } from '../roster/dispatch.ts';
import type { EventStore } from '../store/events.ts';
import type { KeyStore } from '../store/keys.ts';
import type { DoneSearch, MatchRow, SearchStore } from '../store/searches.ts';

/** Whether an event bears on what gates are told of searches: there may be more to tell. */
export const isOfSearch = (event: CustodyEvent): boolean =>
  event.type === 'prisoner.searched-at-centre.v1' ||
  event.type === 'prisoner.match-answered.v1' ||
  event.type === 'prisoner.matched-elsewhere.v1' ||
  isErasure(event);

/** How long a gate may act on what it was told; it is told anew as long as it has not recorded it. */
const ttlMs = 15 * 60_000;
const mostAliases = 2;

export interface SearchTellingOptions {
  readonly searches: SearchStore;
  readonly register: Register;
  readonly events: EventStore;
  readonly keys: KeyStore;
  readonly dispatch: Dispatch;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
}

/**
 * Says to the gate that has the person now what the search for their fingers came to, with whoever was found named in letters to that
 * machine alone; and to the gate of whoever was found, that they were, and what was answered. Again and again until each has it on record.
 */
export function createSearchTelling(options: SearchTellingOptions) {
  const { searches, register, events, keys, dispatch, clock, random, log } = options;

  function aliasesOf(subject: string): CommittedPerson[] {
    const aliases = events.lineOf(subject).flatMap((event) => {
      if (event.type !== 'prisoner.identity-conflict-answered.v1' && event.type !== 'prisoner.match-answered.v1')
        return [];
      const { alias } = event.data;
      const key = alias && keys.find(alias.kid);
      const opened = key && unseal(key, subject, 'alias', alias);
      return opened?.ok ? [nameIn(opened.value)] : [];
    });
    return aliases.flatMap((alias) => alias ?? []).slice(-mostAliases);
  }

  /** Empty where nobody can read the name any more, or need not. */
  async function letterOf({ person, answer }: MatchRow, gate: Enrolment): Promise<string> {
    const identity = answer === null ? register.identityOf(person) : undefined;
    if (!identity) return '';
    const named: MatchedIdentity = { ...identity, aliases: aliasesOf(person) };
    return sealFor(gate, Buffer.from(JSON.stringify(named)));
  }

  async function tellSearch(row: DoneSearch): Promise<void> {
    const { admission, subject, compared, held } = row;
    const gate = dispatch.gateHolding(subject);
    if (!gate.ok || !dispatch.isOnline(gate.value)) return;
    const { stationId, chainId } = gate.value.record;
    let search = row.searchId;
    if (row.stale === 1) {
      search = uuidV7(clock, random);
      searches.renew(admission, search);
    }
    if (searches.isRecorded(search, chainId)) return;
    const found = searches.matchesOf(subject);
    const letters = await Promise.all(found.map((match) => letterOf(match, gate.value)));
    const matches = found.map(({ person, site }) => ({ person, site }));
    const body = {
      purpose: 'state-central-search' as const,
      subject,
      admission,
      search,
      compared,
      held,
      matches,
      letters,
    };
    dispatch.send(gate.value, dispatch.sign(uuidV7(clock, random), stationId, body, ttlMs).text);
  }

  function tellMatch({ subject, person, answer }: MatchRow): void {
    const gate = dispatch.gateHolding(person);
    const admitted = register.row(subject);
    if (!gate.ok || !admitted || !dispatch.isOnline(gate.value)) return;
    const said = { subject: person, person: subject, site: admitted.site, ...(answer !== null && { answer }) };
    const { stationId } = gate.value.record;
    const { text } = dispatch.sign(uuidV7(clock, random), stationId, { purpose: 'state-match', ...said }, ttlMs);
    dispatch.send(gate.value, text);
  }

  /** One after the other: what was recorded meanwhile is not said again. */
  let isTelling = false;
  let isAsked = false;
  async function tellAll(): Promise<void> {
    while (isAsked) {
      isAsked = false;
      for (const row of searches.toTell()) await tellSearch(row);
      for (const match of searches.untoldMatches()) tellMatch(match);
    }
  }
  function tell(): void {
    isAsked = true;
    if (isTelling) return;
    isTelling = true;
    tellAll()
      .catch((error: unknown) => log.error({ err: error }, 'searches not told; it is tried again'))
      .finally(() => {
        isTelling = false;
      });
  }
  dispatch.repeat(tell);

  return { tell };
}

function nameIn(bytes: Uint8Array): CommittedPerson | undefined {
  try {
    // An alias of an admission names its warrant as well.
    return committedPersonSchema.strip().parse(JSON.parse(Buffer.from(bytes).toString()));
  } catch {
    return undefined;
  }
}
