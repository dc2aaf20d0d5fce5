import { describe, expect, it } from 'vitest';
import { finger, listed, out, pending, press, rollOf, TestGate } from '../test-world.ts';
import { lookFirst } from './look-first.ts';

describe('whoever is expected at the glass', () => {
  const at = (gate: TestGate) => lookFirst(gate.desk, [listed], rollOf(gate));

  it('is who is outside, who is on the list, and who may be released', () => {
    const expected = at(new TestGate());
    expect(expected).toEqual(expect.arrayContaining([out, listed, pending]));
    expect(expected).not.toContain('person/inside');
  });

  it('in a queue is who goes that way', () => {
    const gate = new TestGate();
    gate.take(press({ action: 'begin-queue', movement: 'out-to-court' }));
    expect(at(gate)).toEqual([listed]);
    gate.take(press({ action: 'cancel' }), press({ action: 'begin-queue', movement: 'back-from-court' }));
    expect(at(gate)).toContain(out);
    expect(at(gate)).not.toContain(listed);
  });

  it('at a board is the person on it, and over an admission nobody', () => {
    const gate = new TestGate();
    gate.take(finger(out));
    expect(at(gate)).toEqual([out]);
    gate.take(press({ action: 'cancel' }), press({ action: 'begin-admission' }));
    expect(at(gate)).toEqual([]);
  });
});
