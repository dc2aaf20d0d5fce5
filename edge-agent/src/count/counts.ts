import { type CountEvent, CountRecord, type Seen } from './count-record.ts';
import { type CustodyNow, Tally } from './tally.ts';

/** The count that goes on, and those that are one with it. */
export interface OpenCount {
  /** The earliest of the most urgent kind. */
  readonly first: CountRecord;
  /** Others of the same kind, begun where nobody knew of the first. */
  readonly joined: readonly CountRecord[];
  /** Roll calls that wait while an evacuation goes on; they are ended with it, and go on where it is called off. */
  readonly waiting: readonly CountRecord[];
  readonly tally: Tally;
}

/**
 * Every count of a site, folded from the events of all its stations: the same set of events gives the same answer in any order, each as
 * often as it comes.
 */
export class Counts {
  private readonly custody: CustodyNow;
  private readonly records = new Map<string, CountRecord>();
  /** Counts that the result of another one ends. */
  private readonly endedTogether = new Set<string>();
  private present: OpenCount | undefined | 'unknown' = 'unknown';

  constructor(custody: CustodyNow) {
    this.custody = custody;
  }

  /** @returns whether the event was not known before */
  take(event: CountEvent): boolean {
    const record = this.records.get(event.subject) ?? new CountRecord(event.subject);
    this.records.set(event.subject, record);
    if (!record.take(event)) return false;
    switch (event.type) {
      case 'count.seen.v1':
        this.counted(record, event.id, (tally, seen) => record.seenBy(seen.id) && tally.see(seen));
        break;
      case 'count.taken-back.v1':
        this.counted(record, event.data.seen, (tally, seen) => tally.takeBack(seen));
        break;
      case 'count.started.v1':
      case 'count.expected.v1':
      case 'count.called-off.v1':
        this.present = 'unknown';
        break;
      case 'count.ended.v1':
        for (const other of event.data.with) this.endedTogether.add(other);
        this.present = 'unknown';
        break;
      default:
        break;
    }
    return true;
  }

  /** The record has somebody elsewhere, or otherwise, than before. */
  moved(subject: string): void {
    if (this.present !== 'unknown') this.present?.tally.moved(subject);
  }

  /** What goes on; undefined where nothing does. */
  get open(): OpenCount | undefined {
    if (this.present === 'unknown') this.present = this.lookAgain();
    return this.present;
  }

  /** The newest count that was ended with a result. */
  get latestEnded(): CountRecord | undefined {
    return [...this.records.values()]
      .filter(({ ended }) => ended !== undefined)
      .toSorted((a, b) => ((a.ended?.id ?? '') < (b.ended?.id ?? '') ? -1 : 1))
      .at(-1);
  }

  find(id: string): CountRecord | undefined {
    return this.records.get(id);
  }

  /** Old counts that are over drop out of memory; what is on record stays there. */
  forgetBefore(id: string): void {
    for (const record of [...this.records.values()])
      if (record.id < id && record.start && !this.goesOn(record)) this.records.delete(record.id);
  }

  private counted(record: CountRecord, seenId: string, change: (tally: Tally, seen: Seen) => void): void {
    const { present } = this;
    const seen = record.saidBy(seenId);
    if (present === 'unknown' || !present || !seen) return;
    if (present.first === record || present.joined.includes(record)) change(present.tally, seen);
  }

  private lookAgain(): OpenCount | undefined {
    const going = [...this.records.values()]
      .filter((record) => this.goesOn(record))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const isEvacuation = ({ start }: CountRecord): boolean => start?.kind === 'evacuation';
    const emergencies = going.filter(isEvacuation);
    const together = emergencies.length > 0 ? emergencies : going;
    const [first, ...joined] = together;
    if (!first?.start) return undefined;
    const expected = new Map<string, string>();
    for (const { expected: named } of together.toReversed())
      for (const [person, ward] of named) expected.set(person, ward);
    const seen = together.flatMap((record) => record.seen);
    return {
      first,
      joined,
      waiting: going.filter((record) => !together.includes(record)),
      tally: new Tally(this.custody, first.start.at, expected, seen),
    };
  }

  private goesOn({ id, start, ended, isCalledOff }: CountRecord): boolean {
    return start !== undefined && !ended && !isCalledOff && !this.endedTogether.has(id);
  }
}
