import { exhibitSubject, foldExhibit, type Memorandum } from '@custody-edge/event-contract';
import { describe, expect, it } from 'vitest';
import { nowMs } from '../test-kit.ts';
import {
  analyst,
  benchConfig,
  colleague,
  memorandum,
  type OpenBench,
  openBench,
  openCase,
  openedParcel,
  putOn,
  receive,
  supervisor,
  takeOff,
  weigh,
  weighing,
} from './bench-kit.ts';

const sealed = [{ mark: 'FSL/3', state: 'intact' as const }];
const recordedOf = ({ station }: OpenBench, label: string) => station.log.eventsOf(exhibitSubject(label));

describe('a parcel', () => {
  it('goes from the counter through the balance and back to the agency, and its chain is whole', async () => {
    const at = await openBench();
    const { act, sign, scan, exhibit, typesOf } = at;
    const labCase = await openCase(at);
    scan('P-1');
    expect(at.view().desk).toMatchObject({ step: 'case', scanned: 'P-1' });
    await receive(at, labCase, 'P-1');
    scan('P-1');
    expect(exhibit()).toMatchObject({
      state: 'held',
      custodian: { officerId: '7301', name: 'Sadia Malik' },
      case: { number: 'QTA-1/26' },
      next: { step: 'weigh' },
      gaps: [],
    });
    await weigh(at, 'P-1', '52.19');
    expect(exhibit().next.step).toBe('open');
    await act({ action: 'open', seals: exhibit().seals.map(({ mark, state }) => ({ mark, state })) });
    await act({ action: 'take-labels' });
    for (const label of ['P-1-1', 'P-1-2', 'P-1-1']) scan(label);
    expect(at.view()).toMatchObject({ desk: { labels: ['P-1-1', 'P-1-2'] }, sign: 'wait' });
    const part = (label: string) => ({ label, kind: 'unit' as const, described: 'A packet' });
    await act({ action: 'divide', parts: ['P-1-1', 'P-1-2'].map(part) });
    expect(exhibit().parts).toMatchObject([{ label: 'P-1-1', custodian: { officerId: '7301' } }, { label: 'P-1-2' }]);
    await weigh(at, 'P-1-1', '25.10');
    const form = { technique: 'colour-test', protocol: 'SOP-12', outcome: 'positive', observed: 'Violet' } as const;
    const reagent = { name: 'Marquis', batch: 'M-4', controls: { positive: true, blank: true } };
    await act({ action: 'test', form: { ...form, reagent, files: [] } });
    expect(exhibit()).toMatchObject({ findings: [{ kind: 'test' }, { kind: 'weight', what: 'net' }] });
    scan('P-1');
    await at.refuses({ action: 'return', to: memorandum.depositor, withParts: true }, 'exhibit-open');
    await act({ action: 'reseal', seals: sealed, withParts: true });
    await act({ action: 'return', to: memorandum.depositor, withParts: true });
    expect(at.view().signing).toMatchObject({ lines: ['P-1', 'P-1-1', 'P-1-2'], missing: [{ count: 3 }] });
    await sign();
    expect(exhibit()).toMatchObject({ state: 'returned', next: { step: 'nothing' }, gaps: [] });
    expect(typesOf(exhibitSubject('P-1-1'))).toEqual([
      'exhibit.taken-from.v1',
      'exhibit.weighed.v2',
      'exhibit.tested.v1',
      'exhibit.resealed.v1',
      'exhibit.returned.v1',
    ]);
    for (const label of ['P-1', 'P-1-1', 'P-1-2']) expect(foldExhibit(recordedOf(at, label))?.gaps).toEqual([]);
    at.station.log.verify();
  });

  it('is divided by labels of a roll, none of which may be on record', async () => {
    const at = await openBench();
    await openedParcel(at, 'P-9');
    await at.refuses({ action: 'take-label-run', first: 'P-9-01', count: 2 }, 'action-not-possible');
    await at.act({ action: 'take-labels' });
    at.scan('P-9-01');
    await at.refuses({ action: 'take-label-run', first: 'P-9-A', count: 2 }, 'label-not-numbered');
    await at.refuses({ action: 'take-label-run', first: 'P-8', count: 2 }, 'label-in-use');
    await at.refuses({ action: 'take-label-run', first: 'P-9-00', count: 3 }, 'label-in-use');
    expect(at.view().desk).toMatchObject({ labels: ['P-9-01'] });
    await at.act({ action: 'take-label-run', first: 'P-9-02', count: 119 });
    const { desk } = at.view();
    const labels = desk.step === 'divide' ? desk.labels : [];
    expect([labels.length, labels.at(-1)]).toEqual([120, 'P-9-120']);
    await at.act({ action: 'divide', parts: labels.map((label) => ({ label, kind: 'unit', described: 'A packet' })) });
    expect(at.exhibit().parts.map(({ label }) => label)).toEqual(labels);
  });

  it('that came late takes a reason, and one that was seized tomorrow is a mistake', async () => {
    const at = await openBench();
    const open = (form: Memorandum) => openCase(at, 'QTA-9', form);
    const seized = (hours: number) => new Date(nowMs - hours * 3_600_000).toISOString();
    await expect(open({ ...memorandum, seizedAt: seized(73) })).rejects.toMatchObject({ code: 'late-reason-missing' });
    await expect(open({ ...memorandum, seizedAt: seized(-1) })).rejects.toMatchObject({ code: 'seizure-ahead' });
    await open({ ...memorandum, seizedAt: seized(73), lateReason: 'The road was closed' });
    const { desk } = at.view();
    expect(desk).toMatchObject({ step: 'case', case: { clock: { isLate: true }, state: 'without-parcels' } });
    await expect(open(memorandum)).rejects.toMatchObject({ code: 'case-number-in-use' });
  });

  it('is taken in by whoever is signed in, and with nobody else’s signature', async () => {
    const at = await openBench();
    const labCase = await openCase(at);
    await expect(receive(at, labCase, 'P-1', colleague)).rejects.toMatchObject({ code: 'not-yours-to-sign' });
    expect(at.lacks('exhibit-receipt')).toBe(true);
    expect(recordedOf(at, 'P-1')).toEqual([]);
    await expect(at.sign({ ...analyst, pin: '111222' })).rejects.toMatchObject({ code: 'sign-in-refused' });
    await at.sign();
    expect(recordedOf(at, 'P-1')).toHaveLength(1);
    await expect(receive(at, labCase, 'P-1')).rejects.toMatchObject({ code: 'label-in-use' });
  });

  it('goes into other hands by two officers, each with their own PIN', async () => {
    const at = await openBench();
    const labCase = await openCase(at);
    await receive(at, labCase, 'P-1');
    at.scan('P-1');
    const handOver = { action: 'hand-over', place: 'Bench 2', withParts: true } as const;
    await at.refuses({ ...handOver, to: analyst.officerId }, 'role-missing');
    await at.refuses({ ...handOver, to: '9999' }, 'role-missing');
    await at.act({ ...handOver, to: colleague.officerId });
    await at.sign(colleague);
    await expect(at.sign(supervisor)).rejects.toMatchObject({ code: 'not-yours-to-sign' });
    expect(at.view().signing?.missing).toMatchObject([{ meaning: 'exhibit-giving', by: { officerId: '7301' } }]);
    await at.sign();
    at.scan('P-1');
    expect(at.exhibit()).toMatchObject({ custodian: { officerId: '7302' }, next: { step: 'take-over' } });
    expect(at.view()).toMatchObject({ sign: 'stop', acceptable: false });
    putOn(at, '10.00');
    await at.refuses({ action: 'accept' }, 'exhibit-in-other-hands');
    await at.signIn(colleague);
    await weigh(at, 'P-1', '10.00');
    expect(at.exhibit().gaps).toEqual([]);
  });
});

