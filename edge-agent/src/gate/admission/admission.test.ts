import { type AdmissionBody, admissionBodySchema } from '@custody-edge/event-contract';
import { type FingerName, operatingPoints } from '@custody-edge/fingerprint';
import { say } from '@custody-edge/ui-kit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { superintendent } from '../../test-kit.ts';
import type { AdmissionDesk, Desk, DeskInput, ExceptionClaim, World } from '../desk.ts';
import { toSign } from '../signing/to-sign.ts';
import { step } from '../step.ts';
import {
  byPin,
  capture,
  defaultPolicy,
  expected,
  inside,
  nowMs,
  paper,
  press,
  salt,
  stranger,
  TestGate,
  unclear,
  usedWarrant,
  withdrawnWarrant,
} from '../test-world.ts';
import { emptyAdmission, missingForAdmission } from './admission.ts';
import { admissionDetailsSchema, completeDetails } from './admission-details.ts';
import { belongings, body, detailsOf, otherPages } from './admission-kit.ts';
import { admissionView } from './admission-view.ts';
import { wordsAt } from './admission-words.ts';
import { exceptionToSign, fingerProgress, nextFinger } from './enrolled-fingers.ts';

const details = detailsOf('Asif Ali');
const begin = press({ action: 'begin-admission' });
const fillIn = press({ action: 'admission-details', details });
const fillInRest = otherPages.map(press);
const confirm = press({ action: 'confirm' });

