import { createHash, type KeyObject } from 'node:crypto';
import {
  authenticateAsync,
  type ChainHead,
  type CustodyEvent,
  chainStart,
  type Enrolment,
  maxMessageBytes,
  openGrant,
  parseTopic,
  type Receipt,
  receiptSchema,
  type Signer,
  signMessage,
  topicOf,
} from '@custody-edge/event-contract';
import type { Clock, CustodyError } from '@custody-edge/foundation';
import type { Logger } from 'pino';
import { centreError } from '../errors.ts';
import type { Metrics } from '../metrics.ts';
import type { PersonRow } from '../store/people.ts';
import type { StationDirectory } from '../trust/station-directory.ts';
import { attribute } from './attribute.ts';
import { type Acknowledgement, type Arrival, type BatchOutcome, type BatchStores, commitBatch } from './batch.ts';

import type { Presence } from './presence.ts';

/** Messages in one commit at most; a commit costs one sync of the disk. */
const batchLimit = 256;
/** How long a message waits for company before it is committed. */
const batchDelayMs = 4;
/** Grants that are being opened at once; the sender of one that is left repeats it. */
const openingLimit = 1000;

/** Stands for a refused grant in the quarantine; its text would keep a wrapped key. */
const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

export interface IngestOptions {
  readonly stores: BatchStores;
  readonly directory: StationDirectory;
  readonly presence: Presence;
  readonly centreId: string;
  readonly signer: Signer;
  readonly encryptionKey: KeyObject;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Logger;
  publish(topic: string, text: string): void;
  /** Something that pages show has changed. */
  onChange(): void;
  /** Events were applied, and where people are was committed anew. */
  onApplied(events: readonly CustodyEvent[], people: readonly PersonRow[]): void;
  /** Something was recorded of these people, or their key came or was destroyed. */
  onPeople(subjects: Iterable<string>): void;
  /** A station says that it is there. */
  onOnline(enrolment: Enrolment): void;
}