describe('a weight', () => {
  it('is recorded with the bytes, the digits, the rule and the balance that it rests on', async () => {
    const at = await openBench();
    await receive(at, await openCase(at), 'P-1');
    at.scan('P-1');
    for (const atMs of [0, 500, 1_000]) at.bench.onReading('balance', weighing('12.50', atMs));
    expect(at.view()).toMatchObject({
      acceptable: true,
      sign: 'go',
      pan: {
        reading: { value: '12.50', unit: 'g' },
        steadiness: 1,
        series: { count: 3, mean: '12.500', spread: '0.00' },
      },
      desk: { weighing: { what: 'gross' } },
    });
    await at.act({ action: 'accept' });
    const event = recordedOf(at, 'P-1').at(-1);
    const raw = Buffer.from('S S 12.50 g').toString('base64url');
    expect(event).toMatchObject({
      type: 'exhibit.weighed.v2',
      officer: '7301',
      data: {
        what: 'gross',
        value: '12.50',
        unit: 'g',
        load: 'net',
        samples: [0, 500, 1_000].map((afterMs) => ({ raw, value: '12.50', afterMs })),
        steady: { readings: 3, withinDivisions: 2, division: '0.01', durationMs: 1_000 },
        balance: {
          deviceId: 'balance',
          profile: 'mettler-mt-sics',
          profileHash: expect.stringMatching(/^[\w-]{43}$/),
          reserves: expect.arrayContaining(['no-certificate', 'not-checked-today']),
        },
      },
    });
    await at.refuses({ action: 'accept' }, 'action-incomplete');
    expect(at.exhibit().next.step).toBe('open');
  });

  it('belongs to the exhibit whose label was scanned last, and to none after a label of nothing', async () => {
    const at = await openBench();
    const labCase = await openCase(at);
    await receive(at, labCase, 'P-1');
    await receive(at, labCase, 'P-2');
    at.scan('P-1');
    putOn(at, '5.00');
    at.scan('P-2');
    expect(at.view().acceptable).toBe(false);
    putOn(at, '5.00');
    await at.act({ action: 'accept' });
    expect(recordedOf(at, 'P-1')).toHaveLength(1);
    expect(recordedOf(at, 'P-2')).toHaveLength(2);
    at.scan('P-1');
    at.scan('P-3');
    expect(at.view()).toMatchObject({ desk: { step: 'home' }, sign: 'wait' });
    takeOff(at);
    putOn(at, '6.00');
    await at.refuses({ action: 'accept' }, 'action-incomplete');
    at.bench.onReading('reader', { kind: 'rejected-input', reason: 'not-utf8', byteCount: 4, count: 1, atMs: 0 });
    expect(at.view()).toMatchObject({ sign: 'wait' });
  });

  it('is voided in mid-series by a restart, by an unplugged balance and by a drift', async () => {
    const at = await openBench();
    await receive(at, await openCase(at), 'P-1');
    const { bench } = at;
    const two = () => {
      bench.onReading('balance', weighing('12.50', 0));
      bench.onReading('balance', weighing('12.50', 500));
    };
    at.scan('P-1');
    two();
    bench.onReading('balance', { kind: 'balance-restarted', serialNumber: 'B1', atMs: nowMs });
    for (const atMs of [1_000, 1_500, 2_000]) bench.onReading('balance', weighing('12.50', atMs));
    await at.refuses({ action: 'accept' }, 'action-incomplete');
    expect(at.view().instruction.en).toContain('restarted');
    at.scan('P-1');
    bench.onReading('balance', weighing('12.50', 0));
    await at.refuses({ action: 'accept' }, 'action-incomplete');

    const drifting = await openBench();
    await receive(drifting, await openCase(drifting), 'P-1');
    drifting.scan('P-1');
    const at2 = (value: string, atMs: number) => drifting.bench.onReading('balance', weighing(value, atMs));
    at2('12.50', 0);
    at2('12.51', 500);
    at2('12.58', 900);
    expect(drifting.view()).toMatchObject({
      acceptable: false,
      pan: { series: { count: 1, voided: { en: expect.stringContaining('moved') } } },
    });
    drifting.bench.onStatus({ deviceId: 'balance', kind: 'balance', state: 'absent', sinceMs: 0, attempts: 1 });
    at2('12.58', 1_400);
    at2('12.58', 1_900);
    await drifting.refuses({ action: 'accept' }, 'action-incomplete');
    at2('12.58', 2_400);
    await drifting.act({ action: 'accept' });
    expect(recordedOf(drifting, 'P-1').at(-1)).toMatchObject({ data: { samples: { length: 3 } } });
  });

  it('of a sealed parcel is gross, and of what has left there is none', async () => {
    const at = await openBench();
    const labCase = await openCase(at);
    await receive(at, labCase, 'P-1');
    at.scan('P-1');
    await at.refuses({ action: 'weigh', what: 'net' }, 'exhibit-sealed');
    await at.act({ action: 'return', to: memorandum.depositor, withParts: false });
    await at.sign();
    at.scan('P-1');
    putOn(at, '3.00');
    await at.refuses({ action: 'accept' }, 'exhibit-returned');
    await receive(at, labCase, 'P-1');
    at.scan('P-1');
    expect(at.exhibit().state).toBe('held');
  });

  it('written by hand says so for ever, and one that cannot be is refused', async () => {
    const at = await openBench();
    await openedParcel(at);
    const written = {
      action: 'write-weight',
      what: 'net',
      unit: 'g',
      reason: 'No line',
      balance: 'Old balance',
    } as const;
    await at.refuses({ ...written, value: '-1.0' }, 'value-impossible');
    await at.refuses({ ...written, value: '0.00' }, 'value-impossible');
    await at.act({ ...written, value: '12.0' });
    expect(at.exhibit().findings).toMatchObject([{ kind: 'weight', value: '12.0', manual: 'No line', samples: 0 }]);
  });

  it('is corrected by an amendment beside it, signed, and never overwritten', async () => {
    const at = await openBench();
    await openedParcel(at);
    await weigh(at, 'P-1', '12.50');
    const [weight] = at.exhibit().findings;
    const supersedes = weight?.event ?? '';
    const before = at.station.log.length;
    const texts = [...at.station.log.signedTexts()];
    const amend = { action: 'amend', supersedes, why: 'The lid lay on the pan' } as const;
    await at.refuses(
      { ...amend, amendment: { of: 'test', outcome: 'negative', observed: 'Nothing' } },
      'finding-unknown',
    );
    await at.act({ ...amend, amendment: { of: 'weight', what: 'net', value: '11.90', unit: 'g' } });
    await expect(at.sign(colleague)).rejects.toMatchObject({ code: 'not-yours-to-sign' });
    await at.sign();
    expect(at.exhibit().findings).toMatchObject([
      { value: '12.50', isStanding: true, amended: [{ amendment: { value: '11.90' }, why: amend.why }] },
    ]);
    expect(at.station.log.length).toBe(before + 1);
    expect([...at.station.log.signedTexts()].slice(0, before)).toEqual(texts);
  });
});

