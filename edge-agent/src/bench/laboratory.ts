import { type CustodyEvent, type EventDraft, type Exhibit, stationOf } from '@custody-edge/event-contract';
import type { Quantity } from '@custody-edge/measurement';
import type { StationParts } from '../station/station-parts.ts';
import type { ExhibitDesk, Weighed } from './desk/desk.ts';
import { usualWeight } from './desk/scanned.ts';
import { Instruments } from './instrument/instruments.ts';
import { Runs } from './method/runs.ts';
import type { ChooseStep, WeighStep } from './method/step.ts';
import { Rooms } from './room/rooms.ts';
import { Arrivals } from './store/arrivals.ts';
import { Cases } from './store/cases.ts';
import { Exhibits } from './store/exhibits.ts';
import { Folded } from './store/folded.ts';
import { Words } from './store/words.ts';
import type { OfficerNameView } from './view.ts';
import { type Acceptance, acceptanceOf } from './weight/acceptance.ts';
import { type InstrumentAt, instrumentsAsOf } from './weight/as-of.ts';
import { type WeightFigures, weightFigures } from './weight/figures.ts';
import { repeatabilityOf } from './weight/trials.ts';

/** What a bench knows: exhibits, cases, instruments and files, of this station and of the others of its laboratory; and the one way onto the record. */
export class Laboratory {
  readonly exhibits: Exhibits;
  readonly cases: Cases;
  readonly instruments: Instruments;
  readonly rooms: Rooms;
  readonly arrivals: Arrivals;
  readonly words: Words;
  readonly runs: Runs;
  private readonly parts: StationParts;
  private readonly movedAt = new Folded<string>(512);
  private figuredAt: { readonly revision: number; readonly figures: Folded<WeightFigures> } = {
    revision: -1,
    figures: new Folded(64),
  };

  constructor(parts: StationParts) {
    const { db, log, config } = parts;
    this.parts = parts;
    this.words = new Words(parts);
    this.exhibits = new Exhibits(db, log, (event) => this.words.isSigned(event));
    this.cases = new Cases(parts, this.exhibits, this.words);
    this.runs = new Runs(parts, this.exhibits);
    this.rooms = new Rooms(parts);
    this.instruments = new Instruments(parts, this.rooms);
    this.arrivals = new Arrivals(db, config.dataDir);
  }

  /** Follows what nobody has followed yet. */
  open(): void {
    this.exhibits.catchUp();
    this.cases.catchUp();
  }

  /**
   * Events, and where they leave exhibits and cases: one transaction, on the disk when this returns.
   * @param alongside what else is written in it
   * @throws `event-refused`, `disk-full`; nothing happened then
   */
  record(drafts: readonly EventDraft[], alongside: () => void = () => {}): CustodyEvent[] {
    const subjects = drafts.map(({ subject }) => subject);
    const { log } = this.parts;
    try {
      const events = log.commit(
        drafts,
        (written) => {
          alongside();
          this.follow(written);
        },
        (subject) => this.endsOf(subject),
      );
      this.parts.committed(events);
      return events;
    } catch (error) {
      // What was folded within the transaction is not so.
      this.forget(subjects);
      throw error;
    }
  }

  /** What other stations of the laboratory recorded is on the disk: so it is here as well. */
  heard(events: readonly CustodyEvent[]): void {
    this.parts.db.transaction(() => this.follow(events))();
  }

  private follow(events: readonly CustodyEvent[]): void {
    const of = (kind: string): string[] =>
      events.flatMap(({ subject }) => (subject.startsWith(`${kind}/`) ? [subject] : []));
    const exhibits = of('exhibit');
    this.exhibits.follow(exhibits);
    const reported = events.flatMap(({ type, data }) => (type === 'report.issued.v1' ? [data.labCase] : []));
    this.cases.follow([...of('case'), ...this.casesOf(exhibits), ...reported]);
    this.instruments.forget(of('instrument'));
    this.rooms.forget(of('room'));
  }

  /** The station at which an exhibit came into the hands that it is in, where that is another one. */
  elsewhere({ subject, custody, head }: Exhibit): string | undefined {
    if (custody.state !== 'held') return undefined;
    return this.movedAt.get(`${subject} ${head}`, () => {
      const moved = this.parts.log
        .lineOf(subject)
        .filter(({ type, time }) => movesIt.has(type) && time === custody.since)
        .at(-1);
      const station = moved && stationOf(moved.source);
      return station === this.parts.config.stationId ? undefined : station;
    });
  }

