import type { InstrumentEvidence, WeightKind } from '../events/exhibit.ts';
import type { Exhibit } from './exhibit.ts';
import { type Finding, isStanding, resultOf } from './findings.ts';
import { type MethodRule, type ReportGap, withoutMethod } from './report-gap.ts';

type MethodOf = (hash: string) => MethodRule | undefined;

/** What was begun, on which exhibit, and what it asks; no rule where the laboratory has no such method. */
interface Begun {
  readonly on: string;
  readonly rule: MethodRule | undefined;
}

/**
 * What the bench still owes to a report of a case: every unit weighed and tested, by the methods that were followed, and every finding on
 * what it needs.
 * @param exhibits of one case, all that were taken from its parcels among them
 */
export function gapsOfBench(exhibits: readonly Exhibit[], methodOf: MethodOf): ReportGap[] {
  const bench = new Bench(exhibits, methodOf);
  return exhibits.flatMap((exhibit) => [
    ...(exhibit.kind === 'parcel' ? bench.unitsLack(exhibit) : []),
    ...bench.methodsLack(exhibit),
    ...bench.findingsLack(exhibit),
  ]);
}

class Bench {
  private readonly bySubject: ReadonlyMap<string, Exhibit>;
  private readonly partsOf: ReadonlyMap<string | undefined, readonly Exhibit[]>;
  private readonly begun: ReadonlyMap<string, Begun>;
  private readonly standing: readonly Finding[];

  constructor(exhibits: readonly Exhibit[], methodOf: MethodOf) {
    this.bySubject = new Map(exhibits.map((exhibit) => [exhibit.subject, exhibit]));
    this.partsOf = Map.groupBy(exhibits, ({ parent }) => parent);
    this.begun = new Map(
      exhibits.flatMap(({ subject, methods }) =>
        methods.map(({ begun, hash }) => [begun, { on: subject, rule: methodOf(hash) }]),
      ),
    );
    this.standing = exhibits.flatMap(({ findings }) => findings.filter(isStanding));
  }

  /** What the units of an exhibit lack; where it has none, it is one itself. */
  unitsLack(parcel: Exhibit): ReportGap[] {
    const units = this.unitsOf(parcel);
    const choices = [parcel, ...this.under(parcel)].flatMap((exhibit) => this.choicesLack(exhibit));
    return [...choices, ...units.flatMap((unit) => this.unitLacks(unit))];
  }

  methodsLack({ subject, methods }: Exhibit): ReportGap[] {
    return methods.flatMap(({ begun }): ReportGap[] => {
      const rule = this.begun.get(begun)?.rule;
      if (!rule) return [{ kind: 'method-unknown', exhibit: subject, event: begun }];
      return rule.steps
        .filter(
          (step) =>
            !this.standing.some((finding) => stepOf(finding)?.begun === begun && stepOf(finding)?.step === step),
        )
        .map((step) => ({ kind: 'step-missing', exhibit: subject, event: begun, step }));
    });
  }

  findingsLack(exhibit: Exhibit): ReportGap[] {
    return exhibit.findings
      .filter(isStanding)
      .flatMap((finding) => [
        ...this.methodLacks(exhibit, finding),
        ...this.reserves(exhibit, finding),
        ...testLacks(exhibit.subject, finding, this.standing),
      ]);
  }

  /** Where units were chosen by lot as often as somebody liked, all of those that were ever drawn count. */
  private unitsOf(exhibit: Exhibit): Exhibit[] {
    if (exhibit.choices.length > 0 && exhibit.choices.every((choice) => this.mayChoose(choice))) {
      const chosen = new Set(exhibit.choices.flatMap((choice) => choice.chosen));
      return this.under(exhibit).filter(({ subject }) => chosen.has(subject));
    }
    const below = this.partsIn(exhibit).flatMap((part) => this.unitsOf(part));
    if (below.length > 0) return below;
    return exhibit.kind === 'parcel' || exhibit.kind === 'unit' ? [exhibit] : [];
  }

  private choicesLack(exhibit: Exhibit): ReportGap[] {
    const parts = new Set(this.under(exhibit).map(({ subject }) => subject));
    return exhibit.choices.flatMap((choice): ReportGap[] => {
      if (!this.mayChoose(choice))
        return [{ kind: 'choice-not-allowed', exhibit: exhibit.subject, event: choice.event }];
      return choice.chosen
        .filter((part) => !parts.has(part))
        .map((part) => ({ kind: 'part-missing', exhibit: exhibit.subject, part }));
    });
  }

  private mayChoose({ method }: Exhibit['choices'][number]): boolean {
    return this.begun.get(method.begun)?.rule?.mayChooseUnits === true;
  }