describe('a method', () => {
  it('says what is next with each exhibit, and its weights name the step', async () => {
    const at = await openBench();
    await receive(at, await openCase(at), 'P-1');
    at.scan('P-1');
    await at.refuses({ action: 'begin-method', id: 'no-such-method' }, 'method-unknown');
    await at.act({ action: 'begin-method', id: 'weigh-and-reconcile' });
    expect(at.exhibit()).toMatchObject({ next: { step: 'bind-file' }, method: { step: { kind: 'photograph' } } });
    expect(at.view().desk).not.toHaveProperty('weighing');
    const { arrival } = at.bench.keepFile('seals.jpg', 'image/jpeg', Buffer.from('a picture'));
    const { method } = at.exhibit().method?.step ?? {};
    if (!method) throw new Error('no step');
    await at.act({ action: 'bind-file', arrival, method });
    at.scan('P-1');
    expect(at.view()).toMatchObject({
      desk: { weighing: { what: 'gross', step: 'gross' }, exhibit: { next: { step: 'weigh' } } },
      instruction: { en: expect.stringContaining('certificate') },
    });
    putOn(at, '52.10');
    // The step takes a balance without any reserve.
    await at.refuses({ action: 'accept' }, 'instrument-unfit');
    const form = { certificate: 'C', by: 'NPSL', calibratedOn: '2026-02-20', dueOn: '2027-02-20' };
    await at.act({ action: 'calibrate', deviceId: 'balance', form });
    const weight = { mark: 'F1-50', nominal: '50.00' };
    await at.act({ action: 'begin-trial', deviceId: 'balance', trial: 'check-weight', weight, unit: 'g' });
    putOn(at, '50.00');
    await at.act({ action: 'accept' });
    await at.act({ action: 'end-trial' });
    await weigh(at, 'P-1', '52.10');
    expect(recordedOf(at, 'P-1').at(-1)).toMatchObject({ data: { what: 'gross', method: { step: 'gross' } } });
    expect(at.exhibit()).toMatchObject({ next: { step: 'open' } });
  });
});

