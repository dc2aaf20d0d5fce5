import { until } from '../api.ts';
import { type Inmate, inHours } from '../court.ts';
import type { GateActor } from '../gate-actor.ts';
import type { Stage } from './stage.ts';

/** What is written out for each journey, and where the person is meanwhile. */
const passes = {
  'out-to-hospital': {
    kind: 'REF',
    state: 'OUT_HOSPITAL',
    authority: 'Medical officer',
    place: 'Services Hospital',
    escort: 'Belt 417',
  },
  'out-on-remand': {
    kind: 'PR',
    state: 'OUT_REMAND',
    authority: 'Magistrate Model Town',
    place: 'Police station Ichhra',
    escort: 'Belt 1187',
  },
  'out-on-leave': {
    kind: 'LEAVE',
    state: 'OUT_LEAVE',
    authority: 'Home Department',
    place: 'Ichhra, Lahore',
    escort: 'Parole officer 31',
  },
} as const;

/** Out on a paper with a time to return that two officers sign, and back, each by the person's finger. */
export async function outAndBack(stage: Stage, inmate: Inmate, movement: keyof typeof passes): Promise<void> {
  const { gate, court } = stage;
  const { kind, state, ...written } = passes[movement];
  const pass = { ...written, paper: court.paper(kind), dueBack: inHours(6) };
  const isRemand = movement === 'out-on-remand';
  if (isRemand) await examine(gate, inmate, false);
  await gate.home();
  await gate.act({ action: 'begin-pass', movement });
  await gate.stateManifest(1);
  const write = () => gate.act({ action: 'pass-details', pass });
  await write();
  await move(stage, gate, inmate, { again: write, signs: movement === 'out-to-hospital' ? 'doctor' : 'deputy' });
  await stage.centreKnows(inmate, state);
  if (isRemand) await examine(gate, inmate, true);
  await gate.home();
  await move(stage, gate, inmate);
  await stage.centreKnows(inmate, 'IN_CUSTODY');
  if (isRemand) await reportInjuries(gate, inmate);
}

/** The medical officer looks for injuries before the police take somebody, and when they bring them back. */
async function examine(gate: GateActor, { subject }: Inmate, isNew: boolean): Promise<void> {
  const report = 'examination';
  await gate.openRecord(subject);
  await gate.beginReport(report);
  const injuries = isNew ? [{ place: 'back', words: 'تازہ نیل', isNew }] : [];
  await gate.act({ action: 'report-details', details: { report, injuries } });
  await gate.vouch('medical', 'examination');
  await gate.confirmWhenComplete();
}

/** New injuries are an alarm until the superintendent says to whom they were reported. */
async function reportInjuries(gate: GateActor, { subject }: Inmate): Promise<void> {
  const report = 'injuries-reported';
  await gate.openRecord(subject);
  const { choices } = await gate.beginReport(report);
  const [found] = choices;
  if (!found) throw new Error('the new injury is not on record');
  const told = 'علاقہ مجسٹریٹ کو تحریری رپورٹ';
  await gate.act({ action: 'report-details', details: { report, examination: found.id, told } });
  await gate.vouch('superintendent', 'superintendent-finding');
  await gate.confirmWhenComplete();
}

/** Sent by one prison with the order, a certificate of fitness and two officers; received at the other by the person's finger. */
export async function transfer(stage: Stage, inmate: Inmate): Promise<void> {
  const { gate, elsewhere, court } = stage;
  const order = {
    paper: court.paper('TO'),
    authority: 'IG Prisons',
    destination: elsewhere.post.site,
    escort: 'Belt 512',
    fitness: court.paper('MO'),
    dueBack: inHours(12),
  };
  await gate.home();
  await gate.act({ action: 'begin-pass', movement: 'transfer-dispatched' });
  await gate.stateManifest(1);
  const write = () => gate.act({ action: 'transfer-details', transfer: order });
  await write();
  await move(stage, gate, inmate, { again: write, signs: 'deputy' });
  await stage.centreKnows(inmate, 'IN_TRANSIT');
  await until('the person to be expected at the other prison', 20_000, async () => {
    const { arrivals } = await elsewhere.view();
    return arrivals.some(({ person }) => person.subject === inmate.subject) || undefined;
  });
  await elsewhere.home();
  await move(stage, elsewhere, inmate);
  await stage.centreKnows(inmate, 'IN_CUSTODY');
}

/**
 * A finger opens the person's board, one press confirms it, and the door lets them through.
 * @param how what is written once more when the person has to come again, and who signs the paper beside the officer at the gate
 */
async function move(
  stage: Stage,
  gate: GateActor,
  inmate: Inmate,
  { again = async () => {}, signs }: { again?: () => Promise<void>; signs?: 'doctor' | 'deputy' } = {},
): Promise<void> {
  const attempt = () =>
    stage.touch(
      gate,
      inmate,
      (desk) =>
        (desk.step === 'board' && desk.person.subject === inmate.subject) ||
        (desk.step === 'queue' && desk.statesManifest),
    );
  await stage.untilAccepted(gate, attempt, again);
  await gate.stateManifest(1);
  if (signs) await gate.approve(signs === 'doctor');
  await gate.act({ action: 'confirm' });
  if ((await gate.desk()).step === 'queue') await gate.letVanPass();
  else await gate.passDoor();
}
