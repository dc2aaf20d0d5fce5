import { describe, expect, it } from 'vitest';
import {
  conflicting,
  everybody,
  finger,
  idle,
  inside,
  nobodysFinger,
  out,
  paper,
  pending,
  pendingOrder,
  press,
  released,
  TestGate,
  unclear,
} from '../test-world.ts';
import { historyView } from './history.ts';
import { recordView } from './record-view.ts';

const looked = (person: string) => ({
  kind: 'record',
  draft: { type: 'gate.record-opened.v1', subject: 'station/gate-1', data: { person } },
});
const begin = press({ action: 'begin-find' });
const open = (subject: string) => press({ action: 'open-record', subject });

describe('a person’s record', () => {
  it('is found by what is typed, and opened by a press', () => {
    const gate = new TestGate();
    gate.take(begin, press({ action: 'find', query: 'inside' }));
    expect(gate.desk).toMatchObject({ step: 'find', found: { subjects: [inside] } });
    expect(gate.take(open(inside))).toMatchObject([looked(inside)]);
    expect(gate.desk).toEqual({ step: 'record', subject: inside });
  });

  it('is opened by a finger, and another one from there', () => {
    const gate = new TestGate();
    expect(gate.take(begin, finger(out))).toMatchObject([looked(out)]);
    expect(gate.take(finger(inside))).toMatchObject([looked(inside)]);
    expect(gate.desk).toEqual({ step: 'record', subject: inside });
  });

  it('leaves one event for each look, and none in the person’s own history', () => {
    const gate = new TestGate();
    const before = gate.recorded(inside);
    gate.take(open(inside), press({ action: 'cancel' }), open(inside));
    expect(gate.recorded('station/gate-1')).toEqual(['gate.record-opened.v1', 'gate.record-opened.v1']);
    expect(gate.recorded(inside)).toEqual(before);
  });

  it('takes a photograph where there is none here: once, and of nobody who is not here', () => {
    const gate = new TestGate();
    const photograph = press({ action: 'photograph', jpeg: 'a JPEG' });
    expect(gate.take(open(inside), photograph)).toEqual([{ kind: 'photograph', subject: inside, jpeg: 'a JPEG' }]);
    expect(gate.take(photograph)).toEqual([]);
    expect(gate.take(press({ action: 'cancel' }), open(out), photograph)).toEqual([]);
    expect(gate.recorded(inside).filter((type) => type === 'prisoner.photographed.v1')).toHaveLength(1);
  });

  it('is not opened by a finger that is nobody’s or unclear: the officer is told, nobody is stopped', () => {
    for (const from of [begin, open(inside)])
      for (const touch of [nobodysFinger(), unclear]) {
        const gate = new TestGate();
        gate.take(from);
        const { step } = gate.desk;
        for (let tries = 0; tries < 5; tries++) expect(gate.take(touch)).toEqual([]);
        expect(gate.desk).toMatchObject({ step, again: expect.anything() });
      }
  });

  it('of nobody on record opens nothing', () => {
    const gate = new TestGate();
    expect(gate.take(begin, open('person/nobody'))).toEqual([]);
    expect(gate.desk).toMatchObject({ step: 'find' });
  });

  it('leaves the glass when nobody touches it, and gives way to a paper', () => {
    const gate = new TestGate();
    gate.take(open(inside), idle);
    expect(gate.desk.step).toBe('home');
    gate.take(open(inside), paper(pendingOrder));
    expect(gate.desk).toMatchObject({ step: 'board', movement: 'release', subject: pending });
  });
});

describe('the ward of a person', () => {
  const wards = [
    { id: 'ward-1', en: 'Ward 1', ur: 'بارک 1' },
    { id: 'ward-2', en: 'Ward 2', ur: 'بارک 2' },
  ];
  const assign = (ward: string) => press({ action: 'assign-ward', ward });
  const shown = (gate: TestGate, subject: string) => {
    const person = gate.person(subject);
    if (!person) throw new Error('not on record');
    return recordView({ step: 'record', subject }, person, { ...gate.world, policy: gate.policy });
  };

  it('is assigned from their record, changed, and shown by its name', () => {
    const gate = new TestGate({ wards });
    gate.take(open(inside), assign('ward-1'));
    expect(shown(gate, inside)).toMatchObject({ ward: { id: 'ward-1', name: { en: 'Ward 1' } }, wards: [{}, {}] });
    gate.take(assign('ward-2'));
    expect(shown(gate, inside).ward?.id).toBe('ward-2');
  });

  it('is none that the house does not have, and nobody’s who is not kept here: the officer is told', () => {
    for (const [subject, ward] of [
      [inside, 'ward-3'],
      [released, 'ward-1'],
    ] as const) {
      const gate = new TestGate({ wards });
      gate.take(open(subject));
      expect(gate.take(assign(ward))).toEqual([]);
      expect(gate.desk).toMatchObject({ step: 'record', again: { en: expect.stringContaining('no such ward') } });
    }
  });

  it('is shown nowhere where the house has none', () => {
    const gate = new TestGate();
    gate.record({ type: 'prisoner.ward-assigned.v1', subject: inside, data: { ward: 'ward-1' } });
    expect(shown(gate, inside)).not.toHaveProperty('ward');
    expect(shown(gate, inside).wards).toEqual([]);
  });
});

describe('the page of a record', () => {
  const show = (subject: string) => {
    const gate = new TestGate();
    const person = gate.person(subject);
    if (!person) throw new Error('not on record');
    return recordView({ step: 'record', subject }, person, gate.world);
  };

  it('shows where somebody is and under what paper', () => {
    expect(show(out)).toMatchObject({ absence: { paper: 'PO-1', place: 'Sessions Court', overdue: false } });
    expect(show(pending)).toMatchObject({ openOrders: [{ orderId: pendingOrder }] });
  });

  it('tells what happened, the newest first, with every event of the person and no other', () => {
    for (const subject of everybody)
      expect(show(subject).history.map(({ text }) => text.en)).toHaveLength(new TestGate().recorded(subject).length);
    expect(show(out).history.map(({ text }) => text.en)).toEqual([
      'Release order received',
      'Left for court',
      'Admitted',
    ]);
    expect(show(out).history[1]).toMatchObject({
      station: 'gate-1',
      detail: ['PO-1', 'Sessions Court', 'FIR 12/2026'],
    });
  });

  it('marks every end of a history that two gates wrote differently', () => {
    const shown = show(conflicting);
    expect(shown.conflict).toBe(true);
    expect(shown.history.filter((line) => line.conflicting).map(({ text }) => text.en)).toEqual([
      'Release order received',
      'Left for court',
    ]);
    expect(show(out).history.some((line) => line.conflicting)).toBe(false);
  });

  it('names the officer who was signed in', () => {
    const [event] = new TestGate().world.historyOf(inside);
    if (!event) throw new Error('nothing recorded');
    expect(historyView([{ ...event, officer: '4417' }], [], new TestGate().world)).toMatchObject([{ officer: '4417' }]);
  });
});