/** Takes what stations send, commits it in groups and answers with receipts. */
export function createIngest(options: IngestOptions) {
  const { stores, directory, presence, signer, clock, metrics, log } = options;
  const heads = new Map<string, ChainHead>(
    stores.events.chains().map(({ chainId, sequence, hash }) => [chainId, { sequence, hash }]),
  );
  /** In the order of arrival; the signatures of events are still being checked off the main thread. */
  const waiting: (Arrival | Promise<Arrival>)[] = [];
  let committing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let opening = 0;
  let closed = false;

  function sendReceipt({ enrolment, quarantined, grants }: Acknowledgement): void {
    const { site, stationId, chainId } = enrolment.record;
    const head = heads.get(chainId) ?? chainStart(enrolment);
    const receipt: Receipt = {
      chainId,
      upTo: head.sequence,
      headHash: head.hash,
      quarantined,
      grants,
      issuedAt: new Date(clock.nowMs()).toISOString(),
    };
    const { text } = signMessage('custody-receipt+json', receiptSchema.parse(receipt), signer);
    options.publish(topicOf(site, stationId, 'receipt'), text);
  }

  function count(outcome: BatchOutcome): void {
    metrics.eventsReceived.inc(outcome.applied.length);
    metrics.duplicates.inc(outcome.duplicates);
    metrics.gaps.inc(outcome.gaps);
    metrics.keysDestroyed.inc(outcome.keysDestroyed);
    for (const { code } of outcome.setAside) metrics.eventsSetAside.inc({ reason: code });
    for (const { code } of outcome.refused) metrics.messagesQuarantined.inc({ reason: code });
    for (const { grants } of outcome.acknowledgements.values()) metrics.grantsReceived.inc(grants.length);
  }

  function scrub(): void {
    try {
      stores.keys.scrub();
    } catch (error) {
      // The keys are gone from the table; what the log file still holds goes at the next start.
      log.error({ err: error }, 'copies of destroyed keys not overwritten yet');
    }
  }

  /** Commits what waits, one batch after the other, until nothing does. */
  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    committing ??= (async () => {
      while (waiting.length > 0) commit(await Promise.all(waiting.splice(0, batchLimit)));
    })().finally(() => {
      committing = undefined;
    });
    return committing;
  }

  function commit(batch: readonly Arrival[]): void {
    const startedMs = clock.monotonicMs();
    let outcome: BatchOutcome;
    try {
      outcome = commitBatch(batch, stores, (chainId) => heads.get(chainId), new Date(clock.nowMs()).toISOString());
    } catch (error) {
      // Nothing was committed and nothing is receipted: every station sends its part again.
      stores.register.rolledBack();
      metrics.batchesFailed.inc();
      log.error({ err: error, messages: batch.length }, 'batch not committed');
      return;
    }
    metrics.batchEvents.observe(batch.length);
    metrics.commitSeconds.observe((clock.monotonicMs() - startedMs) / 1000);
    for (const [chainId, head] of outcome.heads) heads.set(chainId, head);
    // Before the receipt: once the station hears that it was done, it is done.
    if (outcome.forgotten > 0) scrub();
    for (const acknowledgement of outcome.acknowledgements.values()) sendReceipt(acknowledgement);
    for (const row of outcome.people) stores.register.show(row);
    for (const subject of outcome.keysChanged) stores.register.keyChanged(subject);
    count(outcome);
    for (const event of outcome.applied) log.debug({ eventId: event.id, type: event.type }, 'event held');
    for (const { code, details } of outcome.refused) log.warn({ code, details }, 'message quarantined');
    options.onApplied(outcome.applied, outcome.people);
    options.onPeople(new Set([...outcome.people.map(({ subject }) => subject), ...outcome.keysChanged]));
    options.onChange();
  }

  function enqueue(arrival: Arrival | Promise<Arrival>): void {
    waiting.push(arrival);
    if (waiting.length >= batchLimit) void flush();
    else timer ??= setTimeout(flush, batchDelayMs);
  }

  async function authenticated(enrolment: Enrolment, topic: string, text: string): Promise<Arrival> {
    const event = await authenticateAsync(text, enrolment);
    if (event.ok) return { kind: 'event', authentic: event.value, enrolment, topic, text };
    return { kind: 'refused', origin: enrolment.record.stationId, topic, text, error: event.error };
  }

  const refuse = (origin: string, topic: string, text: string, error: CustodyError): void =>
    enqueue({ kind: 'refused', origin, topic, text, error });

  async function acceptGrant(enrolment: Enrolment, topic: string, text: string): Promise<void> {
    if (opening >= openingLimit) return;
    opening += 1;
    const { stationId } = enrolment.record;
    try {
      const opened = await openGrant(text, enrolment, options.centreId, options.encryptionKey);
      if (closed) return;
      if (opened.ok) enqueue({ kind: 'grant', enrolment, topic, opened: opened.value });
      else refuse(stationId, topic, hashOf(text), opened.error);
    } finally {
      opening -= 1;
    }
  }

  /** Somebody is there again: what the centre holds of them, and what waits for them. */
  function greet(enrolment: Enrolment): void {
    sendReceipt({ enrolment, quarantined: [], grants: [] });
    options.onOnline(enrolment);
  }

  function take(topic: string, payload: Buffer): void {
    // Beyond the limit only the fact matters: enough is kept to be refused as too large.
    const text = payload.toString('utf8', 0, maxMessageBytes + 1);
    const attribution = attribute(topic, directory.find);
    if (!attribution.ok) {
      const named = parseTopic(topic);
      refuse(named?.stationId ?? '', topic, named?.channel === 'grant' ? hashOf(text) : text, attribution.error);
      return;
    }
    const { enrolment, channel } = attribution.value;
    const { stationId } = enrolment.record;
    switch (channel) {
      case 'event':
        enqueue(authenticated(enrolment, topic, text));
        break;
      case 'grant':
        acceptGrant(enrolment, topic, text).catch((error: unknown) => log.error({ err: error }, 'grant not taken'));
        break;
      case 'state':
        if (!presence.stateSaid(stationId, text)) log.warn({ stationId }, 'state not understood');
        else if (presence.isOnline(stationId)) greet(enrolment);
        options.onChange();
        break;
      case 'health': {
        const wasOnline = presence.isOnline(stationId);
        if (!presence.healthSaid(stationId, text)) log.warn({ stationId }, 'health not understood');
        else if (!wasOnline) greet(enrolment);
        options.onChange();
        break;
      }
      case 'receipt':
      case 'command':
        refuse(stationId, topic, text, centreError('topic-unknown'));
    }
  }

  return {
    /** Takes one message from the broker. Never throws: what is wrong is counted and kept for people to see. */
    accept(topic: string, payload: Buffer): void {
      if (closed) return;
      try {
        take(topic, payload);
      } catch (error) {
        log.error({ err: error }, 'message not taken');
      }
    },
    /** Commits what waits; what comes later is not taken. */
    async close(): Promise<void> {
      closed = true;
      await flush();
    },
  };
}
