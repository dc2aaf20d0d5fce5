import type { Check, Method } from './method.ts';
import { partKindOf, type Step } from './step.ts';

/** What is wrong with a method whose fields are each right. */
export interface StructureProblem {
  readonly rule:
    | 'unique-id'
    /** A step that no exhibit would ever come to. */
    | 'unreachable'
    /** It names a step that is not there, comes later, or is of another kind. */
    | 'refers'
    | 'repeats'
    | 'sampling'
    | 'least-mass'
    /** Nothing that an analyst reads says that a quantity is proved: a reading shows, a court finds. */
    | 'wording';
  readonly message: string;
}

/** Everything about the steps of a method, and what they say of each other, that keeps it from being followed. */
export function structureProblems(method: Method): StructureProblem[] {
  const { steps, checks } = method;
  return [
    ...twice(
      'step',
      steps.map(({ id }) => id),
    ),
    ...twice(
      'check',
      checks.map(({ id }) => id),
    ),
    ...steps.flatMap((step, index) => [
      ...twiceInStep(step),
      ...unreachable(step, steps.slice(0, index)),
      ...idleOpening(step, steps.slice(index + 1)),
      ...restsOnNothing(step, steps.slice(0, index)),
      ...unequalRepeats(step),
      ...unweighed(step, steps),
    ]),
    ...checks.flatMap((check) => strayOperands(check, steps)),
    ...samplingProblems(method),
    ...wordingProblems(method),
  ];
}

const twice = (what: string, ids: readonly string[]): StructureProblem[] =>
  [...new Set(ids.filter((id, index) => ids.indexOf(id) < index))].map((id) => ({
    rule: 'unique-id',
    message: `two ${what}s are called ${id}`,
  }));

function twiceInStep(step: Step): StructureProblem[] {
  if (step.kind === 'divide')
    return twice(
      `kinds of parts in ${step.id}`,
      step.into.map(({ part }) => part),
    );
  if (step.kind !== 'observe') return [];
  const { fields } = step;
  return [
    ...twice(
      `fields of ${step.id}`,
      fields.map(({ id }) => id),
    ),
    ...twice(
      `labels of ${step.id}`,
      fields.map(({ label }) => label.en),
    ),
  ];
}

const makes = (step: Step): readonly string[] => (step.kind === 'divide' ? step.into.map(({ part }) => part) : []);

function unreachable({ id, of }: Step, before: readonly Step[]): StructureProblem[] {
  const part = partKindOf(of);
  return part === undefined || before.some((step) => makes(step).includes(part))
    ? []
    : [{ rule: 'unreachable', message: `${id} is done with ${of}, and no step before it makes one` }];
}

/** Steps that nothing has to lie open for. */
const closed: ReadonlySet<Step['kind']> = new Set(['file', 'choose', 'open', 'reseal']);

/** Whether something was opened cannot be told afterwards, unless something was done inside. */
function idleOpening(step: Step, after: readonly Step[]): StructureProblem[] {
  if (step.kind !== 'open') return [];
  const end = after.findIndex(({ kind, of }) => (kind === 'open' || kind === 'reseal') && of === step.of);
  const inside = end < 0 ? after : after.slice(0, end);
  return inside.some(({ kind }) => !closed.has(kind))
    ? []
    : [{ rule: 'unreachable', message: `nothing is done with what ${step.id} opens` }];
}

function restsOnNothing(step: Step, before: readonly Step[]): StructureProblem[] {
  if (step.kind !== 'test') return [];
  const bindsFiles = ({ kind, of }: Step): boolean =>
    of === step.of && (kind === 'file' || kind === 'spectrum' || kind === 'photograph');
  return step.restsOn
    .filter((id) => !before.some((other) => other.id === id && bindsFiles(other)))
    .map((id) => ({
      rule: 'refers',
      message: `${step.id} rests on ${id}, which binds no file of the exhibit before it`,
    }));
}

const unequalRepeats = (step: Step): StructureProblem[] =>
  step.kind === 'weigh' && step.repeats > 1 && !step.tolerance
    ? [{ rule: 'repeats', message: `${step.id} is repeated and has no tolerance` }]
    : [];

