import { type CustodyEvent, type Enrolment, type EventData, type Sealed, siteOf } from '@custody-edge/event-contract';
import type { Logger } from 'pino';
import { z } from 'zod';
import { agentError } from '../errors.ts';
import type { StationParts, Workflow } from '../station/station-parts.ts';
import type { PersonKeys } from '../store/person-keys.ts';
import { hashOfSealed, type Photographs } from '../store/photographs.ts';
import { maySeeFaces } from './peer-identity.ts';
import { photographsAtOnce } from './wire.ts';

const photographed = 'prisoner.photographed.v1';

interface Options {
  readonly enrolment: Enrolment;
  readonly db: StationParts['db'];
  readonly log: StationParts['log'];
  readonly foreign: Pick<StationParts['foreign'], 'quarantine'>;
  readonly keys: PersonKeys;
  readonly photographs: Photographs;
  readonly workflow: Workflow;
  readonly logger: Logger;
}

/** The photograph that the record says is somebody's, and which is not here. */
export interface WantedPhotograph {
  readonly subject: string;
  readonly says: EventData<typeof photographed>;
}

/**
 * Photographs, between the stations of a site: each as its station sealed it under the person's own key, and kept only if it is the very
 * one whose hash a signed event of this site says. Whoever has no key of the person neither asks for one nor could open it.
 */
export class PhotographExchange {
  private readonly options: Options;
  /** People of whom there is a photograph somewhere that may not be here, with what the record says of it once it was read. */
  private readonly lacking: Map<string, WantedPhotograph['says'] | 'unread'>;
  /** How many came since the start, and how many that were not what the record says. */
  readonly counts = { kept: 0, refused: 0 };

  constructor(options: Options) {
    this.options = options;
    const lacking = maySeeFaces(options.enrolment) ? lackingIn(options.db) : [];
    this.lacking = new Map(lacking.map((subject) => [subject, 'unread']));
  }

  /** Events of other stations, once they are on the disk. */
  note(events: readonly CustodyEvent[]): void {
    if (!maySeeFaces(this.options.enrolment)) return;
    for (const { type, subject } of events) if (type === photographed) this.lacking.set(subject, 'unread');
  }

  /** Some of the photographs that are lacking here. @param but hashes of those asked for in vain */
  wanted(but: ReadonlySet<string>): WantedPhotograph[] {
    const { keys } = this.options;
    const wanted: WantedPhotograph[] = [];
    for (const [subject, known] of this.lacking) {
      if (wanted.length >= photographsAtOnce) break;
      const says = known === 'unread' ? this.lackingOf(subject) : known;
      if (!says) {
        this.lacking.delete(subject);
        continue;
      }
      this.lacking.set(subject, says);
      if (!but.has(says.hash) && keys.find(subject)) wanted.push({ subject, says });
    }
    return wanted;
  }

  /** As it is sealed here, for a station whose work needs faces. */
  sealedFor(peer: Enrolment, subject: string, hash: string): Sealed | undefined {
    return maySeeFaces(peer) ? this.options.photographs.sealedOf(subject, hash) : undefined;
  }

  /** Keeps a photograph that is the one that was asked for. @returns whether it is */
  async take(peer: string, { subject, says }: WantedPhotograph, sealed: Sealed): Promise<boolean> {
    const { db, foreign, keys, photographs, workflow, logger } = this.options;
    if (hashOfSealed(sealed) !== says.hash || sealed.kid !== says.keyId) {
      this.counts.refused += 1;
      const { code } = agentError('photograph-unknown');
      foreign.quarantine(peer, JSON.stringify({ subject, sealed }), code);
      logger.warn({ peer, subject, hash: says.hash }, 'a photograph that a peer handed over is not the one on record');
      return false;
    }
    const keep = (): boolean =>
      db
        .transaction(() => {
          // Whoever was erased meanwhile stays so, and whoever was photographed again looks as they do now.
          if (!keys.find(subject) || this.lackingOf(subject)?.hash !== says.hash) return false;
          photographs.store(subject, { sealed, says });
          return true;
        })
        .immediate();
    const isKept = workflow.betweenDecisions ? await workflow.betweenDecisions(keep) : keep();
    if (isKept) this.counts.kept += 1;
    this.lacking.delete(subject);
    return true;
  }

  /** What the record says of somebody's newest photograph, where that is not here; nothing of whoever was erased. */
  private lackingOf(subject: string): WantedPhotograph['says'] | undefined {
    const { log, photographs, workflow } = this.options;
    if (workflow.people?.find(subject)?.custody.forgotten !== false) return undefined;
    const newest = log
      .lineOf(subject)
      .filter((event) => event.type === photographed)
      .toSorted((one, other) => (one.id < other.id ? -1 : 1))
      .at(-1);
    if (!newest || siteOf(newest.source) !== log.site) return undefined;
    return photographs.hashOf(subject) === newest.data.hash ? undefined : newest.data;
  }
}

/** Who has none here, or was photographed more than once, so that it may be another one. */
function lackingIn(db: StationParts['db']): string[] {
  const rows = db
    .prepare(
      `SELECT subject FROM (
         SELECT subject FROM foreign_event WHERE type = @type AND set_aside IS NULL
         UNION ALL SELECT subject FROM event WHERE type = @type
       ) GROUP BY subject HAVING count(*) > 1 OR subject NOT IN (SELECT subject FROM photograph)`,
    )
    .pluck()
    .all({ type: photographed });
  return z.array(z.string()).parse(rows);
}