describe('an instrument', () => {
  const certificate = { certificate: 'CAL-1', by: 'NPSL', calibratedOn: '2025-03-01', dueOn: '2026-02-28' };

  it('whose calibration is overdue, or which is withdrawn, weighs nothing', async () => {
    const at = await openBench();
    await receive(at, await openCase(at), 'P-1');
    await at.act({ action: 'calibrate', deviceId: 'balance', form: certificate });
    at.scan('P-1');
    putOn(at, '5.00');
    expect(at.view()).toMatchObject({ acceptable: false, sign: 'stop', desk: { weighing: { refused: {} } } });
    await at.refuses({ action: 'accept' }, 'instrument-unfit');
    const form = { ...certificate, calibratedOn: '2026-02-20', dueOn: '2027-02-20', capacity: '4', unit: 'g' };
    await at.act({ action: 'calibrate', deviceId: 'balance', form });
    at.scan('P-1');
    putOn(at, '5.00');
    await at.refuses({ action: 'accept' }, 'value-impossible');
    await at.act({ action: 'withdraw', deviceId: 'balance', reason: 'It was dropped' });
    at.scan('P-1');
    putOn(at, '3.00');
    await at.refuses({ action: 'accept' }, 'instrument-unfit');
    await at.act({ action: 'back-in-use', deviceId: 'balance', reason: 'Adjusted' });
    at.scan('P-1');
    putOn(at, '3.00');
    await at.act({ action: 'accept' });
  });

  it('is refused or flagged as the laboratory says', async () => {
    const at = await openBench(benchConfig({ fitness: { withoutCertificate: 'refused' } }));
    await receive(at, await openCase(at), 'P-1');
    at.scan('P-1');
    putOn(at, '5.00');
    await at.refuses({ action: 'accept' }, 'instrument-unfit');
  });

  it('is tried with a check weight from its own steady readings', async () => {
    const at = await openBench();
    const weight = { mark: 'F1-100', nominal: '100.000' };
    await at.act({ action: 'begin-trial', deviceId: 'balance', trial: 'check-weight', weight, unit: 'g' });
    await at.refuses({ action: 'end-trial' }, 'action-incomplete');
    expect(at.view()).toMatchObject({ desk: { step: 'trial' }, acceptable: false });
    putOn(at, '100.01');
    await at.act({ action: 'accept' });
    await at.refuses({ action: 'accept' }, 'action-incomplete');
    await at.act({ action: 'end-trial' });
    expect(at.view().instruments).toMatchObject([
      { deviceId: 'balance', trials: [{ trial: 'check-weight', readings: ['100.01'] }], checkedAt: expect.any(String) },
    ]);
    const [tried] = at.station.log.eventsOfType('instrument.tried.v2');
    const raw = Buffer.from('S S 100.01 g').toString('base64url');
    expect(tried?.data.readings).toEqual([{ weight, value: '100.01', raw }]);
  });
});

