import { isInside } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import type { Person } from '../../people/people.ts';
import { wardDraft } from '../../people/ward.ts';
import type { DeskInput, DeskStep, FindDesk, RecordDesk, World } from '../desk.ts';
import { adviceFor, adviceForUnclear } from '../finger/advice.ts';
import { bestMatch, type Capture } from '../finger/capture.ts';
import { replacedDraft } from '../slip/band-printer.ts';
import { printAgain } from '../slip/print-again.ts';
import { waitToErase } from './erasure.ts';
import { beginReport } from './report-step.ts';

const emptySearch: FindDesk = { step: 'find', query: '', found: { subjects: [], more: 0 } };

/** Looks for a person by what an officer types, or by the finger on the glass. */
export function stepFind(desk: FindDesk, input: DeskInput, world: World): DeskStep {
  const { again: _, ...calm } = desk;
  switch (input.kind) {
    case 'action':
      if (input.action.action === 'find')
        return stay({ ...calm, query: input.action.query, found: world.find(input.action.query) });
      return stepToRecord(desk, input.action, world);
    default:
      return stepByFinger(desk, input, world);
  }
}

/** An open record: whatever else is asked for leads to another record, or to a report about this person. */
export function stepRecord(desk: RecordDesk, input: DeskInput, world: World): DeskStep {
  if (input.kind !== 'action') return stepByFinger(desk, input, world);
  if (input.action.action === 'print-slip') return printAgain(desk, world);
  const person = world.person(desk.subject);
  if (!person) return stepToRecord(desk, input.action, world);
  switch (input.action.action) {
    case 'begin-report': {
      const { report } = input.action;
      const wait = report === 'erasure' && waitToErase(person.custody, world);
      if (wait) return stay({ step: 'not-allowed', reasons: [wait], subject: desk.subject, back: desk });
      return beginReport(report, person, desk);
    }
    case 'assign-ward': {
      const { again: _, ...calm } = desk;
      const draft = wardDraft(person, input.action.ward, world.policy);
      return draft
        ? { desk: calm, effects: [{ kind: 'record', draft }] }
        : stay({ ...desk, again: say('ward.refused') });
    }
    case 'another-wristband': {
      const { subject } = desk;
      const number = world.bandOf(subject);
      if (number === undefined || !mayHaveBand(person)) return stay(desk);
      const draft = replacedDraft(world.stationSubject, subject, number, input.action.reason);
      return {
        desk,
        effects: [
          { kind: 'record', draft },
          { kind: 'print-band', subject },
        ],
      };
    }
    case 'photograph': {
      const { subject } = desk;
      if (!mayPhotograph(person, world)) return stay(desk);
      return { desk, effects: [{ kind: 'photograph', subject, jpeg: input.action.jpeg }] };
    }
    default:
      return stepToRecord(desk, input.action, world);
  }
}

/** Whoever is held here. */
export const mayHaveBand = ({ custody }: Person): boolean => isInside(custody.state) && !custody.forgotten;

/** Whoever is here and has no photograph here; one that was taken is not taken away again. */
export const mayPhotograph = ({ subject, custody }: Person, world: World): boolean =>
  isInside(custody.state) && !custody.forgotten && world.photographOf(subject) === undefined;

/** What leads to a record from wherever it may be opened. */
export function stepToRecord<From extends DeskStep['desk']>(
  desk: From,
  action: Extract<DeskInput, { kind: 'action' }>['action'],
  world: World,
): DeskStep {
  if (action.action === 'begin-find') return stay(emptySearch);
  const person = action.action === 'open-record' ? world.person(action.subject) : undefined;
  return person ? openRecord(person, world) : stay(desk);
}

function stepByFinger(desk: FindDesk | RecordDesk, input: DeskInput, world: World): DeskStep {
  switch (input.kind) {
    case 'capture': {
      const person = ownerOf(input.capture, world);
      return person
        ? openRecord(person, world)
        : stay({ ...desk, again: adviceFor(input.capture.reasons) ?? say('record.finger-unknown') });
    }
    case 'unclear':
      return stay({ ...desk, again: adviceForUnclear(input.reasons) });
    case 'idle':
      return stay({ step: 'home', attempts: 0 });
    default:
      return stay(desk);
  }
}

function ownerOf(capture: Capture, world: World): Person | undefined {
  const match = bestMatch(capture, world.thresholds.identify);
  return match && world.person(match.subject);
}

/** Every look at a record is an event of its own. */
function openRecord({ subject }: Person, world: World): DeskStep {
  const data = { person: subject };
  return {
    desk: { step: 'record', subject },
    effects: [{ kind: 'record', draft: { type: 'gate.record-opened.v1', subject: world.stationSubject, data } }],
  };
}

const stay = (desk: DeskStep['desk']): DeskStep => ({ desk, effects: [] });
