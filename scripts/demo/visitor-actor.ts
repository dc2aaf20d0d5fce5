import type { GreyImage } from '@custody-edge/fingerprint';
import { z } from 'zod';
import { call, until } from './api.ts';
import { type Coming, cardText, type Introduced } from './coming.ts';
import { type Pace, unhurried } from './pace.ts';
import type { DeskPost } from './posts.ts';
import { press } from './press.ts';
import { PrintedPasses } from './printed-pass.ts';
import { credentials, officerWith, whileOnDuty } from './staff.ts';

const deskSchema = z.discriminatedUnion('step', [
  z.object({
    step: z.literal('entry'),
    page: z.string(),
    finger: z.object({ taken: z.int(), needed: z.int() }),
    found: z.object({ people: z.array(z.object({ subject: z.string() })) }).optional(),
    alike: z.object({ subject: z.string() }).optional(),
    grounds: z.array(z.object({ en: z.string() })),
  }),
  z.object({ step: z.literal('passed'), of: z.object({ visit: z.string() }) }),
  z.object({ step: z.literal('goodbye'), of: z.object({ visit: z.string() }) }),
  z.object({ step: z.literal('hold'), id: z.string(), text: z.object({ en: z.string() }) }),
  z.object({ step: z.literal('list'), inside: z.array(z.object({ visit: z.string(), isOverdue: z.boolean() })) }),
  z.object({ step: z.enum(['home', 'turned-away', 'exit', 'legal']) }),
]);
export type DeskView = z.infer<typeof deskSchema>;
const viewSchema = z.object({
  desk: deskSchema,
  examining: z.boolean(),
  captures: z.int(),
  today: z.object({ left: z.int() }),
});

/** Longest until what a gate recorded of a prisoner can be read at the desk. */
const toldLimitMs = 120_000;
const scanLimitMs = 60_000;
const printLimitMs = 30_000;
/** Fingers of a visitor of which no pair is alike, before better fingers are needed. */
const mostImpressions = 8;
/** A male officer who searches men; the woman at the desk searches women. */
const searcherOfMen = '4417';

/** How people behave at a desk, where not as in the demonstration. */
interface DeskManner {
  readonly pace?: Pace;
  /** Milliseconds from a finger on the glass to the desk’s answer on the page. */
  readonly onPressed?: (ms: number) => void;
  /** Somebody who came in was taken for a visitor inside, until another finger was taken. */
  readonly onTakenForOther?: () => void;
}

/** The officer of a visitor desk and the people in front of it. */
export class VisitorActor {
  readonly post: DeskPost;
  private readonly pace: Pace;
  private readonly onPressed: (ms: number) => void;
  private readonly onTakenForOther: () => void;
  private readonly passes: PrintedPasses;

  constructor(post: DeskPost, { pace = unhurried, onPressed = () => {}, onTakenForOther = () => {} }: DeskManner = {}) {
    this.post = post;
    this.pace = pace;
    this.onPressed = onPressed;
    this.onTakenForOther = onTakenForOther;
    this.passes = new PrintedPasses(post.slipsDir);
  }

  view(): Promise<z.infer<typeof viewSchema>> {
    return call(`${this.post.url}/api/view`, viewSchema);
  }

  async desk(): Promise<DeskView> {
    return (await this.view()).desk;
  }

  /** Who is inside, as the officer’s list shows them. */
  async inside(): Promise<Extract<DeskView, { step: 'list' }>['inside']> {
    await this.act({ action: 'open', list: 'inside' });
    const desk = await this.desk();
    return desk.step === 'list' ? desk.inside : [];
  }

  async act(action: object): Promise<void> {
    await whileOnDuty(this.post, () => call(`${this.post.url}/api/visitor`, z.unknown(), action));
  }

  private until<Value>(what: string, limitMs: number, look: () => Promise<Value | undefined>): Promise<Value> {
    return until(what, limitMs, look, this.pace.lookMs);
  }

  /** What the desk makes of a card or a pass on its reader, whatever was on the glass. */
  async scan(text: string): Promise<DeskView> {
    await this.act({ action: 'cancel' });
    await this.post.reader.ask({ command: 'scan', text });
    return this.until('the desk to take what was scanned', scanLimitMs, async () => {
      const desk = await this.desk();
      return desk.step === 'home' ? undefined : desk;
    });
  }

