import { type FingerName, operatingPoints } from '@custody-edge/fingerprint';
import { say } from '@custody-edge/ui-kit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeDetails, fingerProgress, missingForAdmission, nextFinger } from './admission.ts';
import type { AdmissionDesk, Desk, DeskInput } from './desk.ts';
import { step } from './step.ts';
import { capture, defaultPolicy, inside, paper, press, TestGate, unclear } from './test-world.ts';

const details = {
  name: 'Asif Ali',
  relation: 'son-of' as const,
  parentage: 'Muhammad Ali',
  prisonerNumber: '17',
  warrantNumber: 'RW-1',
  court: 'Sessions Court',
  caseNumber: 'FIR 12/2026',
  policeStation: 'Saddar',
};
const begin = press({ action: 'begin-admission' });
const fillIn = press({ action: 'admission-details', details });
const confirm = press({ action: 'confirm' });

/** A finger of somebody not on record, with its similarity to each finger taken so far. */
const newFinger = (...admissionScores: number[]): DeskInput => ({
  kind: 'capture',
  capture: { ...capture(), admissionScores },
});
const same = operatingPoints.sameFinger;
/** Two fingers, three impressions each: each resembles its own finger only. */
const sixImpressions = [
  newFinger(),
  newFinger(same),
  newFinger(same),
  newFinger(0),
  newFinger(0, same),
  newFinger(0, same),
];

function admissionOf(gate: TestGate): AdmissionDesk {
  if (gate.desk.step !== 'admission') throw new Error(`the desk is at ${gate.desk.step}`);
  return gate.desk;
}

function begun(): TestGate {
  const gate = new TestGate();
  gate.take(begin);
  return gate;
}

