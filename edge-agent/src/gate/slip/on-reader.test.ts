import { describe, expect, it } from 'vitest';
import type { DeskInput } from '../desk.ts';
import { finger, inside, nobodysFinger, paper, pending, press, released, TestGate } from '../test-world.ts';

const code = 'CE1:040SS9NHVG07FVC0HQHV1R9Y3EGMQJBMSV43PKPNKW682ASWHZJVDRCZ84F5XGB0PANPS8706TXHNEJ8';

describe('the code of a slip on the reader', () => {
  it.each<[string, readonly DeskInput[]]>([
    ['at the start', []],
    ['over an admission', [press({ action: 'begin-admission' })]],
    ['over the board of a release', [paper('RO-1'), finger(pending)]],
    ['in a queue', [press({ action: 'begin-queue', movement: 'out-to-court' })]],
    ['over a search', [press({ action: 'begin-find' })]],
    ['over a record', [press({ action: 'open-record', subject: released })]],
  ])('%s is told to be a slip, opens nothing, records nothing and loses nothing', (_, before) => {
    const gate = new TestGate();
    gate.take(...before);
    const { desk } = gate;
    for (const text of [code, ` ${code.toLowerCase()}`]) {
      expect(gate.take(paper(text))).toEqual([]);
      expect(gate.desk).toMatchObject({
        step: 'not-allowed',
        reasons: [{ en: 'This is a slip, not a release order. It opens nothing' }],
      });
    }
    expect(gate.opened).toBe(0);
    gate.take(press({ action: 'cancel' }));
    expect(gate.desk).toEqual(desk);
  });

  it('does not answer a stop', () => {
    const gate = new TestGate();
    gate.take(nobodysFinger(), nobodysFinger(), nobodysFinger());
    expect(gate.desk.step).toBe('stop');
    const { desk } = gate;
    expect(gate.take(paper(code))).toEqual([]);
    expect(gate.desk).toEqual(desk);
  });

  it('is no number of an order: an order that only begins alike is looked for as any other', () => {
    const gate = new TestGate();
    gate.take(finger(inside), paper('CE1-ORDER'));
    expect(gate.desk).toMatchObject({
      step: 'not-allowed',
      reasons: [{ en: 'The court has not confirmed the order' }],
    });
  });
});
