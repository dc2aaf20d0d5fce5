import { z } from 'zod';
import { call, pause, until } from './api.ts';
import { BenchActor } from './bench-actor.ts';
import { courtNumbers, type WarrantDetails, warrantOf } from './cast.ts';
import type { FingerSource } from './fingers.ts';
import { GateActor } from './gate-actor.ts';
import { type House, site } from './house.ts';
import { count, noVerifications, type Tally } from './tally.ts';

/** One person of the cast while in custody. */
interface Inmate {
  readonly person: number;
  readonly subject: string;
  readonly warrant: WarrantDetails;
}

export interface DayOptions {
  readonly house: House;
  readonly fingers: FingerSource;
  /** Time to look between two scenes. */
  readonly pauseMs: number;
  /** What the script is about to do, for whoever watches. */
  say(scene: string): void;
  /** Waits while the person at the keyboard has the gate. */
  turn(): Promise<void>;
}

/** Captures before the gate stops somebody, as its default policy says. */
const triesAtGate = 3;
/** How often a person who was refused is brought again. */
const visitsToGate = 4;

/** A quarter of an hour of a prison's day, again and again: every scene goes through the real stations. */
export class Day {
  private readonly options: DayOptions;
  private readonly gate: GateActor;
  private readonly bench: BenchActor;
  private inmates: Inmate[] = [];
  private round = 0;
  private papers = 0;
  private exhibits = 0;
  tally: Tally = noVerifications;

  constructor(options: DayOptions) {
    this.options = options;
    this.gate = new GateActor(options.house, options.fingers);
    this.bench = new BenchActor(options.house);
  }

  /** One round: committals, court and back, an impostor, a release, papers that open nothing, a forced door, an exhibit. */
  async run(): Promise<void> {
    this.round += 1;
    const weighing = this.weighExhibit();
    // The last of the cast is never committed: somebody outside has to be the stranger.
    const missing = [...Array(this.options.fingers.people - 1).keys()].filter(
      (person) => !this.inmates.some((one) => one.person === person),
    );
    for (const person of missing) await this.scene('Committal', () => this.commit(person));
    const [first, second] = this.inmates;
    if (!first || !second) throw new Error('nobody is in custody');
    await this.scene('Court production', () => this.toCourt([first, second]));
    await this.scene('Back from court', () => this.backFromCourt([first, second]));
    await this.scene('To hospital and back', () => this.toHospital(second));
    await this.scene('A forged release order, and the court is called', () => this.forgedOrder(first));
    const orderId = await this.scene('A release order arrives', () => this.orderRelease(first));
    await this.scene('Another prisoner stands in for the release', () => this.impostor(orderId, second));
    await this.scene('Release', () => this.release(orderId, first));
    await this.scene('The same order again', () => this.usedOrder(orderId));
    await this.scene('The door is forced', () => this.gate.forceDoor());
    await weighing;
  }

  private async scene<Value>(title: string, play: () => Promise<Value>): Promise<Value> {
    await this.options.turn();
    this.options.say(title);
    const value = await play();
    await pause(this.options.pauseMs);
    return value;
  }

  private async commit(person: number): Promise<void> {
    const warrant = warrantOf(person, this.round);
    // Every other one walks in without having been announced.
    if (person % 2 === 0) await this.announce(warrant);
    const subject = await this.gate.admit(person, warrant);
    this.inmates.push({ person, subject, warrant });
    await this.centreKnows(subject, 'IN_CUSTODY');
  }

  /** The court tells the centre whom it has committed, and the centre the gate. */
  private async announce(details: WarrantDetails): Promise<void> {
    const { name, relation, parentage, warrantNumber, court, caseNumber, policeStation } = details;
    const warrant = { kind: 'remand-warrant', number: warrantNumber, court, caseNumber, policeStation };
    const body = { site: site.gate, warrant, person: { name, relation, parentage } };
    await call(`${this.options.house.urls.centre}/api/expected-admissions`, z.unknown(), body);
    await until('the announcement at the gate', 20_000, async () => {
      const { expected } = await this.gate.view();
      return expected.some((one) => one.warrantNumber === warrantNumber) || undefined;
    });
  }

