import { until } from '../api.ts';
import { inDays } from '../cast.ts';
import type { Inmate } from '../court.ts';
import type { Stage } from './stage.ts';

/** The court has called for these people: they leave together, in one vehicle. */
export async function toCourt(stage: Stage, inmates: readonly Inmate[]): Promise<void> {
  await stage.court.list(...inmates);
  await stage.gate.openCourtList(inmates.map(({ subject }) => subject));
  await drive(stage, 'out-to-court', inmates);
}

export const backFromCourt = (stage: Stage, inmates: readonly Inmate[]): Promise<void> =>
  drive(stage, 'back-from-court', inmates);

/** One finger after the other, until the vehicle's count agrees and the gate lets it pass. */
export async function drive(stage: Stage, movement: string, inmates: readonly Inmate[]): Promise<void> {
  const { gate } = stage;
  const begin = () => gate.act({ action: 'begin-queue', movement });
  await gate.home();
  await begin();
  await gate.stateManifest(inmates.length);
  for (const inmate of inmates) {
    const attempt = () =>
      stage.touch(gate, inmate, (desk) => {
        if (desk.step !== 'queue' && desk.step !== 'stop') throw new Error(`the queue ended in ${desk.step}`);
        return desk.step === 'queue' && desk.last?.person.subject === inmate.subject;
      });
    await stage.untilAccepted(gate, attempt, begin);
  }
  await gate.letVanPass();
  await gate.home();
}

/** The court extends the remand: the order's day stands in the record from then on. */
export async function extended({ gate, court }: Stage, { subject, warrant }: Inmate): Promise<void> {
  const report = 'extension';
  await gate.openRecord(subject);
  await gate.beginReport(report);
  const order = { paper: court.paper('REM'), court: warrant.court, until: inDays(28) };
  await gate.act({ action: 'report-details', details: { report, ...order } });
  await gate.vouch('deputy-superintendent', 'detention-order');
  await gate.confirmWhenComplete();
  await gate.home();
}

/** The court lets somebody go who was brought before it: the order comes, and two officers write down why nobody came back. */
export async function releasedAtCourt(stage: Stage, inmate: Inmate): Promise<void> {
  const { gate, court } = stage;
  await toCourt(stage, [inmate]);
  await stage.centreKnows(inmate, 'OUT_COURT');
  const orderId = await court.release(inmate);
  await gate.openRecord(inmate.subject);
  await until('the order on the record', 20_000, async () => {
    const desk = await gate.desk();
    return (desk.step === 'record' && desk.openOrders.some((one) => one.orderId === orderId)) || undefined;
  });
  const report = 'released-at-court';
  await gate.beginReport(report);
  await gate.act({ action: 'report-details', details: { report, account: 'عدالت نے کمرۂ عدالت سے رہا کیا' } });
  await gate.vouch('gate-officer', 'report');
  await gate.vouch('deputy-superintendent', 'report-review');
  await gate.confirmWhenComplete();
  await stage.centreKnows(inmate, 'RELEASED');
}
