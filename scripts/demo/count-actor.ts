import { type CountKind, wristbandOf } from '@custody-edge/event-contract';
import { z } from 'zod';
import { call, until } from './api.ts';
import { layFinger } from './finger-on-glass.ts';
import type { FingerSource } from './fingers.ts';
import type { GatePost, HandHeldPost } from './posts.ts';
import { credentials, keepSignedIn } from './staff.ts';

const viewSchema = z.object({
  counting: z.object({
    count: z
      .object({
        id: z.string(),
        kind: z.string(),
        expected: z.int(),
        missing: z.int(),
        shown: z.boolean(),
        last: z.object({ cause: z.int(), sign: z.string() }).optional(),
      })
      .optional(),
  }),
});
const listSchema = z.object({ lines: z.array(z.object({ person: z.object({ subject: z.string() }) })) });
const resultSchema = z.object({ digest: z.string(), unexplained: z.int() });

/** Longest until another station of the site shows what was counted at this one. */
const toldMs = 20_000;
/** However often a finger is laid on, after so long the station has failed. */
const readLimitMs = 60_000;

/** An officer who counts, at a gate or from ward to ward with a hand-held. */
export class CountActor {
  private readonly post: GatePost | HandHeldPost;
  private readonly fingers: FingerSource;

  constructor(post: GatePost | HandHeldPost, fingers: FingerSource) {
    this.post = post;
    this.fingers = fingers;
  }

  /** The count that goes on, as this station knows it. */
  async count(): Promise<z.infer<typeof viewSchema>['counting']['count']> {
    return (await call(`${this.post.url}/api/view`, viewSchema)).counting.count;
  }

  /** @returns how many are to be counted */
  async begin(kind: CountKind): Promise<number> {
    await keepSignedIn(this.post);
    await this.act({ action: 'start', kind });
    const count = await this.count();
    if (!count) throw new Error('no count has begun');
    return count.missing;
  }

  /** A count that another station of the site began is on this one's page, with as many short as there. @param missing how many those are */
  async join(missing: number): Promise<void> {
    await keepSignedIn(this.post);
    await this.knows(missing);
    if (!(await this.count())?.shown) await this.act({ action: 'show' });
  }

  /** This station knows what was counted at the others. */
  async knows(missing: number): Promise<void> {
    await until(`${this.post.name.en} to have ${missing} short`, toldMs, async () => {
      const count = await this.count();
      return count?.missing === missing || undefined;
    });
  }

  /** The count is over at this station too, and its page shows everything else again. */
  async leave(): Promise<void> {
    await until(`the count to be over at ${this.post.name.en}`, toldMs, async () => !(await this.count()) || undefined);
    await this.act({ action: 'leave' });
  }

  /** People are seen in this ward from now on. */
  standIn(ward: string): Promise<void> {
    return this.act({ action: 'stand-in', where: ward });
  }

  /** A wristband before the reader. @throws Error where its wearer was not counted */
  async showBand(subject: string): Promise<void> {
    const answered = await this.answers();
    await this.post.reader.ask({ command: 'scan', text: wristbandOf(subject) ?? '' });
    if ((await answered()) !== 'go') throw new Error('a wristband was not counted');
  }

  /** A finger on the glass, until it was judged. @returns whether somebody was counted by it */
  async press(person: number, finger: 0 | 1 = 0): Promise<boolean> {
    const image = this.fingers.impression(person, finger, 'verify');
    return (await layFinger(this.post.scanner, image, await this.answers())) === 'go';
  }

  /** @returns what waits for the sign that the page gives of the next finger or wristband */
  private async answers(): Promise<() => Promise<string>> {
    await keepSignedIn(this.post);
    const before = (await this.count())?.last?.cause;
    return () =>
      until('the page to answer', readLimitMs, async () => {
        const last = (await this.count())?.last;
        return last?.cause === before ? undefined : last?.sign;
      });
  }

  /** @returns the subjects of everybody who is short, as the opened list names them */
  async short(): Promise<string[]> {
    const { lines } = await call(`${this.post.url}/api/count/list`, listSchema);
    return lines.map(({ person }) => person.subject);
  }

  async explain(person: string, reason: string): Promise<void> {
    await this.act({ action: 'explain', person, reason });
  }

  /** Signs the result. @throws Error where somebody is short and nobody has said why */
  async end(): Promise<void> {
    const { digest, unexplained } = await call(`${this.post.url}/api/count/result`, resultSchema);
    if (unexplained > 0) throw new Error('somebody is short in the count, and nobody has said why');
    await this.act({ action: 'end', digest, officer: credentials(this.post.staff.onDuty) });
  }

  private async act(action: object): Promise<void> {
    await call(`${this.post.url}/api/count`, z.unknown(), action);
  }
}
