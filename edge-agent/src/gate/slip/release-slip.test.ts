import type { CustodyEvent } from '@custody-edge/event-contract';
import { describe, expect, it } from 'vitest';
import { inside, press, released, TestGate } from '../test-world.ts';
import { recipients, releaseHere, releaseSlip } from './release-slip.ts';

const gate = new TestGate();
const history = gate.world.historyOf(released);
const person = gate.person(released);
const release = person && releaseHere(person, history, gate.world.chainId);
if (!person?.identity || !release) throw new Error('nobody was released');
const otherChain = '019ad2c3-5a00-7000-8000-000000000001';
const facts = { release, identity: person.identity, history, code: 'CE1:0', recipient: 'person' } as const;
const textsOf = (slip: ReturnType<typeof releaseSlip>) => JSON.stringify(slip);

describe('the slip of a release', () => {
  it('names the person with parentage and number, the order with its court and case, and the gate', () => {
    const { lines, title, code } = releaseSlip(facts);
    expect(title).toEqual({ en: 'Release slip', ur: 'رہائی کی پرچی' });
    expect(lines.map(({ label, value }) => [label.en, value])).toEqual([
      ['Name', 'released'],
      ['Parentage/husband', 'Muhammad'],
      ['Prisoner number', 'N-released'],
      ['Release order', 'RO-2'],
      ['Court', 'Sessions Court'],
      ['Case number', 'FIR 12/2026'],
      ['Released at', expect.stringMatching(/^\d\d-03-2026 \d\d:\d\d$/)],
      ['Prison and gate', 'jail-a / gate-1'],
      ['Released by officers', ''],
    ]);
    expect(code).toBe('CE1:0');
  });

  it.each(recipients)('for the %s says so, and says otherwise the same', (recipient) => {
    const slip = releaseSlip({ ...facts, recipient });
    expect(slip.marks).toHaveLength(1);
    expect({ ...slip, marks: [] }).toEqual({ ...releaseSlip(facts), marks: [] });
  });

  it('printed again says that it is a copy, and when', () => {
    const { marks } = releaseSlip({ ...facts, copyAt: new Date(2026, 2, 2, 11, 5).toISOString() });
    expect(marks.at(-1)?.en).toBe('Copy, printed 02-03-2026 11:05');
  });

  it('says how far the clock is to be trusted, where it was not checked', () => {
    expect(textsOf(releaseSlip(facts))).not.toContain('Clock of the gate');
    expect(textsOf(releaseSlip({ ...facts, release: { ...release, timequality: 'unset' } }))).toContain(
      'Clock not set',
    );
  });

  it.each<[string, () => ReturnType<typeof releaseHere>]>([
    [
      'who is still inside',
      () =>
        releaseHere({ ...person, custody: { ...person.custody, state: 'IN_CUSTODY' } }, history, gate.world.chainId),
    ],
    ['whose data was erased', () => releaseHere({ ...person, identity: undefined }, history, gate.world.chainId)],
    ['whom another machine released', () => releaseHere(person, history, otherChain)],
  ])('is not of anybody %s', (_, slip) => {
    expect(slip()).toBeUndefined();
  });
});

describe('a copy of a slip', () => {
  const recordOf = (of: TestGate): CustodyEvent['type'][] =>
    of.world.historyOf('station/gate-1').map(({ type }) => type);

  it('is asked for from the record, and on record before it is printed', () => {
    const at = new TestGate();
    at.take(press({ action: 'open-record', subject: released }));
    const event = releaseHere(person, at.world.historyOf(released), at.world.chainId)?.id;
    expect(at.take(press({ action: 'print-slip' }))).toEqual([
      {
        kind: 'record',
        draft: { type: 'gate.slip-copied.v1', subject: 'station/gate-1', data: { person: released, event } },
      },
      { kind: 'print-slip', subject: released, copy: true },
    ]);
    expect(at.desk).toEqual({ step: 'record', subject: released });
  });

  it('of somebody who was not released is neither printed nor recorded', () => {
    const at = new TestGate();
    at.take(press({ action: 'open-record', subject: inside }));
    const before = recordOf(at);
    expect(at.take(press({ action: 'print-slip' }))).toEqual([]);
    expect(recordOf(at)).toEqual(before);
  });
});