  /** What an exhibit is weighed for next: what the method says that is followed, else what is usual. */
  weighingOf(subject: string): Pick<ExhibitDesk, 'weighing'> {
    const exhibit = this.exhibits.find(subject);
    if (!exhibit) return {};
    const run = this.runs.known(exhibit);
    if (!run) return { weighing: { what: usualWeight(exhibit) } };
    const { expected, progress } = run;
    const step = expected.kind === 'step' ? expected.step.step : undefined;
    if (step?.kind !== 'weigh') return {};
    return { weighing: { what: step.what, method: { begun: progress.begun, step: step.id } } };
  }

  /** The step of the method that an exhibit is weighed for; undefined where none is followed. */
  weighStep(exhibit: Exhibit, { method }: Weighed): WeighStep | undefined {
    if (!method) return undefined;
    const step = this.runs.known(exhibit)?.method.steps.find(({ id }) => id === method.step);
    return step?.kind === 'weigh' ? step : undefined;
  }

  /** Units that are to be drawn by lot next; undefined where the method that is followed asks for no draw now. */
  drawAhead(exhibit: Exhibit): DrawAhead | undefined {
    const run = this.runs.known(exhibit);
    const step = run?.expected.kind === 'step' ? run.expected.step.step : undefined;
    if (!run || step?.kind !== 'choose') return undefined;
    return { begun: run.progress.begun, step, units: this.exhibits.unitsOf(exhibit.subject) };
  }

  /** Whether a weight of an exhibit may be taken on a balance. @param shown once it is steady */
  acceptance(exhibit: Exhibit, weighed: Weighed, deviceId: string, shown: Quantity | undefined): Acceptance {
    const state = this.instruments.of(deviceId);
    return acceptanceOf({
      fitness: this.instruments.fitness(deviceId),
      step: this.weighStep(exhibit, weighed),
      shown,
      minimum: shown && state && repeatabilityOf(state, shown.unit)?.minimum,
    });
  }

  /** Instruments as they were on record when something was measured. */
  instrumentsAsOf(): InstrumentAt {
    return instrumentsAsOf((subject) => this.parts.log.lineOf(subject));
  }

  /** What the weights of an exhibit and of its parts come to. The page asks far more often than anything is recorded. */
  figures(exhibit: Exhibit): WeightFigures {
    const { revision } = this.exhibits;
    if (revision !== this.figuredAt.revision) this.figuredAt = { revision, figures: new Folded(64) };
    const figures = this.figuredAt.figures.get(exhibit.subject, () =>
      weightFigures([exhibit, ...this.exhibits.childrenOf(exhibit.subject)], this.instrumentsAsOf()),
    );
    return figures ?? { budgets: new Map(), sums: [] };
  }

  readonly officerView = (officerId: string): OfficerNameView => {
    const name = this.parts.officers.nameOf(officerId);
    return { officerId, ...(name !== undefined && { name }) };
  };

  private casesOf(exhibits: readonly string[]): string[] {
    return exhibits.flatMap((subject) => this.exhibits.caseOf(subject) ?? []);
  }

  private forget(subjects: readonly string[]): void {
    this.exhibits.forget(subjects);
    this.cases.forget([...subjects, ...this.casesOf(subjects)]);
    this.instruments.forget(subjects);
    this.rooms.forget(subjects);
  }

  /** Other stations write the same lines: an event follows the end of all that is known. */
  private endsOf(subject: string): readonly string[] | undefined {
    // Nobody else writes these.
    if (subject.startsWith('report/') || subject.startsWith('room/')) return undefined;
    const head = subject.startsWith('exhibit/')
      ? this.exhibits.find(subject)?.head
      : subject.startsWith('case/')
        ? this.cases.find(subject)?.head
        : this.instruments.find(subject)?.head;
    return head === undefined ? undefined : [head];
  }
}

/** What a draw is made of. */
export interface DrawAhead {
  /** The event that began the method. */
  readonly begun: string;
  readonly step: ChooseStep;
  readonly units: readonly Exhibit[];
}

/** Events that put an exhibit into somebody's hands. */
const movesIt: ReadonlySet<string> = new Set([
  'exhibit.received.v1',
  'exhibit.taken-from.v1',
  'exhibit.handed-over.v1',
  'exhibit.fork-settled.v1',
]);