describe('an admission', () => {
  it('takes the details, every impression of every finger, and one press', () => {
    const gate = begun();
    expect(missingForAdmission(admissionOf(gate), gate.policy)).toHaveLength(2);
    gate.take(fillIn);
    expect(completeDetails(admissionOf(gate))).toEqual(details);
    for (const impression of sixImpressions) {
      expect(gate.take(confirm)).toEqual([]);
      expect(gate.take(impression)).toEqual([]);
    }
    const admission = admissionOf(gate);
    expect(missingForAdmission(admission, gate.policy)).toEqual([]);
    expect(admission.fingers.map(({ finger, impressions }) => [finger, impressions.length])).toEqual([
      ['right-index', 3],
      ['left-index', 3],
    ]);
    expect(gate.take(confirm)).toEqual([{ kind: 'admit', admission }]);
    expect(gate.desk).toEqual({ step: 'home', attempts: 0 });
    expect(gate.opened).toBe(0);
  });

  it('asks for the fingers that people present most easily first', () => {
    const gate = begun();
    const policy = { ...defaultPolicy, fingersToEnrol: 5 };
    const names = fingerProgress(admissionOf(gate), policy).map(({ name }) => name);
    expect(names.slice(0, 4)).toEqual<FingerName[]>(['right-index', 'left-index', 'right-thumb', 'left-thumb']);
    expect(nextFinger(admissionOf(gate), policy)).toBe('right-index');
    const all = fingerProgress(admissionOf(gate), { ...defaultPolicy, fingersToEnrol: 10 }).map(({ name }) => name);
    expect(new Set(all).size).toBe(10);
  });

  it.each(Object.keys(details))('is not possible without %s', (name) => {
    const gate = begun();
    gate.take(fillIn, ...sixImpressions);
    const { desk } = gate;
    gate.desk = { ...admissionOf(gate), details: { ...details, [name]: '' } };
    expect(gate.take(confirm)).toEqual([]);
    gate.desk = desk;
    expect(gate.take(confirm)).toMatchObject([{ kind: 'admit' }]);
  });

  it('is not possible with one impression less', () => {
    const gate = begun();
    expect(gate.take(fillIn, ...sixImpressions.slice(0, -1), confirm)).toEqual([]);
    expect(gate.desk.step).toBe('admission');
  });

  it('of somebody on record is stopped, and that is on record', () => {
    const gate = begun();
    gate.take(fillIn, newFinger());
    expect(gate.take({ kind: 'capture', capture: capture({ subject: inside }) })).toMatchObject([
      {
        kind: 'record',
        draft: {
          type: 'gate.identity-refused.v1',
          subject: 'station/gate-1',
          data: { reason: 'other-person', movement: 'admission', matches: inside },
        },
      },
    ]);
    expect(gate.desk).toMatchObject({ step: 'stop', subject: inside });
  });

  it('refuses the same finger for another, and another finger for the same', () => {
    const gate = begun();
    gate.take(newFinger());
    const one = admissionOf(gate).fingers;
    gate.take(newFinger(same - 1));
    expect(gate.desk).toMatchObject({ fingers: one, again: { en: expect.any(String) } });
    gate.take(newFinger(same), newFinger(same));
    const three = admissionOf(gate).fingers;
    gate.take(newFinger(99));
    expect(gate.desk).toMatchObject({ fingers: three, again: { en: expect.any(String) } });
    gate.take(newFinger(0));
    expect(admissionOf(gate).fingers).toHaveLength(2);
    expect(gate.desk).not.toHaveProperty('again');
  });

  it('hears that a finger was presented before under another name, and not where they are merely alike', () => {
    const gate = begun();
    gate.take(newFinger(), newFinger(same), newFinger(same));
    gate.take(newFinger(99));
    const again = say('gate.finger-repeated', { finger: say('finger.left-index') });
    expect(gate.desk).toMatchObject({ again });
    expect(admissionOf(gate).fingers).toHaveLength(1);
    gate.take(newFinger(same));
    expect(admissionOf(gate).fingers).toHaveLength(2);
  });

  it('asks for a better print where a poor one does not resemble its finger', () => {
    const gate = begun();
    gate.take(newFinger());
    const poor: DeskInput = { kind: 'capture', capture: { ...capture(), admissionScores: [0], reasons: ['too-dry'] } };
    gate.take(poor);
    expect(gate.desk).toMatchObject({ again: say('gate.print-too-dry') });
    gate.take(newFinger(0));
    expect(gate.desk).toMatchObject({ again: say('gate.fingers-differ', { finger: say('finger.right-index') }) });
    gate.take({ ...unclear, reasons: ['moved', 'too-dry'] });
    expect(gate.desk).toMatchObject({ again: say('gate.print-moved') });
  });

  it('takes the number of the warrant from its barcode, whatever is printed there', () => {
    const gate = begun();
    gate.take(fillIn, paper('RW-2026/17'));
    expect(admissionOf(gate).details).toEqual({ ...details, warrantNumber: 'RW-2026/17' });
    gate.take(paper(`RW\u202E${'x'.repeat(100)}`));
    expect(admissionOf(gate).details.warrantNumber).toBe(`RW\uFFFD${'x'.repeat(57)}`);
  });

  it('asks again after a print that cannot be read, as often as it takes', () => {
    const gate = begun();
    for (let attempt = 0; attempt < 10; attempt += 1) expect(gate.take(unclear)).toEqual([]);
    expect(gate.desk).toMatchObject({ step: 'admission', again: { en: expect.any(String) } });
    gate.take(newFinger());
    expect(gate.desk).not.toHaveProperty('again');
  });

  it('that is cancelled leaves nothing', () => {
    const gate = begun();
    expect(gate.take(fillIn, newFinger(), press({ action: 'cancel' }))).toEqual([]);
    expect(gate.desk).toEqual({ step: 'home', attempts: 0 });
    gate.take(begin);
    expect(gate.desk).toEqual({ step: 'admission', details: {}, fingers: [] });
  });

  it('never ends with less than the policy asks for, whatever happens in between', () => {
    const inputs: fc.Arbitrary<DeskInput> = fc.oneof(
      {
        arbitrary: fc
          .array(fc.constantFrom(0, same - 1, same, 99), { maxLength: 3 })
          .map((scores) => newFinger(...scores)),
        weight: 4,
      },
      fc.constantFrom<DeskInput>(fillIn, confirm, unclear, paper('RW-9')),
    );
    const policies = fc.record({
      fingersToEnrol: fc.integer({ min: 1, max: 3 }),
      impressionsPerFinger: fc.integer({ min: 1, max: 2 }),
    });
    let admitted = 0;
    fc.assert(
      fc.property(policies, fc.array(inputs, { maxLength: 30 }), (chosen, day) => {
        const gate = new TestGate(chosen);
        const world = { ...gate.world, policy: gate.policy };
        let desk: Desk = { step: 'admission', details: {}, fingers: [] };
        for (const input of day) {
          if (desk.step !== 'admission') return;
          const next = step(desk, input, world);
          for (const effect of next.effects) {
            expect(effect.kind).toBe('admit');
            if (effect.kind !== 'admit') continue;
            admitted += 1;
            expect(completeDetails(effect.admission)).toBeDefined();
            expect(effect.admission.fingers).toHaveLength(chosen.fingersToEnrol);
            for (const { impressions } of effect.admission.fingers)
              expect(impressions).toHaveLength(chosen.impressionsPerFinger);
          }
          desk = next.desk;
        }
      }),
      { seed: 211, numRuns: 200 },
    );
    expect(admitted).toBeGreaterThan(0);
  });
});
