import type { CustodyState } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { describe, expect, it } from 'vitest';
import type { AdmissionDesk, Desk, DeskEffect, DeskInput, World } from '../desk.ts';
import { step } from '../step.ts';
import { byPin, capture, idle, inside, listed, nowMs, press, salt, TestGate } from '../test-world.ts';
import { emptyAdmission } from './admission.ts';
import { detailsOf, otherPages } from './admission-kit.ts';
import { conflictToSign } from './conflict.ts';
import type { ConflictStep } from './conflict-steps.ts';

const gate = new TestGate({ impressionsPerFinger: 1 });

/** The house as it is where `inside` is in some other state. */
function worldWhere(state: CustodyState): World {
  return {
    ...gate.world,
    policy: gate.policy,
    person: (subject) => {
      const person = gate.person(subject);
      return person && subject === inside ? { ...person, custody: { ...person.custody, state } } : person;
    },
  };
}

/** A desk that goes on with each input, and everything that it wrote down. */
function deskAt(start: Desk, world: World) {
  const at = { desk: start, effects: [] as DeskEffect[] };
  const take = (...inputs: readonly DeskInput[]) => {
    for (const input of inputs) {
      const next = step(at.desk, input, world);
      at.desk = next.desk;
      at.effects.push(...next.effects);
    }
  };
  const sign = (conflict: ConflictStep, officerId = '3001'): DeskInput => {
    const { desk } = at;
    const found = desk.step === 'stop' || desk.step === 'conflict' ? conflictToSign(conflict, desk) : undefined;
    const word = {
      ...byPin(officerId, 'superintendent'),
      issuedAtMs: nowMs,
      expiresAtMs: nowMs + 1,
      text: `${conflict} signed`,
    };
    return { kind: 'conflict-settled', word: { ...word, digest: found?.digest ?? 'none' }, conflict };
  };
  return { at, take, sign };
}

const admission: AdmissionDesk = { ...emptyAdmission(salt), page: 'fingers', details: detailsOf('Asif') };
const fingerOf = (...subjects: string[]): DeskInput => ({
  kind: 'capture',
  capture: capture(...subjects.map((subject) => ({ subject }))),
});
const stopped = (state: CustodyState = 'IN_CUSTODY') => {
  const desk = deskAt(admission, worldWhere(state));
  desk.take(fingerOf(inside));
  return desk;
};
const opened = (state?: CustodyState) => {
  const desk = stopped(state);
  desk.take(desk.sign('open'));
  return desk;
};

describe('an admission whose finger is on record', () => {
  it('stops, and opens for a senior officer other than the one who enrols', () => {
    const { at, take, sign } = stopped();
    expect(at.effects).toMatchObject([{ kind: 'record', draft: { data: { matches: inside, movement: 'admission' } } }]);
    take(fingerOf(inside), press({ action: 'confirm' }), idle, sign('same-person'), sign('open', gate.world.officer));
    expect(at.desk).toMatchObject({ step: 'stop', subject: inside });
    take(sign('open'));
    expect(at.desk).toEqual({ step: 'conflict', admission, subject: inside, reviewer: '3001' });
    expect(at.effects).toHaveLength(1);
  });

  it('closes again when nobody answers, and with the way back', () => {
    for (const input of [idle, press({ action: 'cancel' })]) {
      const { at, take } = opened();
      take(input);
      expect(at.desk).toMatchObject({ step: 'stop', subject: inside, admission });
    }
  });

  it('is answered by the officer who looked, and by nobody else', () => {
    const { at, take, sign } = opened();
    take(sign('different-person', '2001'), sign('open'), press({ action: 'confirm' }), fingerOf(inside));
    expect(at.desk.step).toBe('conflict');
    expect(at.effects).toHaveLength(1);
  });

  it('of a different person goes on, and the finger stops it no more; another’s does', () => {
    const { at, take, sign } = opened();
    take(sign('different-person'));
    expect(at.effects.at(-1)).toMatchObject({
      kind: 'answer-conflict',
      subject: inside,
      answer: 'different-person',
      approval: 'different-person signed',
    });
    expect(at.desk).toEqual({ ...admission, differentFrom: [inside] });
    take(fingerOf(inside));
    expect(at.desk).toMatchObject({ step: 'admission', fingers: [{ finger: 'right-index' }] });
    take(fingerOf(inside, listed));
    expect(at.desk).toMatchObject({ step: 'stop', subject: listed, text: say('gate.already-enrolled') });
  });

  it.each(['IN_CUSTODY', 'OUT_COURT', 'RELEASE_PENDING'] as const)(
    'of the same person who is %s admits nobody twice',
    (state) => {
      const { at, take, sign } = opened(state);
      take(sign('same-person'));
      expect(at.effects.at(-1)).toMatchObject({ kind: 'answer-conflict', answer: 'same-person' });
      expect(at.desk.step).toBe('home');
    },
  );

  it.each(['ESCAPED', 'RELEASED_IN_ERROR'] as const)(
    'of the same person who is %s goes on under that record',
    (state) => {
      const { at, take, sign } = opened(state);
      take(sign('same-person'), fingerOf(inside));
      const second: DeskInput = { kind: 'capture', capture: { ...capture({ subject: inside }), admissionScores: [0] } };
      take(second, ...otherPages.map(press), press({ action: 'confirm' }));
      expect(at.effects.at(-1)).toMatchObject({ kind: 'admit', subject: inside, admission: { sameAs: inside } });
    },
  );

  it('that is referred stays stopped', () => {
    const { at, take, sign } = opened();
    take(sign('refer'));
    expect(at.effects.at(-1)).toMatchObject({ kind: 'answer-conflict', answer: 'refer' });
    expect(at.desk).toMatchObject({ step: 'stop', subject: inside, admission });
  });
});
