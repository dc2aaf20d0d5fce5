import { type Command, foldCustody, holdsLineTo, isAdmission, openGrant, unseal } from '@custody-edge/event-contract';
import { type StationParts, stationSubject } from '../../station/station-parts.ts';
import type { StationIdentity } from '../../store/enrolment.ts';
import type { PersonKeys } from '../../store/person-keys.ts';
import type { People } from './people.ts';
import type { Folded } from './standings.ts';

type Parts = Pick<StationParts, 'log' | 'foreign' | 'outbox' | 'committed'> & {
  readonly identity: Pick<StationIdentity, 'enrolment' | 'centre' | 'encryptionKey'>;
};
type Telling = Extract<Command['body'], { purpose: 'tell-of-person' }>;

/** What the centre hands over of people whom other gates know: kept only if every signature in it holds, and said to be held once. */
export class TakingOver {
  private readonly parts: Parts;
  private readonly keys: PersonKeys;
  private readonly people: People;
  private toCome = 0;

  constructor(parts: Parts, keys: PersonKeys, people: People) {
    this.parts = parts;
    this.keys = keys;
    this.people = people;
  }

  /** How many people this machine has still to hear of, where it replaced another one. */
  get remaining(): number {
    return this.toCome;
  }

  /**
   * Keeps the events, and the person's key where it came; all of it or, where one signature does not hold, nothing.
   * @returns whether the line is now held up to what was told, and was not before
   * @throws what a signature, a record, a grant or a seal that does not hold refuses with
   */
  async take({ subject, event, records, events, grant, remaining = this.toCome }: Telling): Promise<boolean> {
    const { identity, log, foreign, outbox } = this.parts;
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
    this.toCome = remaining;
    const isErased = foldCustody(line)?.forgotten === true;
    const isNews = !foreign.isTold(event) && holdsLineTo(event, line);
    const told = { type: 'gate.told-of-person.v1', data: { person: subject, event } } as const;
    let folded: Folded = new Map();
    const written = log.commit(isNews ? [{ ...told, subject: stationSubject(stationId) }] : [], () => {
      if (isNews) foreign.told(event);
      if (isErased) {
        this.keys.destroy(subject);
        outbox.dropGrantsOf(subject);
      } else if (key && !this.keys.find(subject)) this.keys.store(subject, key);
      folded = this.people.merge(foreign.add(read.value));
    });
    if (isErased) this.keys.scrub();
    this.people.reopen(subject);
    this.people.adopt(folded);
    this.parts.committed(written);
    return isNews;
  }
}
