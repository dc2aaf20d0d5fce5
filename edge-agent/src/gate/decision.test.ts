import { type Custody, type CustodyState, custodyStates } from '@custody-edge/event-contract';
import { describe, expect, it } from 'vitest';
import { type MovementCase, type Refusal, refusalsBeforeIdentity, refusalsOf } from './decision.ts';
import { order, production } from './test-world.ts';

const open = order('RO-1');
const used = order('RO-2');
const unknown = order('RO-9');

const custodyOf = (state: CustodyState, lines = 1): Custody => ({
  state,
  heads: ['a', 'b'].slice(0, lines),
  openOrders: [open],
  usedOrders: [used.orderId],
  forgotten: false,
});

/** Every combination of what a movement is decided from. */
const cases: MovementCase[] = (['out-to-court', 'back-from-court', 'release'] as const).flatMap((movement) =>
  custodyStates.flatMap((state) =>
    [1, 2].flatMap((lines) =>
      [undefined, production].flatMap((listed) =>
        [undefined, open, used, unknown].flatMap((presented) =>
          [0, 1, 2, 3].flatMap((matchedFingers) =>
            [0, 1, 2].map((requiredFingers) => ({
              movement,
              custody: custodyOf(state, lines),
              ...(listed && { production: listed }),
              ...(presented && { order: presented }),
              matchedFingers,
              requiredFingers,
            })),
          ),
        ),
      ),
    ),
  ),
);

/** The same said once more, the other way round: what must be there. */
const mayMove = ({
  movement,
  custody,
  production: listed,
  order: presented,
  matchedFingers,
  requiredFingers,
}: MovementCase) => {
  if (custody.heads.length !== 1 || matchedFingers === 0 || matchedFingers < requiredFingers) return false;
  switch (movement) {
    case 'out-to-court':
      return custody.state === 'IN_CUSTODY' && listed !== undefined;
    case 'back-from-court':
      return custody.state === 'OUT_COURT';
    case 'release':
      return (custody.state === 'IN_CUSTODY' || custody.state === 'RELEASE_PENDING') && presented === open;
  }
};

describe('a movement', () => {
  it(`is allowed exactly when its evidence is complete, in all ${cases.length} cases`, () => {
    for (const facts of cases)
      expect({ ...facts, allowed: refusalsOf(facts).length === 0 }).toEqual({ ...facts, allowed: mayMove(facts) });
    expect(cases.filter(mayMove).length).toBeGreaterThan(0);
  });

  it('is refused before the finger for everything but the finger', () => {
    for (const facts of cases)
      expect(refusalsBeforeIdentity(facts)).toEqual(refusalsOf({ ...facts, matchedFingers: 3 }));
  });
});

const leaving: MovementCase = {
  movement: 'out-to-court',
  custody: custodyOf('IN_CUSTODY'),
  production,
  matchedFingers: 1,
  requiredFingers: 1,
};
const returning: MovementCase = { ...leaving, movement: 'back-from-court', custody: custodyOf('OUT_COURT') };
const release: MovementCase = {
  movement: 'release',
  custody: custodyOf('RELEASE_PENDING'),
  order: open,
  matchedFingers: 2,
  requiredFingers: 2,
};
const { production: _, ...unlisted } = leaving;
const { order: __, ...orderless } = release;

describe('taking away any one element makes the movement impossible', () => {
  it.each([leaving, returning, release])('$movement is allowed with all of them', (facts) => {
    expect(refusalsOf(facts)).toEqual([]);
  });

  it.each<[string, MovementCase, Refusal]>([
    ['court without a place on the list', unlisted, 'gate.not-on-list'],
    ['court without a finger', { ...leaving, matchedFingers: 0 }, 'gate.identity-missing'],
    ['court while a conflict is open', { ...leaving, custody: custodyOf('IN_CUSTODY', 2) }, 'gate.conflict'],
    ['court while already there', { ...leaving, custody: custodyOf('OUT_COURT') }, 'gate.already-out'],
    ['court under a release order', { ...leaving, custody: custodyOf('RELEASE_PENDING') }, 'gate.release-pending'],
    ['court after the release', { ...leaving, custody: custodyOf('RELEASED') }, 'gate.already-released'],
    ['return without a finger', { ...returning, matchedFingers: 0 }, 'gate.identity-missing'],
    ['return of who never left', { ...returning, custody: custodyOf('IN_CUSTODY') }, 'gate.not-out'],
    ['return while a conflict is open', { ...returning, custody: custodyOf('OUT_COURT', 2) }, 'gate.conflict'],
    ['return after the release', { ...returning, custody: custodyOf('RELEASED') }, 'gate.already-released'],
    ['release without an order', orderless, 'gate.order-not-confirmed'],
    ['release by an order nobody granted', { ...release, order: unknown }, 'gate.order-not-confirmed'],
    ['release by an order that was used', { ...release, order: used }, 'gate.order-used'],
    ['release by one finger of two', { ...release, matchedFingers: 1 }, 'gate.identity-missing'],
    ['release without a finger', { ...release, matchedFingers: 0 }, 'gate.identity-missing'],
    [
      'release without a finger where none is asked for',
      { ...release, matchedFingers: 0, requiredFingers: 0 },
      'gate.identity-missing',
    ],
    ['release while a conflict is open', { ...release, custody: custodyOf('RELEASE_PENDING', 2) }, 'gate.conflict'],
    ['release of who is at court', { ...release, custody: custodyOf('OUT_COURT') }, 'gate.already-out'],
    ['release of who was released', { ...release, custody: custodyOf('RELEASED') }, 'gate.already-released'],
  ])('%s', (_name, facts, refusal) => {
    expect(refusalsOf(facts)).toContain(refusal);
  });
});
