import {
  type CustodyEvent,
  controlsHeld,
  type Exhibit,
  type ExhibitGap,
  type Finding,
  isStanding,
  measuredIn,
} from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { reported } from '@custody-edge/measurement/uncertainty';
import { say } from '@custody-edge/ui-kit';
import { nextStepOf } from '../desk/next-step.ts';
import { refusalOf } from '../desk/obstacle.ts';
import type { Laboratory } from '../laboratory.ts';
import { askedTest } from '../method/asked-test.ts';
import type { Step } from '../method/step.ts';
import { whatNow } from '../method/words.ts';
import { roomOfFinding } from '../room/room.ts';
import { maybeSpectrum } from '../store/media-type.ts';
import type { ExhibitLineView, ExhibitView, FindingView, MethodView, NextStep, SumView } from '../view.ts';
import type { WeightFigures } from '../weight/figures.ts';
import { sumText, unknownText } from '../weight/sum-words.ts';
import type { Sum } from '../weight/sums.ts';
import { controlWords } from './control-words.ts';
import { drawAheadView, drawnView } from './draw-view.ts';
import { reserveText } from './reserve-text.ts';

/** An exhibit in a list. */
export function exhibitLine(
  exhibit: Exhibit,
  { officerView, runs }: Pick<Laboratory, 'officerView' | 'runs'>,
): ExhibitLineView {
  const { subject, label, described, kind, custody, isOpen, gaps } = exhibit;
  const run = runs.known(exhibit);
  return {
    ...{ subject, label, described, kind, isOpen },
    state: custody.state,
    ...(custody.state === 'held' && { custodian: officerView(custody.custodian) }),
    ...(custody.state === 'held' && custody.place !== undefined && { place: custody.place }),
    hasGaps: gaps.length > 0,
    ...(run && { isDone: !run.progress.unfinished.has(subject) }),
  };
}

/** Everything that the page shows of an exhibit. @param officer who is signed in */
export function exhibitView(exhibit: Exhibit, laboratory: Laboratory, officer: string | undefined): ExhibitView {
  const { custody, seals, parcel, parent, gaps } = exhibit;
  const { exhibits, cases } = laboratory;
  const line = exhibitLine(exhibit, laboratory);
  const elsewhere = laboratory.elsewhere(exhibit);
  const labCase = exhibits.caseOf(exhibit.subject);
  const number = labCase === undefined ? undefined : cases.find(labCase)?.number;
  const obstacle = obstacleOf(exhibit, laboratory, officer);
  const figures = laboratory.figures(exhibit);
  const ahead = laboratory.drawAhead(exhibit);
  return {
    ...line,
    ...(parcel !== undefined && { parcel }),
    ...(labCase !== undefined && number !== undefined && { case: { subject: labCase, number } }),
    ...(parent !== undefined && { parent: { subject: parent, label: exhibits.find(parent)?.label ?? '' } }),
    ...(custody.state !== 'nowhere' && { since: custody.since }),
    ...(elsewhere !== undefined && { elsewhere }),
    seals,
    parts: exhibit.parts.map((part) => {
      const known = exhibits.find(part.exhibit);
      if (known) return exhibitLine(known, laboratory);
      const { exhibit: subject, label, described, kind } = part;
      return { subject, label, described, kind, state: 'nowhere', isOpen: false, hasGaps: false };
    }),
    findings: exhibit.findings
      .map((finding) => withBudget(findingView(finding, laboratory), figures.budgets))
      .toReversed(),
    ...(ahead && { drawAhead: drawAheadView(ahead) }),
    drawn: exhibit.choices.map((choice) => drawnView(choice, exhibits.unitsOf(exhibit.subject))),
    sums: figures.sums.filter((sum) => sum.exhibit === exhibit.subject).map(sumView),
    gaps: gaps.map(gapText),
    ...(obstacle && { obstacle }),
    next: nextOf(exhibit, laboratory, officer),
    ...methodOf(exhibit, laboratory),
  };
}

/** How the page names whoever has an exhibit. */
const custodianOf = ({ custodian }: Pick<ExhibitLineView, 'custodian'>): string =>
  custodian?.name ?? custodian?.officerId ?? '';

/** Why an officer may do nothing with an exhibit, naming whoever has it. */
export function obstacleOf(
  exhibit: Exhibit,
  laboratory: Laboratory,
  officer: string | undefined,
): BilingualText | undefined {
  const station = laboratory.elsewhere(exhibit);
  const refusal = refusalOf(exhibit, officer ?? '', false, station);
  if (!refusal) return undefined;
  const custodian = custodianOf(exhibitLine(exhibit, laboratory));
  if (refusal.code === 'exhibit-in-other-hands') return say('bench.in-hands-of', { custodian });
  return refusal.code === 'exhibit-elsewhere' && station !== undefined
    ? say('bench.in-hands-at', { custodian, station })
    : refusal.entry.officer;
}