function unweighed(step: Step, steps: readonly Step[]): StructureProblem[] {
  if (step.kind !== 'divide') return [];
  return step.into
    .filter(({ leastMass }) => leastMass !== undefined)
    .filter(({ part }) => !steps.some((other) => weighsSample(other) && other.of === `each-${part}`))
    .map(({ part }) => ({ rule: 'least-mass', message: `no step weighs each ${part} as a sample` }));
}

const weighsSample = (step: Step): boolean => step.kind === 'weigh' && step.what === 'sample';

function strayOperands(check: Check, steps: readonly Step[]): StructureProblem[] {
  return operandsOf(check).flatMap((id): StructureProblem[] => {
    const step = steps.find((one) => one.id === id);
    if (step?.kind !== 'weigh') return [{ rule: 'refers', message: `${check.id} takes ${id}, which is no weight` }];
    return check.of === 'each-unit' && step.of === 'parcel'
      ? [{ rule: 'refers', message: `${check.id} is of each unit, and ${id} is of the parcel` }]
      : [];
  });
}

const operandsOf = (check: Check): readonly string[] =>
  check.kind === 'reconcile'
    ? [check.before, ...check.after]
    : [check.from, ...check.less, ...(check.is === undefined ? [] : [check.is])];

function samplingProblems({ steps }: Method): StructureProblem[] {
  const problem = (message: string): StructureProblem => ({ rule: 'sampling', message });
  const firstDraw = steps.findIndex(({ kind }) => kind === 'choose');
  const draws = steps.filter(({ kind }) => kind === 'choose');
  const sampled = steps.filter((step) => 'sampled' in step && step.sampled);
  const isDrawnBefore = (step: Step): boolean => firstDraw >= 0 && steps.indexOf(step) > firstDraw;
  return [
    ...(draws.length > 1 ? [problem('units are drawn twice')] : []),
    ...draws
      .filter((draw) => draw.kind === 'choose' && (draw.by === 'bayesian') !== (draw.prior !== undefined))
      .map(({ id }) => problem(`${id} draws by Bayes without a prior, or has a prior and does not`)),
    ...(draws.some(({ of }) => of !== 'parcel')
      ? [problem('units are drawn of the parcel, so that each is as likely')]
      : []),
    ...(draws.length > 0 && sampled.length === 0
      ? [problem('units are drawn, and no step is asked of them alone')]
      : []),
    ...(draws.length > 0 && !steps.slice(0, firstDraw).some((step) => makes(step).includes('unit'))
      ? [problem('units are drawn before there are any')]
      : []),
    ...sampled
      .filter((step) => !isDrawnBefore(step))
      .map(({ id }) => problem(`${id} is asked of drawn units alone, and none are drawn before it`)),
    ...sampled
      .filter(({ of }) => of !== 'each-unit')
      .map(({ id }) => problem(`${id} is not of each unit, so that it cannot be asked of drawn units alone`)),
  ];
}

const claimsProof = /\bprov(e|es|ed|ing|en)\b|\bproofs?\b|ثابت|ثبوت/iu;

function wordingProblems({ title, steps, checks }: Method): StructureProblem[] {
  const read = [
    { id: 'title', texts: [title] },
    ...steps.map((step) => ({
      id: step.id,
      texts: [step.prompt, ...(step.kind === 'observe' ? [step.asks, ...step.fields.map(({ label }) => label)] : [])],
    })),
    ...checks.map((check) => ({ id: check.id, texts: [check.title] })),
  ];
  return read
    .filter(({ texts }) => texts.some(({ en, ur }) => claimsProof.test(en) || claimsProof.test(ur)))
    .map(({ id }) => ({ rule: 'wording', message: `${id} speaks of proof` }));
}

/** What only the laboratory can fill in, and has not: a method with any of it is not begun. */
export const blanksOf = ({ steps }: Method): string[] =>
  steps.flatMap((step) => [
    ...(step.kind === 'choose' && step.share === '' ? [`${step.id}: share`] : []),
    ...(step.kind === 'choose' && step.confidence === '' ? [`${step.id}: confidence`] : []),
    ...(step.kind === 'choose' && step.prior?.a === '' ? [`${step.id}: prior.a`] : []),
    ...(step.kind === 'choose' && step.prior?.b === '' ? [`${step.id}: prior.b`] : []),
    ...('protocol' in step && step.protocol === '' ? [`${step.id}: protocol`] : []),
    ...(step.kind === 'test' && step.reagent?.name === '' ? [`${step.id}: reagent.name`] : []),
  ]);
