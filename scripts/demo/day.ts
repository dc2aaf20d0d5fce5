import { pause } from './api.ts';
import { BenchActor } from './bench-actor.ts';
import { isSignedAtOnce } from './cast.ts';
import type { Inmate } from './court.ts';
import type { FingerSource } from './fingers.ts';
import type { WholeHouse } from './house.ts';
import { Recorded } from './recorded.ts';
import { commit, commitAgain, complete, takenBack, toWards } from './scenes/committal.ts';
import { evacuation, rollCall } from './scenes/counts.ts';
import { backFromCourt, extended, releasedAtCourt, toCourt } from './scenes/court.ts';
import { outAndBack, transfer } from './scenes/journeys.ts';
import { forgedOrder, impostor, orderRelease, release, usedOrder } from './scenes/release.ts';
import { death, missingAtRoll, recapture, releaseError } from './scenes/reports.ts';
import { Stage } from './scenes/stage.ts';
import { bannedComesAgain, familyVisit, visitorLeaves, visitorSwap } from './scenes/visits.ts';
import type { Tally } from './tally.ts';
import { transitionLine, walked } from './transitions.ts';

export interface DayOptions {
  readonly house: WholeHouse;
  readonly fingers: FingerSource;
  /** Time to look between two scenes. */
  readonly pauseMs: number;
  /** What the script is about to do, for whoever watches. */
  say(scene: string): void;
  /** Until then, visitors wait and nobody is counted. */
  readonly othersOpen?: Promise<void>;
  /** Waits while the person at the keyboard has the gate. */
  turn(): Promise<void>;
}

/** A quarter of an hour of two prisons' day, again and again: every scene goes through the real stations. */
export class Day {
  private readonly options: DayOptions;
  private readonly stage: Stage;
  private readonly bench: BenchActor;
  private readonly recorded: Recorded;
  private inmates: Inmate[] = [];
  private round = 0;
  private exhibits = 0;

  constructor(options: DayOptions) {
    const { house, fingers } = options;
    this.options = options;
    this.stage = new Stage(house, fingers);
    this.bench = new BenchActor(house.bench);
    this.recorded = new Recorded(house.urls.centre);
  }

  get tally(): Tally {
    return this.stage.tally;
  }

  /**
   * One round: everything that can become of a person in custody, an impostor, papers that open nothing, visitors, a forced door, an exhibit.
   * @throws Error when a scene ends otherwise than it should, or anything of it is not on record at the centre
   */
  async run(): Promise<void> {
    this.round += 1;
    const { stage } = this;
    const weighing = this.weighExhibit();
    await this.commitMissing();
    await this.scene('Everybody to a ward', () => toWards(stage, this.inmates));
    const [first, second] = leadsOf(this.inmates);
    await this.scene('The same person again, under another name', () => commitAgain(stage, second));
    await this.scene('An announcement is taken back', () => takenBack(stage, first.person));
    await this.scene('What the admission left open', () => complete(stage, second));
    await this.options.othersOpen;
    await this.scene('Roll call, with the hand-held and at the gate: one is missing, and found', () =>
      rollCall(stage, this.inmates),
    );
    const visitor = await this.scene('A family’s visit', () => familyVisit(stage, this.stranger, second));
    await this.scene('A prisoner wants to leave on the visitor’s pass', () => visitorSwap(stage, visitor, first));
    await this.scene('The visitor leaves, by the same finger', () => visitorLeaves(stage, visitor));
    await this.scene('A banned visitor, under another spelling', () => bannedComesAgain(stage));
    await this.scene('Court production', () => toCourt(stage, [first, second]));
    await this.scene('Back from court', () => backFromCourt(stage, [first, second]));
    await this.scene('The court extends the remand', () => extended(stage, second));
    await this.scene('To hospital and back', () => outAndBack(stage, second, 'out-to-hospital'));
    await this.scene('On physical remand and back', () => outAndBack(stage, second, 'out-on-remand'));
    await this.scene('On leave and back', () => outAndBack(stage, second, 'out-on-leave'));
    await this.scene('A forged release order, and the court is called', () => forgedOrder(stage, first));
    const orderId = await this.scene('A release order arrives', () => orderRelease(stage, first));
    await this.scene('Another prisoner stands in for the release', () => impostor(stage, orderId, second));
    await this.scene('Release', () => release(stage, orderId, first));
    await this.scene('The same order again', () => usedOrder(stage, orderId));
    await this.scene('The release is found to be an error', () => releaseError(stage, first));
    await this.scene('Brought back by the same finger', () => recapture(stage, first));
    await this.scene('Before the court, and let go there', () => releasedAtCourt(stage, first));
    await this.scene('Evacuation, counted with the hand-held and at the gate', () =>
      evacuation(
        stage,
        this.inmates.filter((one) => one !== first),
      ),
    );
    await this.scene('Missing at the roll', () => missingAtRoll(stage, second));
    await this.scene('Caught again', () => recapture(stage, second));
    await this.scene('Sent to another prison, and received there', () => transfer(stage, second));
    await this.scene('A death in the other prison', () => death(stage, second));
    await this.scene('The door is forced', () => stage.gate.forceDoor());
    await weighing;
    this.inmates = this.inmates.filter((one) => one !== first && one !== second);
    await this.showTransitions();
  }

  /** The last of the cast is never committed: somebody outside has to be the stranger, and to come as a visitor. */
  private get stranger(): number {
    return this.options.fingers.people - 1;
  }

  private async scene<Value>(title: string, play: () => Promise<Value>): Promise<Value> {
    await this.options.turn();
    this.options.say(title);
    const value = await play();
    await pause(this.options.pauseMs);
    return value;
  }

  private async commitMissing(): Promise<void> {
    for (let person = 0; person < this.stranger; person++) {
      if (this.inmates.some((one) => one.person === person)) continue;
      this.inmates.push(await this.scene('Committal', () => commit(this.stage, person, this.round)));
    }
  }

  /** What the centre holds of this round, not what the script believes, says which transitions happened. */
  private async showTransitions(): Promise<void> {
    const transitions = walked(await this.recorded.sinceLastAsked());
    for (const one of transitions) this.options.say(transitionLine(one));
    const missing = transitions.flatMap(({ what, happened }) => (happened ? [] : [what]));
    if (missing.length > 0) throw new Error(`not on record at the centre: ${missing.join(', ')}`);
  }

  private async weighExhibit(): Promise<void> {
    this.exhibits += 1;
    const label = `PARCEL ${this.exhibits} / FIR ${200 + this.exhibits}/26`;
    await this.bench.receive(label);
    await this.bench.weigh(label, 12.3457 + this.exhibits);
  }
}

/**
 * The two with whom a round is played.
 * @returns one of whom everything was signed at the gate, and one whose admission left something open
 */
export function leadsOf<Lead extends { readonly person: number }>(inmates: readonly Lead[]): readonly [Lead, Lead] {
  const first = inmates.find(({ person }) => isSignedAtOnce(person));
  const second = inmates.find(({ person }) => !isSignedAtOnce(person));
  if (!first || !second) throw new Error('nobody is in custody');
  return [first, second];
}
