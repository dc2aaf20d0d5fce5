import {
  type DepartureClaim,
  departureDigest,
  departureWords,
  type EventDraft,
  mayApprove,
  type OfficerRole,
  officerRoleSchema,
} from '@custody-edge/event-contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeskInput } from '../desk.ts';
import {
  finger,
  idle,
  inside,
  listed,
  nowMs,
  paper,
  pass,
  pending,
  pendingOrder,
  press,
  TestGate,
  transfer,
} from '../test-world.ts';
import { boardView } from './board-view.ts';
import { latestBackMs } from './pass-limit.ts';

const confirm = press({ action: 'confirm' });
const write = press({ action: 'pass-details', pass });
const leavingFor = (movement: 'out-to-hospital' | 'out-on-remand', who = inside, gate = new TestGate()) => {
  if (movement === 'out-on-remand') gate.examine(who);
  gate.take(idle, press({ action: 'begin-pass', movement }), write, finger(who));
  return gate;
};
const missingOn = (gate: TestGate, who = inside) => {
  const person = gate.person(who);
  if (gate.desk.step !== 'board' || !person) throw new Error(`no board but ${gate.desk.step}`);
  return boardView(gate.desk, person, gate.now()).missing.map(({ en }) => en);
};
const second = 'Waiting for the second officer';
const noReferral = 'The medical officer has not signed for the hospital';

describe('a journey to hospital', () => {
  it('takes the word of the officer at the gate and of the medical officer, and says what is missing', () => {
    const gate = leavingFor('out-to-hospital');
    expect(missingOn(gate)).toEqual([second, noReferral]);
    gate.take(gate.vouch('release', '4417', 'gate-officer'));
    expect(missingOn(gate)).toEqual([second, noReferral]);
    expect(gate.take(confirm)).toEqual([]);
    gate.take(gate.vouch('hospital-referral', '5001', 'medical'));
    expect(missingOn(gate)).toEqual([]);
    expect(gate.take(confirm)).toMatchObject([
      { draft: { data: { approvals: ['release by 4417', 'hospital-referral by 5001'] } } },
      { kind: 'open' },
    ]);
  });

  it('takes in an emergency a senior officer’s word instead, unless the house leaves it to the medical officer alone', () => {
    const emergency = (policy: Partial<TestGate['policy']>) => {
      const gate = leavingFor('out-to-hospital', inside, new TestGate(policy));
      gate.take(gate.vouch('release', '4417', 'gate-officer'));
      gate.take(gate.vouch('hospital-referral', '3001', 'deputy-superintendent'));
      return gate;
    };
    expect(emergency({}).take(confirm)).toHaveLength(2);
    const strict = emergency({ seniorRefersToHospital: false });
    expect(missingOn(strict)).toEqual([noReferral]);
    expect(strict.take(confirm)).toEqual([]);
    expect(missingOn(emergency({ seniorSignsWithKey: true }))).toEqual([
      'The superintendent or deputy must sign with a security key',
    ]);
  });

  it('is not signed twice by one officer', () => {
    const gate = leavingFor('out-to-hospital');
    gate.take(gate.vouch('release', '3001', 'deputy-superintendent'));
    gate.take(gate.vouch('hospital-referral', '3001', 'deputy-superintendent'));
    expect(missingOn(gate)).toEqual([second]);
    expect(gate.take(confirm)).toEqual([]);
  });

  it('goes on under a release order, of which every officer is told at once', () => {
    const gate = leavingFor('out-to-hospital', pending);
    const person = gate.person(pending);
    if (gate.desk.step !== 'board' || !person) throw new Error(gate.desk.step);
    const notice = { en: expect.stringContaining('A release order is here'), ur: expect.stringContaining('روبکار') };
    expect(boardView(gate.desk, person, gate.now())).toMatchObject({ notice });
    gate.signDeparture();
    expect(gate.take(confirm)).toHaveLength(2);
    expect(gate.custody(pending)).toMatchObject({ state: 'OUT_HOSPITAL', openOrders: [{ orderId: pendingOrder }] });
    const usual = leavingFor('out-to-hospital');
    const other = usual.person(inside);
    if (usual.desk.step !== 'board' || !other) throw new Error(usual.desk.step);
    expect(boardView(usual.desk, other, usual.now())).not.toHaveProperty('notice');
  });
});

