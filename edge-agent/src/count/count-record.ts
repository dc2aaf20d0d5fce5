import {
  type CountKind,
  type CustodyEvent,
  callOffWithinMs,
  type EventType,
  type SeenBy,
} from '@custody-edge/event-contract';

type CountEventType = Extract<EventType, `count.${string}`>;
export type CountEvent = Extract<CustodyEvent, { type: CountEventType }>;
type Of<Type extends CountEventType> = Extract<CustodyEvent, { type: Type }>;

export const isCountEvent = (event: CustodyEvent): event is CountEvent => event.type.startsWith('count.');

/** That somebody was seen, once. */
export interface Seen {
  /** Of the event that says so. */
  readonly id: string;
  readonly person: string;
  readonly by: SeenBy;
  readonly at: string;
  /** `/site/station` */
  readonly source: string;
  readonly officer?: string;
  readonly where?: string;
}

/** How and when a count began. */
interface Start {
  readonly kind: CountKind;
  readonly by: string;
  readonly at: string;
  /** `/site/station` */
  readonly source: string;
  /** How many people were expected, also while their names are still to come. */
  readonly expected: number;
}

/**
 * What the events of one count say, whatever their order and however often each comes: nothing that was taken is dropped, and of two that
 * say one thing the one with the smaller id counts.
 */
export class CountRecord {
  readonly id: string;
  private readonly taken = new Set<string>();
  private begun: Of<'count.started.v1'> | undefined;
  private result: Of<'count.ended.v1'> | undefined;
  private readonly callOffs: Of<'count.called-off.v1'>[] = [];
  /** Ward of each person who is expected. */
  readonly expected = new Map<string, string>();
  /** Whoever is short by the result, with their ward. */
  readonly short = new Map<string, string>();
  private readonly sightings = new Map<string, Seen>();
  private readonly takenBack = new Set<string>();
  private readonly explanations = new Map<string, Of<'count.explained.v1'>>();

  constructor(id: string) {
    this.id = id;
  }

  /** @returns whether the event was not known before */
  take(event: CountEvent): boolean {
    if (this.taken.has(event.id)) return false;
    this.taken.add(event.id);
    switch (event.type) {
      case 'count.started.v1':
        this.begun = earlier(this.begun, event);
        break;
      case 'count.expected.v1':
        namePart(this.expected, event.data.wards);
        break;
      case 'count.short.v1':
        namePart(this.short, event.data.wards);
        break;
      case 'count.seen.v1':
        this.sightings.set(event.id, seenIn(event));
        break;
      case 'count.taken-back.v1':
        this.takenBack.add(event.data.seen);
        break;
      case 'count.explained.v1': {
        const { person } = event.data;
        const before = this.explanations.get(person);
        if (!before || before.id < event.id) this.explanations.set(person, event);
        break;
      }
      case 'count.called-off.v1':
        this.callOffs.push(event);
        break;
      case 'count.ended.v1':
        this.result = earlier(this.result, event);
        break;
      case 'count.listed.v1':
      case 'count.exported.v1':
        break;
    }
    return true;
  }

  /** Undefined while the event that began it has not come. */
  get start(): Start | undefined {
    if (!this.begun) return undefined;
    const { data, time: at, source } = this.begun;
    return { kind: data.kind, by: data.by, expected: data.expected, at, source };
  }

  get ended(): Of<'count.ended.v1'> | undefined {
    return this.result;
  }

  /** Only an evacuation is called off, and only soon after it began. */
  get isCalledOff(): boolean {
    const { begun } = this;
    if (begun?.data.kind !== 'evacuation') return false;
    return this.callOffs.some(({ time }) => Date.parse(time) - Date.parse(begun.time) <= callOffWithinMs);
  }

  /** What somebody was last said to be short for. */
  explanationOf(person: string): string | undefined {
    return this.explanations.get(person)?.data.reason;
  }

  /** Every time that somebody was seen and nobody took it back. */
  get seen(): Seen[] {
    return [...this.sightings.values()].filter(({ id }) => !this.takenBack.has(id));
  }

  /** One of them, by the id of its event. */
  seenBy(id: string): Seen | undefined {
    return this.takenBack.has(id) ? undefined : this.sightings.get(id);
  }

  /** As it was said, also where it was taken back since. */
  saidBy(id: string): Seen | undefined {
    return this.sightings.get(id);
  }
}

const earlier = <Event extends { readonly id: string }>(known: Event | undefined, event: Event): Event =>
  known && known.id < event.id ? known : event;

function namePart(named: Map<string, string>, wards: Of<'count.expected.v1'>['data']['wards']): void {
  for (const { ward, people } of wards)
    for (const person of people) {
      const before = named.get(person);
      if (before === undefined || ward < before) named.set(person, ward);
    }
}

const seenIn = ({ id, data, time: at, source, officer }: Of<'count.seen.v1'>): Seen => ({
  id,
  at,
  source,
  person: data.person,
  by: data.by,
  ...(officer !== undefined && { officer }),
  ...(data.where !== undefined && { where: data.where }),
});
