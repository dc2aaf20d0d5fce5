import {
  type Custody,
  type CustodyState,
  custodyStates,
  isInside,
  type Mover,
  movers,
  stateOnJourney,
} from '@custody-edge/event-contract';
import { describe, expect, it } from 'vitest';
import { byPin, defaultPolicy, nowMs, order, pass, production, transfer } from '../test-world.ts';
import { type MovementCase, type Refusal, refusalsBeforeStep, refusalsOf } from './decision.ts';
import { journeyOf } from './movements.ts';

const admissionId = '0195533f-7c00-7000-8000-000000000009';
const custodyOf = (state: CustodyState, lines = 1, site = 'jail-a'): Custody => ({
  state,
  site,
  movedAt: '2026-03-01T05:00:00.000Z',
  ...(state === 'IN_TRANSIT' && { absence: { ...onTheWay, place: site === 'jail-a' ? 'jail-b' : 'jail-a' } }),
  heads: ['a', 'b'].slice(0, lines),
  openOrders: [
    {
      ...order('RO-1'),
      holder: '/jail-a/gate-1',
      verified: { by: 'feed', at: '2026-03-01T05:00:00.000Z' },
      queries: [],
      overDetainedRaised: false,
    },
  ],
  usedOrders: ['RO-2'],
  openClaims: [],
  openInjuries: [],
  admission: { event: admissionId, at: '2026-03-01T05:00:00.000Z', pending: [], isolation: false },
  detention: { kind: 'remand-warrant', paper: 'RW-1', produced: false, raised: [] },
  openMatches: [],
  deniedOrders: [],
  lateHolds: [],
  medicalClearance: 'clearance',
  propertyReturn: 'receipt',
  examination: 'nothing new',
  photographs: [],
  marked: false,
  forgotten: false,
});

const onTheWay = {
  journey: 'transfer',
  paper: 'TO-9',
  dueBack: pass.dueBack,
  dispatched: '0195533f-7c00-7000-8000-000000000001',
  overdueRaised: false,
} as const;

const whole: Omit<MovementCase, 'movement' | 'custody'> = {
  enrolledFingers: 3,
  production,
  pass,
  transfer,
  evidence: {
    station: '/jail-a/gate-1',
    recordIsAltered: false,
    clockIsBehind: false,
    orderIds: ['RO-1'],
    matchedFingers: ['right-index', 'left-thumb'],
    holds: { open: [], asOfMs: nowMs },
    approvers: [byPin('4417', 'gate-officer'), byPin('3001', 'deputy-superintendent')],
  },
  policy: defaultPolicy,
  isDiskFull: false,
  nowMs,
};

/** From which states a movement with all its evidence may happen, said once more, the other way round. */
function mayMoveFrom(movement: Mover): readonly CustodyState[] {
  const trip = journeyOf(movement);
  if (!trip) return ['IN_CUSTODY', 'RELEASE_PENDING'];
  if (trip.way === 'in') return [];
  if (trip.way === 'back') return [stateOnJourney[trip.journey]];
  return trip.journey === 'hospital' ? ['IN_CUSTODY', 'RELEASE_PENDING'] : ['IN_CUSTODY'];
}

describe('a movement with all its evidence', () => {
  it.each(movers)('%s happens from its own states and from no other', (movement) => {
    const allowed = custodyStates.filter(
      (state) => refusalsOf({ ...whole, movement, custody: custodyOf(state) }).length === 0,
    );
    expect(allowed).toEqual(mayMoveFrom(movement));
  });

  it('is received from another prison only by the one that they were sent to, and taken back by the one that sent them', () => {
    const refusals = (movement: Mover, custody: Custody) => refusalsOf({ ...whole, movement, custody });
    const coming = custodyOf('IN_TRANSIT', 1, 'jail-c');
    expect(refusals('transfer-received', coming)).toEqual([]);
    expect(refusals('back-from-transfer', coming)).toEqual(['gate.not-out']);
    const passing = { ...coming, absence: { ...onTheWay, place: 'jail-b' } };
    expect(refusals('transfer-received', passing)).toEqual(['gate.not-expected']);
  });

  it.each(movers)('%s does not happen while two gates contradict each other', (movement) => {
    for (const state of custodyStates)
      expect(refusalsOf({ ...whole, movement, custody: custodyOf(state, 2) })).not.toEqual([]);
  });

  it.each(movers)('%s does not happen without a finger, which is asked for at the gate', (movement) => {
    const evidence = { ...whole.evidence, matchedFingers: [] };
    for (const state of custodyStates) {
      const facts = { ...whole, movement, custody: custodyOf(state), evidence };
      expect(refusalsOf(facts)).not.toEqual([]);
      expect(refusalsBeforeStep(facts)).toEqual(refusalsOf({ ...facts, evidence: whole.evidence }));
    }
  });
});

