import { until } from '../api.ts';
import type { Inmate } from '../court.ts';
import { credentials } from '../staff.ts';
import type { Stage } from './stage.ts';

/** Captures of somebody else before the gate must have stopped them. */
const triesOfImpostor = 3;

/** The court, called at the number of the centre, disowns the paper: it opens nothing again. */
export async function forgedOrder({ gate, court }: Stage, { warrant }: Inmate): Promise<void> {
  await court.stateNumbers(gate.post.site);
  const orderId = court.paper('FORGED');
  const refused = async (): Promise<void> => {
    await gate.home();
    const desk = await gate.scan(orderId);
    if (desk.step !== 'not-allowed') throw new Error('a forged order was not refused');
  };
  await refused();
  await gate.act({ action: 'begin-call-back' });
  await until('the court directory', 20_000, async () => {
    const desk = await gate.desk();
    return (desk.step === 'call-back' && desk.courts.length > 0) || undefined;
  });
  const order = { orderId, court: warrant.court, caseNumber: warrant.caseNumber };
  await gate.act({ action: 'call-back-order', order, prisonerNumber: warrant.prisonerNumber });
  const said = { spokeTo: 'Reader of the court', answer: 'denied' };
  await gate.act({ action: 'call-back', ...said, ...credentials(gate.post.staff.onDuty) });
  await refused();
  await gate.home();
}

/** @returns the number of the order, once the gate has it */
export async function orderRelease({ gate, court }: Stage, inmate: Inmate): Promise<string> {
  const orderId = await court.release(inmate);
  await until('the order at the gate', 20_000, async () => (await gate.hasOrder(orderId, inmate.subject)) || undefined);
  return orderId;
}

/** Another prisoner puts a finger on the glass for the one who is to be released. */
export async function impostor(stage: Stage, orderId: string, other: Inmate): Promise<void> {
  const { gate } = stage;
  await gate.home();
  await gate.scan(orderId);
  for (let captures = 1; captures <= triesOfImpostor; captures++) {
    const desk = await gate.press(other.person, captures === 1 ? 0 : 1, 'verify');
    if (desk.step === 'stop') {
      stage.counted(false, { passed: false, captures });
      await gate.home();
      return;
    }
    if (desk.step === 'board' && desk.tiles.some(({ kind, state }) => kind === 'identity' && state === 'present')) {
      stage.counted(false, { passed: true, captures });
      throw new Error('another person’s finger was taken for the prisoner’s');
    }
  }
  throw new Error('the impostor was neither stopped nor passed');
}

/** Somebody is let go, and the centre hears of it. */
export async function release(stage: Stage, orderId: string, inmate: Inmate): Promise<void> {
  await letGo(stage, orderId, inmate);
  await stage.centreKnows(inmate, 'RELEASED');
}

/** Two fingers, clearance, property, two officers and the centre's word; then the door. */
export async function letGo(stage: Stage, orderId: string, inmate: Inmate): Promise<void> {
  const { gate, court } = stage;
  await gate.home();
  const present = async (): Promise<void> => {
    const desk = await gate.scan(orderId);
    if (desk.step === 'not-allowed') throw new Error(`the order opens nothing: ${desk.reasons[0]?.en}`);
  };
  await present();
  const bothFingers = async () => {
    let desk = await gate.desk();
    let captures = 0;
    while (desk.step === 'board') {
      const fingers = desk.tiles.filter(({ kind }) => kind === 'identity');
      const matched = fingers.filter(({ state }) => state === 'present').length;
      if (matched === fingers.length) break;
      desk = await gate.press(inmate.person, matched === 0 ? 0 : 1, 'verify');
      captures += 1;
    }
    return { passed: desk.step === 'board', captures: captures - 1 };
  };
  await stage.untilAccepted(gate, bothFingers, present);
  await gate.signRelease({ certificate: court.paper('MO'), receipt: court.paper('PR') });
  await gate.confirmWhenComplete();
  await gate.passDoor();
}

export async function usedOrder({ gate }: Stage, orderId: string): Promise<void> {
  await gate.home();
  const desk = await gate.scan(orderId);
  if (desk.step !== 'not-allowed') throw new Error('an order was accepted twice');
  await gate.home();
}
