import type { ApprovalMeaning, EventType, Memorandum, WeightKind } from '@custody-edge/event-contract';
import { type BalanceControl, Bridge, type Reading } from '@custody-edge/firmware-bridge';
import type { Clock } from '@custody-edge/foundation';
import { expect } from 'vitest';
import type { StationConfig } from '../config.ts';
import type { Station } from '../station/station.ts';
import { attend, configOf, enrolOfficer, newStation, nowMs, setUpStation, silent } from '../test-kit.ts';
import type { BenchAction } from './actions.ts';

export const analyst = { officerId: '7301', pin: '829104' };
export const colleague = { officerId: '7302', pin: '640283' };
export const supervisor = { officerId: '7100', pin: '904817' };

/** A paper with which parcels came in time. */
export const memorandum: Memorandum = {
  number: 'TM-17/26',
  agency: 'anf',
  policeStation: 'ANF Quetta',
  fir: '112/26',
  seizedAt: new Date(nowMs - 5 * 3_600_000).toISOString(),
  roadCertificate: 'RC-9',
  depositor: { agency: 'anf', rank: 'Sub-Inspector', beltNumber: '4417' },
};

const officers = [
  { ...analyst, name: 'Sadia Malik', roles: ['analyst'] },
  { ...colleague, name: 'Bilal Khan', roles: ['analyst'] },
  { ...supervisor, name: 'Tahira Salim', roles: ['supervisor'] },
] as const;

export function benchConfig(bench: Partial<Record<string, unknown>> = {}): StationConfig {
  const at = setUpStation('bench');
  return configOf(at.folder, { ...at.file, http: { port: 8080 }, bench });
}

export async function staff(station: Station): Promise<void> {
  await attend(station);
  for (const officer of officers) await enrolOfficer(station, { ...officer, roles: [...officer.roles] });
  station.officers.signOut();
}

/** Devices that are not there, and a balance that is tared all the same. */
class TaredBridge extends Bridge {
  override balance(deviceId: string): BalanceControl {
    const { adjust, print } = super.balance(deviceId);
    return { adjust, print, tare: async () => {}, zero: async () => {} };
  }
}

export const newBench = (config: StationConfig, clock?: Clock): Station =>
  newStation(config, clock, silent, {
    openBridge: (options) => new TaredBridge(options),
    hasLine: false,
    isPractice: false,
  });

/** A bench at which an analyst is signed in. @param station one that is staffed already */
export async function openBench(config = benchConfig(), station?: Station) {
  const opened = station ?? newBench(config);
  if (opened.role.role !== 'bench') throw new Error('not a bench');
  const { bench } = opened.role;
  await bench.start();
  if (!station) await staff(opened);
  const { log } = opened;
  const signIn = async (officer: typeof analyst): Promise<void> => {
    if (opened.officers.signedIn !== undefined) opened.officers.signOut();
    await opened.officers.signIn(officer);
  };
  await signIn(analyst);
  const act = (action: BenchAction) => bench.act(action);
  const sign = (officer: typeof analyst = analyst) => act({ action: 'sign', ...officer });
  const at = {
    station: opened,
    bench,
    act,
    sign,
    signIn,
    view: () => bench.view(),
    exhibit: () => {
      const { desk } = bench.view();
      if (desk.step !== 'exhibit') throw new Error(`the bench shows ${desk.step}`);
      return desk.exhibit;
    },
    scan: (text: string) => bench.onReading('reader', { kind: 'barcode', text, atMs: nowMs }),
    refuses: (action: BenchAction, code: string) => expect(act(action)).rejects.toMatchObject({ code }),
    typesOf: (subject: string): EventType[] => log.eventsOf(subject).map(({ type }) => type),
    lacks: (meaning: ApprovalMeaning) => bench.view().signing?.missing.some((one) => one.meaning === meaning) ?? false,
  };
  return at;
}
export type OpenBench = Awaited<ReturnType<typeof openBench>>;

/** One line of a balance that is still. */
export const weighing = (value: string, atMs: number, unit = 'g'): Reading => ({
  kind: 'weighing',
  raw: `S S ${value} ${unit}`,
  unasked: false,
  ...{ atMs, monotonicMs: atMs },
  status: 'stable',
  value,
  unit,
  ucum: unit === 'kg' ? 'kg' : 'g',
  load: 'net',
  auxiliaryDigits: 0,
});

