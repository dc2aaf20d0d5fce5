import { isExhibitEvent } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import type { StationParts } from '../../station/station-parts.ts';
import type { RecentView } from '../../station/status-view.ts';
import type { Desk } from '../desk/desk.ts';
import { refusalOf } from '../desk/obstacle.ts';
import { isFull, isWhole, readingAt, readingsWanted } from '../instrument/trial-steps.ts';
import type { Laboratory } from '../laboratory.ts';
import { type Instruction, panInstruction } from '../pan/instruction.ts';
import { steadyWeight } from '../pan/pan.ts';
import type { Pans } from '../pans.ts';
import { missingWords, type Pending } from '../signing/pending.ts';
import type { Spectrometers } from '../spectrum/spectrometers.ts';
import type { ArrivalView, AtPanView, BenchDeskView, BenchView, SigningView, WeighingView } from '../view.ts';
import { caseLine, caseView } from './case-view.ts';
import { exhibitLine, exhibitView, nextOf, obstacleOf } from './exhibit-view.ts';
import { instrumentView } from './instrument-view.ts';
import { panView } from './pan-view.ts';
import { reserveText } from './reserve-text.ts';
import { roomView } from './room-view.ts';
import { spectrumInstruction, spectrumView } from './spectrum-view.ts';

/** Lines of a list that are pushed at each change. */
const shownLines = 30;
const recentLines = 20;

/** What is on the glass. */
export interface Shown {
  readonly desk: Desk;
  readonly pans: Pans;
  readonly spectrometers: Spectrometers;
  readonly pending: Pending | undefined;
}

export function benchView(shown: Shown, laboratory: Laboratory, parts: StationParts): BenchView {
  const { pans, spectrometers, pending } = shown;
  const { instruments, exhibits, cases, arrivals, runs } = laboratory;
  const { attending } = parts.officers;
  const held = attending === undefined ? { exhibits: [], more: 0 } : exhibits.heldBy(attending, shownLines);
  const open = attending === undefined ? { cases: [], more: 0 } : cases.open(shownLines);
  const waiting = arrivals.waiting(shownLines);
  return {
    ...atPanView(shown, laboratory, parts),
    status: parts.status(),
    revision: `${parts.log.length} ${laboratory.exhibits.revision}`,
    desk: deskView(shown, laboratory, parts),
    ...(pending && { signing: signingView(pending, laboratory) }),
    balances: pans.balances,
    spectrometers: spectrometers.devices,
    instruments: instruments.statuses().map((one) => instrumentView(one, instruments, parts.config.bench.fitness)),
    room: roomView(laboratory.rooms, parts.clock.nowMs(), parts.config.bench.room),
    methods: runs.current.map(({ method: { id, version, title, section }, isComplete }) => ({
      ...{ id, version, title, section, isComplete },
    })),
    hasLibraries: parts.config.bench.librariesDir !== undefined,
    arrivals: waiting.arrivals.map(
      ({ arrival, name, mediaType, bytes, hash, at, isNamesake }): ArrivalView => ({
        ...{ arrival, name, mediaType, bytes, hash, at, isNamesake },
      }),
    ),
    inWork: held.exhibits.map((exhibit) => exhibitLine(exhibit, laboratory)),
    cases: open.cases.map((labCase) => caseLine(labCase, laboratory)),
    more: { inWork: held.more, cases: open.more, arrivals: waiting.more },
    inReview: attending === undefined ? 0 : cases.inReviewCount,
    recent: recentOf(laboratory, parts),
  };
}

export function atPanView(shown: Shown, laboratory: Laboratory, parts: StationParts): AtPanView {
  const { pans } = shown;
  const { instruments } = laboratory;
  const { sign, text: instruction } = instructionOf(shown, laboratory, parts);
  const pan =
    pans.inUse !== undefined &&
    panView(pans.inUse, instruments.modelOf(instruments.statusOf(pans.inUse)), pans.of(pans.inUse));
  return { ...(pan && { pan }), acceptable: sign === 'go', sign, instruction };
}

/** The one line that tells what to do next; `go` where what the balance shows may be accepted. */
export function instructionOf(
  { desk, pans, spectrometers, pending }: Shown,
  laboratory: Laboratory,
  parts: StationParts,
): Instruction {
  if (pending) return { sign: 'information', text: say('bench.sign-first') };
  if (desk.refused) return { sign: 'wait', text: desk.refused };
  const pan = pans.of(pans.inUse);
  switch (desk.step) {
    case 'home': {
      const atPan = panInstruction(pan);
      const isTrouble = pans.inUse !== undefined && (pan.noWeight || !pan.reading || pan.tareLost);
      return isTrouble ? atPan : { sign: 'information', text: say('bench.scan-exhibit') };
    }
    case 'case':
      return { sign: 'information', text: say('bench.parcel-label') };
    case 'divide':
      return { sign: 'information', text: say('bench.part-labels') };
    case 'instruments':
      return { sign: 'information', text: say('bench.look-instruments') };
    case 'trial': {
      if (isFull(desk)) return { sign: 'information', text: say('bench.trial-whole') };
      const atPan = panInstruction(pan);
      const { mark } = readingAt(desk, desk.readings.length).weight;
      return atPan.sign === 'information' ? { sign: 'information', text: say('bench.trial-weight', { mark }) } : atPan;
    }
    case 'exhibit':
      return atExhibit(desk, pans, laboratory, parts);
    case 'spectrum':
      return spectrumInstruction(spectrumView(desk, laboratory, spectrometers));
  }
}

