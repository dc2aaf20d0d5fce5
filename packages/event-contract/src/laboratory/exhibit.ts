import type { CustodyEvent } from '../envelope.ts';
import type { ExhibitPart, PartKind, Seal } from '../events/exhibit.ts';
import { type Finding, findingsOf } from './findings.ts';
import { inLine } from './in-line.ts';
import { type ExhibitEvent, isExhibitEvent } from './lab-events.ts';

/** Who has an exhibit. */
export type ExhibitCustody =
  /** No event says that anybody took it in. */
  | { readonly state: 'nowhere' }
  | { readonly state: 'held'; readonly custodian: string; readonly place?: string; readonly since: string }
  | { readonly state: 'returned'; readonly since: string };

/** Where the chain of custody of an exhibit is not what it has to be. */
export interface ExhibitGap {
  readonly kind: /** Something was done before anybody had taken the exhibit in, or after it had left. */
    | 'nobody-had-it'
    /** Whoever did something did not have the exhibit. */
    | 'not-the-custodian'
    /** An officer who has to sign for it did not. */
    | 'word-missing'
    /** It was worked on under an unbroken seal of the laboratory, or opened where nothing was sealed. */
    | 'sealed'
    /** Two stations wrote apart from each other what came next. */
    | 'forked';
  /** Of the event at which it shows. */
  readonly event: string;
}

/** What the record says of one exhibit. */
export interface Exhibit {
  readonly subject: string;
  readonly label: string;
  readonly described: string;
  /** `parcel` as it came; otherwise what kind of part of another it is. */
  readonly kind: 'parcel' | PartKind;
  /** Of a parcel. */
  readonly case?: string;
  /** Its number on the memorandum, of a parcel. */
  readonly parcel?: string;
  /** Of a part: what it was taken from. */
  readonly parent?: string;
  readonly custody: ExhibitCustody;
  /** As they were last seen or made. */
  readonly seals: readonly Seal[];
  /** Whether it lies open: opened and not sealed again, or a part of something open. */
  readonly isOpen: boolean;
  readonly parts: readonly ExhibitPart[];
  /** Methods that are followed, the last one last. */
  readonly methods: readonly {
    readonly begun: string;
    readonly id: string;
    readonly version: string;
    readonly hash: string;
  }[];
  /** Weights, tests and files, each with what has become of it. */
  readonly findings: readonly Finding[];
  /** None: the chain is whole. */
  readonly gaps: readonly ExhibitGap[];
  /** What the next event of it follows. */
  readonly head: string;
}

/** Why nothing may be done with an exhibit by an officer. */
export type WorkObstacle = 'nowhere' | 'returned' | 'in-other-hands' | 'sealed' | 'forked';

/**
 * The fold from an exhibit's own events to what it is, whatever their order; the chain of `after` decides it, never a clock.
 * @param events of one subject
 * @param isSigned whether the officers signed it who have to; leave it out only where every event was made here
 * @returns undefined where none of them says what the exhibit is
 */
export function foldExhibit(
  events: readonly CustodyEvent[],
  isSigned: (event: CustodyEvent) => boolean = () => true,
): Exhibit | undefined {
  const { line, forkedAt } = inLine(events.filter(isExhibitEvent));
  const first = line.find((event) => event.type === 'exhibit.received.v1' || event.type === 'exhibit.taken-from.v1');
  const last = line.at(-1);
  if (!first || !last) return undefined;
  const state = new Folding();
  for (const event of line) state.take(event);
  const gaps: ExhibitGap[] = [
    ...state.gaps,
    ...line.filter((event) => !isSigned(event)).map(({ id }) => ({ kind: 'word-missing' as const, event: id })),
    ...forkedAt.map((event) => ({ kind: 'forked' as const, event })),
  ];
  return {
    subject: first.subject,
    label: first.data.label,
    described: first.data.described,
    ...(first.type === 'exhibit.received.v1'
      ? { kind: 'parcel', case: first.data.case, parcel: first.data.parcel }
      : { kind: first.data.kind, parent: first.data.parent }),
    custody: state.custody,
    seals: state.seals,
    isOpen: state.isOpen,
    parts: state.parts,
    methods: state.methods,
    findings: findingsOf(line),
    gaps,
    head: last.id,
  };
}

