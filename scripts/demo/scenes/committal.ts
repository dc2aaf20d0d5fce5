import { until } from '../api.ts';
import { searcherOf, type WarrantDetails, wardOf, warrantOf } from '../cast.ts';
import type { Inmate } from '../court.ts';
import type { Stage } from './stage.ts';

/** Fingers of somebody already on record before the gate must have noticed. */
const pressesUntilNoticed = 4;

/** A person comes with a warrant; some were announced by the court. */
export async function commit(stage: Stage, person: number, round: number): Promise<Inmate> {
  const { gate } = stage;
  const warrant = warrantOf(person, round);
  // Every other one walks in without having been announced.
  const announced = person % 2 === 0 ? await announce(stage, warrant) : undefined;
  const subject = await gate.admit(person, warrant);
  if (announced !== undefined && announced !== subject) throw new Error('somebody else was expected');
  const inmate = { person, subject, warrant };
  await stage.centreKnows(inmate, 'IN_CUSTODY');
  return inmate;
}

/** Everybody is kept in a ward, by which they are counted. */
export async function toWards({ gate }: Stage, inmates: readonly Inmate[]): Promise<void> {
  for (const { subject, person } of inmates) {
    await gate.openRecord(subject);
    await gate.act({ action: 'assign-ward', ward: wardOf(person) });
  }
  await gate.home();
}

/** What an admission left open is done: whoever searched signs, the medical officer sees the person, and the police record office answers. */
export async function complete({ gate }: Stage, { subject, person }: Inmate): Promise<void> {
  const [search, screening, reference] = ['search', 'screening', 'reference'] as const;
  await gate.openRecord(subject);
  await gate.beginReport(search);
  const officerSex = searcherOf(person) === 'superintendent' ? 'F' : 'M';
  await gate.act({
    action: 'report-details',
    details: { report: search, officerSex, witness: 'حوالدار یوسف', found: 'وہی جو داخلے پر درج ہے' },
  });
  await gate.vouch(searcherOf(person), 'admission-search');
  await gate.confirmWhenComplete();
  await gate.openRecord(subject);
  await gate.beginReport(screening);
  await gate.act({ action: 'report-details', details: { report: screening, isolation: false } });
  await gate.vouch('medical', 'medical-screening');
  await gate.confirmWhenComplete();
  await gate.openRecord(subject);
  await gate.beginReport(reference);
  const on = new Date().toISOString().slice(0, 10);
  const answer = { office: 'police-record', answer: 'same-person', spokeTo: 'محرر ریکارڈ آفس', on };
  const words = 'نشانات اسی نام پر درج ہیں';
  await gate.act({ action: 'report-details', details: { report: reference, ...answer, words } });
  await gate.vouch('deputy-superintendent', 'admission-reference');
  await gate.confirmWhenComplete();
  await gate.home();
}

/** The court tells the centre whom it has committed, and the centre the gate. */
export async function announce({ court, gate }: Stage, warrant: WarrantDetails): Promise<string> {
  const subject = await court.commit(gate.post.site, warrant);
  await until('the announcement at the gate', 20_000, async () => (await isExpected(gate, warrant)) || undefined);
  return subject;
}

async function isExpected(gate: Stage['gate'], { warrantNumber }: WarrantDetails): Promise<boolean> {
  const { expected } = await gate.view();
  return expected.some((one) => one.warrantNumber === warrantNumber);
}

/** The court announced somebody wrongly and takes it back: nobody is waited for. */
export async function takenBack(stage: Stage, person: number): Promise<void> {
  const { court, gate } = stage;
  const warrant = { ...warrantOf(person, 0), warrantNumber: court.paper('RW') };
  await announce(stage, warrant);
  await court.takeBack(gate.post.site, warrant);
  await until('the announcement to be gone', 20_000, async () => !(await isExpected(gate, warrant)) || undefined);
}

/** Somebody who is inside is brought again under another name: a senior officer compares, and nobody is admitted twice. */
export async function commitAgain({ gate, court }: Stage, { person, warrant }: Inmate): Promise<void> {
  const other = {
    ...warrantOf(person + 1, 0),
    warrantNumber: court.paper('RW'),
    prisonerNumber: warrant.warrantNumber,
  };
  await gate.beginAdmission(person, other);
  let { step } = await gate.desk();
  for (let presses = 0; step === 'admission' && presses < pressesUntilNoticed; presses++)
    step = (await gate.press(person, 0, 'enrol')).step;
  if (step !== 'stop') throw new Error(`whoever is inside came in again, as far as ${step}`);
  await gate.settleConflict('same-person');
  await gate.home();
}
