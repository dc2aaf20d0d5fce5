import {
  type AuthenticEvent,
  type ChainHead,
  type CustodyEvent,
  chainStart,
  type DataKey,
  type Enrolment,
  isCustodyEvent,
  judge,
  type KeyGrant,
  type Receipt,
  type Verdict,
} from '@custody-edge/event-contract';
import type { CustodyError } from '@custody-edge/foundation';
import { centreError } from '../errors.ts';
import type { Register } from '../register/register.ts';
import type { CallBackStore } from '../store/call-backs.ts';
import type { CommandStore } from '../store/commands.ts';
import type { CourtNoticeStore } from '../store/court-notices.ts';
import type { Store } from '../store/database.ts';
import type { EventStore } from '../store/events.ts';
import type { KeyStore } from '../store/keys.ts';
import type { NewsStore } from '../store/news.ts';
import type { PersonRow } from '../store/people.ts';
import type { QuarantineStore } from '../store/quarantine.ts';
import type { SearchStore } from '../store/searches.ts';
import type { SuccessionStore } from '../store/successions.ts';
import { describe } from './describe.ts';
import { carryOut } from './effects.ts';
import { refold } from './refold.ts';

/** Something that came in and waits for the next commit. */
export type Arrival =
  | Authenticated
  | { readonly kind: 'grant'; readonly enrolment: Enrolment; readonly topic: string; readonly opened: OpenedGrant }
  | RefusedArrival;

/** An event whose signature and origin hold; its place in the chain is judged with the batch. */
interface Authenticated {
  readonly kind: 'event';
  readonly authentic: AuthenticEvent;
  readonly enrolment: Enrolment;
  readonly topic: string;
  readonly text: string;
}

interface OpenedGrant {
  readonly grant: KeyGrant;
  readonly key: DataKey;
}

interface RefusedArrival {
  readonly kind: 'refused';
  /** The station that the topic names, enrolled or not. */
  readonly origin: string;
  readonly topic: string;
  readonly text: string;
  readonly error: CustodyError;
}

/** What a receipt for one chain has to say, besides its head. */
export interface Acknowledgement {
  readonly enrolment: Enrolment;
  readonly quarantined: Receipt['quarantined'];
  readonly grants: string[];
}

/** What a committed batch changed. */
export interface BatchOutcome {
  /** By chain id. */
  readonly acknowledgements: ReadonlyMap<string, Acknowledgement>;
  readonly heads: ReadonlyMap<string, ChainHead>;
  readonly applied: readonly CustodyEvent[];
  readonly setAside: readonly CustodyError[];
  readonly refused: readonly CustodyError[];
  readonly duplicates: number;
  readonly gaps: number;
  readonly people: readonly PersonRow[];
  /** Persons whose key came or was destroyed. */
  readonly keysChanged: readonly string[];
  readonly keysDestroyed: number;
  readonly forgotten: number;
}

export interface BatchStores {
  readonly store: Store;
  readonly events: EventStore;
  readonly quarantine: QuarantineStore;
  readonly keys: KeyStore;
  readonly commands: CommandStore;
  readonly callBacks: CallBackStore;
  readonly news: NewsStore;
  readonly successions: SuccessionStore;
  readonly searches: SearchStore;
  readonly notices: CourtNoticeStore;
  readonly register: Register;
}

/** Sorts what came in; events of one chain that overtook each other on the way stand in order again. */
function sortArrivals(arrivals: readonly Arrival[]) {
  const refused: RefusedArrival[] = [];
  const grants: Extract<Arrival, { kind: 'grant' }>[] = [];
  const chains = new Map<string, Authenticated[]>();
  for (const arrival of arrivals) {
    if (arrival.kind === 'refused') refused.push(arrival);
    else if (arrival.kind === 'grant') grants.push(arrival);
    else {
      const { chainId } = arrival.enrolment.record;
      const chain = chains.get(chainId) ?? [];
      chains.set(chainId, chain);
      chain.push(arrival);
    }
  }
  const events = [...chains.values()].flatMap((chain) =>
    chain.sort((a, b) => a.authentic.envelope.sequence - b.authentic.envelope.sequence),
  );
  return { refused, grants, events };
}

/**
 * Checks a batch and commits all that it changes in one transaction.
 * @param headOf the committed head of a chain
 * @throws when the commit fails; then nothing has changed
 */
