import { isAtLarge, isInside, noWard, type StateHere } from '@custody-edge/event-contract';
import type { Seen } from './count-record.ts';

/** Where the custody fold has somebody at this moment. */
export interface Standing {
  readonly state: StateHere;
  /** When they last moved, by the clock of the gate that let them. */
  readonly movedAt: string;
  readonly ward?: string;
}

/** The people on record, as a count looks at them. */
export interface CustodyNow {
  standingOf(subject: string): Standing | undefined;
  /** Subjects of everybody inside. */
  inside(): Iterable<string>;
}

/** Why somebody who is expected is accounted for. */
type Accounted = 'seen' | 'came-in' | 'went-out';

/** How a count has somebody; those whom it does not expect are in it only once they were seen. */
type Place =
  | { readonly ward: string; readonly is: Accounted | 'missing'; readonly alarm: boolean }
  | { readonly ward?: undefined; readonly is: 'unexpected' };

export interface WardTally {
  readonly ward: string;
  readonly expected: number;
  readonly accounted: number;
  readonly missing: number;
}

/**
 * Who is accounted for: seen, or moved by a gate since the count began. Each sighting and each movement changes one person and two numbers,
 * however many are counted. That somebody is missing is a word about the count and never about their custody.
 */
export class Tally {
  private readonly custody: CustodyNow;
  /** Whoever came in after this is known to have passed a gate since. */
  private readonly startedAt: string;
  private readonly wardOf: ReadonlyMap<string, string>;
  private readonly seen = new Map<string, Map<string, Seen>>();
  private readonly places = new Map<string, Place>();
  private readonly byWard = new Map<string, { expected: number; accounted: number }>();
  private readonly missingNow = new Set<string>();
  private readonly twice = new Set<string>();
  private readonly alarming = new Set<string>();
  private all = { expected: 0, accounted: 0 };

  /** @param expected ward of each person who was inside when the count began */
  constructor(custody: CustodyNow, startedAt: string, expected: ReadonlyMap<string, string>, seen: Iterable<Seen>) {
    this.custody = custody;
    this.startedAt = startedAt;
    this.wardOf = expected;
    for (const one of seen) this.put(one);
    for (const subject of new Set([...expected.keys(), ...custody.inside(), ...this.seen.keys()])) this.moved(subject);
  }

  see(one: Seen): void {
    this.put(one);
    this.moved(one.person);
  }

  /** That somebody was seen was a mistake. */
  takeBack({ id, person }: Seen): void {
    this.seen.get(person)?.delete(id);
    this.moved(person);
  }

  /** The record has somebody elsewhere, or otherwise, than before. */
  moved(subject: string): void {
    this.leave(subject);
    const place = this.placeOf(subject);
    if (!place) return;
    this.places.set(subject, place);
    if ((this.seen.get(subject)?.size ?? 0) > 1) this.twice.add(subject);
    if (place.is === 'unexpected' || place.alarm) this.alarming.add(subject);
    if (place.is === 'missing') this.missingNow.add(subject);
    this.add(place, 1);
  }

  get expected(): number {
    return this.all.expected;
  }

  get accounted(): number {
    return this.all.accounted;
  }

  get missing(): number {
    return this.missingNow.size;
  }

  /** By ward, where most are missing first. */
  wards(): WardTally[] {
    return [...this.byWard]
      .map(([ward, { expected, accounted }]) => ({ ward, expected, accounted, missing: expected - accounted }))
      .filter(({ expected }) => expected > 0)
      .toSorted((a, b) => b.missing - a.missing || b.expected - a.expected || (a.ward < b.ward ? -1 : 1));
  }

  /** Subjects of those who are missing, sorted. */
  missingPeople(): string[] {
    return [...this.missingNow].toSorted();
  }

  /** Subjects of those who were seen more than once, sorted. */
  seenTwice(): string[] {
    return [...this.twice].toSorted();
  }

  /** Subjects of those who were seen inside though the record has them outside, sorted: whoever that was, somebody has to look. */
  seenThoughOutside(): string[] {
    return [...this.alarming].toSorted();
  }

  /** Ward in which somebody is counted; undefined where they are not expected. */
  wardIn(subject: string): string | undefined {
    return this.places.get(subject)?.ward;
  }

  /** How the count has somebody; undefined where it neither expects nor saw them. */
  isOf(subject: string): Place['is'] | undefined {
    return this.places.get(subject)?.is;
  }

  /** Each time that somebody was seen, the first one first. */
  sightingsOf(subject: string): Seen[] {
    return [...(this.seen.get(subject)?.values() ?? [])].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  private put(one: Seen): void {
    const before = this.seen.get(one.person);
    if (before) before.set(one.id, one);
    else this.seen.set(one.person, new Map([[one.id, one]]));
  }

  private leave(subject: string): void {
    const before = this.places.get(subject);
    if (!before) return;
    this.places.delete(subject);
    this.missingNow.delete(subject);
    this.twice.delete(subject);
    this.alarming.delete(subject);
    this.add(before, -1);
  }

  private add({ ward, is }: Place, by: 1 | -1): void {
    if (ward === undefined) return;
    const accounted = is === 'missing' ? 0 : by;
    const counted = this.byWard.get(ward) ?? { expected: 0, accounted: 0 };
    this.byWard.set(ward, { expected: counted.expected + by, accounted: counted.accounted + accounted });
    this.all = { expected: this.all.expected + by, accounted: this.all.accounted + accounted };
  }

  private placeOf(subject: string): Place | undefined {
    const now = this.custody.standingOf(subject);
    const seen = [...(this.seen.get(subject)?.values() ?? [])];
    const named = this.wardOf.get(subject);
    const inside = now !== undefined && isInside(now.state);
    if (named === undefined && !inside) return seen.length > 0 ? { is: 'unexpected' } : undefined;
    const ward = named ?? now?.ward ?? noWard;
    const left = now !== undefined && !inside;
    if (seen.length > 0) return { ward, is: 'seen', alarm: left && seen.some(({ at }) => at > now.movedAt) };
    if (left && !isAtLarge(now.state)) return { ward, is: 'went-out', alarm: false };
    // Whoever the record let in later than this passed a gate, by their finger or under a supervisor's eyes.
    if (inside && now.movedAt > this.startedAt) return { ward, is: 'came-in', alarm: false };
    return { ward, is: 'missing', alarm: false };
  }
}