/** A second officer answers for fingers that cannot be taken. */
function excepted(desk: AdmissionDesk, world: World, exception: ExceptionClaim, officerId = '3001'): DeskInput {
  const found = exceptionToSign(exception, desk, world);
  if (!found) throw new Error('nothing to sign');
  const { digest } = found;
  const text = `excepted by ${officerId}`;
  return found.signed({ ...byPin(officerId, 'medical'), digest, issuedAtMs: nowMs, expiresAtMs: nowMs + 1, text });
}

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
    expect(missingForAdmission(admissionOf(gate), gate.world)).toHaveLength(5);
    gate.take(fillIn);
    expect(completeDetails(admissionOf(gate).details)).toEqual(details);
    gate.take(...fillInRest);
    expect(missingForAdmission(admissionOf(gate), gate.world)).toHaveLength(1);
    for (const impression of sixImpressions) {
      expect(gate.take(confirm)).toEqual([]);
      expect(gate.take(impression)).toEqual([]);
    }
    const admission = admissionOf(gate);
    expect(missingForAdmission(admission, gate.world)).toEqual([]);
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

  it.each(Object.keys(details))('is not possible without %s of its paper', (name) => {
    const gate = begun();
    gate.take(fillIn, ...fillInRest, ...sixImpressions);
    const { desk } = gate;
    gate.desk = { ...admissionOf(gate), details: { ...details, [name]: '' } };
    expect(gate.take(confirm)).toEqual([]);
    gate.desk = desk;
    expect(gate.take(confirm)).toMatchObject([{ kind: 'admit' }]);
  });

  it('is not possible with one impression less', () => {
    const gate = begun();
    expect(gate.take(fillIn, ...fillInRest, ...sixImpressions.slice(0, -1), confirm)).toEqual([]);
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
    expect(gate.desk).toEqual(emptyAdmission(salt));
  });

  it.each(['body', 'belongings', 'reference'] as const)('is not possible before its %s is written down', (part) => {
    const gate = begun();
    gate.take(fillIn, ...fillInRest, ...sixImpressions);
    const { [part]: _, ...without } = admissionOf(gate);
    gate.desk = without;
    expect(gate.take(confirm)).toEqual([]);
  });

  it('shows one page after the other, the next on which something is missing', () => {
    const gate = begun();
    const pages: string[] = [];
    for (const input of [begin, fillIn, ...fillInRest, ...sixImpressions]) {
      gate.take(input);
      const { page } = admissionOf(gate);
      if (pages.at(-1) !== page) pages.push(page);
    }
    expect(pages).toEqual(['paper', 'body', 'belongings', 'fingers', 'confirm']);
    gate.take(press({ action: 'admission-page', page: 'body' }));
    expect(admissionView(admissionOf(gate), gate.world)).toMatchObject({
      page: 'body',
      body,
      complete: ['paper', 'body', 'belongings', 'fingers', 'confirm'],
      missing: [],
    });
    gate.take(press({ action: 'admission-body', body: { ...body, sex: 'X' } }));
    expect(admissionOf(gate)).toMatchObject({ page: 'confirm', body: { sex: 'X' } });
  });

  it('is searched by an officer in force of the person’s own sex, or chosen by the person', () => {
    const gate = begun();
    const searched = (by: AdmissionBody['search']['by']) =>
      press({ action: 'admission-body', body: { ...body, search: { officerSex: 'M', by } } });
    gate.take(searched({ officerId: stranger, witness: 'Yusuf' }));
    expect(gate.desk).toMatchObject({ again: say('gate.searcher-unknown') });
    expect(gate.desk).not.toHaveProperty('body');
    gate.take(fillIn, ...fillInRest, ...sixImpressions);
    gate.desk = {
      ...admissionOf(gate),
      body: { ...body, search: { officerSex: 'M', by: { officerId: stranger, witness: 'x' } } },
    };
    expect(gate.take(confirm)).toEqual([]);
    gate.take(searched('pending'));
    expect(gate.take(confirm)).toMatchObject([{ kind: 'admit' }]);
    expect(admissionBodySchema.safeParse({ ...body, sex: 'F' }).success).toBe(false);
    expect(admissionBodySchema.safeParse({ ...body, sex: 'X' }).success).toBe(true);
  });

  describe('is signed', () => {
    const search = { action: 'vouch', meaning: 'admission-search' } as const;
    const screening = { action: 'vouch', meaning: 'medical-screening' } as const;
    const wordsIn = (gate: TestGate) => wordsAt(admissionOf(gate), gate.world.nowMs).map(({ meaning }) => meaning);

    it('by whoever is named as having searched and by a medical officer, once it is written down', () => {
      const gate = begun();
      gate.take(fillIn);
      for (const action of [search, screening])
        expect(toSign({ ...action, officerId: '1001', pin: '' }, gate.desk, gate.world)).toBeUndefined();
      gate.take(...fillInRest);
      expect(toSign({ ...search, officerId: '1001', pin: '' }, gate.desk, gate.world)).toMatchObject({
        by: superintendent.officerId,
      });
      expect(toSign({ ...screening, officerId: '5001', pin: '' }, gate.desk, gate.world)).not.toHaveProperty('by');
      gate.take(gate.sign(search, '1001', 'superintendent'), gate.sign(screening, '5001', 'medical'));
      expect(wordsIn(gate)).toEqual(['admission-search', 'medical-screening']);
      expect(admissionView(admissionOf(gate), gate.world).words.map(({ state }) => state)).toEqual([
        'present',
        'present',
      ]);
      gate.take(press({ action: 'admission-body', body: { ...body, search: { officerSex: 'M', by: 'pending' } } }));
      expect(toSign({ ...search, officerId: '1001', pin: '' }, gate.desk, gate.world)).toBeUndefined();
      expect(wordsIn(gate)).toEqual([]);
    });

    it('for this person and these findings alone: whatever changes is signed anew, and a word that is old counts no more', () => {
      const gate = begun();
      gate.take(fillIn, ...fillInRest);
      const changes = [
        press({ action: 'admission-details', details: { ...details, parentage: 'Somebody else' } }),
        press({ action: 'admission-details', details: { ...details, warrantNumber: 'RW-other' } }),
        press({ action: 'admission-body', body: { ...body, injuries: 'none-seen' } }),
        press({ action: 'admission-body', body: { ...body, isolation: true } }),
      ];
      for (const change of changes) {
        gate.take(fillIn, ...fillInRest);
        gate.take(gate.sign(search, '1001', 'superintendent'), gate.sign(screening, '5001', 'medical'));
        expect(wordsIn(gate)).toHaveLength(2);
        const late = gate.sign(search, '1001', 'superintendent');
        gate.take(change);
        expect(wordsIn(gate)).toEqual([]);
        gate.take(late);
        expect(wordsIn(gate)).toEqual([]);
      }
      gate.take(gate.sign(search, '1001', 'superintendent'));
      expect(wordsAt(admissionOf(gate), gate.world.nowMs + 1)).toEqual([]);
    });
  });

  it('asks for a next of kin only where the house says so', () => {
    const { nextOfKin: _, ...alone } = belongings;
    const without = press({ action: 'admission-belongings', belongings: alone });
    const gate = begun();
    gate.take(without);
    expect(admissionOf(gate).belongings).toEqual(alone);
    const strict = new TestGate({ nextOfKinRequired: true });
    strict.take(begin, without);
    expect(strict.desk).toMatchObject({ again: say('gate.next-of-kin-missing') });
    expect(strict.desk).not.toHaveProperty('belongings');
  });

  it('of a warrant that has admitted somebody says whom, and takes nothing of it', () => {
    const gate = begun();
    const { number: warrantNumber, court } = usedWarrant;
    gate.take(press({ action: 'admission-details', details: { ...details, warrantNumber, court } }));
    expect(gate.desk).toMatchObject({ page: 'paper', details: {} });
    expect(gate.desk).toMatchObject({ again: { en: expect.stringContaining('inside, son of Muhammad') } });
    gate.take(fillIn, ...fillInRest, ...sixImpressions, paper(warrantNumber));
    expect(gate.take(confirm)).toEqual([]);
    gate.take(fillIn);
    expect(gate.take(confirm)).toMatchObject([{ kind: 'admit' }]);
  });

  it('warns of a warrant whose announcement the court took back, and leaves the decision to the officer', () => {
    const gate = begun();
    const { number: warrantNumber, court } = withdrawnWarrant;
    gate.take(press({ action: 'admission-details', details: { ...details, warrantNumber, court } }));
    expect(admissionOf(gate)).toMatchObject({ page: 'body', again: say('gate.warrant-taken-back') });
  });

  it('is not taken without the last day of a remand, and warns of one that has passed; a sentence names none', () => {
    const { detainUntil: _, ...undated } = details;
    const isTaken = (kind: string) => admissionDetailsSchema.safeParse({ ...undated, warrantKind: kind }).success;
    expect(isTaken('remand-warrant')).toBe(false);
    expect(isTaken('sentence-warrant')).toBe(true);
    const gate = begun();
    gate.take(press({ action: 'admission-details', details: { ...details, detainUntil: '2026-02-27' } }));
    expect(admissionOf(gate)).toMatchObject({ page: 'body', again: say('gate.warrant-past') });
  });

  describe('of somebody whom the centre has announced', () => {
    const { person, warrant, subject } = expected;
    const filled = {
      ...person,
      warrantKind: warrant.kind,
      warrantNumber: warrant.number,
      court: warrant.court,
      caseNumber: warrant.caseNumber,
      policeStation: warrant.policeStation,
    };

    it('begins with the paper as the court sent it, chosen from the list or scanned', () => {
      const chosen = new TestGate();
      chosen.take(press({ action: 'begin-admission', expected: subject }));
      expect(admissionOf(chosen).details).toEqual(filled);
      const scanned = begun();
      scanned.take(paper(` ${warrant.number} `));
      expect(admissionOf(scanned).details).toEqual(filled);
      const stranger = new TestGate();
      stranger.take(press({ action: 'begin-admission', expected: 'person/nobody' }));
      expect(stranger.desk).toEqual(emptyAdmission(salt));
    });

    it('is recorded under the id that was announced with the warrant, and only under that warrant', () => {
      const gate = begun();
      const { prisonerNumber, escort } = details;
      const given = { ...filled, detainUntil: '2026-03-15', court: 'MAGISTRATE  model town', prisonerNumber, escort };
      gate.take(press({ action: 'admission-details', details: given }), ...fillInRest, ...sixImpressions);
      expect(gate.take(confirm)).toMatchObject([{ kind: 'admit', subject }]);
      gate.take(press({ action: 'begin-admission', expected: subject }));
      gate.take(fillIn, ...fillInRest, ...sixImpressions);
      const [admit] = gate.take(confirm);
      expect(admit).toMatchObject({ kind: 'admit' });
      expect(admit).not.toHaveProperty('subject');
    });
  });

  describe('of somebody with a finger that cannot be taken', () => {
    const photograph = 'no-camera' as const;
    const worn = { every: false, reason: 'worn', photograph } as const;

    it('goes on with the next finger of the hand, so that the wanted number is reached', () => {
      const gate = begun();
      gate.take(fillIn, newFinger());
      gate.take(excepted(admissionOf(gate), gate.world, worn));
      expect(admissionOf(gate).fingers).toEqual([]);
      expect(admissionOf(gate).exceptions).toMatchObject([
        {
          fingers: ['right-index'],
          reason: 'worn',
          photograph,
          at: new Date(nowMs).toISOString(),
          approval: 'excepted by 3001',
        },
      ]);
      expect(fingerProgress(admissionOf(gate), gate.policy).map(({ name }) => name)).toEqual([
        'left-index',
        'right-thumb',
      ]);
      gate.take(...fillInRest, ...sixImpressions);
      expect(gate.take(confirm)).toMatchObject([
        { kind: 'admit', admission: { fingers: [{ finger: 'left-index' }, { finger: 'right-thumb' }] } },
      ]);
    });

    it('needs another officer than the one who enrols, and the word for this very finger', () => {
      const gate = begun();
      gate.take(fillIn);
      const asked = admissionOf(gate);
      const word = excepted(asked, gate.world, worn);
      gate.take(excepted(asked, gate.world, worn, gate.world.officer));
      expect(admissionOf(gate).exceptions).toEqual([]);
      gate.take(...sixImpressions.slice(0, 3), word);
      expect(admissionOf(gate).exceptions).toEqual([]);
      expect(nextFinger(admissionOf(gate), gate.policy)).toBe('left-index');
      gate.take(excepted(admissionOf(gate), gate.world, worn));
      expect(admissionOf(gate).exceptions).toHaveLength(1);
      gate.take(press({ action: 'admission-details', details: detailsOf('Bilal') }));
      expect(admissionOf(gate).exceptions).toEqual([]);
    });

    it('takes the second officer’s word for the very photograph of the hand that they saw, or for there being none', () => {
      const gate = begun();
      gate.take(fillIn);
      const seen = [{ jpeg: 'aGFuZA==' }, { jpeg: 'YW5vdGhlcg==' }, 'no-camera', 'not-taken'] as const;
      const digests = seen.map(
        (one) => exceptionToSign({ ...worn, photograph: one }, admissionOf(gate), gate.world)?.digest,
      );
      expect(new Set(digests).size).toBe(seen.length);
      const [claim, other] = seen.map((one) => ({ ...worn, photograph: one }));
      const word = excepted(admissionOf(gate), gate.world, claim ?? worn);
      if (word.kind !== 'fingers-excepted' || !other) throw new Error('no word for fingers');
      gate.take({ ...word, claim: other });
      expect(admissionOf(gate).exceptions).toEqual([]);
      gate.take(word);
      expect(admissionOf(gate).exceptions).toMatchObject([{ photograph: { jpeg: 'aGFuZA==' } }]);
      gate.take(excepted(admissionOf(gate), gate.world, worn));
      expect(admissionView(admissionOf(gate), gate.world).excepted).toMatchObject([
        { photograph: say('hand.photographed') },
        { photograph: say('hand.no-camera') },
      ]);
    });

    it('takes nobody’s word before it stands there who the person is', () => {
      const gate = begun();
      gate.take(excepted(admissionOf(gate), gate.world, worn));
      expect(admissionOf(gate).exceptions).toEqual([]);
    });

    it('keeps the fingers that are there where all others cannot be taken', () => {
      const gate = begun();
      gate.take(fillIn, ...fillInRest, ...sixImpressions.slice(0, 3));
      gate.take(excepted(admissionOf(gate), gate.world, { every: true, reason: 'missing', photograph }));
      expect(gate.take(confirm)).toMatchObject([
        { kind: 'admit', admission: { fingers: [{ finger: 'right-index' }] } },
      ]);
    });

    it('says that nobody could be enrolled where no finger is there', () => {
      const gate = begun();
      gate.take(fillIn, press({ action: 'admission-page', page: 'fingers' }));
      gate.take(excepted(admissionOf(gate), gate.world, { every: true, reason: 'refused', photograph }));
      gate.take(press({ action: 'admission-page', page: 'fingers' }));
      expect(admissionView(admissionOf(gate), gate.world)).toMatchObject({
        excepted: { length: 10 },
        instruction: say('gate.no-finger-taken'),
      });
    });
  });

  it('never ends with less than the policy asks for, whatever happens in between', () => {
    type Happening = DeskInput | { readonly claim: ExceptionClaim; readonly by: string };
    const inputs: fc.Arbitrary<Happening> = fc.oneof(
      {
        arbitrary: fc
          .array(fc.constantFrom(0, same - 1, same, 99), { maxLength: 3 })
          .map((scores) => newFinger(...scores)),
        weight: 6,
      },
      { arbitrary: fc.constantFrom<DeskInput>(fillIn, ...fillInRest), weight: 4 },
      fc.constantFrom<DeskInput>(confirm, unclear, paper('RW-9'), paper(usedWarrant.number)),
      fc.record({
        claim: fc.record({
          every: fc.boolean(),
          reason: fc.constantFrom('worn' as const, 'refused' as const),
          photograph: fc.constantFrom('no-camera' as const, { jpeg: 'aGFuZA==' }),
        }),
        by: fc.constantFrom('3001', '4417'),
      }),
    );
    const policies = fc.record({
      fingersToEnrol: fc.integer({ min: 2, max: 3 }),
      impressionsPerFinger: fc.integer({ min: 1, max: 2 }),
    });
    const seen = { admitted: 0, excepted: 0 };
    fc.assert(
      fc.property(policies, fc.array(inputs, { minLength: 10, maxLength: 50 }), (chosen, day) => {
        const gate = new TestGate(chosen);
        const world = { ...gate.world, policy: gate.policy };
        let desk: Desk = emptyAdmission(salt);
        for (const happening of day) {
          if (desk.step !== 'admission') return;
          const input: DeskInput =
            'kind' in happening ? happening : excepted(desk, world, happening.claim, happening.by);
          const next = step(desk, input, world);
          for (const effect of next.effects) {
            expect(effect.kind).toBe('admit');
            if (effect.kind !== 'admit') continue;
            const { admission } = effect;
            seen.admitted += 1;
            seen.excepted += admission.exceptions.length;
            const paperOf = completeDetails(admission.details);
            expect(paperOf && paperOf.warrantNumber !== usedWarrant.number).toBe(true);
            expect(admission).toMatchObject({ body, belongings, reference: 'not-asked' });
            const gone = admission.exceptions.flatMap(({ fingers }) => fingers);
            // A word that was withdrawn with the details leaves one finger more.
            expect(admission.fingers.length).toBeGreaterThanOrEqual(Math.min(chosen.fingersToEnrol, 10 - gone.length));
            for (const { finger, impressions } of admission.fingers) {
              expect(impressions).toHaveLength(chosen.impressionsPerFinger);
              expect(gone).not.toContain(finger);
            }
            for (const { approval } of admission.exceptions) expect(approval).toBe('excepted by 3001');
          }
          desk = next.desk;
        }
      }),
      { seed: 211, numRuns: 300 },
    );
    expect(seen.admitted).toBeGreaterThan(0);
    expect(seen.excepted).toBeGreaterThan(0);
  });
});
