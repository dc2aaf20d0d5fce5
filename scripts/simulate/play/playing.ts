import type { GreyImage } from '@custody-edge/fingerprint';
import { z } from 'zod';
import { call, pause, until } from '../../demo/api.ts';
import type { Inmate } from '../../demo/court.ts';
import { liftFinger, placeFinger } from '../../demo/finger-on-glass.ts';
import type { GatePost, Post } from '../../demo/posts.ts';
import { orderRelease } from '../../demo/scenes/release.ts';
import type { Stage } from '../../demo/scenes/stage.ts';
import { enrolStaff } from '../../demo/staff.ts';
import type { VisitorActor } from '../../demo/visitor-actor.ts';
import type { Plan } from '../plan/plan.ts';
import type { PlannedVisitor } from '../plan/visitors.ts';
import type { World } from '../world/world.ts';

/** Something that the glass said is done, on the day or, of whoever is on record, before: the centre has to hold it, once. */
export interface Acknowledged {
  readonly type: string;
  /** Who was moved, or the visit. */
  readonly subject: string;
}

/** An officer’s finger lies on the glass for so long. */
const layMs = 600;

const statusSchema = z.object({
  status: z.object({
    centre: z.enum(['connected', 'away']),
    waiting: z.int(),
    disk: z.enum(['room', 'low', 'full']),
    devices: z.array(z.object({ id: z.string(), state: z.string() })),
  }),
});

const countsSchema = z.object({ counts: z.object({ inCustody: z.int(), out: z.int() }) });

/** What is known while a day is played, by whoever plays it. */
export class Playing {
  readonly plan: Plan;
  readonly world: World;
  readonly subjects: Map<number, string>;
  /** Numbers of the release orders that courts have written, by whom they are about, and when. */
  readonly orders = new Map<number, { readonly orderId: string; readonly atMs: number }>();
  readonly acknowledged: Acknowledged[];
  /** Who is on a court's list already. */
  readonly listed = new Set<number>();
  readonly desk: VisitorActor;
  /** Those that were let in, by the number of the visitor. */
  readonly visits = new Map<number, string>();
  stage: Stage;
  private readonly machines: string[];

  constructor(plan: Plan, world: World) {
    this.plan = plan;
    this.world = world;
    this.subjects = new Map(world.subjects);
    this.acknowledged = [...this.subjects.values()].map((subject) => ({ type: 'prisoner.admitted.v2', subject }));
    this.stage = world.stageOf(world.house);
    this.desk = world.desk;
    this.machines = [...world.house.gates, world.desk.post].map(({ dir }) => dir);
  }

  inmate(person: number): Inmate {
    const subject = this.subjects.get(person);
    if (subject === undefined) throw new Error(`person ${person} is not on record`);
    return { person, subject, warrant: this.world.warrant(person) };
  }

  acknowledge(type: string, ...people: readonly number[]): void {
    for (const person of people) this.acknowledged.push({ type, subject: this.inmate(person).subject });
  }

  acknowledgeVisit(type: string, visit: string): void {
    this.acknowledged.push({ type, subject: visit });
  }

  visitor(number: number): PlannedVisitor {
    const found = this.plan.visitors[number];
    if (!found) throw new RangeError('no visitor has this number');
    return found;
  }

  /** The visit of somebody who was let in. */
  visitOf(visitor: number): string {
    const found = this.visits.get(visitor);
    if (found === undefined) throw new Error(`visitor ${visitor} was never let in`);
    return found;
  }

  /** What a reader makes of the pass of somebody who was let in. */
  passOf(visitor: number): Promise<string> {
    return this.desk.passOf(this.visitOf(visitor));
  }

  visitorFinger(visitor: number): GreyImage {
    return this.world.fingers.ofVisitor(this.visitor(visitor));
  }

  async status({ url }: Pick<Post, 'url'> = this.stage.gate.post): Promise<z.infer<typeof statusSchema>['status']> {
    return (await call(`${url}/api/view`, statusSchema)).status;
  }

  /** A station, the gate unless this says so, speaks with the centre, which has everything of it. */
  async allSent(post?: Pick<Post, 'url'>, limitMs = 120_000): Promise<void> {
    await until('everything to be sent', limitMs, async () => {
      const { centre, waiting } = await this.status(post);
      return (centre === 'connected' && waiting === 0) || undefined;
    });
  }

  /** How many people the gate holds, and how many are out. */
  async counts(): Promise<z.infer<typeof countsSchema>['counts']> {
    return (await call(`${this.stage.gate.post.url}/api/view`, countsSchema)).counts;
  }

  /** Folders of every computer that ever was a station on this day. */
  stationDirs(): string[] {
    return [...this.machines];
  }

  /** The gate has another computer, which knows no officer yet. */
  async replaceGate(post: GatePost): Promise<void> {
    const [, ...others] = this.world.house.gates;
    this.machines.push(post.dir);
    await enrolStaff(post);
    const { tally } = this.stage;
    this.stage = this.world.stageOf({ ...this.world.house, gates: [post, ...others] });
    this.stage.tally = tally;
  }

  /** A court writes the order of somebody's release. @returns its number */
  async order(person: number): Promise<string> {
    const orderId = await this.world.court.release(this.inmate(person));
    this.orders.set(person, { orderId, atMs: this.world.clock.nowMs() });
    return orderId;
  }

  /** The same, once the gate has it. */
  async orderAtGate(person: number): Promise<string> {
    const atMs = this.world.clock.nowMs();
    const orderId = await orderRelease(this.stage, this.inmate(person));
    this.orders.set(person, { orderId, atMs });
    return orderId;
  }

  /** The number of somebody's order, which the gate has received. */
  async received(person: number): Promise<string> {
    const order = this.orders.get(person);
    if (!order) throw new Error(`no court wrote an order for person ${person}`);
    const { subject } = this.inmate(person);
    await until(
      'the order at the gate',
      90_000,
      async () => (await this.stage.gate.hasOrder(order.orderId, subject)) || undefined,
    );
    return order.orderId;
  }

  /** Somebody’s right index, or their left one. */
  fingerOf(person: number, finger: 0 | 1 = 0): GreyImage {
    return this.world.fingers.impression(person, finger, 'verify');
  }

  /** Lays an officer’s fingers on the gate’s glass in turn until it has what it asked for. */
  async layUntilTaken(person: number, isTaken: () => Promise<boolean>): Promise<void> {
    const { scanner } = this.stage.gate.post;
    for (let turn = 0; turn < 12 && !(await isTaken()); turn++) {
      await placeFinger(scanner, this.fingerOf(person, turn % 2 === 0 ? 0 : 1));
      await pause(layMs);
      await liftFinger(scanner);
    }
    if (!(await isTaken())) throw new Error('the gate did not take the officer’s fingers');
  }

  /** Courts call for people, and the gate’s list says so. */
  async list(people: readonly number[]): Promise<void> {
    const called = people.filter((person) => !this.listed.has(person));
    if (called.length > 0) await this.world.court.list(...called.map((person) => this.inmate(person)));
    for (const person of called) this.listed.add(person);
    await this.stage.gate.openCourtList(people.map((person) => this.inmate(person).subject));
  }
}
