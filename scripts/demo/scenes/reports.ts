import type { Inmate } from '../court.ts';
import type { Stage } from './stage.ts';

/** Missing at the roll: two officers report it. */
export async function missingAtRoll(stage: Stage, inmate: Inmate): Promise<void> {
  const { gate } = stage;
  const report = 'escape';
  await gate.openRecord(inmate.subject);
  await gate.beginReport(report);
  await gate.act({ action: 'report-details', details: { report, account: 'شام کی گنتی میں موجود نہیں' } });
  await gate.vouch('gate-officer', 'report');
  await gate.vouch('deputy-superintendent', 'report-review');
  await gate.confirmWhenComplete();
  await stage.centreKnows(inmate, 'ESCAPED');
}

/** The superintendent finds that a release should not have been: a finding of its own, the release stays as it was recorded. */
export async function releaseError(stage: Stage, inmate: Inmate): Promise<void> {
  const { gate } = stage;
  const report = 'release-error';
  await gate.openRecord(inmate.subject);
  const { choices } = await gate.beginReport(report);
  const [release] = choices;
  if (!release) throw new Error('no release to be found in error');
  const finding = 'دوسرے مقدمے میں مطلوب';
  await gate.act({ action: 'report-details', details: { report, release: release.id, finding } });
  await gate.vouch('superintendent', 'superintendent-finding');
  await gate.confirmWhenComplete();
  await stage.centreKnows(inmate, 'RELEASED_IN_ERROR');
}

/** Whoever got away is brought back: the finger tells who it is. */
export async function recapture(stage: Stage, inmate: Inmate): Promise<void> {
  const { gate, court } = stage;
  const report = 'recapture';
  await gate.home();
  const attempt = () =>
    stage.touch(
      gate,
      inmate,
      (desk) => desk.step === 'report' && desk.report === report && desk.person.subject === inmate.subject,
    );
  await stage.untilAccepted(gate, attempt, async () => {});
  await gate.act({ action: 'report-details', details: { report, arrestMemo: court.paper('ARREST') } });
  await gate.confirmWhenComplete();
  await gate.passDoor();
  await stage.centreKnows(inmate, 'IN_CUSTODY');
}

/** The medical officer certifies a death in the other prison, and the superintendent has the inquiry begun. */
export async function death(stage: Stage, inmate: Inmate): Promise<void> {
  const { elsewhere, court } = stage;
  const report = 'death';
  await elsewhere.openRecord(inmate.subject);
  await elsewhere.beginReport(report);
  const papers = { certificate: court.paper('DC'), inquiry: court.paper('INQ') };
  await elsewhere.act({ action: 'report-details', details: { report, ...papers } });
  await elsewhere.vouch('medical', 'death-certificate');
  await elsewhere.vouch('superintendent', 'superintendent-finding');
  await elsewhere.confirmWhenComplete();
  await stage.centreKnows(inmate, 'DECEASED');
}