  private async toCourt(inmates: readonly Inmate[]): Promise<void> {
    for (const { subject, warrant } of inmates) {
      const dueBack = new Date(Date.now() + 8 * 3_600_000).toISOString();
      const order = { orderId: this.paper('PO'), court: warrant.court, caseNumber: warrant.caseNumber, dueBack };
      await call(`${this.options.house.urls.centre}/api/court-list`, z.unknown(), { subject, order });
    }
    await until('the court list', 20_000, async () => {
      const listed = (await this.gate.view()).toCourt.map(({ person }) => person.subject);
      return inmates.every(({ subject }) => listed.includes(subject)) || undefined;
    });
    await this.queue('out-to-court', inmates);
  }

  private async backFromCourt(inmates: readonly Inmate[]): Promise<void> {
    await this.queue('back-from-court', inmates);
  }

  private async toHospital(inmate: Inmate): Promise<void> {
    const dueBack = new Date(Date.now() + 6 * 3_600_000).toISOString();
    const pass = {
      paper: this.paper('REF'),
      authority: 'Medical officer',
      place: 'Services Hospital',
      escort: 'Belt 417',
      dueBack,
    };
    await this.gate.home();
    await this.gate.act({ action: 'begin-pass', movement: 'out-to-hospital' });
    await this.gate.act({ action: 'pass-details', pass });
    await this.moveByFinger(inmate, () => this.gate.act({ action: 'pass-details', pass }));
    await this.centreKnows(inmate.subject, 'OUT_HOSPITAL');
    await this.gate.home();
    await this.moveByFinger(inmate, async () => {});
    await this.centreKnows(inmate.subject, 'IN_CUSTODY');
  }

  /** A finger opens the person's board, one press confirms it, and the door lets them through. */
  private async moveByFinger(inmate: Inmate, again: () => Promise<unknown>): Promise<void> {
    await this.untilAccepted(async () => {
      for (let captures = 1; captures <= triesAtGate; captures++) {
        const desk = await this.gate.press(inmate.person, captures === 2 ? 1 : 0, 'verify');
        if (desk.step === 'board' && desk.person.subject === inmate.subject) return { passed: true, captures };
        if (desk.step === 'stop') return { passed: false, captures };
      }
      return { passed: false, captures: triesAtGate };
    }, again);
    await this.gate.act({ action: 'confirm' });
    await this.gate.passDoor();
  }

  private async queue(movement: 'out-to-court' | 'back-from-court', inmates: readonly Inmate[]): Promise<void> {
    await this.gate.home();
    await this.gate.act({ action: 'begin-queue', movement });
    for (const inmate of inmates) {
      await this.untilAccepted(
        async () => {
          for (let captures = 1; captures <= triesAtGate; captures++) {
            const desk = await this.gate.press(inmate.person, captures === 2 ? 1 : 0, 'verify');
            if (desk.step === 'stop') return { passed: false, captures };
            if (desk.step !== 'queue') throw new Error(`the queue ended in ${desk.step}`);
            const { person } = desk.last ?? {};
            if (person?.subject === inmate.subject && person.state === stateAfter[movement])
              return { passed: true, captures };
          }
          return { passed: false, captures: triesAtGate };
        },
        () => this.gate.act({ action: 'begin-queue', movement }),
      );
      await this.gate.passDoor();
    }
    await this.gate.home();
  }

  /** The right person comes again after a refusal, as the duty officer would have it; each refusal counts. */
  private async untilAccepted(
    attempt: () => Promise<{ passed: boolean; captures: number }>,
    again: () => Promise<unknown>,
  ): Promise<void> {
    for (let visit = 0; visit < visitsToGate; visit++) {
      const { passed, captures } = await attempt();
      this.tally = count(this.tally, true, passed, captures);
      if (passed) return;
      await this.gate.home();
      await again();
    }
    throw new Error('a person of the cast could not be identified: use fingers of better quality');
  }

