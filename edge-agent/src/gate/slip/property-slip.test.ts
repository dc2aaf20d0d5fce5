import { describe, expect, it } from 'vitest';
import { admitted } from '../../people/people-kit.ts';
import { belongings } from '../admission/admission-kit.ts';
import { finger, paper, pending, pendingOrder, TestGate } from '../test-world.ts';
import { propertySlip } from './property-slip.ts';
import { recipientsOf, type SlipEvent, slipEventOf } from './slip-event.ts';

const { property } = belongings;
if (property === 'none') throw new Error('nothing was brought');
const itemsOn = (slip: ReturnType<typeof propertySlip>) =>
  slip.lines.filter(({ label }) => label.en.endsWith('×')).map(({ label, value }) => [label.en, value]);
const items = property.items.map(({ item, quantity }) => [`${quantity} ×`, item]);

function mustBe<Type extends SlipEvent['type']>(event: SlipEvent | undefined, type: Type) {
  if (event?.type !== type) throw new Error(`there is no slip of ${type}`);
  return event as Extract<SlipEvent, { type: Type }>;
}

describe('the receipt of property', () => {
  it('is for the prisoner and the store, and names each thing that was taken', async () => {
    const { people, subject, station } = await admitted();
    const person = people.find(subject);
    if (!person?.identity) throw new Error('nobody was admitted');
    const { chainId } = station.enrolment.record;
    const event = mustBe(
      slipEventOf(person, people.historyOf(subject), chainId, () => true),
      'prisoner.admitted.v2',
    );
    expect(recipientsOf(event)).toEqual(['person', 'store']);
    const facts = { identity: person.identity, code: 'CE1:0', recipient: 'person' } as const;
    const slip = propertySlip(event, facts, people.propertyOf(subject));
    expect(slip.title).toEqual({ en: 'Receipt of property', ur: 'امانتی سامان کی رسید' });
    expect(itemsOn(slip)).toEqual(items);
    expect(slip.lines.map(({ value }) => value)).toContain(property.receipt);
    expect(slip.signatures).toHaveLength(2);
    expect(slipEventOf(person, people.historyOf(subject), chainId, () => false)).toBeUndefined();
    // Another machine's admission is not this station's to vouch for.
    expect(
      slipEventOf(person, people.historyOf(subject), station.enrolment.record.stationId, () => true),
    ).toBeUndefined();
  });

  it('at the release names what is handed back, as soon as that is on record and before the person goes', () => {
    const gate = new TestGate();
    gate.take(paper(pendingOrder), finger(pending));
    const effects = gate.take(gate.returnProperty());
    expect(effects.map(({ kind }) => kind)).toEqual(['record', 'print-slip']);
    const person = gate.person(pending);
    if (!person?.identity) throw new Error('nobody waits');
    const event = mustBe(
      slipEventOf(person, gate.world.historyOf(pending), gate.world.chainId, () => false),
      'prisoner.property-returned.v1',
    );
    const facts = { identity: person.identity, code: 'CE1:0', recipient: 'store' } as const;
    const slip = propertySlip(event, facts, property);
    expect(slip.title.en).toBe('Property handed back');
    expect(slip.marks[0]?.en).toBe('For the property store');
    expect(slip.lines.map(({ value }) => value)).toContain('PR-1');
    expect(itemsOn(slip)).toEqual(items);
    // The release comes after it, and has slips of its own.
    gate.take(finger(pending, 'left-thumb'));
    gate.signRelease();
    gate.take({ kind: 'action', action: { action: 'confirm' } });
    const gone = gate.person(pending);
    expect(gone && slipEventOf(gone, gate.world.historyOf(pending), gate.world.chainId, () => false)?.type).toBe(
      'prisoner.released.v2',
    );
  });

  it('of somebody who brought nothing lists nothing', async () => {
    const { people, subject, station } = await admitted();
    const person = people.find(subject);
    if (!person?.identity) throw new Error('nobody was admitted');
    const event = mustBe(
      slipEventOf(person, people.historyOf(subject), station.enrolment.record.chainId, () => true),
      'prisoner.admitted.v2',
    );
    const facts = { identity: person.identity, code: 'CE1:0', recipient: 'person' } as const;
    expect(itemsOn(propertySlip(event, facts, 'none'))).toEqual([]);
  });
});