describe('taking away one element makes the movement impossible', () => {
  const past = { ...pass, dueBack: new Date(nowMs).toISOString() };
  it.each<[string, Mover, CustodyState, Partial<MovementCase>, Refusal]>([
    ['court without a place on the list', 'out-to-court', 'IN_CUSTODY', { production: undefined }, 'gate.not-on-list'],
    ['court under a release order', 'out-to-court', 'RELEASE_PENDING', {}, 'gate.release-pending'],
    ['hospital without its paper', 'out-to-hospital', 'IN_CUSTODY', { pass: undefined }, 'gate.pass-missing'],
    ['remand without its paper', 'out-on-remand', 'IN_CUSTODY', { pass: undefined }, 'gate.pass-missing'],
    ['a transfer without its order', 'transfer-dispatched', 'IN_CUSTODY', { transfer: undefined }, 'gate.pass-missing'],
    [
      'a transfer to where the person is',
      'transfer-dispatched',
      'IN_CUSTODY',
      { transfer: { ...transfer, destination: 'jail-a' } },
      'gate.transfer-here',
    ],
    ['leave without its paper', 'out-on-leave', 'IN_CUSTODY', { pass: undefined }, 'gate.pass-missing'],
    [
      'leave by one officer',
      'out-on-leave',
      'IN_CUSTODY',
      { evidence: { ...whole.evidence, approvers: whole.evidence.approvers.slice(1) } },
      'release-gap.second-officer-missing',
    ],
    [
      'leave without a senior officer',
      'out-on-leave',
      'IN_CUSTODY',
      { evidence: { ...whole.evidence, approvers: whole.evidence.approvers.slice(0, 1) } },
      'release-gap.senior-officer-missing',
    ],
    [
      'a transfer by a senior officer’s PIN where the house asks for a key',
      'transfer-dispatched',
      'IN_CUSTODY',
      { policy: { ...defaultPolicy, seniorSignsWithKey: true } },
      'release-gap.senior-key-missing',
    ],
    [
      'a release by two numbers with one key',
      'release',
      'RELEASE_PENDING',
      { evidence: { ...whole.evidence, approvers: whole.evidence.approvers.map((one) => ({ ...one, keyId: 'one' })) } },
      'release-gap.second-officer-missing',
    ],
    ['a release while the disk is full', 'release', 'RELEASE_PENDING', { isDiskFull: true }, 'gate.disk-full'],
    ['hospital on a paper that has run out', 'out-to-hospital', 'IN_CUSTODY', { pass: past }, 'gate.pass-past'],
    ['court while outside', 'out-to-court', 'OUT_HOSPITAL', {}, 'gate.already-out'],
    ['return from court of who is in hospital', 'back-from-court', 'OUT_HOSPITAL', {}, 'gate.not-out'],
    ['return of the dead', 'back-from-hospital', 'DECEASED', {}, 'gate.no-longer-held'],
  ])('%s', (_name, movement, state, taken, refusal) => {
    expect(refusalsOf({ ...whole, movement, custody: custodyOf(state), ...taken })).toContain(refusal);
  });

  it.each([
    ['out-on-remand', 'IN_CUSTODY'],
    ['back-from-remand', 'OUT_REMAND'],
  ] as const)('%s without an examination for injuries, which is made at the gate', (movement, state) => {
    const { examination: _, ...unseen } = custodyOf(state);
    const facts = { ...whole, movement, custody: unseen };
    expect(refusalsOf(facts)).toEqual(['gate.examination-missing']);
    expect(refusalsBeforeStep(facts)).toEqual([]);
  });

  it('nobody leaves who is not inside, and nobody comes back who is', () => {
    for (const movement of movers) {
      const trip = journeyOf(movement);
      for (const state of custodyStates.filter((one) => isInside(one) !== (trip?.way !== 'back')))
        if (trip?.way !== 'back' || isInside(state))
          expect(refusalsOf({ ...whole, movement, custody: custodyOf(state) })).not.toEqual([]);
    }
  });
});