let passedMs = 0;
/** A load is put on the pan and lies still. */
export function putOn({ bench }: Pick<OpenBench, 'bench'>, value: string): void {
  for (let reading = 0; reading < 3; reading++) {
    passedMs += 500;
    bench.onReading('balance', weighing(value, passedMs));
  }
}

/** The pan is empty. */
export function takeOff({ bench }: Pick<OpenBench, 'bench'>): void {
  passedMs += 500;
  bench.onReading('balance', weighing('0.00', passedMs));
}

export async function openCase({ act, view }: OpenBench, number = 'QTA-1/26', form = memorandum): Promise<string> {
  await act({ action: 'open-case', form: { number, section: 'narcotics-chemistry', memorandum: form } });
  const { desk } = view();
  if (desk.step !== 'case') throw new Error('no case was opened');
  return desk.case.subject;
}

/** A sealed parcel is taken in by whoever is signed in. */
export async function receive(at: OpenBench, labCase: string, label: string, officer = analyst): Promise<void> {
  const seals = [{ mark: 'ANF/7', state: 'intact' as const }];
  await at.act({
    action: 'receive',
    form: { case: labCase, label, parcel: '1', described: 'A parcel in cloth', seals, place: 'Safe 2' },
  });
  await at.sign(officer);
}

/** Scans, weighs and accepts. */
export async function weigh(at: OpenBench, label: string, value: string, what?: WeightKind): Promise<void> {
  takeOff(at);
  at.scan(label);
  if (what) await at.act({ action: 'weigh', what });
  putOn(at, value);
  await at.act({ action: 'accept' });
}

/** A parcel of a new case, in the analyst's hands and open. */
export async function openedParcel(at: OpenBench, label = 'P-1', form = memorandum): Promise<string> {
  const labCase = await openCase(at, `QTA-${label}`, form);
  await receive(at, labCase, label);
  at.scan(label);
  await at.act({ action: 'open', seals: [{ mark: 'ANF/7', state: 'intact' }] });
  return labCase;
}

/** A balance with a certificate, that was tried today. */
export async function fitBalance(at: OpenBench, benchMs = nowMs): Promise<void> {
  const dayAfter = (days: number): string => new Date(benchMs + days * 86_400_000).toISOString().slice(0, 10);
  await at.act({
    action: 'calibrate',
    deviceId: 'balance',
    form: { certificate: 'C-1', by: 'PNAC laboratory 12', calibratedOn: dayAfter(-90), dueOn: dayAfter(90) },
  });
  const weight = { mark: 'F1-100', nominal: '100.00' };
  await at.act({ action: 'begin-trial', deviceId: 'balance', trial: 'check-weight', weight, unit: 'g' });
  putOn(at, '100.00');
  await at.act({ action: 'accept' });
  await at.act({ action: 'end-trial' });
}

/** What the analyst writes of a test that showed something. */
export const colourTest: BenchAction = {
  action: 'test',
  form: {
    technique: 'colour-test',
    protocol: 'SOP-N-04, Marquis',
    outcome: 'positive',
    observed: 'violet within 5 s',
    reagent: { name: 'Marquis', batch: 'MQ-26-11', controls: { positive: true, blank: true } },
    files: [],
  },
};

/** A parcel that was weighed, tested and sealed again, of a case that an analyst was given. @param benchMs by the clock of the bench */
export async function workedCase(at: OpenBench, benchMs = nowMs): Promise<string> {
  await fitBalance(at, benchMs);
  const seizedAt = new Date(benchMs - 5 * 3_600_000).toISOString();
  const labCase = await openedParcel(at, 'P-1', { ...memorandum, seizedAt });
  await at.act({ action: 'assign', case: labCase, analyst: analyst.officerId, appointment: 'S.R.O. 1(I)/2026' });
  await at.sign(supervisor);
  await weigh(at, 'P-1', '12.50', 'net');
  at.scan('P-1');
  await at.act(colourTest);
  await at.act({ action: 'reseal', seals: [{ mark: 'FSL/3', state: 'intact' }], withParts: true });
  return labCase;
}
