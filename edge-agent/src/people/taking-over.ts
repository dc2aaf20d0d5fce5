import {
  type Command,
  type DataKey,
  foldCustody,
  holdsLineTo,
  isAdmission,
  openGrant,
  unseal,
} from '@custody-edge/event-contract';
import { type StationParts, stationSubject } from '../station/station-parts.ts';
import type { StationIdentity } from '../store/enrolment.ts';
import type { ForeignEvent } from '../store/foreign-events.ts';
import type { PersonKeys } from '../store/person-keys.ts';
import type { People } from './people.ts';
import type { Folded } from './standings.ts';

type Parts = Pick<StationParts, 'db' | 'log' | 'foreign' | 'outbox' | 'committed'> & {
  readonly identity: Pick<StationIdentity, 'enrolment' | 'centre' | 'encryptionKey'>;
};
type Telling = Extract<Command['body'], { purpose: 'tell-of-person' }>;

/** A telling whose signatures hold. */
interface ReadTelling {
  readonly telling: Telling;
  readonly events: readonly ForeignEvent[];
  readonly key: DataKey | undefined;
  readonly isErased: boolean;
  /** Whether the line is held by it up to what was told, and was not before. */
  readonly isNews: boolean;
  /** Whether it brings more of the line, and something before what was told is still missing. */
  readonly isPart: boolean;
}

/** What came of tellings. */
interface Taken {
  /** Whose line is now held up to what was told, and was not before. */
  readonly news: readonly string[];
  /** Whose line is longer by it, and not held up to what was told. */
  readonly partly: readonly string[];
  readonly refused: readonly { readonly subject: string; readonly error: unknown }[];
}

/** What the centre hands over of people whom other gates know: kept only if every signature in it holds, and said to be held once. */
export class TakingOver {
  private readonly parts: Parts;
  private readonly keys: PersonKeys;
  private readonly people: People;
  private toCome: number;

  constructor(parts: Parts, keys: PersonKeys, people: People) {
    this.parts = parts;
    this.keys = keys;
    this.people = people;
    const kept = parts.db.prepare('SELECT remaining FROM taking_over').pluck().get();
    this.toCome = typeof kept === 'number' ? kept : 0;
  }

  /** How many people this machine has still to hear of, where it replaced another one. */
  get remaining(): number {
    return this.toCome;
  }

  /**
   * Keeps what was told of several different people, and the keys that came, on the disk together; of each person all of it or, where one
   * signature does not hold, nothing.
   */
  async take(tellings: readonly Telling[]): Promise<Taken> {
    const read: ReadTelling[] = [];
    const refused: Taken['refused'][number][] = [];
    const refuse = ({ subject }: Telling, error: unknown): void => {
      refused.push({ subject, error });
    };
    for (const telling of tellings)
      try {
        read.push(await this.read(telling));
      } catch (error) {
        refuse(telling, error);
      }
    try {
      this.keep(read);
      return { ...comeOf(read), refused };
    } catch (error) {
      if (read.length < 2) {
        for (const { telling } of read) refuse(telling, error);
        return { ...comeOf([]), refused };
      }
    }
    const kept = read.filter((one) => {
      try {
        this.keep([one]);
        return true;
      } catch (error) {
        refuse(one.telling, error);
        return false;
      }
    });
    return { ...comeOf(kept), refused };
  }

  /** @throws what a signature, a record, a grant or a seal that does not hold refuses with */
  private async read(telling: Telling): Promise<ReadTelling> {
    const { identity, log, foreign } = this.parts;
    const { subject, event, records, events, grant, erasures = [] } = telling;
    const { stationId } = identity.enrolment.record;
    const read = foreign.read(subject, events, records);
    if (!read.ok) throw read.error;
    const opened =
      grant === undefined ? undefined : await openGrant(grant, identity.centre, stationId, identity.encryptionKey);
    if (opened && !opened.ok) throw opened.error;
    const line = [...log.lineOf(subject), ...read.value.map((one) => one.event)];
    const key = opened?.value.key;
    if (key) {
      const admission = line.find(isAdmission);
      const unsealed = admission && unseal(key, subject, 'identity', admission.data.identity);
      if (unsealed && !unsealed.ok) throw unsealed.error;
    }
    const isWhole = holdsLineTo(event, line);
    return {
      telling,
      events: read.value,
      key,
      isErased:
        foldCustody(line, { isFollowed: (erasure) => erasures.includes(erasure.id) || log.isFollowed(erasure) })
          ?.forgotten === true,
      isNews: isWhole && !foreign.isTold(event),
      isPart: !isWhole && read.value.some((one) => !foreign.holdsId(one.event.id)),
    };
  }

  private keep(read: readonly ReadTelling[]): void {
    const { identity, log, foreign } = this.parts;
    const subject = stationSubject(identity.enrolment.record.stationId);
    const toCome = read.findLast(({ telling }) => telling.remaining !== undefined)?.telling.remaining ?? this.toCome;
    const news = read.filter(({ isNews }) => isNews);
    const drafts = news.map(({ telling }) => ({
      type: 'gate.told-of-person.v1' as const,
      subject,
      data: { person: telling.subject, event: telling.event },
    }));
    let folded: Folded = new Map();
    const written = log.commit(drafts, () => {
      for (const { telling } of news) foreign.told(telling.event);
      this.keepRemaining(toCome);
      for (const { telling, key, isErased } of read) this.keepKey(telling.subject, key, isErased);
      const added = this.people.merge(read.flatMap(({ events }) => foreign.add(events)));
      folded = new Map([...added, ...read.flatMap(({ telling }) => [...this.follow(telling)])]);
    });
    this.toCome = toCome;
    if (read.some(({ isErased }) => isErased)) this.keys.scrub();
    for (const { telling } of read) this.people.reopen(telling.subject);
    this.people.adopt(folded);
    this.parts.committed(written);
  }

  /** Erasures that the centre followed count here from now on, also where the event came before. */
  private follow({ subject, erasures = [] }: Telling): Folded {
    const { foreign } = this.parts;
    const news = erasures.filter((id) => foreign.holdsId(id) && !foreign.isFollowed(id));
    if (news.length === 0) return new Map();
    return this.people.believe(subject, () => {
      for (const id of news) foreign.follow(id);
    });
  }

  private keepKey(subject: string, key: DataKey | undefined, isErased: boolean): void {
    if (isErased) {
      this.keys.destroy(subject);
      this.parts.outbox.dropGrantsOf(subject);
    } else if (key && !this.keys.find(subject)) this.keys.store(subject, key);
  }

  /** Over a restart as well: whoever is not found may still be on the way. */
  private keepRemaining(remaining: number): void {
    this.parts.db
      .prepare(
        'INSERT INTO taking_over (one, remaining) VALUES (1, ?) ON CONFLICT DO UPDATE SET remaining = excluded.remaining',
      )
      .run(remaining);
  }
}

function comeOf(read: readonly ReadTelling[]): Omit<Taken, 'refused'> {
  const subjectsOf = (some: readonly ReadTelling[]) => some.map(({ telling }) => telling.subject);
  return {
    news: subjectsOf(read.filter(({ isNews }) => isNews)),
    partly: subjectsOf(read.filter(({ isPart }) => isPart)),
  };
}
