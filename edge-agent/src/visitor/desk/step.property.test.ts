import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UnsignedVisitorAction } from './desk-step.ts';
import { points, prisoner, TestDesk } from './test-desk.ts';

/** What may come to the desk next, whoever stands there and whatever is on the glass. */
type Move =
  | { readonly kind: 'press'; readonly action: UnsignedVisitorAction }
  /** Somebody puts their finger on the glass. */
  | { readonly kind: 'finger'; readonly person: number; readonly score: number }
  /** A pass of one of the visits so far, also of one that is over. */
  | { readonly kind: 'pass'; readonly of: number }
  /** The officer chooses one of the visits so far. */
  | { readonly kind: 'choose'; readonly of: number }
  /** The same, and a second officer signs at once. */
  | { readonly kind: 'choose-and-sign'; readonly of: number }
  | { readonly kind: 'paper'; readonly text: string }
  | { readonly kind: 'sight' | 'answer' | 'unclear' | 'idle' }
  /** Somebody answers all that the desk asks, and comes in by a finger or by sight. */
  | { readonly kind: 'come'; readonly person: number; readonly bySight: boolean };

const who = { name: 'رخسانہ', parentage: 'فضل', address: 'لاہور', sex: 'F' } as const;
const answers: readonly UnsignedVisitorAction[] = [
  { action: 'begin-entry', kind: 'family' },
  { action: 'document', document: 'none' },
  { action: 'who', who },
  { action: 'choose', person: prisoner },
  { action: 'relate', relation: 'sister' },
  { action: 'searched', officer: '4417', officerSex: 'F' },
  { action: 'goods', children: 0, items: [] },
];
const others: readonly UnsignedVisitorAction[] = [
  { action: 'cancel' },
  { action: 'back' },
  { action: 'confirm' },
  { action: 'turn-away' },
  { action: 'begin-exit' },
  { action: 'print-slip' },
  { action: 'search-refused' },
  { action: 'find', query: 'a' },
  { action: 'open', list: 'inside' },
  { action: 'open', list: 'lists' },
  { action: 'book', on: '2026-12-01' },
  ...(['take-number', 'next', 'close', 'tell', 'go-on'] as const).map((step) => ({ action: 'queue', step }) as const),
];
const person = fc.integer({ min: 1, max: 4 });
const moves: fc.Arbitrary<Move> = fc.oneof(
  { arbitrary: fc.record({ kind: fc.constant('come' as const), person, bySight: fc.boolean() }), weight: 3 },
  {
    arbitrary: fc.record({ kind: fc.constant('finger' as const), person, score: fc.nat(2 * points.identify) }),
    weight: 6,
  },
  {
    arbitrary: fc.record({
      kind: fc.constantFrom('pass' as const, 'choose' as const, 'choose-and-sign' as const),
      of: fc.nat(5),
    }),
    weight: 4,
  },
  fc.constantFrom('CEV1:altered', '3520212345671', 'x').map((text): Move => ({ kind: 'paper', text })),
  {
    arbitrary: fc.constantFrom('sight' as const, 'unclear' as const, 'idle' as const).map((kind): Move => ({ kind })),
    weight: 3,
  },
  { arbitrary: fc.constant<Move>({ kind: 'answer' }), weight: 6 },
  fc.constantFrom(...answers, ...others).map((action): Move => ({ kind: 'press', action })),
);

/** What is pressed where it leads to nothing is refused, and the desk goes on. */
function unlessRefused(work: () => void): void {
  try {
    work();
  } catch (error) {
    expect(error).toMatchObject({
      code: expect.stringMatching(/^(action-not-possible|action-incomplete|person-unknown)$/),
    });
  }
}

function play(at: TestDesk, move: Move): void {
  const visitAt = (index: number): string => [...at.visits.keys()][index] ?? 'visit/none';
  switch (move.kind) {
    case 'press':
      at.press(move.action);
      break;
    case 'finger':
      at.take({ kind: 'finger', print: at.print(move.person, move.score) });
      break;
    case 'pass':
      at.take({ kind: 'paper', text: `CEV1:${visitAt(move.of)}` });
      break;
    case 'choose':
      at.press({ action: 'begin-exit', visit: visitAt(move.of) });
      break;
    case 'choose-and-sign':
      at.press({ action: 'begin-exit', visit: visitAt(move.of) });
      at.seeBySight();
      break;
    case 'paper':
      at.take({ kind: 'paper', text: move.text });
      break;
    case 'sight':
      at.seeBySight();
      break;
    case 'answer':
      at.answerAlarm();
      break;
    case 'unclear':
      at.take({ kind: 'unclear', reasons: [] });
      break;
    case 'idle':
      at.take({ kind: 'idle' });
      break;
    case 'come': {
      for (const action of answers) at.press(action);
      if (move.bySight) at.seeBySight();
      else for (const _ of [1, 2]) at.take({ kind: 'finger', print: at.print(move.person, 2 * points.identify) });
      at.press({ action: 'confirm' });
      break;
    }
  }
}

describe('whatever happens at the desk, in whatever order', () => {
  it('nobody leaves who did not come in, each leaves once, and a held door is opened by an answer alone', () => {
    const seen = { byFinger: 0, bySight: 0, held: 0 };
    const oneDay = fc.array(moves, { minLength: 10, maxLength: 60 });
    fc.assert(
      fc.property(oneDay, (day) => {
        const at = new TestDesk();
        for (const move of day) {
          const [left, alarms] = [at.letOut.length, at.alarms.length];
          unlessRefused(() => play(at, move));
          const gone = at.letOut.slice(left);
          expect(gone.length).toBeLessThanOrEqual(1);
          for (const { visit, exit } of gone) {
            expect(alarms).toBe(0);
            if (exit.method === 'sight') {
              // A second officer answered for this one, with the photograph of this entry before them.
              expect(move.kind).toMatch(/^(sight|choose-and-sign)$/);
              seen.bySight += 1;
            } else {
              const whose = at.fingers.get(visit)?.[0]?.[0];
              expect(move).toMatchObject({ kind: 'finger', person: whose });
              seen.byFinger += 1;
            }
          }
          if (at.alarms.length > 0) {
            expect(at.desk.step).toBe('hold');
            seen.held += 1;
          }
        }
        const ends = at.letOut.map(({ visit }) => visit);
        expect(new Set(ends).size).toBe(ends.length);
        for (const templates of at.fingers.values()) expect(new Set(templates.map(([whose]) => whose)).size).toBe(1);
      }),
      { seed: 27, numRuns: 400 },
    );
    // The days were full ones.
    for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(40);
  });

  it('no finger comes in twice at once', () => {
    fc.assert(
      fc.property(fc.array(moves, { minLength: 10, maxLength: 40 }), (day) => {
        const at = new TestDesk();
        for (const move of day) unlessRefused(() => play(at, move.kind === 'finger' ? { ...move, score: 80 } : move));
        const inside = at.inside().flatMap(({ subject }) => at.fingers.get(subject)?.[0]?.[0] ?? []);
        expect(new Set(inside).size).toBe(inside.length);
      }),
      { seed: 28, numRuns: 200 },
    );
  });
});
