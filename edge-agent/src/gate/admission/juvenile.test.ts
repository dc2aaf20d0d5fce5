import type { GroupMovement } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { describe, expect, it } from 'vitest';
import type { Person } from '../../people/people.ts';
import { type Desk, home, type World } from '../desk.ts';
import { gateView } from '../gate-view.ts';
import { toSign } from '../signing/to-sign.ts';
import { byPin, inside, listed, nowMs, out, pending, production, rollOf, TestGate } from '../test-world.ts';

const gate = new TestGate();

/** The house where everybody was received as a child. */
const children = (juvenile: 'waiting' | 'seen'): World => ({
  ...gate.world,
  person: (subject): Person | undefined => {
    const person = gate.person(subject);
    return person && { ...person, custody: { ...person.custody, juvenile } };
  },
});

function show(world: World, desk: Desk = home) {
  return gateView(
    {
      desk,
      examining: false,
      counting: { mayStart: false },
      captures: 0,
      people: rollOf(world),
      courtList: [{ subject: listed, order: production }],
      latest: [],
      alarms: [],
      takingOver: 0,
      entriesToCome: 0,
      closesInMs: undefined,
      inHand: undefined,
      status: {
        site: 'jail-a',
        stationId: 'gate-1',
        centre: 'away',
        waiting: 0,
        timeQuality: 'unset',
        disk: 'room',
        peers: [],
        devices: [],
        duty: { state: 'signed-out', officers: true, codeWaits: false, turnedAway: 0 },
      },
      nowMs,
      slipOf: () => undefined,
      bandOf: () => undefined,
    },
    world,
  );
}

const see = { action: 'see-juvenile', officerId: '1001', pin: '' } as const;

describe('a child in the house', () => {
  it('stands on every list by number, without name and case', () => {
    const { releases, arrivals } = show(children('seen'));
    const listedFor = (movement: GroupMovement, world = children('seen')) => {
      const { desk } = show(world, { step: 'queue', movement, attempts: 0 });
      return desk.step === 'queue' ? desk.listed : [];
    };
    const goingOut = listedFor('out-to-court');
    const due = (['back-from-court', 'back-from-hospital', 'back-from-transfer'] as const).flatMap((back) =>
      listedFor(back),
    );
    expect(arrivals.map(({ person }) => person)).toMatchObject([{ numberOnly: 'N-coming' }]);
    expect(arrivals[0]?.person).not.toHaveProperty('identity');
    for (const { person, caseNumber } of [...goingOut, ...due, ...releases]) {
      expect(person).not.toHaveProperty('identity');
      expect(person.numberOnly).toMatch(/^N-/);
      expect(caseNumber).toBeUndefined();
    }
    expect([goingOut, due, releases].map((list) => list.length)).toEqual([1, 4, 3]);
    const [grownUp] = listedFor('out-to-court', gate.world);
    expect(grownUp).toMatchObject({ person: { identity: { name: 'listed' } }, caseNumber: 'FIR 12/2026' });
  });

  it('is named by number where others read along', () => {
    const world = children('seen');
    const done = show(world, { step: 'done', movement: 'admission', subject: inside }).desk;
    expect(done).toMatchObject({
      text: say('gate.done-admission', { person: say('gate.child-number', { number: 'N-inside' }) }),
    });
    const last = { subject: out, text: say('gate.new-person') };
    const queue = show(world, { step: 'queue', movement: 'out-to-court', attempts: 0, last }).desk;
    expect(queue).toMatchObject({ last: { person: { numberOnly: 'N-out' } } });
  });

  it('stays on the page until the superintendent has answered for them, as long as they are held', () => {
    const waiting = show(children('waiting')).juveniles.map(({ subject }) => subject);
    expect(waiting).toContain(pending);
    expect(waiting).not.toContain('person/released');
    expect(show(children('seen')).juveniles).toEqual([]);
    expect(show(gate.world).juveniles).toEqual([]);
  });

  it('is answered for once, by a word for this very child', () => {
    const toAnswer = (subject: string, world: World) => toSign({ ...see, subject }, home, world);
    const asked = toAnswer(inside, children('waiting'));
    const word = { ...byPin('1001', 'superintendent'), issuedAtMs: nowMs, expiresAtMs: nowMs + 1, text: 'signed' };
    expect(asked?.signed({ ...word, digest: asked.digest })).toEqual({
      kind: 'signed',
      draft: { type: 'prisoner.juvenile-seen.v1', subject: inside, data: { approvals: ['signed'] } },
    });
    expect(toAnswer(listed, children('waiting'))?.digest).not.toBe(asked?.digest);
    expect(toAnswer(inside, children('seen'))).toBeUndefined();
    expect(toAnswer(inside, gate.world)).toBeUndefined();
  });
});