describe('a trial', () => {
  const weight = { mark: 'F1-50', nominal: '50.00' };
  const read = async (at: OpenBench, value: string) => {
    takeOff(at);
    putOn(at, value);
    await at.act({ action: 'accept' });
  };
  const trialOf = (at: OpenBench) => {
    const { desk } = at.view();
    if (desk.step !== 'trial') throw new Error(`the bench shows ${desk.step}`);
    return desk;
  };

  it('of the corners leads from place to place, and its limit refuses the balance', async () => {
    const limits = [{ device: 'balance', unit: 'g', eccentricity: '0.02' }];
    const at = await openBench(benchConfig({ fitness: { trials: limits } }));
    await at.act({ action: 'begin-trial', deviceId: 'balance', trial: 'eccentricity', weight, unit: 'g' });
    const places: (string | undefined)[] = [];
    for (const value of ['50.00', '50.01', '50.00', '49.95', '50.00']) {
      places.push(trialOf(at).place);
      await at.refuses({ action: 'end-trial' }, 'action-incomplete');
      await read(at, value);
    }
    expect(places).toEqual(['centre', 'front-left', 'front-right', 'back-left', 'back-right']);
    expect(at.view()).toMatchObject({ acceptable: false, desk: { isFull: true, isWhole: true } });
    takeOff(at);
    putOn(at, '50.00');
    await at.refuses({ action: 'accept' }, 'action-not-possible');
    await at.act({ action: 'end-trial' });
    const [tried] = at.station.log.eventsOfType('instrument.tried.v2');
    expect(tried?.data.readings.map(({ place }) => place)).toEqual(places);
    expect(at.view().instruments).toMatchObject([
      {
        sign: 'stop',
        trials: [{ result: { sign: 'stop', text: { en: 'Farthest corner -0.05 g from the centre: beyond 0.02 g' } } }],
      },
    ]);
  });

  it('of linearity takes its loads from light to heavy, and ten weighings of one load give the smallest weight', async () => {
    const at = await openBench();
    const begin = { action: 'begin-trial', deviceId: 'balance', trial: 'linearity', weight, unit: 'g' } as const;
    await at.refuses(begin, 'trial-loads');
    const heavier = (...nominals: string[]) => nominals.map((nominal) => ({ mark: `F1-${nominal}`, nominal }));
    await at.refuses({ ...begin, further: heavier('100', '60') }, 'trial-loads');
    await at.refuses({ ...begin, trial: 'repeatability', further: heavier('100') }, 'trial-loads');
    await at.act({ ...begin, further: heavier('100', '200') });
    for (const value of ['50.00', '100.00', '200.01']) await read(at, value);
    await at.act({ action: 'end-trial' });
    expect(at.view().instruments[0]?.trials[0]?.result).toMatchObject({ sign: 'information' });
    await at.act({ ...begin, trial: 'repeatability' });
    for (let weighing = 0; weighing < 10; weighing++) await read(at, weighing % 2 === 0 ? '50.00' : '50.01');
    await at.act({ action: 'end-trial' });
    // s = 0.00527 g is more than 0.41 d: 2000 s = 10.54…
    expect(at.view().instruments[0]?.minimumWeight).toEqual({ value: '10.55', unit: 'g' });
  });

  it('with a check weight each day makes a control chart', async () => {
    const at = await openBench(benchConfig({ fitness: { chartFrom: 3 } }));
    for (const value of ['50.00', '50.01', '50.00', '50.90']) {
      await at.act({ action: 'begin-trial', deviceId: 'balance', trial: 'check-weight', weight, unit: 'g' });
      await read(at, value);
      await at.act({ action: 'end-trial' });
    }
    const [balance] = at.bench.charts();
    expect(balance).toMatchObject({ deviceId: 'balance', charts: [{ mark: 'F1-50', unit: 'g', lines: {} }] });
    expect(balance?.charts[0]?.marks.map(({ verdict }) => verdict).at(-1)).toBe('action');
    at.station.officers.signOut();
    expect(() => at.bench.charts()).toThrow(expect.objectContaining({ code: 'sign-in-first' }));
  });
});

