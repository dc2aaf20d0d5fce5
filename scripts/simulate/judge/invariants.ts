import { z } from 'zod';
import type { Evidence, Invariant } from './evidence.ts';
import { byFollowing, fold, isMovement, type Standing } from './fold.ts';
import { approverOf, type RecordedEvent } from './recorded-event.ts';
import { visitInvariants } from './visits.ts';

const identitySchema = z.object({
  method: z.literal('fingerprint'),
  finger: z.string(),
  score: z.number(),
  threshold: z.number(),
});
const releasedSchema = z.object({
  orderIds: z.array(z.string()).min(1),
  identity: z.array(identitySchema),
  holdsStatement: z.string().min(1),
  medicalClearance: z.string(),
  propertyReturn: z.string(),
  approvals: z.array(z.unknown()),
});
const outSchema = z.object({ order: z.object({ dueBack: z.string() }) });
const backSchema = z.object({ identity: identitySchema });
const receivedSchema = z.object({ order: z.object({ orderId: z.string() }) });
const correctsSchema = z.object({ corrects: z.string() });
const twoFingers = 2;

const standingOf: Readonly<Record<string, Standing>> = {
  IN_CUSTODY: 'inside',
  RELEASE_PENDING: 'inside',
  OUT_COURT: 'out',
  RELEASED: 'released',
};

const of = (events: readonly RecordedEvent[], type: string): RecordedEvent[] =>
  events.filter((one) => one.type === type);
const named = ({ type, subject, sequence, station }: RecordedEvent): string =>
  `${type} of ${subject} (${station} ${sequence})`;
const passes = ({ score, threshold }: z.infer<typeof identitySchema>): boolean => score >= threshold;

