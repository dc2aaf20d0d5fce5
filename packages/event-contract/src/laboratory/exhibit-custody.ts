import type { Seal } from '../events/exhibit.ts';
import type { ExhibitEvent } from './lab-events.ts';

/** Who has an exhibit. */
export type ExhibitCustody =
  /** No event says that anybody took it in. */
  | { readonly state: 'nowhere' }
  | { readonly state: 'held'; readonly custodian: string; readonly place?: string; readonly since: string }
  | { readonly state: 'returned'; readonly since: string };

/** Where the record of an exhibit is not what it has to be. */
export interface ExhibitGap {
  readonly kind: /** Something was done before anybody had taken the exhibit in, or after it had left. */
    | 'nobody-had-it'
    /** Whoever did something did not have the exhibit. */
    | 'not-the-custodian'
    /** It was taken in while somebody had it. */
    | 'taken-in-again'
    /** An officer who has to sign for it did not. */
    | 'word-missing'
    /** It was worked on under a seal, opened where nothing was sealed, or given out unsealed. */
    | 'sealed'
    /** A seal that was whole is broken or gone, and no opening says why. */
    | 'seal-changed'
    /** What is amended was never found, or is of another kind than what takes its place. */
    | 'amends-nothing'
    /** Two stations wrote apart from each other what came next. */
    | 'forked';
  /** Of the event at which it shows. */
  readonly event: string;
}

/** Where an exhibit is and how it is closed, after one of its events. */
export interface ExhibitStand {
  readonly custody: ExhibitCustody;
  readonly seals: readonly Seal[];
  readonly isOpen: boolean;
}

export const nowhere: ExhibitStand = { custody: { state: 'nowhere' }, seals: [], isOpen: false };

interface Step {
  readonly stand: ExhibitStand;
  readonly lacks: ExhibitGap['kind'][];
}

/** What an event makes of an exhibit, and what it lacks after what stood before it. */
export function standAfter(before: ExhibitStand, event: ExhibitEvent): Step {
  switch (event.type) {
    case 'exhibit.received.v1': {
      const { seals, place } = event.data;
      return {
        stand: { custody: heldBy(event, event.officer, place), seals, isOpen: false },
        lacks: takenIn(before, event),
      };
    }
    case 'exhibit.taken-from.v1':
      return {
        stand: { custody: heldBy(event, event.officer), seals: [], isOpen: true },
        lacks: takenIn(before, event),
      };
    case 'exhibit.handed-over.v1': {
      const { from, to, place } = event.data;
      return { stand: { ...before, custody: heldBy(event, to, place) }, lacks: inHandsOf(before, from) };
    }
    case 'exhibit.opened.v1': {
      const { seals } = event.data;
      const lacks = [
        ...inHandsOf(before, event.officer),
        ...sealsLost(before.seals, seals),
        ...(before.isOpen ? sealed : []),
      ];
      return { stand: { ...before, seals, isOpen: true }, lacks };
    }
    case 'exhibit.resealed.v1': {
      const { seals } = event.data;
      const lacks = [...inHandsOf(before, event.officer), ...(before.isOpen ? [] : sealsLost(before.seals, seals))];
      return { stand: { ...before, seals, isOpen: false }, lacks };
    }
    case 'exhibit.returned.v1': {
      const isSealed = !before.isOpen && before.seals.some(isWhole);
      const lacks = [...inHandsOf(before, event.officer), ...(isSealed ? [] : sealed)];
      return { stand: { ...before, custody: { state: 'returned', since: event.time } }, lacks };
    }
    case 'exhibit.fork-settled.v1':
      return { stand: asFound(event, before), lacks: [] };
    case 'exhibit.divided.v1':
    case 'exhibit.tested.v1':
      return { stand: before, lacks: [...inHandsOf(before, event.officer), ...(before.isOpen ? [] : sealed)] };
    case 'exhibit.weighed.v2':
    case 'exhibit.weight-written.v1': {
      const isReached = before.isOpen || event.data.what === 'gross';
      return { stand: before, lacks: [...inHandsOf(before, event.officer), ...(isReached ? [] : sealed)] };
    }
    case 'exhibit.method-begun.v1':
    case 'exhibit.units-chosen.v1':
      return { stand: before, lacks: inHandsOf(before, event.officer) };
    // A file may come, and a mistake be found, long after the exhibit was sealed again; an old weight says nothing of custody.
    case 'exhibit.file-bound.v1':
    case 'exhibit.amended.v1':
    case 'exhibit.weighed.v1':
      return { stand: before, lacks: [] };
  }
}

const sealed = ['sealed'] as const;

const isWhole = ({ state }: Seal): boolean => state === 'intact';

/** How an exhibit lies by whoever looked, whatever the branches before it say. */
function asFound(
  event: Extract<ExhibitEvent, { type: 'exhibit.fork-settled.v1' }>,
  before: ExhibitStand,
): ExhibitStand {
  const { found } = event.data;
  if (found.state === 'returned') return { ...before, custody: { state: 'returned', since: event.time } };
  const { custodian, place, isOpen, seals } = found;
  return { custody: heldBy(event, custodian, place), seals, isOpen };
}

const heldBy = ({ time }: ExhibitEvent, custodian = '', place?: string): ExhibitCustody => ({
  state: 'held',
  custodian,
  since: time,
  ...(place !== undefined && { place }),
});

/** Where nobody is signed in, nobody takes anything in. */
function takenIn({ custody }: ExhibitStand, { officer }: ExhibitEvent): ExhibitGap['kind'][] {
  if (custody.state === 'held') return ['taken-in-again'];
  return officer === undefined ? ['nobody-had-it'] : [];
}

function inHandsOf({ custody }: ExhibitStand, officer: string | undefined): ExhibitGap['kind'][] {
  if (custody.state !== 'held') return ['nobody-had-it'];
  return custody.custodian === officer ? [] : ['not-the-custodian'];
}

/** Seals that were whole have to be found whole. */
function sealsLost(before: readonly Seal[], found: readonly Seal[]): ExhibitGap['kind'][] {
  const whole = new Set(found.filter(isWhole).map(({ mark }) => mark));
  return before.filter(isWhole).some(({ mark }) => !whole.has(mark)) ? ['seal-changed'] : [];
}
