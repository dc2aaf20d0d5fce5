import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { isAdmission, isEnded, mostMatches, unseal } from '@custody-edge/event-contract';
import { type FingerImpressions, readEnrolment } from '@custody-edge/fingerprint';
import { type Clock, type Random, toCustodyError, uuidV7 } from '@custody-edge/foundation';
import type { Logger } from 'pino';
import type { Register } from '../register/register.ts';
import type { EventStore } from '../store/events.ts';
import type { KeyStore } from '../store/keys.ts';
import type { PersonRow } from '../store/people.ts';
import type { SearchRow, SearchStore } from '../store/searches.ts';
import { CentralGallery } from './gallery.ts';

/** How long a search waits after a worker has died under it. */
const retryMs = 1_000;

export interface CentralSearchOptions {
  readonly searches: SearchStore;
  readonly events: EventStore;
  readonly keys: KeyStore;
  readonly register: Register;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Logger;
  /** The search for one person's fingers is done and kept. */
  onDone(subject: string): void;
}

/** What can be searched of an admission. */
interface Enrolment {
  readonly fingers: readonly FingerImpressions[];
  /** Of whom a senior officer has found at the admission that they are somebody else. */
  readonly differentFrom: readonly string[];
}

/** Whose fingers are searched: everybody who is held or should be. */
const isSought = ({ custody }: PersonRow): boolean => !isEnded(custody.state) && !custody.forgotten;

/**
 * Searches the fingers of each admission among the people of every prison, one after the other in the order in which they came. Everybody
 * is compared with all who were searched before them and joins them then, so that of two people who are alike one, the later, is asked about.
 * The gallery is read from the record at each start, behind everything else; who is admitted meanwhile waits.
 */
export function createCentralSearch(options: CentralSearchOptions) {
  const { searches, events, keys, register, clock, random, log, onDone } = options;
  const gallery = new CentralGallery();
  /** People to look at, in turn. */
  const queue = new Set<string>();
  let running: Promise<void> | undefined;
  let closed = false;

  /** Undefined while the person's key is not held. */
  function enrolmentOf({ admission, subject }: SearchRow): Enrolment | undefined {
    const event = events.applied(admission);
    if (!event || !isAdmission(event)) return undefined;
    const { templates } = event.data;
    const key = keys.find(templates.kid);
    if (!key) return undefined;
    const opened = unseal(key, subject, 'templates', templates);
    if (!opened.ok) throw opened.error;
    const differentFrom = event.type === 'prisoner.admitted.v2' ? event.data.differentFrom : [];
    return { fingers: readEnrolment(opened.value), differentFrom };
  }

  async function search({ admission, subject }: SearchRow, { fingers, differentFrom }: Enrolment): Promise<void> {
    const isOther = (one: string): boolean => !differentFrom.includes(one) && !searches.isPair(subject, one);
    const held = register.rows().filter((row) => row.subject !== subject && isSought(row)).length;
    const compared = gallery.size - (gallery.admissionOf(subject) === undefined ? 0 : 1);
    const found = (await gallery.duplicatesOf(subject, fingers)).filter(isOther);
    if (found.length > mostMatches)
      log.error({ subject, found: found.length }, 'a search finds more people than it names');
    const matches = found.slice(0, mostMatches).flatMap((person) => {
      const row = register.row(person);
      return row ? [{ person, site: row.site }] : [];
    });
    const said = { search: uuidV7(clock, random), compared, held, matches };
    searches.done(admission, subject, said, new Date(clock.nowMs()).toISOString());
    log.info({ subject, compared, held, matches: matches.length }, 'searched at the centre');
  }

  /** Brings the gallery to what the record says of a person, after the search that was still to be done. */
  async function look(subject: string): Promise<void> {
    const row = register.row(subject);
    const newest = searches.newestOf(subject);
    const isWanted = row !== undefined && isSought(row) && newest !== undefined;
    if (isWanted && newest.searchId !== null && gallery.admissionOf(subject) === newest.admission) {
      if (!keys.find(row.identity.kid)) await gallery.leave(subject);
      return;
    }
    const enrolment = isWanted ? enrolmentOf(newest) : undefined;
    if (!isWanted || !enrolment || enrolment.fingers.length === 0) return gallery.leave(subject);
    const isNew = newest.searchId === null;
    if (isNew) await search(newest, enrolment);
    await gallery.join(subject, newest.admission, enrolment.fingers);
    if (isNew) onDone(subject);
  }

  async function work(): Promise<void> {
    for (const subject of queue) {
      if (closed) return;
      queue.delete(subject);
      try {
        await look(subject);
      } catch (error) {
        if (closed) return;
        const { retry } = toCustodyError(error).entry;
        log.error({ err: error, subject }, 'not searched at the centre');
        if (retry) {
          await sleep(retryMs);
          queue.add(subject);
        }
      }
      // Reading thousands of people at a start stops nothing else.
      await nextTurn();
    }
  }

  function begin(): void {
    if (closed) return;
    running ??= work().finally(() => {
      running = undefined;
      if (queue.size > 0) begin();
    });
  }

  return {
    /** Reads the gallery from the record, then searches what is still to be searched. */
    start(): void {
      const waiting = new Set(searches.waiting());
      for (const { subject } of register.rows()) if (!waiting.has(subject)) queue.add(subject);
      for (const subject of waiting) queue.add(subject);
      begin();
    },
    /** Something was recorded of these people, or their key came or was destroyed. */
    changed(subjects: Iterable<string>): void {
      for (const subject of subjects) queue.add(subject);
      begin();
    },
    async close(): Promise<void> {
      closed = true;
      // The search under way ends with the engine.
      await gallery.close();
      await running;
    },
  };
}