describe('a journey on physical remand', () => {
  it('takes the word of a second officer of rank, who read the court’s order', () => {
    const gate = leavingFor('out-on-remand');
    const rank = 'The superintendent or a deputy must approve';
    expect(missingOn(gate)).toEqual([second, rank]);
    gate.take(gate.vouch('release', '4417', 'gate-officer'));
    gate.take(gate.vouch('release-review', '4418', 'gate-officer'));
    expect(missingOn(gate)).toEqual([rank]);
    expect(gate.take(confirm)).toEqual([]);
    gate.take(gate.vouch('release-review', '3001', 'deputy-superintendent'));
    expect(gate.take(confirm)).toMatchObject([
      { draft: { data: { approvals: ['release by 4417', 'release-review by 3001'] } } },
      { kind: 'open' },
    ]);
  });

  it('is nothing that the medical officer signs', () => {
    const gate = leavingFor('out-on-remand');
    expect(() => gate.vouch('hospital-referral', '5001', 'medical')).toThrow('nobody signs');
  });
});

describe('a word for a journey', () => {
  it.each(['out-to-hospital', 'out-on-remand'] as const)('is worth nothing to %s once it has expired', (movement) => {
    const gate = leavingFor(movement);
    gate.signDeparture();
    const now = gate.world.nowMs;
    Object.assign(gate.world, { nowMs: now + 1 });
    expect(missingOn(gate)).toContain(second);
    expect(gate.take(confirm)).toEqual([]);
  });

  it('is worth nothing on another paper, for another person, or for another journey', () => {
    const gate = leavingFor('out-to-hospital');
    const words = [gate.vouch('release', '4417', 'gate-officer'), gate.vouch('hospital-referral', '5001', 'medical')];
    const others = [
      leavingFor('out-to-hospital', pending),
      leavingFor('out-on-remand'),
      (() => {
        const farther = new TestGate();
        const changed = press({ action: 'pass-details', pass: { ...pass, place: 'home' } });
        farther.take(press({ action: 'begin-pass', movement: 'out-to-hospital' }), changed, finger(inside));
        return farther;
      })(),
    ];
    for (const other of others) {
      other.take(...words);
      expect(other.desk).toMatchObject({ step: 'board', vouched: [] });
      expect(other.take(confirm)).toEqual([]);
    }
  });
});

describe('the time to return on a paper', () => {
  it.each([
    ['out-to-hospital', 'hospital'],
    ['out-on-remand', 'remand'],
    ['out-on-leave', 'leave'],
  ] as const)('of %s is no further off than the house allows', (movement, journey) => {
    const gate = new TestGate();
    const latest = latestBackMs(journey, nowMs, gate.policy);
    const until = (atMs: number) =>
      press({ action: 'pass-details', pass: { ...pass, dueBack: new Date(atMs).toISOString() } });
    if (movement === 'out-on-remand') gate.examine(inside);
    gate.take(idle, press({ action: 'begin-pass', movement }), until(latest + 1));
    expect(gate.desk).toMatchObject({ step: 'pass', again: { en: expect.stringContaining('at the latest') } });
    gate.take(finger(inside));
    expect(gate.desk).toMatchObject({
      step: 'not-allowed',
      reasons: [{ en: expect.stringContaining('further off than the house allows') }],
    });
    gate.take(press({ action: 'cancel' }), press({ action: 'begin-pass', movement }), until(latest), finger(inside));
    expect(gate.desk).toMatchObject({ step: 'board', movement });
  });

  it('of a transfer has its limit as well', () => {
    const gate = new TestGate();
    const far = { ...transfer, dueBack: new Date(latestBackMs('transfer', nowMs, gate.policy) + 1).toISOString() };
    gate.take(
      press({ action: 'begin-pass', movement: 'transfer-dispatched' }),
      press({ action: 'transfer-details', transfer: far }),
    );
    expect(gate.desk).toMatchObject({ step: 'pass', again: { en: expect.stringContaining('at the latest') } });
  });
});

type Word = {
  readonly meaning: 'release' | 'release-review' | 'hospital-referral';
  readonly officerId: string;
  readonly role: OfficerRole;
};
type Step = { readonly inputs: readonly DeskInput[] } | { readonly word: Word };
const officers: readonly (readonly [string, OfficerRole])[] = [
  ['4417', 'gate-officer'],
  ['4418', 'gate-officer'],
  ['5001', 'medical'],
  ['3001', 'deputy-superintendent'],
  ['1001', 'superintendent'],
  ['7001', 'clerk'],
];
const words = fc
  .record({
    meaning: fc.constantFrom('release', 'release-review', 'hospital-referral'),
    who: fc.constantFrom(...officers),
  })
  .map(({ meaning, who: [officerId, role] }): Step => ({ word: { meaning, officerId, role } as Word }));
