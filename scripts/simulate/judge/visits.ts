import { z } from 'zod';
import type { Evidence, Invariant } from './evidence.ts';
import type { RecordedEvent } from './recorded-event.ts';

const beganSchema = z.object({ due: z.string(), entryKeyId: z.string() });
const exitSchema = z.object({
  exit: z.discriminatedUnion('method', [
    z.object({ method: z.literal('fingerprint'), score: z.number(), threshold: z.number() }),
    z.object({ method: z.literal('sight'), approval: z.string().min(1) }),
  ]),
});

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** The desk looks so often by a steady clock, and destroys at the last look before the hours are over. */
export const lookMs = 15_000;
/** So much of a day that is set forward may pass meanwhile. */
const noticedMs = 60 * minuteMs;

/** One visit, as its events tell it. */
interface Told {
  readonly visit: string;
  readonly began: readonly RecordedEvent[];
  readonly ended: readonly RecordedEvent[];
  readonly overdue: readonly RecordedEvent[];
  readonly destroyed: readonly RecordedEvent[];
}

function visitsOf(events: readonly RecordedEvent[]): Told[] {
  const ofVisits = events.filter(({ subject }) => subject.startsWith('visit/'));
  return [...Map.groupBy(ofVisits, ({ subject }) => subject)].map(([visit, all]) => {
    const of = (type: string) => all.filter((event) => event.type === type);
    return {
      visit,
      began: of('visit.began.v1'),
      ended: of('visit.ended.v1'),
      overdue: of('visit.alarm.v1').filter(({ data }) => data.alarm === 'overdue'),
      destroyed: of('visit.entry-destroyed.v1'),
    };
  });
}

/** Whether an exit was allowed by the finger that came in, or by an officer’s word. */
function isProven(data: RecordedEvent['data']): boolean {
  const read = exitSchema.safeParse(data);
  if (!read.success) return false;
  const { exit } = read.data;
  return exit.method === 'sight' || exit.score >= exit.threshold;
}

function throughTheDoor({ visit, began: [first, ...again], ended: [left, ...more] }: Told): string[] {
  if (again.length > 0) return [`${visit} began twice`];
  if (more.length > 0) return [`${visit} left twice`];
  if (!left) return [];
  if (first?.chain !== left.chain || first.sequence > left.sequence) return [`${visit} left and never came in`];
  return isProven(left.data) ? [] : [`${visit} left without a finger`];
}

function inTime(
  { visit, began: [first], ended: [left], overdue }: Told,
  { endMs, passedMs }: Pick<Evidence, 'endMs' | 'passedMs'>,
): string[] {
  if (!first) return [];
  const began = beganSchema.safeParse(first.data);
  if (!began.success) return [`${visit}: no time to leave`];
  const dueMs = Date.parse(began.data.due);
  const untilMs = left ? Date.parse(left.time) : endMs;
  if (overdue.length > 1) return [`${visit}: ${overdue.length} alarms`];
  if (overdue.some(({ time }) => Date.parse(time) < dueMs)) return [`${visit}: an alarm before the time`];
  return passedMs(dueMs, untilMs) > 2 * lookMs && overdue.length === 0 ? [`${visit}: no alarm`] : [];
}

type OfVisits = Pick<Evidence, 'events' | 'endMs' | 'entryKeptHours'>;

function destroyedInTime(told: Told, { endMs, entryKeptHours }: OfVisits): string[] {
  const { visit, destroyed } = told;
  const [first] = told.began;
  const [left] = told.ended;
  const began = beganSchema.safeParse(first?.data);
  if (!began.success) return [];
  if (destroyed.some(({ data }) => data.keyId !== began.data.entryKeyId))
    return [`${visit}: another key was destroyed`];
  if (!left) return destroyed.length === 0 ? [] : [`${visit}: destroyed while the visitor is inside`];
  const dueMs = Date.parse(left.time) + entryKeptHours * hourMs;
  if (destroyed.some(({ time }) => Date.parse(time) < dueMs - lookMs)) return [`${visit}: destroyed before its time`];
  return destroyed.length === 0 && endMs > dueMs + noticedMs ? [`${visit}: the finger is still kept`] : [];
}

/** Fingers of visitors that were destroyed too early, or are kept too long. */
export const notDestroyedInTime = (evidence: OfVisits): string[] =>
  visitsOf(evidence.events).flatMap((told) => destroyedInTime(told, evidence));

/** What holds of visitors, numbered on from the invariants of custody. */
export const visitInvariants: readonly Invariant[] = [
  {
    number: 11,
    says: {
      en: 'nobody leaves by the visitors’ door but who came in by it, once, by the same finger',
      ur: 'ملاقاتیوں کے دروازے سے وہی نکلا جو اندر آیا تھا، ایک بار، اسی انگلی سے',
    },
    check: ({ events }) => visitsOf(events).flatMap(throughTheDoor),
  },
  {
    number: 12,
    says: {
      en: 'a visitor who stays too long is an alarm, once, and not before the time',
      ur: 'وقت سے زیادہ رکنے پر ایک ہی الارم، وقت سے پہلے نہیں',
    },
    check: (evidence) => visitsOf(evidence.events).flatMap((told) => inTime(told, evidence)),
  },
  {
    number: 13,
    says: {
      en: 'the finger of a visitor who has left is destroyed in time, and not before',
      ur: 'جا چکے ملاقاتی کی انگلی کا ریکارڈ وقت پر تلف ہوا، پہلے نہیں',
    },
    check: notDestroyedInTime,
  },
];
