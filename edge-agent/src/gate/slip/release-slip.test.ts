import type { CustodyEvent } from '@custody-edge/event-contract';
import { describe, expect, it } from 'vitest';
import { drafts } from '../../../../packages/event-contract/src/test-kit.ts';
import { inside, press, released, TestGate } from '../test-world.ts';
import { releaseSlip } from './release-slip.ts';
import { recipientsOf, slipEventOf } from './slip-event.ts';
import type { SlipFacts } from './slip-facts.ts';

const gate = new TestGate();
const history = gate.world.historyOf(released);
const person = gate.person(released);
const release = person && slipEventOf(person, history, gate.world.chainId, () => false);
if (!person?.identity || release?.type !== 'prisoner.released.v2') throw new Error('nobody was released');
const otherChain = '019ad2c3-5a00-7000-8000-000000000001';
const facts: SlipFacts = { identity: person.identity, code: 'CE1:0', recipient: 'person' };
const slipWith = (changes: Partial<SlipFacts> = {}, of = release) => releaseSlip(of, { ...facts, ...changes }, history);
const textsOf = (slip: ReturnType<typeof releaseSlip>) => JSON.stringify(slip);

describe('the slip of a release', () => {
  it('names the person with parentage and number, the order with its court and case, and the gate', () => {
    const { lines, title, code } = slipWith();
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

  it('names the police who took the person over, for the person and for the court', () => {
    const at = new TestGate();
    at.record(drafts.releasedToPolice(released, 'RO-2'));
    const event = slipEventOf(person, at.world.historyOf(released), at.world.chainId, () => false);
    if (event?.type !== 'prisoner.released-to-police.v1') throw new Error('nobody was handed over');
    expect(recipientsOf(event)).toEqual(['person', 'court']);
    const { lines } = releaseSlip(event, facts, history);
    expect(lines.map(({ label, value }) => [label.en, value]).slice(6, 8)).toEqual([
      ['Handed over to the police', 'SI Rashid · 1187 · Ichhra'],
      ['In the matter', 'FIR 40/2026 · FIR 40/2026 · Ichhra'],
    ]);
  });

  it.each(recipientsOf(release))('for the %s says so, and says otherwise the same', (recipient) => {
    const slip = slipWith({ recipient });
    expect(slip.marks).toHaveLength(1);
    expect({ ...slip, marks: [] }).toEqual({ ...slipWith(), marks: [] });
  });

  it('printed again says that it is a copy, and when', () => {
    const { marks } = slipWith({ copyAt: new Date(2026, 2, 2, 11, 5).toISOString() });
    expect(marks.at(-1)?.en).toBe('Copy, printed 02-03-2026 11:05');
  });

  it('says how far the clock is to be trusted, where it was not checked', () => {
    expect(textsOf(slipWith())).not.toContain('Clock of the gate');
    expect(textsOf(slipWith({}, { ...release, timequality: 'unset' }))).toContain('Clock not set');
  });

  it.each<[string, () => ReturnType<typeof slipEventOf>]>([
    [
      'who is still inside',
      () =>
        slipEventOf(
          { ...person, custody: { ...person.custody, state: 'IN_CUSTODY' } },
          history,
          gate.world.chainId,
          () => false,
        ),
    ],
    [
      'whose data was erased',
      () => slipEventOf({ ...person, identity: undefined }, history, gate.world.chainId, () => false),
    ],
    ['whom another machine released', () => slipEventOf(person, history, otherChain, () => false)],
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
    const event = slipEventOf(person, at.world.historyOf(released), at.world.chainId, () => false)?.id;
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
