import type { GreyImage } from '@custody-edge/fingerprint';
import { z } from 'zod';
import { call, until } from '../api.ts';
import { CountActor } from '../count-actor.ts';
import { Court, type Inmate } from '../court.ts';
import type { FingerSource } from '../fingers.ts';
import { GateActor, type GateDesk, type Manner } from '../gate-actor.ts';
import type { House } from '../house.ts';
import { count, noVerifications, type Tally } from '../tally.ts';
import { VisitorActor } from '../visitor-actor.ts';

/** Captures before the gate stops somebody, as its default policy says. */
const triesAtGate = 3;
/** How often a person who was refused is brought again. */
const visitsToGate = 4;

const registerSchema = z.object({ people: z.array(z.object({ subject: z.string(), state: z.string() })) });

/** How one person's coming to the glass ended. */
export interface Visit {
  readonly passed: boolean;
  readonly captures: number;
}

/** What the scenes of a day are played on, and what is known of it besides what the stations record. */
export class Stage {
  readonly court: Court;
  /** Where the day begins. */
  readonly gate: GateActor;
  tally: Tally = noVerifications;
  private readonly house: House;
  private readonly fingers: FingerSource;
  private readonly other: GateActor | undefined;
  private readonly visitors: VisitorActor | undefined;
  private readonly counts: { readonly atGate: CountActor; readonly handHeld: CountActor } | undefined;

  /** @param manner how people move at the gates, and what is written down of them, where not as in the demonstration */
  constructor(house: House, fingers: FingerSource, manner: Manner = {}, court: Court = new Court(house)) {
    this.house = house;
    this.fingers = fingers;
    this.court = court;
    const [gate, other] = house.gates;
    this.gate = new GateActor(gate, fingers, manner);
    this.other = other && new GateActor(other, fingers, manner);
    this.visitors = house.desk && new VisitorActor(house.desk);
    this.counts = house.handHeld && {
      atGate: new CountActor(gate, fingers),
      handHeld: new CountActor(house.handHeld, fingers),
    };
  }

  /** The prison that people are sent to. */
  get elsewhere(): GateActor {
    if (!this.other) throw new Error('nobody can be sent anywhere from a house of one prison');
    return this.other;
  }

  /** Where visitors come to the prison of the gate. */
  get desk(): VisitorActor {
    if (!this.visitors) throw new Error('nobody is visited in a house without a visitor desk');
    return this.visitors;
  }

  /** The two with which the prison is counted. */
  get counting(): { readonly atGate: CountActor; readonly handHeld: CountActor } {
    if (!this.counts) throw new Error('this house has no hand-held');
    return this.counts;
  }

  /** Somebody’s right index, as it lies on a glass now. */
  fingerOf(person: number): GreyImage {
    return this.fingers.impression(person, 0, 'verify');
  }

  counted(genuine: boolean, { passed, captures }: Visit): void {
    this.tally = count(this.tally, genuine, passed, captures);
  }

  /** A person's fingers, one after the other, until the desk is where they lead, or stops the person. */
  async touch(gate: GateActor, { person }: Inmate, arrived: (desk: GateDesk) => boolean): Promise<Visit> {
    for (let captures = 1; captures <= triesAtGate; captures++) {
      const desk = await gate.press(person, captures === 2 ? 1 : 0, 'verify');
      if (arrived(desk)) return { passed: true, captures };
      if (desk.step === 'stop') return { passed: false, captures };
    }
    return { passed: false, captures: triesAtGate };
  }

  /** The right person comes again after a refusal, as the duty officer would have it; each refusal counts. */
  async untilAccepted(gate: GateActor, attempt: () => Promise<Visit>, again: () => Promise<unknown>): Promise<void> {
    for (let visit = 0; visit < visitsToGate; visit++) {
      const came = await attempt();
      this.counted(true, came);
      if (came.passed) return;
      await gate.home();
      await again();
    }
    throw new Error('a person of the cast could not be identified: use fingers of better quality');
  }

  async centreKnows({ subject }: Pick<Inmate, 'subject'>, state: string): Promise<void> {
    await until(`the centre to know of ${state}`, 20_000, async () => {
      const { people } = await call(`${this.house.urls.centre}/api/people`, registerSchema);
      return people.some((one) => one.subject === subject && one.state === state) || undefined;
    });
  }

  async centreHolds(event: string): Promise<void> {
    const held = () => call(`${this.house.urls.centre}/api/events/${event}`, z.unknown());
    await until('the centre to hold the event', 20_000, () =>
      held().then(
        () => true as const,
        () => undefined,
      ),
    );
  }
}
