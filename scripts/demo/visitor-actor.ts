import type { Sex, VisitRelation } from '@custody-edge/event-contract';
import { z } from 'zod';
import { call, until } from './api.ts';
import type { VisitorDetails } from './cast.ts';
import { faceOf } from './face.ts';
import { layFinger } from './finger-on-glass.ts';
import type { FingerSource } from './fingers.ts';
import type { DeskPost } from './posts.ts';
import { PrintedPasses } from './printed-pass.ts';
import { credentials, keepSignedIn, officerWith } from './staff.ts';

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
  z.object({ step: z.literal('hold'), id: z.string() }),
  z.object({ step: z.enum(['home', 'turned-away', 'exit', 'list', 'legal']) }),
]);
const viewSchema = z.object({
  desk: deskSchema,
  examining: z.boolean(),
  captures: z.int(),
  inside: z.array(z.object({ visit: z.string() })),
});

/** Longest until what a gate recorded of a prisoner can be read at the desk. */
const toldMs = 20_000;
const readLimitMs = 60_000;
const printLimitMs = 30_000;
/** Fingers of a visitor of which no pair is alike, before better fingers are needed. */
const mostImpressions = 8;

/** What somebody who comes to visit shows and says. */
export interface Coming {
  readonly visitor: VisitorDetails;
  /** Of the prisoner, as the visitor says it. */
  readonly prisoner: string;
  readonly relation: VisitRelation;
}

/** The officer of a visitor desk and the people in front of it. */
export class VisitorActor {
  readonly post: DeskPost;
  private readonly fingers: FingerSource;
  private readonly passes: PrintedPasses;

  constructor(post: DeskPost, fingers: FingerSource) {
    this.post = post;
    this.fingers = fingers;
    this.passes = new PrintedPasses(post.slipsDir);
  }

  view(): Promise<z.infer<typeof viewSchema>> {
    return call(`${this.post.url}/api/view`, viewSchema);
  }

  async desk(): Promise<z.infer<typeof deskSchema>> {
    return (await this.view()).desk;
  }

  async act(action: object): Promise<void> {
    await keepSignedIn(this.post);
    await call(`${this.post.url}/api/visitor`, z.unknown(), action);
  }

  async scan(text: string): Promise<void> {
    await keepSignedIn(this.post);
    const before = JSON.stringify((await this.view()).desk);
    await this.post.reader.ask({ command: 'scan', text });
    await until(
      'the desk to take the card',
      10_000,
      async () => JSON.stringify(await this.desk()) !== before || undefined,
    );
  }

  /** The card on the reader; who it is, where the desk does not know that yet. @returns the page that comes next */
  async sayWho({ card, ...who }: VisitorDetails): Promise<string> {
    await this.act({ action: 'cancel' });
    await this.scan(card);
    if ((await this.page()) === 'who') await this.act({ action: 'who', who });
    return this.page();
  }

  /** The page of the entry at the desk, or the step of anything else. */
  async page(): Promise<string> {
    const desk = await this.desk();
    return desk.step === 'entry' ? desk.page : desk.step;
  }

  /** Somebody says who they are, to whom they come and as what, and is searched, as far as the finger. */
  async comeTo({ visitor, prisoner, relation }: Coming, { subject }: { readonly subject: string }): Promise<void> {
    await this.sayWho(visitor);
    await until('the desk to know the prisoner', toldMs, async () => {
      await this.act({ action: 'find', query: prisoner });
      const desk = await this.desk();
      return (desk.step === 'entry' && desk.found?.people.some((one) => one.subject === subject)) || undefined;
    });
    await this.act({ action: 'choose', person: subject });
    await this.act({ action: 'relate', relation });
    await this.act({ action: 'searched', officer: this.searcherOf(visitor.sex), officerSex: visitor.sex });
    await this.act({ action: 'goods', children: 0, items: [{ item: 'موبائل فون', quantity: 1 }] });
  }

  /** Women are searched by the woman at the desk, men by an officer of the gate. */
  private searcherOf(sex: Sex): string {
    return sex === 'F' ? this.post.staff.onDuty.officerId : '4417';
  }

  /** A finger on the glass, until the desk has judged it. */
  async press(person: number, finger: 0 | 1 = 0): Promise<z.infer<typeof deskSchema>> {
    await keepSignedIn(this.post);
    const { captures } = await this.view();
    const image = this.fingers.impression(person, finger, 'verify');
    return layFinger(this.post.scanner, image, () =>
      until('the finger to be read', readLimitMs, async () => {
        const view = await this.view();
        return view.captures > captures && !view.examining ? view.desk : undefined;
      }),
    );
  }

  /** The visitor's face, their finger as often as the house wants it, and the door. @returns the visit, and the code of the pass that was printed */
  async goIn(person: number): Promise<{ readonly visit: string; readonly pass: string }> {
    for (let impressions = 0; impressions < mostImpressions; impressions++) {
      const desk = await this.press(person);
      if (desk.step === 'entry' && desk.finger.taken >= desk.finger.needed) break;
    }
    await this.act({ action: 'photograph', jpeg: await faceOf(person) });
    const printed = (await this.passes.codes()).length;
    await this.act({ action: 'confirm' });
    const desk = await this.desk();
    if (desk.step !== 'passed') throw new Error(`the entry ended at ${desk.step}`);
    const [pass] = await until('the pass to be printed', printLimitMs, async () => {
      const codes = (await this.passes.codes()).slice(printed);
      return codes.length > 0 ? codes : undefined;
    });
    return { visit: desk.of.visit, pass: pass ?? '' };
  }

  /** The duty officer says what an alarm was. */
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