describe('a case', () => {
  it('is given to an analyst by a supervisor, and reviewed by others than who worked on it', async () => {
    const at = await openBench();
    const labCase = await openedParcel(at);
    await weigh(at, 'P-1', '12.50');
    await at.act({ action: 'assign', case: labCase, analyst: analyst.officerId, appointment: 'SRO 1/26' });
    await expect(at.sign()).rejects.toMatchObject({ code: 'role-missing' });
    await at.sign(supervisor);
    expect(at.view().desk).toMatchObject({ case: { analyst: { officerId: '7301' }, state: 'in-work' } });
    await at.act({ action: 'conclude', case: labCase, number: 'FSL-1', conclusion: 'As weighed.' });
    await at.sign();
    const contentHash = at.bench.review(labCase).report.contentHash ?? '';
    await at.refuses(
      { action: 'review', case: labCase, review: 'administrative-review', contentHash },
      'action-incomplete',
    );
    await at.act({ action: 'review', case: labCase, review: 'technical-review', contentHash });
    await expect(at.sign()).rejects.toMatchObject({ code: 'reviewer-worked-on-it' });
    await at.sign(colleague);
    await at.act({ action: 'review', case: labCase, review: 'administrative-review', contentHash });
    await at.sign(supervisor);
    expect(at.view().desk).toMatchObject({ case: { state: 'reviewed', reviews: [{}, {}] } });
    const back = { action: 'give-back', case: labCase, review: 'technical-review', remarks: 'Weigh it again' } as const;
    await at.refuses(back, 'reviewer-worked-on-it');
    await at.signIn(colleague);
    await at.act(back);
    expect(at.view().desk).toMatchObject({ case: { state: 'given-back' } });
    const { sources } = at.bench.review(labCase);
    expect(sources).toMatchObject([{ samples: Array(3).fill({ raw: 'S S 12.50 g', value: '12.50' }) }]);
    expect(at.bench.timeline(exhibitSubject('P-1')).map(({ type }) => type)).toEqual([
      'exhibit.received.v1',
      'exhibit.opened.v1',
      'exhibit.weighed.v2',
    ]);
  });
});