function atExhibit(
  desk: Extract<Desk, { step: 'exhibit' }>,
  pans: Pans,
  laboratory: Laboratory,
  parts: StationParts,
): Instruction {
  const exhibit = laboratory.exhibits.find(desk.exhibit);
  const { attending } = parts.officers;
  const pan = pans.of(pans.inUse);
  if (!exhibit) return { sign: 'information', text: say('bench.scan-exhibit') };
  const obstacle = obstacleOf(exhibit, laboratory, attending);
  if (obstacle) return { sign: 'stop', text: obstacle };
  const weighing = weighingView(desk, laboratory, parts, pans);
  if (!weighing) {
    // First what lies there comes off the pan.
    if (pan.recordedLoad) return panInstruction(pan);
    return { sign: 'information', text: nextOf(exhibit, laboratory, attending).text };
  }
  return weighing.refused ? { sign: 'stop', text: weighing.refused } : panInstruction(pan);
}

function weighingView(
  { exhibit, weighing }: Extract<Desk, { step: 'exhibit' }>,
  laboratory: Laboratory,
  parts: StationParts,
  pans: Pans,
): WeighingView | undefined {
  if (!weighing) return undefined;
  const { what, method } = weighing;
  const known = laboratory.exhibits.find(exhibit);
  const elsewhere = known && laboratory.elsewhere(known);
  const refusal = refusalOf(known, parts.officers.attending ?? '', what !== 'gross', elsewhere);
  const last = steadyWeight(pans.of(pans.inUse))?.at(-1);
  const load = last && { value: last.value, unit: last.ucum };
  const acceptance =
    known && pans.inUse !== undefined ? laboratory.acceptance(known, weighing, pans.inUse, load) : undefined;
  const refused = refusal?.entry.officer ?? acceptance?.refused?.text;
  return {
    what,
    ...(method && { step: method.step }),
    reserves: acceptance?.reserves.map(reserveText) ?? [],
    ...(refused && { refused }),
  };
}

function deskView({ desk, pans, spectrometers }: Shown, laboratory: Laboratory, parts: StationParts): BenchDeskView {
  const { exhibits, cases } = laboratory;
  const { officers, clock, timeFloor } = parts;
  switch (desk.step) {
    case 'home':
    case 'instruments':
      return { step: desk.step };
    case 'case': {
      const labCase = cases.find(desk.case);
      if (!labCase) return { step: 'home' };
      const now = { nowMs: clock.nowMs(), timeQuality: timeFloor.quality };
      return {
        step: 'case',
        case: caseView(labCase, laboratory, now),
        ...(desk.scanned !== undefined && { scanned: desk.scanned }),
      };
    }
    case 'exhibit':
    case 'divide': {
      const known = exhibits.find(desk.exhibit);
      if (!known) return { step: 'home' };
      const exhibit = exhibitView(known, laboratory, officers.attending);
      if (desk.step === 'divide') return { step: 'divide', exhibit, labels: desk.labels };
      const weighing = weighingView(desk, laboratory, parts, pans);
      return { step: 'exhibit', exhibit, ...(weighing && { weighing }) };
    }
    case 'spectrum': {
      const known = exhibits.find(desk.exhibit);
      if (!known) return { step: 'home' };
      const exhibit = exhibitView(known, laboratory, officers.attending);
      return { step: 'spectrum', exhibit, spectrum: spectrumView(desk, laboratory, spectrometers) };
    }
    case 'trial': {
      const { deviceId, trial, unit, loads, readings } = desk;
      return {
        ...{ step: 'trial', deviceId, trial, unit, loads },
        ...readingAt(desk, readings.length),
        readings: readings.map(({ value }) => value),
        wanted: readingsWanted(desk),
        isWhole: isWhole(desk),
        isFull: isFull(desk),
      };
    }
  }
}

function signingView(pending: Pending, { officerView }: Laboratory): SigningView {
  const groups = Map.groupBy(missingWords(pending), ({ meaning, by }) => `${meaning} ${by ?? ''}`);
  return {
    about: pending.about,
    lines: pending.lines,
    missing: [...groups.values()].flatMap((words) => {
      const [first] = words;
      if (!first) return [];
      const { meaning, by } = first;
      return [{ meaning, ...(by !== undefined && { by: officerView(by) }), count: words.length }];
    }),
  };
}

/** What was recorded here last, in words. */
function recentOf({ exhibits }: Laboratory, { log }: StationParts): RecentView[] {
  return log
    .latest(recentLines)
    .filter(isExhibitEvent)
    .map((event) => {
      const label = exhibits.find(event.subject)?.label ?? '';
      const { id, time: at } = event;
      const text =
        event.type === 'exhibit.weighed.v2'
          ? say('bench.recorded', { label, weight: `${event.data.value} ${event.data.unit}` })
          : say('bench.done-to', { label, what: say(`event.${event.type}`) });
      return { id, at, sign: 'go', text };
    });
}