/**
 * What keeps an officer from working on an exhibit; undefined where nothing does.
 * @param opensIt whether it takes an open exhibit: a gross weight does not
 */
export function obstacleTo(exhibit: Exhibit | undefined, officer: string, opensIt: boolean): WorkObstacle | undefined {
  const custody = exhibit?.custody ?? { state: 'nowhere' };
  if (!exhibit || custody.state === 'nowhere') return 'nowhere';
  if (custody.state === 'returned') return 'returned';
  if (custody.custodian !== officer) return 'in-other-hands';
  if (exhibit.gaps.some(({ kind }) => kind === 'forked')) return 'forked';
  return opensIt && !exhibit.isOpen ? 'sealed' : undefined;
}

class Folding {
  custody: ExhibitCustody = { state: 'nowhere' };
  seals: readonly Seal[] = [];
  isOpen = false;
  readonly parts: ExhibitPart[] = [];
  readonly methods: Exhibit['methods'][number][] = [];
  readonly gaps: ExhibitGap[] = [];

  take(event: ExhibitEvent): void {
    switch (event.type) {
      case 'exhibit.received.v1':
        this.seals = event.data.seals;
        this.isOpen = false;
        this.hold(event, event.officer, event.data.place);
        break;
      case 'exhibit.taken-from.v1':
        this.isOpen = true;
        this.hold(event, event.officer);
        break;
      case 'exhibit.handed-over.v1':
        this.mustHold(event, event.data.from);
        this.hold(event, event.data.to, event.data.place);
        break;
      case 'exhibit.opened.v1':
        this.mustHold(event);
        this.seals = event.data.seals;
        this.isOpen = true;
        break;
      case 'exhibit.resealed.v1':
        this.mustHold(event);
        this.seals = event.data.seals;
        this.isOpen = false;
        break;
      case 'exhibit.divided.v1':
        this.mustHold(event);
        if (!this.isOpen) this.gap('sealed', event);
        this.parts.push(...event.data.parts);
        break;
      case 'exhibit.method-begun.v1':
        this.mustHold(event);
        this.methods.push({ begun: event.id, ...event.data });
        break;
      case 'exhibit.weighed.v2':
      case 'exhibit.weight-written.v1':
        this.mustHold(event);
        if (!this.isOpen && event.data.what !== 'gross') this.gap('sealed', event);
        break;
      case 'exhibit.tested.v1':
        this.mustHold(event);
        if (!this.isOpen) this.gap('sealed', event);
        break;
      case 'exhibit.returned.v1':
        this.mustHold(event);
        if (this.isOpen) this.gap('sealed', event);
        this.custody = { state: 'returned', since: event.time };
        break;
      // A file may come, and a mistake be found, long after the exhibit was sealed again; an old weight says nothing of custody.
      case 'exhibit.file-bound.v1':
      case 'exhibit.amended.v1':
      case 'exhibit.weighed.v1':
        break;
    }
  }

  private hold({ time }: ExhibitEvent, custodian = '', place?: string): void {
    this.custody = { state: 'held', custodian, since: time, ...(place !== undefined && { place }) };
  }

  private mustHold(event: ExhibitEvent, officer = event.officer): void {
    if (this.custody.state !== 'held') this.gap('nobody-had-it', event);
    else if (this.custody.custodian !== officer) this.gap('not-the-custodian', event);
  }

  private gap(kind: ExhibitGap['kind'], { id }: ExhibitEvent): void {
    this.gaps.push({ kind, event: id });
  }
}
