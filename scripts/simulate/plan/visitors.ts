import type { VisitRelation } from '@custody-edge/event-contract';
import type { Coming } from '../../demo/coming.ts';
import { type FraudKind, type FraudRule, fraudKinds, fraudRules } from './frauds.ts';

/** Somebody who visits, by number among the visitors of a day. Invented like everybody here. */
export interface PlannedVisitor extends Coming {
  readonly number: number;
  /** Of the store of grown fingers. */
  readonly finger: number;
  /** The number of the prisoner to whom they come. */
  readonly visits: number;
  /** Who has lost the pass leaves by the finger alone. */
  readonly losesPass: boolean;
}

/** A visitor comes to the desk, or to its exit. */
export type VisitScene =
  | { readonly kind: 'visitor-in'; readonly at: number; readonly visitor: number }
  | {
      readonly kind: 'visitor-out';
      readonly at: number;
      readonly visitor: number;
      /** Not before the desk has said that their time is up. */
      readonly isOverdue: boolean;
    };

/** A fraud at the desk: whom it is about, and the visitors whom it needs. */
interface VisitFraud {
  readonly at: number;
  readonly fraud: FraudKind;
  readonly visitors: readonly number[];
}

export interface VisitPlan {
  readonly visitors: readonly PlannedVisitor[];
  readonly scenes: readonly VisitScene[];
  readonly frauds: readonly VisitFraud[];
}

/** Visits begin and end within these shares of the day: from eight in the morning until the evening. */
const hours = { first: 0.17, last: 0.85, closed: 0.93 } as const;
/** How long visitors stay, in minutes of a day of twelve hours. */
const stay = { least: 15, most: 40 } as const;
/**
 * Visitors' fingers are taken in turn from so many: a visitor is compared with those who are inside and with nobody else, so that whoever
 * comes long after another has left may have the same. A desk that compared with more would turn visitors away here.
 */
const fingersInTurn = 300;
/** One in so many is a lawyer, has children along, leaves a telephone, has no card, or loses the pass. */
const oneIn = { lawyer: 25, children: 6, phone: 4, noCard: 12, losesPass: 5 } as const;

const women = ['رخسانہ پروین', 'شازیہ بی بی', 'نسیم اختر', 'کلثوم بی بی', 'زبیدہ خاتون', 'ثریا بیگم'];
const men = ['محمد سلیم', 'عبدالقیوم', 'خالد محمود', 'منظور احمد', 'اللہ رکھا', 'یعقوب مسیح'];
const fathers = ['عبدالرشید', 'غلام محمد', 'خوشی محمد', 'رحمت علی', 'چراغ دین', 'نواب دین', 'فتح محمد'];
const addresses = ['مکان 4، اچھرہ، لاہور', 'گلی 7، شاہدرہ، لاہور', 'چک 14، ضلع قصور', 'محلہ نور پورہ، شیخوپورہ'];
const relations: Readonly<Record<'F' | 'M', readonly VisitRelation[]>> = {
  F: ['mother', 'wife', 'sister', 'daughter'],
  M: ['father', 'brother', 'son', 'friend'],
};

/** The first of all stays until the desk has said that the time is up. */
const overdue = 0;

/** A banned visitor, and how the same man is written who comes again without a card. */
export const bannedVisitor = {
  known: { name: 'محمد اسلم', parentage: 'کریم بخش' },
  again: { name: 'Mohammad Aslm', parentage: 'Kareem Bakhsh' },
} as const;

const visitorFrauds = fraudKinds.filter((fraud) => ruleOf(fraud).visitors !== undefined);

function ruleOf(fraud: FraudKind): FraudRule {
  return fraudRules[fraud];
}

/** How many fingers of their own so many visitors need, the banned one among them. */
export const visitorFingers = (visitors: number): number => Math.min(fingersInTurn, visitors);

/**
 * Who visits whom, from when until when, and which of them frauds are about.
 * @param hosts prisoners who sit in the house all day, one for each visitor
 * @param fingers of the store, as many as `visitorFingers` says
 */
export function planVisits(
  minutes: number,
  hosts: readonly number[],
  fingers: readonly number[],
  random: () => number,
): VisitPlan {
  const pick = <Value>(list: readonly Value[]): Value => {
    const found = list[Math.floor(random() * list.length)];
    if (found === undefined) throw new RangeError('nothing to choose from');
    return found;
  };
  const stretch = minutes / (12 * 60);
  const visitors = hosts.map((visits, number): PlannedVisitor => {
    const sex = random() < 0.6 ? 'F' : 'M';
    const isLawyer = number % oneIn.lawyer === oneIn.lawyer - 1;
    const hasCard = isLawyer || number % oneIn.noCard !== oneIn.noCard - 1;
    return {
      number,
      who: { name: pick(sex === 'F' ? women : men), parentage: pick(fathers), address: pick(addresses), sex },
      ...(hasCard && { card: `35202${String(1_000_000 + number * 7)}${sex === 'F' ? 2 : 1}` }),
      ...(isLawyer && { licence: `PBC-${4_000 + number}` }),
      // Whoever stays all day has one that nobody else has.
      finger: fingers[number === overdue ? 0 : 1 + ((number - 1) % (fingers.length - 1))] ?? 0,
      visits,
      relation: pick(relations[sex]),
      children: number % oneIn.children === 1 ? 1 + Math.floor(random() * 3) : 0,
      phones: number % oneIn.phone === 2 ? 1 : 0,
      losesPass: number % oneIn.losesPass === oneIn.losesPass - 1,
    };
  });
  const span = (hours.last - hours.first) * minutes;
  const times = visitors.map(({ number }) => {
    const from = hours.first * minutes + (span * number) / visitors.length;
    return { from, to: from + (stay.least + random() * (stay.most - stay.least)) * stretch };
  });
  const timeOf = (visitor: number) => times[visitor] ?? { from: 0, to: 0 };

  // Those of the frauds are apart from each other.
  const needed = visitorFrauds.reduce((sum, fraud) => sum + (ruleOf(fraud).visitors?.count ?? 0), 0);
  const apart = Math.floor((visitors.length - 1) / needed);
  let next = 1;
  const frauds = visitorFrauds.map((fraud): VisitFraud => {
    const { count, when } = ruleOf(fraud).visitors ?? { count: 0, when: 'inside' as const };
    const first = next;
    next += Math.max(1, apart * count);
    const chosen = Array.from({ length: count }, (_, index) => first + index);
    const { from, to } = timeOf(chosen.at(-1) ?? first);
    // Two who take each other's pass are inside together.
    for (const visitor of chosen) times[visitor] = { from, to };
    const at = when === 'left' ? to + 0.3 : (from + to) / 2;
    return { at, fraud, visitors: chosen };
  });
  const kept = frauds.flatMap(({ fraud, visitors: of }) => (ruleOf(fraud).visitors?.when === 'never' ? of : []));
  const scenes = visitors.flatMap(({ number }): VisitScene[] => {
    if (kept.includes(number)) return [];
    const { from, to } = timeOf(number);
    const isOverdue = number === overdue;
    return [
      { kind: 'visitor-in', at: from, visitor: number },
      { kind: 'visitor-out', at: isOverdue ? hours.closed * minutes : to, visitor: number, isOverdue },
    ];
  });
  return { visitors, scenes, frauds };
}
