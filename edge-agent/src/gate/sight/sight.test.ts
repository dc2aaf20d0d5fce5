import {
  type Mover,
  sightDigest,
  sightIn,
  type UnreadableReason,
  unreadableReasons,
} from '@custody-edge/event-contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GatePolicy } from '../../config.ts';
import type { DeskInput } from '../desk.ts';
import {
  finger,
  inside,
  listed,
  nobodysFinger,
  nowMs,
  out,
  paper,
  pass,
  pending,
  pendingOrder,
  press,
  TestGate,
  unclear,
} from '../test-world.ts';
import { comparables } from './comparables.ts';

const marks = [{ place: 'left-arm' as const, words: 'scar of a burn' }];
const confirm = press({ action: 'confirm' });
const leave = press({ action: 'cancel' });
const unreadable = (reason: UnreadableReason) => press({ action: 'unreadable', reason });
const compared = comparables.map((what) => press({ action: 'compared', what }));
/** The person's board, begun from their record. */
const begin = (subject: string, movement: Mover): DeskInput[] => [
  press({ action: 'open-record', subject }),
  press({ action: 'begin-movement', movement }),
];
const identify = (gate: TestGate, officerId = '7001') => gate.sign({ action: 'identify' }, officerId, 'supervisor');
const lastOf = (gate: TestGate, subject: string) => gate.world.historyOf(subject).at(-1);

/** A gate at which somebody's photograph and marks are on record; without an enrolled finger unless told otherwise. */
function gateWith(subject: string, fingerless = true, policy: Partial<GatePolicy> = {}): TestGate {
  const gate = new TestGate(policy);
  if (fingerless) gate.fingerless.add(subject);
  gate.marks.set(subject, marks);
  gate.photograph(subject, 'at-admission');
  return gate;
}

describe('a person without a readable finger', () => {
  it('goes to court and comes back on photograph, marks and a supervisor’s word, marked for ever', () => {
    const gate = gateWith(listed);
    gate.take(...begin(listed, 'out-to-court'), unreadable('worn'), ...compared);
    gate.take(identify(gate), confirm);
    expect(gate.custody(listed)?.state).toBe('OUT_COURT');
    expect(lastOf(gate, listed)).toMatchObject({
      type: 'prisoner.out-to-court.v1',
      data: {
        identity: { method: 'sight', reason: 'worn', photograph: gate.photographs.get(listed), marks: true },
      },
    });
    gate.take(leave, ...begin(listed, 'back-from-court'), unreadable('missing'), ...compared);
    gate.take(identify(gate), confirm);
    expect(gate.custody(listed)?.state).toBe('IN_CUSTODY');
    expect(gate.opened).toBe(2);
  });

  it('is released when the supervisor has no other part in it', () => {
    const gate = gateWith(pending);
    gate.take(paper(pendingOrder), unreadable('worn'), ...compared);
    gate.take(identify(gate));
    gate.signRelease();
    gate.take(confirm);
    expect(gate.custody(pending)?.state).toBe('RELEASED');
    const release = lastOf(gate, pending);
    expect(release && sightIn(release)).toMatchObject({ method: 'sight', approval: 'identity-by-sight by 7001' });
  });

  it.each([
    ['signs at the gate', '4417'],
    ['signs as the second officer', '3001'],
  ])('is not released when the supervisor also %s', (_, officerId) => {
    const gate = gateWith(pending);
    gate.take(paper(pendingOrder), unreadable('worn'), ...compared);
    gate.take(identify(gate, officerId));
    gate.signRelease();
    gate.take(confirm);
    expect(gate.custody(pending)?.state).toBe('RELEASE_PENDING');
  });

  it('has the movements on the record that are possible now, with the paper first where one is written', () => {
    const gate = gateWith(inside);
    gate.take(...begin(inside, 'out-to-hospital'));
    expect(gate.desk).toMatchObject({ step: 'pass', subject: inside });
    gate.take(leave, ...begin(inside, 'out-to-court'));
    expect(gate.desk).toMatchObject({ step: 'record' });
    gate.take(leave, ...begin(out, 'back-from-court'));
    expect(gate.desk).toMatchObject({ step: 'board', movement: 'back-from-court', subject: out });
  });

  it('stays where there is neither a photograph nor a mark to compare', () => {
    const gate = new TestGate();
    gate.fingerless.add(listed);
    gate.take(...begin(listed, 'out-to-court'), unreadable('missing'));
    expect(gate.desk).toMatchObject({ step: 'board', again: { en: expect.stringContaining('The person stays') } });
    expect(() => identify(gate)).toThrow('nobody signs');
  });

  it('is not known by a photograph that the officer who attends took later, but by another officer’s', () => {
    const own = new TestGate();
    own.photograph(listed, 'later', own.world.officer);
    own.take(...begin(listed, 'out-to-court'), unreadable('missing'));
    expect(own.desk).toMatchObject({ again: { en: expect.stringContaining('The person stays') } });
    const another = new TestGate();
    another.photograph(listed, 'later', '4419');
    another.take(...begin(listed, 'out-to-court'), unreadable('missing'), ...compared);
    another.take(identify(another), confirm);
    expect(another.custody(listed)?.state).toBe('OUT_COURT');
  });

  it('needs a finger where the rule of the house says so: for a leave, unless it says otherwise', () => {
    const gate = gateWith(inside);
    gate.take(...begin(inside, 'out-on-leave'));
    gate.take(press({ action: 'pass-details', pass }), unreadable('missing'));
    expect(gate.desk).toMatchObject({ step: 'board', again: { en: expect.stringContaining('takes a finger') } });
  });
});

