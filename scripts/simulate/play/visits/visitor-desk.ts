import type { GreyImage } from '@custody-edge/fingerprint';
import { z } from 'zod';
import { call, until } from '../../../demo/api.ts';
import { faceOf } from '../../../demo/face.ts';
import { liftFinger, placeFinger } from '../../../demo/finger-on-glass.ts';
import type { Pace } from '../../../demo/gate-actor.ts';
import type { DeskPost } from '../../../demo/posts.ts';
import { PrintedPasses } from '../../../demo/printed-pass.ts';
import { credentials, officerWith, signIn } from '../../../demo/staff.ts';
import type { PlannedVisitor } from '../../plan/visitors.ts';

const deskSchema = z.discriminatedUnion('step', [
  z.object({
    step: z.literal('entry'),
    page: z.string(),
    finger: z.object({ taken: z.int(), needed: z.int() }),
    found: z.object({ people: z.array(z.object({ subject: z.string() })) }).optional(),
    alike: z.object({ subject: z.string() }).optional(),
    grounds: z.array(z.object({ en: z.string() })),
  }),
  z.object({ step: z.literal('passed'), of: z.object({ visit: z.string(), pass: z.int() }) }),
  z.object({ step: z.literal('goodbye'), of: z.object({ visit: z.string() }) }),
  z.object({ step: z.literal('hold'), id: z.string(), text: z.object({ en: z.string() }) }),
  z.object({ step: z.enum(['home', 'turned-away', 'exit', 'list', 'legal']) }),
]);
export type DeskView = z.infer<typeof deskSchema>;
const viewSchema = z.object({
  desk: deskSchema,
  examining: z.boolean(),
  captures: z.int(),
  inside: z.array(z.object({ visit: z.string(), isOverdue: z.boolean() })),
});

const readLimitMs = 60_000;
const printLimitMs = 30_000;
/** Longest until the desk has heard from the gate of a prisoner whom the gate has admitted. */
const toldLimitMs = 120_000;
/** Fingers of one visitor until one can be read. */
const mostImpressions = 6;

/** Says so where nobody is signed in. */
const signInFirst = 'sign-in-first';
/** A male officer who searches men; the woman at the desk searches women. */
const searcherOfMen = '4417';

/** One woman in ten does not want to be photographed, and comes in all the same. */
const declinesPhotograph = (number: number, sex: PlannedVisitor['who']['sex']): boolean =>
  sex === 'F' && number % 10 === 3;

/** The officer of the visitor desk and whoever stands in front of it. */
export class VisitorDesk {
  readonly post: DeskPost;
  private readonly pace: Pace;
  private readonly onPressed: (ms: number) => void;
  private readonly passes: PrintedPasses;

  constructor(post: DeskPost, pace: Pace, onPressed: (ms: number) => void) {
    this.post = post;
    this.pace = pace;
    this.onPressed = onPressed;
    this.passes = new PrintedPasses(post.slipsDir);
  }

  view(): Promise<z.infer<typeof viewSchema>> {
    return call(`${this.post.url}/api/view`, viewSchema);
  }

  async desk(): Promise<DeskView> {
    return (await this.view()).desk;
  }

