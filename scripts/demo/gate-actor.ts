import { z } from 'zod';
import { call, pause, until } from './api.ts';
import { belongingsOf, bodyOf, type WarrantDetails } from './cast.ts';
import type { FingerSource } from './fingers.ts';
import type { House } from './house.ts';
import { keepSignedIn, officerWith } from './staff.ts';

const personSchema = z.object({ subject: z.string(), state: z.string() });
const deskSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('home'), again: z.unknown().optional() }),
  z.object({ step: z.literal('examining') }),
  z.object({
    step: z.literal('admission'),
    details: z.record(z.string(), z.unknown()),
    fingers: z.array(z.object({ taken: z.int(), needed: z.int() })),
    missing: z.array(z.unknown()),
  }),
  z.object({
    step: z.literal('board'),
    movement: z.string(),
    person: personSchema,
    tiles: z.array(z.object({ kind: z.string(), state: z.string() })),
    missing: z.array(z.unknown()),
  }),
  z.object({ step: z.enum(['pass', 'find', 'record', 'report', 'noted', 'conflict']) }),
  z.object({ step: z.literal('call-back'), courts: z.array(z.string()) }),
  z.object({ step: z.literal('queue'), left: z.int(), last: z.object({ person: personSchema }).optional() }),
  z.object({ step: z.literal('done'), movement: z.string(), person: personSchema }),
  z.object({ step: z.literal('stop') }),
  z.object({ step: z.literal('not-allowed'), reasons: z.array(z.object({ en: z.string() })) }),
]);
const viewSchema = z.object({
  captures: z.int(),
  desk: deskSchema,
  toCourt: z.array(z.object({ person: personSchema })),
  releases: z.array(z.object({ person: personSchema, orderId: z.string() })),
  expected: z.array(z.object({ warrantNumber: z.string() })),
  alarms: z.array(z.object({ id: z.string() })),
});
/** How long a finger stays off the glass: the scanner has to see it gone. */
const liftMs = 350;

export type GateDesk = z.infer<typeof deskSchema>;

/** An officer and the people in front of a gate: presses buttons, fingers and papers like a person would. */
export class GateActor {
  private readonly house: House;
  private readonly fingers: FingerSource;

  constructor(house: House, fingers: FingerSource) {
    this.house = house;
    this.fingers = fingers;
  }

  view(): Promise<z.infer<typeof viewSchema>> {
    return call(`${this.house.urls.gate}/api/view`, viewSchema);
  }

  private attend(): Promise<void> {
    return keepSignedIn(this.house.urls.gate, this.house.staff.gate);
  }

  async desk(): Promise<GateDesk> {
    return (await this.view()).desk;
  }

  async act(action: object): Promise<void> {
    await this.attend();
    await call(`${this.house.urls.gate}/api/desk`, z.unknown(), action);
  }

  async scan(text: string): Promise<GateDesk> {
    await this.attend();
    const before = JSON.stringify(await this.desk());
    await this.house.gateReader.ask({ command: 'scan', text });
    return until('the desk to take the paper', 10_000, async () => {
      const desk = await this.desk();
      return JSON.stringify(desk) === before ? undefined : desk;
    });
  }

  /** One press of a finger, until the desk has judged it. */
  async press(person: number, finger: 0 | 1, purpose: 'enrol' | 'verify'): Promise<GateDesk> {
    await this.attend();
    const { captures } = await this.view();
    const { width, height, pixels } = this.fingers.impression(person, finger, purpose);
    const pixelsBase64 = Buffer.from(pixels).toString('base64');
    await this.house.scanner.ask({ command: 'place-finger', width, height, pixelsBase64 });
    const desk = await until('the finger to be read', 60_000, async () => {
      const view = await this.view();
      return view.captures > captures && view.desk.step !== 'examining' ? view.desk : undefined;
    });
    await this.house.scanner.ask({ command: 'lift-finger' });
    await pause(liftMs);
    return desk;
  }

  /** What officers add to a release on the board: clearance, property, and the two signatures. */
  async signRelease(papers: { readonly certificate: string; readonly receipt: string }): Promise<void> {
    const { gate } = this.house.staff;
    const sign = (
      role: 'medical' | 'gate-officer' | 'deputy-superintendent',
      action: Readonly<Record<string, string>>,
    ) => {
      const { officerId, pin } = officerWith(gate, role);
      return this.act({ ...action, officerId, pin });
    };
    const { certificate, receipt } = papers;
    await sign('medical', { action: 'hand-over', meaning: 'medical-clearance', paper: certificate });
    await sign('gate-officer', { action: 'hand-over', meaning: 'property-return', paper: receipt });
    await sign('gate-officer', { action: 'vouch', meaning: 'release' });
    await sign('deputy-superintendent', { action: 'vouch', meaning: 'release-review' });
  }

  /** Walks through the door that the gate has just released. */
  async passDoor(): Promise<void> {
    await until('the lock to be released', 5_000, async () => {
      const answer = await this.house.door.ask({ command: 'open-door' });
      return z.object({ result: z.boolean() }).parse(answer).result || undefined;
    });
    await pause(300);
    await this.house.door.ask({ command: 'close-door' });
  }

  /** Opens the door by force: nothing was recorded that would allow it. */
  async forceDoor(): Promise<void> {
    const before = (await this.view()).alarms.length;
    await this.house.door.ask({ command: 'open-door', forced: true });
    await until('the alarm', 10_000, async () => (await this.view()).alarms.length > before || undefined);
    await this.house.door.ask({ command: 'close-door' });
  }

  /** @returns the subject that the gate gave the person */
  async admit(person: number, details: WarrantDetails): Promise<string> {
    await this.home();
    await this.act({ action: 'begin-admission' });
    await this.scan(details.warrantNumber);
    await this.fillIn(person, details);
    for (let presses = 0; presses < 30; presses++) {
      const desk = await this.desk();
      if (desk.step !== 'admission') throw new Error(`the admission ended in ${desk.step}`);
      const next = desk.fingers.findIndex(({ taken, needed }) => taken < needed);
      if (next === -1) break;
      await this.press(person, next === 0 ? 0 : 1, 'enrol');
    }
    await this.act({ action: 'confirm' });
    const desk = await this.desk();
    if (desk.step !== 'done') throw new Error(`the admission ended in ${desk.step}`);
    return desk.person.subject;
  }

  /** Everything that is written down at an admission besides the fingers. */
  private async fillIn(person: number, details: WarrantDetails): Promise<void> {
    await this.act({ action: 'admission-details', details });
    await this.act({ action: 'admission-body', body: bodyOf(person) });
    await this.act({ action: 'admission-belongings', belongings: belongingsOf(person) });
    await this.act({ action: 'admission-reference', reference: 'not-asked' });
  }

  /** Back to the beginning, whatever was on the glass. */
  async home(): Promise<void> {
    await this.attend();
    const desk = await this.desk();
    if (desk.step === 'stop') await this.act({ action: 'keep-in-custody' });
    else if (desk.step === 'not-allowed') await this.act({ action: 'cancel' });
    await this.act({ action: 'cancel' });
  }
}