  /** The court, called at the number of the centre, disowns the paper: it opens nothing again. */
  private async forgedOrder({ warrant }: Inmate): Promise<void> {
    const { urls, staff } = this.options.house;
    const { site } = await call(`${urls.gate}/api/station`, z.object({ site: z.string() }));
    await call(`${urls.centre}/api/court-directory`, z.unknown(), { site, courts: courtNumbers });
    const orderId = this.paper('FORGED');
    const refused = async (): Promise<void> => {
      await this.gate.home();
      const desk = await this.gate.scan(orderId);
      if (desk.step !== 'not-allowed') throw new Error('a forged order was not refused');
    };
    await refused();
    await this.gate.act({ action: 'begin-call-back' });
    await until('the court directory', 20_000, async () => {
      const desk = await this.gate.desk();
      return (desk.step === 'call-back' && desk.courts.length > 0) || undefined;
    });
    const order = { orderId, court: warrant.court, caseNumber: warrant.caseNumber };
    await this.gate.act({ action: 'call-back-order', order, prisonerNumber: warrant.prisonerNumber });
    const { officerId, pin } = staff.gate.onDuty;
    const said = { spokeTo: 'Reader of the court', answer: 'denied' };
    await this.gate.act({ action: 'call-back', ...said, officerId, pin });
    await refused();
    await this.gate.home();
  }

  private async orderRelease({ subject, warrant }: Inmate): Promise<string> {
    const orderId = this.paper('ROBKAR');
    const order = { orderId, court: warrant.court, caseNumber: warrant.caseNumber };
    await call(`${this.options.house.urls.centre}/api/release-orders`, z.unknown(), { subject, order });
    await until(
      'the order at the gate',
      20_000,
      async () => (await this.gate.view()).releases.some((one) => one.orderId === orderId) || undefined,
    );
    return orderId;
  }

  private async impostor(orderId: string, other: Inmate): Promise<void> {
    await this.gate.home();
    await this.gate.scan(orderId);
    for (let captures = 1; captures <= triesAtGate; captures++) {
      const desk = await this.gate.press(other.person, captures === 1 ? 0 : 1, 'verify');
      if (desk.step === 'stop') {
        this.tally = count(this.tally, false, false, captures);
        await this.gate.home();
        return;
      }
      if (desk.step === 'board' && desk.tiles.some(({ kind, state }) => kind === 'identity' && state === 'present')) {
        this.tally = count(this.tally, false, true, captures);
        throw new Error('another person’s finger was taken for the prisoner’s');
      }
    }
    throw new Error('the impostor was neither stopped nor passed');
  }

  private async release(orderId: string, inmate: Inmate): Promise<void> {
    await this.gate.home();
    await this.gate.scan(orderId);
    await this.untilAccepted(
      async () => {
        let desk = await this.gate.desk();
        let captures = 0;
        while (desk.step === 'board') {
          const fingers = desk.tiles.filter(({ kind }) => kind === 'identity');
          const matched = fingers.filter(({ state }) => state === 'present').length;
          if (matched === fingers.length) break;
          desk = await this.gate.press(inmate.person, matched === 0 ? 0 : 1, 'verify');
          captures += 1;
        }
        return { passed: desk.step === 'board', captures: captures - 1 };
      },
      () => this.gate.scan(orderId),
    );
    await this.gate.signRelease({ certificate: this.paper('MO'), receipt: this.paper('PR') });
    await until('the centre’s word that nothing else holds the person', 40_000, async () => {
      const desk = await this.gate.desk();
      return (desk.step === 'board' && desk.missing.length === 0) || undefined;
    });
    await this.gate.act({ action: 'confirm' });
    await this.gate.passDoor();
    this.inmates = this.inmates.filter(({ subject }) => subject !== inmate.subject);
    await this.centreKnows(inmate.subject, 'RELEASED');
  }

  private async usedOrder(orderId: string): Promise<void> {
    await this.gate.home();
    const desk = await this.gate.scan(orderId);
    if (desk.step !== 'not-allowed') throw new Error('an order was accepted twice');
    await this.gate.home();
  }

  private async weighExhibit(): Promise<void> {
    this.exhibits += 1;
    const label = `PARCEL ${this.exhibits} / FIR ${200 + this.exhibits}/26`;
    await this.bench.weigh(label, 12.3457 + this.exhibits);
  }

  private async centreKnows(subject: string, state: string): Promise<void> {
    const schema = z.object({ people: z.array(z.object({ subject: z.string(), state: z.string() })) });
    await until(`the centre to know of ${state}`, 20_000, async () => {
      const { people } = await call(`${this.options.house.urls.centre}/api/people`, schema);
      return people.some((one) => one.subject === subject && one.state === state) || undefined;
    });
  }

  private paper(kind: string): string {
    this.papers += 1;
    return `${kind}-${1_000 + this.papers}`;
  }
}

const stateAfter = { 'out-to-court': 'OUT_COURT', 'back-from-court': 'IN_CUSTODY' } as const;
