import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Desk, DeskEffect, DeskInput } from './desk.ts';
import { admit, openGate, setUp } from './gate-kit.ts';
import { withLooks } from './looks.ts';
import { faceOn } from './photograph/photographed.ts';
import { step } from './step.ts';
import {
  everybody,
  finger,
  idle,
  inside,
  listed,
  nobodysFinger,
  out,
  paper,
  pending,
  pendingOrder,
  press,
  TestGate,
  usedOrder,
} from './test-world.ts';

/** A desk whose looks are put on record. */
function watched() {
  const { world } = new TestGate();
  let desk: Desk = { step: 'home', attempts: 0 };
  return (...inputs: readonly DeskInput[]) =>
    inputs.flatMap((input) => {
      const next = withLooks(desk, step(desk, input, world), world);
      desk = next.desk;
      return next.effects.flatMap((effect) => (effect.kind === 'record' ? [effect.draft] : []));
    });
}
const find = (query: string): DeskInput => press({ action: 'find', query });
const shown = (person: string) => ({ type: 'gate.person-shown.v1', subject: 'station/gate-1', data: { person } });
const search = { list: 'search', searched: true, count: 1 };

describe('a look at a person', () => {
  it('is an event where a finger only shows who it is, once for as long as the person stays on the glass', () => {
    const take = watched();
    expect(take(finger(inside))).toEqual([shown(inside)]);
    expect(take(finger(listed))).toEqual([shown(listed)]);
    expect(take(nobodysFinger(), finger(listed, 'left-index'))).toEqual([]);
    expect(take(press({ action: 'cancel' }), finger(listed))).toEqual([shown(listed)]);
  });

  it('is an event where a paper, a list or a queue brings somebody on the glass who goes nowhere', () => {
    const take = watched();
    expect(take(paper(pendingOrder))).toEqual([shown(pending)]);
    expect(take(idle, press({ action: 'begin-release', orderId: pendingOrder }))).toEqual([shown(pending)]);
    expect(take(idle, press({ action: 'begin-queue', movement: 'out-to-court' }), finger(out))).toEqual([shown(out)]);
  });

  it('needs no event of its own where one about the person is recorded in the same step', () => {
    const take = watched();
    const types = (...inputs: readonly DeskInput[]) => take(...inputs).map(({ type }) => type);
    expect(types(press({ action: 'begin-queue', movement: 'out-to-court' }), finger(listed))).toEqual([
      'prisoner.out-to-court.v1',
    ]);
    expect(types(press({ action: 'cancel' }), press({ action: 'open-record', subject: out }))).toEqual([
      'gate.record-opened.v1',
    ]);
    expect(types(press({ action: 'begin-movement', movement: 'back-from-court' }))).toEqual([]);
  });

  it('is none where nobody is shown', () => {
    expect(
      watched()(
        nobodysFinger(),
        nobodysFinger(),
        nobodysFinger(),
        press({ action: 'keep-in-custody' }),
        paper(usedOrder),
      ).map(({ type }) => type),
    ).toEqual(['gate.identity-refused.v1', 'gate.paper-refused.v1']);
  });
});

describe('a search', () => {
  it('is one event from the first name it lists, however it goes on being typed', () => {
    const take = watched();
    expect(take(press({ action: 'begin-find' }), find('nobody'))).toEqual([]);
    expect(take(find('inside')).map(({ data }) => data)).toEqual([search]);
    expect(take(find('insid'), find('insi'), find('inside'))).toEqual([]);
  });

  it('for another name is another one', () => {
    const take = watched();
    expect(take(press({ action: 'begin-find' }), find('inside')).map(({ data }) => data)).toEqual([search]);
    expect(take(find('listed')).map(({ data }) => data)).toEqual([search]);
    expect(take(press({ action: 'cancel' }), press({ action: 'begin-find' }), find('listed'))).toHaveLength(1);
  });
});

describe('through any day', () => {
  const inputs = fc.oneof(
    fc.constantFrom(...everybody).map((who) => finger(who)),
    fc.constantFrom(...everybody).map((subject) => press({ action: 'open-record', subject })),
    fc.constantFrom(pendingOrder, usedOrder).map(paper),
    fc.constantFrom(
      idle,
      press({ action: 'cancel' }),
      press({ action: 'confirm' }),
      press({ action: 'keep-in-custody' }),
      press({ action: 'begin-queue', movement: 'out-to-court' }),
      press({ action: 'begin-movement', movement: 'back-from-court' }),
    ),
  );
  const aboutPerson = (effect: DeskEffect, who: string) =>
    effect.kind === 'record' && JSON.stringify(effect.draft).includes(JSON.stringify(who));

  it('whoever comes on the glass is named by an event of that step', () => {
    let looks = 0;
    fc.assert(
      fc.property(fc.array(inputs, { minLength: 5, maxLength: 30 }), (day) => {
        const { world } = new TestGate();
        let desk: Desk = { step: 'home', attempts: 0 };
        for (const input of day) {
          const next = withLooks(desk, step(desk, input, world), world);
          const who = faceOn(next.desk);
          if (who !== undefined && who !== faceOn(desk)) {
            looks += 1;
            expect(next.effects.some((effect) => aboutPerson(effect, who))).toBe(true);
          }
          desk = next.desk;
        }
      }),
      { seed: 231, numRuns: 200 },
    );
    expect(looks).toBeGreaterThan(100);
  });
});

it('at a whole gate a finger at the start is on record before the person is shown', async () => {
  const at = await openGate(setUp().config);
  const asif = await admit(at, 'asif');
  await at.gate.act({ action: 'cancel' });
  await at.touch('asif', 0, 5);
  expect(at.desk()).toMatchObject({ step: 'not-allowed', person: { subject: asif } });
  expect(at.station.log.latest(1)).toMatchObject([{ type: 'gate.person-shown.v1', data: { person: asif } }]);
});