const papers = [pass, { ...pass, place: 'home' }, { ...pass, place: 'home', dueBack: '2099-01-01T00:00:00.000Z' }];
/** A journey begun and written out for somebody who stands at the gate. */
const begun = fc
  .record({
    movement: fc.constantFrom('out-to-hospital' as const, 'out-on-remand' as const, 'out-on-leave' as const),
    paper: fc.constantFrom(...papers),
    who: fc.constantFrom(inside, listed, pending),
  })
  .map(
    ({ movement, paper: written, who }): Step => ({
      inputs: [
        idle,
        press({ action: 'begin-pass', movement }),
        press({ action: 'pass-details', pass: written }),
        finger(who),
      ],
    }),
  );
const anything = fc
  .constantFrom(
    confirm,
    finger(inside),
    write,
    press({ action: 'begin-movement', movement: 'out-to-hospital' }),
    press({ action: 'open-record', subject: inside }),
    press({ action: 'cancel' }),
    press({ action: 'unreadable', reason: 'worn' }),
    paper(pendingOrder),
    idle,
  )
  .map((input): Step => ({ inputs: [input] }));
const steps: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: words, weight: 16 },
  { arbitrary: begun, weight: 2 },
  { arbitrary: fc.constant<Step>({ inputs: [confirm] }), weight: 6 },
  { arbitrary: anything, weight: 1 },
);

const claimIn = (draft: EventDraft): DepartureClaim | undefined => {
  const { subject } = draft;
  if (draft.type === 'prisoner.out-to-hospital.v2')
    return { movement: 'out-to-hospital', subject, pass: draft.data.pass };
  if (draft.type === 'prisoner.out-on-remand.v2') return { movement: 'out-on-remand', subject, pass: draft.data.pass };
  return draft.type === 'prisoner.out-on-leave.v1'
    ? { movement: 'out-on-leave', subject, pass: draft.data.pass }
    : undefined;
};

describe('through any day at the desk', () => {
  it('nobody leaves on a paper without the words of two officers for that very paper, the second of the right office', () => {
    let left = 0;
    fc.assert(
      fc.property(fc.array(steps, { minLength: 20, maxLength: 60 }), (day) => {
        const gate = new TestGate();
        for (const who of [inside, listed]) gate.examine(who);
        const signed = new Map<string, Word>();
        for (const step of day) {
          for (const input of 'word' in step ? asSigned(gate, step.word, signed) : step.inputs)
            for (const effect of gate.take(input)) {
              if (effect.kind !== 'record') continue;
              expect(effect.draft.type).not.toMatch(/^prisoner\.out-(to-hospital|on-remand)\.v1$/);
              const claim = claimIn(effect.draft);
              if (!claim) continue;
              left += 1;
              const approvals = 'approvals' in effect.draft.data ? effect.draft.data.approvals : [];
              const given = departureWords[claim.movement].map((meaning) => {
                const digest = departureDigest(meaning, claim);
                return approvals
                  .flatMap((text) => signed.get(`${text} ${digest}`) ?? [])
                  .find((one) => one.meaning === meaning);
              });
              expect(given).not.toContain(undefined);
              expect(new Set(given.map((one) => one?.officerId)).size).toBe(2);
              expect(officerRoleSchema.parse(given[1]?.role)).toMatch(
                claim.movement === 'out-to-hospital' ? /medical|superintendent/ : /superintendent/,
              );
            }
        }
      }),
      { seed: 301, numRuns: 400 },
    );
    expect(left).toBeGreaterThan(50);
  });
});

/** The word that an officer gives for what is on the board, where the board asks such an officer for it. */
function asSigned(gate: TestGate, { meaning, officerId, role }: Word, signed: Map<string, Word>): DeskInput[] {
  if (gate.desk.step !== 'board' || !mayApprove(role, meaning) || !isAsked(gate.desk.movement, meaning)) return [];
  const input = gate.vouch(meaning, officerId, role);
  if (input.kind === 'vouched') {
    const { text, digest } = input.vouched;
    signed.set(`${text} ${digest}`, { meaning, officerId, role });
  }
  return [input];
}

const isAsked = (movement: string, meaning: Word['meaning']): boolean =>
  meaning === 'release' ||
  (movement === 'out-to-hospital' ? meaning === 'hospital-referral' : meaning === 'release-review');