  /** Somebody comes and says who they are, with a card or without. @returns what comes next */
  async introduce({ who, card, licence }: Introduced): Promise<DeskView> {
    if (licence === undefined && card !== undefined) {
      const known = await this.scan(cardText(card));
      if (known.step !== 'entry' || known.page !== 'who') return known;
    } else {
      await this.act({ action: 'cancel' });
      await this.act({ action: 'begin-entry', kind: licence === undefined ? 'family' : 'legal' });
      const shown = card === undefined ? { document: 'none' } : { document: 'cnic', number: card };
      await this.act({ action: 'document', ...shown });
    }
    await this.act({ action: 'who', who: { ...who, ...(licence !== undefined && { licence }) } });
    return this.desk();
  }

  /**
   * Somebody says who they are, to whom they come and as what, and is searched, as far as the finger.
   * @param prisoner what the visitor says: a name or a number
   */
  async comeTo(coming: Coming, subject: string, prisoner: string): Promise<void> {
    const { who, relation, licence, children, phones } = coming;
    let desk = await this.introduce(coming);
    // Somebody else who is banned has such a name: the officer sees that it is another man.
    while (desk.step === 'entry' && desk.page === 'compare' && desk.alike) {
      await this.act({ action: 'compared', banned: desk.alike.subject, isSame: false });
      desk = await this.desk();
    }
    await this.until('the desk to know the prisoner', toldLimitMs, async () => {
      await this.act({ action: 'find', query: prisoner });
      const found = await this.desk();
      return (found.step === 'entry' && found.found?.people.some((one) => one.subject === subject)) || undefined;
    });
    await this.act({ action: 'choose', person: subject });
    if (licence === undefined) await this.act({ action: 'relate', relation });
    const officer = who.sex === 'F' ? this.post.staff.onDuty.officerId : searcherOfMen;
    await this.act({ action: 'searched', officer, officerSex: who.sex });
    const items = phones > 0 ? [{ item: 'موبائل فون', quantity: phones }] : [];
    await this.act({ action: 'goods', children, items });
  }

  /** A finger on the glass, until the desk has judged it. */
  async press(finger: GreyImage): Promise<DeskView> {
    const { captures } = await this.view();
    const { pace, onPressed, post } = this;
    return (await press({ scanner: post.scanner, pace, onPressed, view: () => this.view() }, finger, captures)).desk;
  }

  /**
   * The visitor’s finger as often as the house wants it, taken anew where it seems to be inside already; their face, and the door.
   * @param lay the finger, each time that it is laid on
   * @param face a JPEG in base64; absent of whoever does not want to be photographed
   * @returns the visit
   */
  async goIn(lay: () => GreyImage, face: string | undefined): Promise<string> {
    for (let impressions = 0; impressions < mostImpressions; impressions++) {
      const desk = await this.press(lay());
      if (desk.step === 'entry' && desk.page === 'turn-away') {
        this.onTakenForOther();
        await this.act({ action: 'back' });
        continue;
      }
      if (desk.step !== 'entry' || desk.finger.taken >= desk.finger.needed) break;
    }
    await this.act(
      face === undefined ? { action: 'no-photograph', lack: 'declined' } : { action: 'photograph', jpeg: face },
    );
    await this.act({ action: 'confirm' });
    const desk = await this.desk();
    if (desk.step !== 'passed') throw new Error(`the entry ended at ${desk.step}`);
    return desk.of.visit;
  }

  /** What a reader makes of the pass that the desk printed for a visit. */
  passOf(visit: string): Promise<string> {
    return this.until('the pass to be printed', printLimitMs, () => this.passes.passOf(visit));
  }

  /** The duty officer says what an alarm was, and the door is no longer held. */
  async answerAlarm(alarm: string, finding: string): Promise<void> {
    const officer = officerWith(this.post.staff, 'deputy-superintendent');
    await this.act({ action: 'answer-alarm', alarm, finding, ...credentials(officer) });
  }

  /** Nobody lets the visitor at the desk in until the end of a day. */
  async ban(until: string, reason: string): Promise<void> {
    const officer = officerWith(this.post.staff, 'deputy-superintendent');
    await this.act({ action: 'ban', until, reason, ...credentials(officer) });
  }
}