  async act(action: object): Promise<void> {
    const acted = () => call(`${this.post.url}/api/visitor`, z.unknown(), action);
    try {
      await acted();
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith(signInFirst))) throw error;
      await signIn(this.post);
      await acted();
    }
  }

  private until<Value>(what: string, limitMs: number, look: () => Promise<Value | undefined>): Promise<Value> {
    return until(what, limitMs, look, this.pace.lookMs);
  }

  /** What the reader makes of a card or a pass. */
  async scan(text: string): Promise<DeskView> {
    await this.act({ action: 'cancel' });
    await this.post.reader.ask({ command: 'scan', text });
    return this.until('the desk to take what was scanned', readLimitMs, async () => {
      const desk = await this.desk();
      return desk.step === 'home' ? undefined : desk;
    });
  }

  /** Somebody comes and says who they are, with a card or without. */
  async introduce({ who, card, licence }: Pick<PlannedVisitor, 'who' | 'card' | 'licence'>): Promise<DeskView> {
    if (licence === undefined && card !== undefined) await this.scan(`IDPAK|${card}|`);
    else {
      await this.act({ action: 'cancel' });
      await this.act({ action: 'begin-entry', kind: licence === undefined ? 'family' : 'legal' });
      const shown = card === undefined ? { document: 'none' } : { document: 'cnic', number: card };
      await this.act({ action: 'document', ...shown });
    }
    await this.act({ action: 'who', who: { ...who, ...(licence !== undefined && { licence }) } });
    return this.desk();
  }

  /** The same with everything up to the finger. @param number of the prisoner, as the visitor says it */
  async comeTo(visitor: PlannedVisitor, subject: string, number: string): Promise<void> {
    let desk = await this.introduce(visitor);
    // Somebody else who is banned has such a name: the officer sees that it is another man.
    while (desk.step === 'entry' && desk.page === 'compare' && desk.alike) {
      await this.act({ action: 'compared', banned: desk.alike.subject, isSame: false });
      desk = await this.desk();
    }
    await this.until('the desk to know the prisoner', toldLimitMs, async () => {
      await this.act({ action: 'find', query: number });
      const found = await this.desk();
      return (found.step === 'entry' && found.found?.people.some((one) => one.subject === subject)) || undefined;
    });
    await this.act({ action: 'choose', person: subject });
    if (visitor.licence === undefined) await this.act({ action: 'relate', relation: visitor.relation });
    const { sex } = visitor.who;
    const officer = sex === 'F' ? this.post.staff.onDuty.officerId : searcherOfMen;
    await this.act({ action: 'searched', officer, officerSex: sex });
    const { children, phones } = visitor;
    const items = phones > 0 ? [{ item: 'موبائل فون', quantity: phones }] : [];
    await this.act({ action: 'goods', children, items });
  }

  /** A finger on the glass, until the desk has judged it; laid on once more where the scanner has not seen it. */
  async press(finger: GreyImage): Promise<DeskView> {
    const { captures } = await this.view();
    const { scanner } = this.post;
    const lay = () => placeFinger(scanner, finger, this.pace.liftMs);
    await lay();
    let laidMs = performance.now();
    const desk = await this.until('the finger to be read', readLimitMs, async () => {
      const view = await this.view();
      if (view.captures > captures && !view.examining) return view.desk;
      const isUnseen = view.captures === captures && !view.examining;
      if (isUnseen && performance.now() - laidMs > this.pace.layAgainMs) {
        await liftFinger(scanner);
        await lay();
        laidMs = performance.now();
      }
      return undefined;
    });
    this.onPressed(performance.now() - laidMs);
    await liftFinger(scanner);
    return desk;
  }

  /** The visitor’s face and finger, and the door. @param lay each time they lay it on @returns the visit */
  async goIn({ number, who }: PlannedVisitor, lay: () => GreyImage): Promise<string> {
    for (let impressions = 0; impressions < mostImpressions; impressions++) {
      const desk = await this.press(lay());
      if (desk.step !== 'entry' || desk.finger.taken >= desk.finger.needed) break;
    }
    await this.act(
      declinesPhotograph(number, who.sex)
        ? { action: 'no-photograph', lack: 'declined' }
        : { action: 'photograph', jpeg: await faceOf(number) },
    );
    await this.act({ action: 'confirm' });
    const desk = await this.desk();
    if (desk.step !== 'passed') throw new Error(`the entry ended at ${desk.step}`);
    return desk.of.visit;
  }

  /** The code on a pass that the desk has printed. @param number the how manieth of this day, from 0 */
  passOf(number: number): Promise<string> {
    return this.until('the pass to be printed', printLimitMs, async () => (await this.passes.codes())[number]);
  }

  /** The duty officer says what an alarm was, and the door is no longer held. */
  async answerAlarm(alarm: string): Promise<void> {
    const officer = officerWith(this.post.staff, 'deputy-superintendent');
    const finding = 'گنتی کی گئی؛ سب قیدی موجود ہیں';
    await this.act({ action: 'answer-alarm', alarm, finding, ...credentials(officer) });
  }

  /** Back to the beginning, whatever was on the glass. */
  async clear(): Promise<void> {
    const desk = await this.desk();
    if (desk.step === 'hold') await this.answerAlarm(desk.id);
    await this.act({ action: 'cancel' });
  }

  async ban(until: string, reason: string): Promise<void> {
    const officer = officerWith(this.post.staff, 'deputy-superintendent');
    await this.act({ action: 'ban', until, reason, ...credentials(officer) });
  }
}