describe('whoever is brought back without a readable finger', () => {
  const memo = press({ action: 'report-details', details: { report: 'recapture', arrestMemo: 'AM-5' } });
  const bringBack = (subject: string): DeskInput[] => [
    press({ action: 'open-record', subject }),
    press({ action: 'begin-report', report: 'recapture' }),
  ];
  /** A gate from which somebody escaped. */
  function gateWithout(subject: string, fingerless = true, policy: Partial<GatePolicy> = {}): TestGate {
    const gate = gateWith(subject, fingerless, policy);
    gate.escape(subject);
    return gate;
  }

  it('is taken back on photograph, marks and a supervisor’s word', () => {
    const gate = gateWithout(inside);
    gate.take(...bringBack(inside), memo, confirm, unreadable('worn'), confirm, ...compared, confirm);
    expect(gate.desk).toMatchObject({ step: 'report' });
    expect(gate.take(identify(gate), confirm)).toMatchObject([
      { kind: 'record', draft: { type: 'prisoner.recaptured.v1', data: { identity: { method: 'sight' } } } },
      { kind: 'open' },
    ]);
    expect(gate.custody(inside)?.state).toBe('IN_CUSTODY');
    const back = lastOf(gate, inside);
    expect(back && sightIn(back)).toMatchObject({ reason: 'worn', approval: 'identity-by-sight by 7001' });
  });

  it('stays out when the supervisor is the one who attends', () => {
    const gate = gateWithout(inside);
    gate.take(...bringBack(inside), memo, unreadable('worn'), ...compared);
    gate.take(identify(gate, gate.world.officer), confirm);
    expect(gate.desk).toMatchObject({ step: 'report' });
    expect(gate.recorded(inside)).not.toContain('prisoner.recaptured.v1');
  });

  it('stays out where there is nothing to compare, or the rule of the house asks for a finger', () => {
    const bare = new TestGate();
    bare.fingerless.add(inside);
    bare.escape(inside);
    bare.take(...bringBack(inside), memo, unreadable('missing'));
    expect(bare.desk).toMatchObject({ step: 'report', again: { en: expect.stringContaining('The person stays') } });
    const strict = gateWithout(inside, true, { identityBySight: ['release'] });
    strict.take(...bringBack(inside), memo, unreadable('missing'));
    expect(strict.desk).toMatchObject({ again: { en: expect.stringContaining('takes a finger') } });
    expect(() => identify(strict)).toThrow('nobody signs');
  });

  it('has their fingers tried first; after the last try the way leads on from the stop', () => {
    const gate = gateWithout(inside, false);
    gate.take(...bringBack(inside), memo, unreadable('worn'));
    expect(gate.desk).toMatchObject({ again: { en: 'Try the fingers first' } });
    gate.take(nobodysFinger(), unclear, nobodysFinger());
    expect(gate.desk).toMatchObject({ step: 'stop', subject: inside });
    gate.take(unreadable('worn'), ...compared);
    gate.take(identify(gate), confirm);
    expect(gate.custody(inside)?.state).toBe('IN_CUSTODY');
  });

  it('is not known by sight once a finger was somebody else’s', () => {
    const gate = gateWithout(inside);
    gate.take(...bringBack(inside), memo, unreadable('worn'), ...compared);
    gate.take(identify(gate), finger(listed), confirm, unreadable('worn'));
    expect(gate.desk).toMatchObject({
      step: 'report',
      again: { en: expect.stringContaining('another person’s record') },
    });
    expect(gate.recorded(inside)).not.toContain('prisoner.recaptured.v1');
  });

  it('cannot be signed for under any other report', () => {
    const gate = gateWith(inside);
    gate.take(press({ action: 'open-record', subject: inside }), press({ action: 'begin-report', report: 'escape' }));
    gate.take(unreadable('worn'), ...compared);
    expect(() => identify(gate)).toThrow('nobody signs');
  });
});