describe('a bench', () => {
  it('that nobody attends takes no label and accepts nothing, and forgets what was begun', async () => {
    const at = await openBench();
    await receive(at, await openCase(at), 'P-1');
    at.scan('P-1');
    putOn(at, '5.00');
    expect(at.view().acceptable).toBe(true);
    at.station.officers.signOut();
    at.scan('P-1');
    for (const action of ['accept', 'tare', 'zero', 'cancel'] as const) await at.refuses({ action }, 'sign-in-first');
    expect(at.view()).toMatchObject({ acceptable: false, desk: { step: 'home' }, inWork: [], cases: [] });
    expect(recordedOf(at, 'P-1')).toHaveLength(1);
  });

  it('takes no command: nothing at a bench is the centre’s to decide', async () => {
    const { bench } = await openBench();
    const order = { orderId: 'RO-1', court: 'C', caseNumber: 'K' };
    const body = { purpose: 'grant-release-order', subject: 'person/a', order } as const;
    const taken = bench.onCommand({
      commandId: '0b9f3a52-8f0a-4c1f-9b56-0d2a1f1b7c11',
      recipient: 'bench-1',
      issuedAt: '',
      expiresAt: '',
      body,
    });
    expect(taken).toBe(false);
  });

  it('takes any text on a label for a label and nothing else', async () => {
    const at = await openBench();
    const label = "E-2026/17 <b>'; DROP TABLE event;--";
    await receive(at, await openCase(at), label);
    at.scan(label);
    expect(at.exhibit().label).toBe(label);
    at.scan('\u0000');
    expect(at.view()).toMatchObject({ desk: { step: 'home' }, sign: 'wait' });
  });
});