/** The one thing that is next for an exhibit: as the method says, where one is followed and the exhibit is in these hands. */
export function nextOf(exhibit: Exhibit, laboratory: Laboratory, officer: string | undefined): ExhibitView['next'] {
  const usual = nextStepOf(exhibit, officer, custodianOf(exhibitLine(exhibit, laboratory)));
  const isWork = exhibit.custody.state === 'held' && exhibit.custody.custodian === officer;
  if (!isWork || usual.step === 'call-supervisor') return usual;
  const run = laboratory.runs.known(exhibit);
  if (!run || run.progress.done) return usual;
  const { expected } = run;
  return { step: expected.kind === 'step' ? stepOfKind[expected.step.step.kind] : 'nothing', text: whatNow(expected) };
}

const stepOfKind = {
  weigh: 'weigh',
  test: 'test',
  spectrum: 'bind-file',
  file: 'bind-file',
  photograph: 'bind-file',
  divide: 'divide',
  choose: 'choose',
  observe: 'test',
  open: 'open',
  reseal: 'reseal',
} as const satisfies Record<Step['kind'], NextStep>;

function methodOf(exhibit: Exhibit, { runs, exhibits }: Laboratory): { readonly method?: MethodView } {
  const run = runs.known(exhibit);
  if (!run) return {};
  const { method, progress, expected } = run;
  const { id, version, title } = method;
  const step = expected.kind === 'step' ? expected.step.step : undefined;
  const goOn = expected.kind === 'step' ? undefined : expected.next;
  const asks = step && stepOfKind[step.kind] === 'test';
  const followed = asks ? [...progress.exhibits].flatMap((subject) => exhibits.find(subject) ?? []) : [];
  const test = step && askedTest(step, progress.begun, followed);
  return {
    method: {
      ...{ id, version, title },
      isDone: progress.done,
      units: progress.ofUnits,
      text: whatNow(expected),
      ...(step && {
        step: { method: { begun: progress.begun, step: step.id }, kind: step.kind, ...(test && { test }) },
      }),
      ...(goOn && { goOn: { label: goOn.label } }),
    },
  };
}

export const gapText = ({ kind }: ExhibitGap) => say(`bench.gap-${kind}`);

export function findingView(
  { event, amended }: Finding,
  { officerView, exhibits, rooms }: Pick<Laboratory, 'officerView' | 'exhibits' | 'rooms'>,
): FindingView {
  const method = 'method' in event.data ? event.data.method : undefined;
  const begun = method && exhibits.begun(event.subject, method.begun);
  const room = measuredIn(event);
  const base = {
    event: event.id,
    at: event.time,
    ...officerOf(event, officerView),
    amended,
    isStanding: isStanding({ event, amended }),
    ...(method && { step: method.step }),
    ...(begun && { method: { id: begun.id, version: begun.version } }),
    ...(room && { room: roomOfFinding(room, rooms.find(room)) }),
  };
  switch (event.type) {
    case 'exhibit.weighed.v1': {
      const { value, unit, samples, balance } = event.data;
      const named = balance.serialNumber ?? balance.deviceId;
      return { ...base, kind: 'weight', value, unit, balance: named, samples: samples.length, reserves: [] };
    }
    case 'exhibit.weighed.v2': {
      const { what, value, unit, samples, balance } = event.data;
      return {
        ...base,
        ...{ kind: 'weight', what, value, unit },
        balance: [balance.model, balance.serialNumber ?? balance.deviceId]
          .filter((part) => part !== undefined)
          .join(' '),
        samples: samples.length,
        reserves: balance.reserves.map(reserveText),
      };
    }
    case 'exhibit.weight-written.v1': {
      const { what, value, unit, reason, balance } = event.data;
      return { ...base, kind: 'weight', what, value, unit, manual: reason, balance, samples: 0, reserves: [] };
    }
    case 'exhibit.tested.v1': {
      const { technique, protocol, outcome, observed, reagent, files } = event.data;
      return {
        ...base,
        ...{ kind: 'test', technique, protocol, outcome, observed, files },
        ...(reagent && {
          reagent: {
            ...{ name: reagent.name, batch: reagent.batch },
            controls: controlWords(reagent),
            controlsHeld: controlsHeld(reagent),
          },
        }),
      };
    }
    case 'exhibit.file-bound.v1': {
      const { name, mediaType, bytes, hash } = event.data;
      return { ...base, kind: 'file', name, mediaType, bytes, hash, maybeSpectrum: maybeSpectrum(name) };
    }
  }
}

function withBudget(finding: FindingView, budgets: WeightFigures['budgets']): FindingView {
  const budget = budgets.get(finding.event);
  if (finding.kind !== 'weight' || !budget) return finding;
  const { value, unit } = finding;
  return { ...finding, plusMinus: reported({ value, unit }, budget.expanded).uncertainty };
}

function sumView(sum: Sum): SumView {
  const unknown = unknownText(sum.unknown);
  return {
    text: sumText(sum),
    sign: !sum.within ? 'information' : sum.within.agrees ? 'go' : 'wait',
    ...(unknown && { unknown }),
  };
}

const officerOf = ({ officer }: CustodyEvent, officerView: Laboratory['officerView']) =>
  officer === undefined ? {} : { officer: officerView(officer) };