export function commitBatch(
  arrivals: readonly Arrival[],
  { store, events, quarantine, keys, commands, callBacks, news, successions, searches, notices, register }: BatchStores,
  headOf: (chainId: string) => ChainHead | undefined,
  receivedAt: string,
): BatchOutcome {
  const sorted = sortArrivals(arrivals);
  const acknowledgements = new Map<string, Acknowledgement>();
  const heads = new Map<string, ChainHead>();
  const applied: CustodyEvent[] = [];
  const setAside: CustodyError[] = [];
  const refused: CustodyError[] = [];
  const people = new Map<string, PersonRow>();
  const keysChanged = new Set<string>();
  let [duplicates, gaps, keysDestroyed, forgotten] = [0, 0, 0, 0];

  const acknowledge = (enrolment: Enrolment): Acknowledgement => {
    const { chainId } = enrolment.record;
    const known = acknowledgements.get(chainId) ?? { enrolment, quarantined: [], grants: [] };
    acknowledgements.set(chainId, known);
    return known;
  };
  const quarantineMessage = (topic: string, origin: string, text: string, error: CustodyError): void => {
    const detail = JSON.stringify(error.details);
    quarantine.add({ topic, origin, reason: error.code, detail, text, receivedAt });
  };
  const append = (event: Authenticated, verdict: Extract<Verdict, { kind: 'applied' | 'set-aside' }>): void => {
    const { site, stationId, chainId } = event.enrolment.record;
    const { about, detail } = verdict.kind === 'applied' ? describe(verdict.event) : {};
    const reason = verdict.kind === 'set-aside' ? verdict.error.code : undefined;
    events.append({
      ...event.authentic,
      text: event.text,
      site,
      stationId,
      receivedAt,
      about,
      detail,
      setAside: reason,
    });
    heads.set(chainId, verdict.head);
  };
  const apply = (event: CustodyEvent, stationId: string): void => {
    applied.push(event);
    const effects = carryOut(event, stationId, receivedAt, {
      commands,
      callBacks,
      keys,
      events,
      news,
      successions,
      searches,
    });
    if (!effects.forgotten) return;
    forgotten += 1;
    keysDestroyed += effects.keysDestroyed;
    keysChanged.add(event.subject);
  };
  const take = (message: Authenticated): void => {
    const { authentic, enrolment, topic, text } = message;
    const { chainId, stationId, role } = enrolment.record;
    const { sequence } = authentic.envelope;
    const verdict = judge(authentic, role, {
      head: heads.get(chainId) ?? headOf(chainId) ?? chainStart(enrolment),
      hashAt: (place) => events.at(chainId, place)?.hash,
      holdsId: events.holdsId,
    });
    switch (verdict.kind) {
      case 'applied':
        append(message, verdict);
        apply(verdict.event, stationId);
        acknowledge(enrolment);
        break;
      case 'set-aside':
        append(message, verdict);
        setAside.push(verdict.error);
        quarantineMessage(topic, stationId, text, verdict.error);
        acknowledge(enrolment).quarantined.push({ sequence, reason: verdict.error.code });
        break;
      case 'duplicate': {
        duplicates += 1;
        const reason = events.at(chainId, sequence)?.setAside;
        const { quarantined } = acknowledge(enrolment);
        if (reason && !quarantined.some((line) => line.sequence === sequence)) quarantined.push({ sequence, reason });
        break;
      }
      case 'gap':
        gaps += 1;
        acknowledge(enrolment);
        break;
      case 'refused':
        refused.push(verdict.error);
        quarantineMessage(topic, stationId, text, verdict.error);
        break;
    }
  };

  store.transaction(() => {
    for (const message of sorted.refused) {
      refused.push(message.error);
      quarantineMessage(message.topic, message.origin, message.text, message.error);
    }
    for (const message of sorted.events) take(message);
    for (const { enrolment, topic, opened } of sorted.grants) {
      const { grant, key } = opened;
      if (keys.hold(grant.subject, key, receivedAt) === 'conflict') {
        const error = centreError('grant-conflict', { grantId: grant.grantId, keyId: key.keyId });
        refused.push(error);
        // Never the message itself: it holds a key that may have to be forgotten.
        quarantineMessage(topic, enrolment.record.stationId, grant.grantId, error);
        continue;
      }
      keysChanged.add(grant.subject);
      acknowledge(enrolment).grants.push(grant.grantId);
    }
    for (const [subject, added] of Map.groupBy(applied.filter(isCustodyEvent), (event) => event.subject)) {
      const row = refold(subject, added, receivedAt, { register, notices });
      if (row) people.set(subject, row);
    }
  })();

  return {
    acknowledgements,
    heads,
    applied,
    setAside,
    refused,
    duplicates,
    gaps,
    people: [...people.values()],
    keysChanged: [...keysChanged],
    keysDestroyed,
    forgotten,
  };
}