/** The invariants of custody, numbered as in the product's state machine. */
const custodyInvariants: readonly Invariant[] = [
  {
    number: 1,
    says: {
      en: 'one prisoner, one state, in the record of all stations',
      ur: 'ہر قیدی کی ایک ہی حالت، تمام گیٹوں کے ریکارڈ میں',
    },
    check({ events, register }) {
      const { standings } = fold(byFollowing(events));
      const followed = new Map<string, string>();
      const forks = events.filter(isMovement).flatMap((event) => {
        if (event.after === undefined) return [];
        const key = `${event.subject} ${event.after}`;
        const other = followed.get(key);
        followed.set(key, event.id);
        return other === undefined ? [] : [`${named(event)} and ${other} follow the same event`];
      });
      return [
        ...forks,
        ...register.flatMap(({ subject, state, conflict }) => {
          if (conflict) return [`${subject} has two states`];
          const own = standings.get(subject);
          return standingOf[state] === own ? [] : [`${subject} is ${state} in the register, and ${own} by the events`];
        }),
      ];
    },
  },
  {
    number: 2,
    says: {
      en: 'admitted less released is inside and out, at every prefix',
      ur: 'داخل منفی رہا برابر اندر اور باہر، ہر مرحلے پر',
    },
    check({ events }) {
      const { prefixes, impossible } = fold(byFollowing(events));
      return [
        ...impossible.map((event) => `${named(event)} from where they were not`),
        ...prefixes.flatMap(({ held, counted }, index) =>
          held === counted ? [] : [`after ${index + 1} movements ${held} are held, and ${counted} should be`],
        ),
      ];
    },
  },
  {
    number: 3,
    says: { en: 'no release without the complete evidence', ur: 'مکمل ثبوت کے بغیر کوئی رہائی نہیں' },
    check({ events }) {
      const known = new Map(events.map((event) => [event.id, event]));
      const orders = new Set(
        events.flatMap(({ type, subject, data }) => {
          if (!type.startsWith('prisoner.release-order-received.')) return [];
          const received = receivedSchema.safeParse(data);
          return received.success ? [`${subject} ${received.data.order.orderId}`] : [];
        }),
      );
      return of(events, 'prisoner.released.v2').flatMap((event) => {
        const read = releasedSchema.safeParse(event.data);
        if (!read.success) return [`${named(event)}: incomplete`];
        const { orderIds, identity, medicalClearance, propertyReturn, approvals } = read.data;
        const fingers = new Set(identity.filter(passes).map(({ finger }) => finger));
        const isOf = (id: string, type: string): boolean =>
          known.get(id)?.type === type && known.get(id)?.subject === event.subject;
        const lacking = [
          ...(fingers.size < twoFingers ? ['two fingers'] : []),
          ...orderIds.filter((orderId) => !orders.has(`${event.subject} ${orderId}`)).map((id) => `order ${id}`),
          ...(isOf(medicalClearance, 'prisoner.medically-cleared.v1') ? [] : ['medical clearance']),
          ...(isOf(propertyReturn, 'prisoner.property-returned.v1') ? [] : ['property']),
          ...(approvals.length < 2 ? ['two officers'] : []),
        ];
        return lacking.map((what) => `${named(event)}: no ${what}`);
      });
    },
  },
  {
    number: 4,
    says: { en: 'an order is used once', ur: 'ہر حکم ایک ہی بار استعمال ہوا' },
    check({ events }) {
      const used = new Map<string, string>();
      return of(events, 'prisoner.released.v2').flatMap((event) => {
        const { orderIds } = releasedSchema.pick({ orderIds: true }).catch({ orderIds: [] }).parse(event.data);
        return orderIds.flatMap((orderId) => {
          const before = used.get(orderId);
          used.set(orderId, event.id);
          return before === undefined ? [] : [`${orderId} was used by ${before} and ${event.id}`];
        });
      });
    },
  },
  {
    number: 5,
    says: { en: 'who comes back is who went out, by their own finger', ur: 'جو گیا وہی واپس آیا، اپنی انگلی سے' },
    check({ events }) {
      const out = new Set<string>();
      return byFollowing(events).flatMap((event) => {
        if (event.type === 'prisoner.out-to-court.v1') out.add(event.subject);
        if (event.type !== 'prisoner.back-from-court.v1') return [];
        const back = backSchema.safeParse(event.data);
        const found = [
          ...(out.delete(event.subject) ? [] : [`${named(event)}: was not out`]),
          ...(back.success && passes(back.data.identity) ? [] : [`${named(event)}: no finger`]),
        ];
        return found;
      });
    },
  },
  {
    number: 6,
    says: {
      en: 'whoever is out has a time to return, and one alarm once it has passed',
      ur: 'باہر گئے ہر شخص کی واپسی کا وقت، اور دیر پر ایک ہی الارم',
    },
    check({ events, endMs }) {
      const alarms = of(events, 'prisoner.overdue.v1');
      const { standings } = fold(byFollowing(events));
      return of(events, 'prisoner.out-to-court.v1').flatMap((event) => {
        const out = outSchema.safeParse(event.data);
        if (!out.success) return [`${named(event)}: no time to return`];
        const { dueBack } = out.data.order;
        const raised = alarms.filter(
          ({ subject, data }) => subject === event.subject && data.dueBack === dueBack,
        ).length;
        const isLate = standings.get(event.subject) === 'out' && Date.parse(dueBack) + overdueNoticedMs < endMs;
        if (raised > 1) return [`${named(event)}: ${raised} alarms`];
        return isLate && raised === 0 ? [`${named(event)}: no alarm`] : [];
      });
    },
  },
  {
    number: 7,
    says: {
      en: 'nothing is rewritten: a correction is an event of its own',
      ur: 'کچھ بدلا نہیں گیا: تصحیح الگ درج ہوتی ہے',
    },
    check({ events, rewritten, broken }) {
      const known = new Set(events.map(({ id }) => id));
      return [
        ...broken,
        ...rewritten.map((id) => `${id} was heard otherwise`),
        ...events.flatMap((event) => {
          const correction = correctsSchema.safeParse(event.data);
          return correction.success && !known.has(correction.data.corrects) ? [`${named(event)} corrects nothing`] : [];
        }),
      ];
    },
  },
  {
    number: 8,
    says: {
      en: 'two officers are two people with keys of their own',
      ur: 'دو افسر واقعی دو شخص ہیں، الگ کلیدوں کے ساتھ',
    },
    check({ events }) {
      return of(events, 'prisoner.released.v2').flatMap((event) => {
        const { approvals } = releasedSchema.pick({ approvals: true }).catch({ approvals: [] }).parse(event.data);
        const approvers = approvals.map(approverOf);
        const officers = new Set(approvers.map((one) => one?.officerId));
        const keys = new Set(approvers.map((one) => one?.keyId));
        const areTwo = approvers.every((one) => one !== undefined) && officers.size === approvers.length;
        return areTwo && keys.size === approvers.length && approvers.length >= 2 ? [] : [named(event)];
      });
    },
  },
  {
    number: 9,
    says: { en: 'what comes late changes nothing silently', ur: 'دیر سے آنے والا اندراج خاموشی سے کچھ نہیں بدلتا' },
    check({ events, register, setAside }) {
      const arrived = fold(byFollowing(events)).standings;
      const reversed = fold(byFollowing(events.toReversed())).standings;
      const differing = register.filter(({ subject }) => arrived.get(subject) !== reversed.get(subject));
      return [
        ...(setAside === 0 ? [] : [`${setAside} events were set aside`]),
        ...differing.map(({ subject }) => `${subject} stands otherwise when events come in another order`),
      ];
    },
  },
  {
    number: 10,
    says: {
      en: 'clocks, restarts and repetitions change no state',
      ur: 'گھڑی، دوبارہ چلنا اور دہرانا حالت نہیں بدلتے',
    },
    check({ events }) {
      const ids = new Set<string>();
      const doubled = events.filter(({ id }) => ids.size === ids.add(id).size).map(({ id }) => `${id} is there twice`);
      const places = new Set(events.map(({ chain, sequence }) => `${chain} ${sequence}`));
      return [...doubled, ...(places.size === events.length ? [] : ['two events have one place in a chain'])];
    },
  },
];

/** Of custody and of visits. */
export const invariants: readonly Invariant[] = [...custodyInvariants, ...visitInvariants];

/** How long after the time to return a station may take to notice it. */
const overdueNoticedMs = 5 * 60_000;

/** @returns numbers of those that are contradicted, with what contradicts them */
export const violations = (
  evidence: Evidence,
): readonly { readonly number: number; readonly found: readonly string[] }[] =>
  invariants.flatMap(({ number, check }) => {
    const found = check(evidence);
    return found.length === 0 ? [] : [{ number, found }];
  });