  private unitLacks(unit: Exhibit): ReportGap[] {
    const parts = this.under(unit);
    const isWeighed = (what: WeightKind): boolean =>
      [unit, ...(ofParts.has(what) ? parts : [])].some(({ findings }) =>
        findings.some((finding) => {
          const result = resultOf(finding);
          return result?.of === 'weight' && result.what === what;
        }),
      );
    const isTested = [unit, ...parts].some(({ findings }) =>
      findings.some((finding) => resultOf(finding)?.of === 'test'),
    );
    return [
      ...this.weightsOf(unit)
        .filter((what) => !isWeighed(what))
        .map((what) => ({ kind: 'weight-missing' as const, exhibit: unit.subject, what })),
      ...(isTested ? [] : [{ kind: 'test-missing' as const, exhibit: unit.subject }]),
    ];
  }

  /** Weights that the methods of a unit ask for: those begun on it, or on the nearest exhibit that it was taken from. */
  private weightsOf(unit: Exhibit): WeightKind[] {
    const followed = this.lineage(unit).find(({ methods }) => methods.length > 0)?.methods ?? [];
    const rules = followed.flatMap(({ begun }) => this.begun.get(begun)?.rule ?? []);
    return [...new Set((rules.length > 0 ? rules : [withoutMethod]).flatMap(({ weighs }) => weighs))];
  }

  /** A finding names a method that was begun on its exhibit, or on one that it was taken from. */
  private methodLacks(exhibit: Exhibit, finding: Finding): ReportGap[] {
    const step = stepOf(finding);
    if (!step || this.lineage(exhibit).some(({ subject }) => this.begun.get(step.begun)?.on === subject)) return [];
    return [{ kind: 'method-unknown', exhibit: exhibit.subject, event: finding.event.id }];
  }

  private reserves({ subject }: Exhibit, finding: Finding): ReportGap[] {
    const { allowedReserves } = this.begun.get(stepOf(finding)?.begun ?? '')?.rule ?? withoutMethod;
    return (instrumentOf(finding)?.reserves ?? [])
      .filter((reserve) => !allowedReserves.includes(reserve))
      .map((reserve) => ({ kind: 'instrument-reserve', exhibit: subject, event: finding.event.id, reserve }));
  }

  private partsIn({ subject }: Exhibit): readonly Exhibit[] {
    return this.partsOf.get(subject) ?? [];
  }

  /** Everything that was taken from an exhibit, and from that. */
  private under(exhibit: Exhibit): Exhibit[] {
    return this.partsIn(exhibit).flatMap((part) => [part, ...this.under(part)]);
  }

  /** An exhibit, what it was taken from, and so on. */
  private lineage(exhibit: Exhibit): Exhibit[] {
    const parent = this.bySubject.get(exhibit.parent ?? '');
    return [exhibit, ...(parent ? this.lineage(parent) : [])];
  }
}

/** Weights of what has a label of its own where it was taken from a unit. */
const ofParts: ReadonlySet<WeightKind> = new Set(['packaging', 'sample', 'remainder']);

const stepOf = ({ event: { data } }: Finding) => ('method' in data ? data.method : undefined);

function instrumentOf({ event }: Finding): InstrumentEvidence | undefined {
  switch (event.type) {
    case 'exhibit.weighed.v2':
      return event.data.balance;
    case 'exhibit.tested.v1':
    case 'exhibit.file-bound.v1':
      return event.data.instrument;
    default:
      return undefined;
  }
}

/** What a test and an instrument's file need of each other, and a test of its reagent. */
function testLacks(exhibit: string, { event }: Finding, standing: readonly Finding[]): ReportGap[] {
  const of = { exhibit, event: event.id };
  if (event.type === 'exhibit.file-bound.v1') {
    const isStated = standing.some(
      (other) => other.event.type === 'exhibit.tested.v1' && other.event.data.files.includes(event.id),
    );
    return event.data.instrument === undefined || isStated ? [] : [{ kind: 'result-missing', ...of }];
  }
  if (event.type !== 'exhibit.tested.v1') return [];
  const { technique, reagent, files } = event.data;
  const gaps: ReportGap[] = files
    .filter(
      (file) => !standing.some((other) => other.event.id === file && other.event.type === 'exhibit.file-bound.v1'),
    )
    .map((file) => ({ kind: 'file-missing', ...of, file }));
  if (technique === 'colour-test' && !reagent) gaps.push({ kind: 'controls-missing', ...of });
  if (reagent && !(reagent.controls.positive && reagent.controls.blank)) gaps.push({ kind: 'controls-failed', ...of });
  return gaps;
}