describe('fingers that are there', () => {
  it('are tried before they count as worn; after the last try the way leads on from the stop', () => {
    const gate = gateWith(listed, false);
    gate.take(...begin(listed, 'out-to-court'), unreadable('worn'));
    expect(gate.desk).toMatchObject({ again: { en: 'Try the fingers first' } });
    gate.take(nobodysFinger(), unclear, nobodysFinger());
    expect(gate.desk).toMatchObject({ step: 'stop', subject: listed });
    gate.take(unreadable('worn'), ...compared);
    gate.take(identify(gate), confirm);
    expect(gate.custody(listed)?.state).toBe('OUT_COURT');
  });

  it('are tried while the reader works', () => {
    const gate = gateWith(listed, false);
    gate.take(...begin(listed, 'out-to-court'), unreadable('reader-out-of-order'));
    expect(gate.desk).toMatchObject({ again: { en: expect.stringContaining('The reader works') } });
    gate.isReaderReady = false;
    gate.take(unreadable('reader-out-of-order'), ...compared);
    gate.take(identify(gate), confirm);
    expect(gate.custody(listed)?.state).toBe('OUT_COURT');
  });

  it('that are somebody else’s cannot be made good by sight: not before, not afterwards, not once it was signed', () => {
    const gate = gateWith(listed);
    gate.take(...begin(listed, 'out-to-court'), unreadable('worn'), ...compared);
    gate.take(identify(gate), finger(inside), confirm, unreadable('worn'));
    expect(gate.desk).toMatchObject({
      step: 'board',
      again: { en: expect.stringContaining('another person’s record') },
    });
    expect(() => identify(gate)).toThrow('nobody signs');
    gate.take(finger(inside));
    expect(gate.desk).toMatchObject({ step: 'stop' });
    gate.take(unreadable('worn'));
    expect(gate.desk).toMatchObject({ step: 'stop' });
    expect(gate.recorded(listed)).not.toContain('prisoner.out-to-court.v1');
  });

  it('leave it to the superintendent from then on, until one of the person’s own matches', () => {
    const gate = gateWith(listed, false);
    gate.take(...begin(listed, 'out-to-court'), finger(inside), leave);
    gate.take(...begin(listed, 'out-to-court'), unreadable('bandaged'), ...compared);
    expect(identify(gate)).toMatchObject({ word: { meaning: 'identity-after-mismatch' } });
    gate.take(finger(listed), leave, ...begin(listed, 'out-to-court'), unreadable('bandaged'), ...compared);
    expect(identify(gate)).toMatchObject({ word: { meaning: 'identity-by-sight' } });
  });
});

describe('an identification by sight', () => {
  it('moves nobody with any one part of it away, or once it was signed for anything else', () => {
    const parts = ['photograph', 'marks', 'word'] as const;
    fc.assert(
      fc.property(
        fc.subarray([...parts]),
        fc.constantFrom(...unreadableReasons.filter((reason) => reason !== 'reader-out-of-order')),
        fc.constantFrom('right', 'old', 'ahead', 'other-reason', 'other-person', 'other-movement'),
        (kept, reason, signed) => {
          const gate = gateWith(listed);
          gate.take(...begin(listed, 'out-to-court'), unreadable(reason), ...compared);
          const word = identify(gate);
          if (word.kind !== 'identified') throw new Error('not a supervisor’s word');
          gate.take(leave, ...begin(listed, 'out-to-court'), unreadable(reason));
          for (const what of comparables) if (kept.includes(what)) gate.take(press({ action: 'compared', what }));
          const claim = { reason, marks: true, photograph: gate.photographs.get(listed) ?? '' };
          const digests = {
            right: word.word.digest,
            old: word.word.digest,
            ahead: word.word.digest,
            'other-reason': sightDigest('identity-by-sight', listed, 'out-to-court', {
              ...claim,
              reason: 'reader-out-of-order',
            }),
            'other-person': sightDigest('identity-by-sight', inside, 'out-to-court', claim),
            'other-movement': sightDigest('identity-by-sight', listed, 'release', claim),
          };
          const untimely = {
            ...(signed === 'old' && { expiresAtMs: nowMs }),
            // By a clock that ran ahead and is right again.
            ...(signed === 'ahead' && { issuedAtMs: nowMs + 3_600_000, expiresAtMs: nowMs + 3_900_000 }),
          };
          const given = { ...word.word, digest: digests[signed], ...untimely };
          if (kept.includes('word')) gate.take({ kind: 'identified', word: given });
          gate.take(confirm);
          const moved = gate.custody(listed)?.state === 'OUT_COURT';
          expect(moved).toBe(kept.length === parts.length && signed === 'right');
          expect(gate.opened).toBe(moved ? 1 : 0);
        },
      ),
      { seed: 41, numRuns: 200 },
    );
  });

  it('is never mixed of two people: nobody moves on a word for another, whatever else is done', () => {
    const journeys = [
      { who: listed, movement: 'out-to-court', supervisor: '7001' },
      { who: out, movement: 'back-from-court', supervisor: '7002' },
      { who: inside, movement: 'out-to-hospital', supervisor: '7003' },
    ] as const;
    type Journey = (typeof journeys)[number];
    const written = press({ action: 'pass-details', pass });
    const boardOf = ({ who, movement }: Journey) => [leave, ...begin(who, movement), written, unreadable('worn')];
    const words = journeys.map((journey) => {
      const gate = gateWith(journey.who);
      gate.take(...boardOf(journey), ...compared);
      return identify(gate, journey.supervisor);
    });
    const board = fc.constantFrom(...journeys).map((journey) => [...boardOf(journey), ...compared]);
    const inputs = fc.oneof(
      { arbitrary: board, weight: 3 },
      { arbitrary: fc.constantFrom(...words).map((word) => [word]), weight: 4 },
      { arbitrary: fc.constant([confirm]), weight: 3 },
      fc.constantFrom(...journeys).map(({ who }) => [finger(who)]),
    );
    let moved = 0;
    fc.assert(
      fc.property(fc.array(inputs, { maxLength: 25 }), (day) => {
        const gate = new TestGate();
        for (const { who } of journeys) {
          gate.fingerless.add(who);
          gate.marks.set(who, marks);
          gate.photograph(who, 'at-admission');
        }
        for (const input of day.flat()) {
          const effects = gate.take(input);
          for (const effect of effects) {
            if (effect.kind !== 'record') continue;
            const { subject } = effect.draft;
            const seen = sightIn(effect.draft);
            const own = journeys.find(({ who }) => who === subject);
            if (!seen || !own) continue;
            moved += 1;
            expect(seen.approval).toBe(`identity-by-sight by ${own.supervisor}`);
            expect(gate.tries.get(subject)?.mismatched ?? false).toBe(false);
          }
        }
      }),
      { seed: 43, numRuns: 400 },
    );
    expect(moved).toBeGreaterThan(3);
  });
});
