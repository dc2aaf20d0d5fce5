import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSigner, type FeedItem, type Signer, signFeedStatement } from '@custody-edge/event-contract';
import { uuidV7 } from '@custody-edge/foundation';
import { z } from 'zod';
import { feedKeyFile } from '../provision/feed.ts';
import { call } from './api.ts';
import { courtNumbers, type WarrantDetails } from './cast.ts';

const takenSchema = z.object({
  outcomes: z.array(z.object({ code: z.string().optional(), subject: z.string().optional() })).min(1),
});

/** Where what a court signs is handed in, and the folder with its key. */
interface CourtOffice {
  readonly urls: { readonly centre: string };
  readonly courtDir: string;
}

/** Somebody of the cast while the prison holds them. */
export interface Inmate {
  readonly person: number;
  readonly subject: string;
  readonly warrant: WarrantDetails;
}

/** Whom an order is about, and in which case. */
interface OrderFor {
  readonly subject: string;
  readonly warrant: Pick<WarrantDetails, 'court' | 'caseNumber'>;
}

const hourMs = 3_600_000;

/** The moment so many hours from now, as papers give it. */
export const inHours = (hours: number, nowMs = Date.now()): string => new Date(nowMs + hours * hourMs).toISOString();

/** What courts sign and hand in at the centre, which tells the gates. */
export class Court {
  private readonly centreUrl: string;
  private readonly signer: Signer;
  private readonly nowMs: () => number;
  private papers = 0;

  constructor({ urls, courtDir }: CourtOffice, nowMs: () => number = Date.now) {
    this.centreUrl = urls.centre;
    this.nowMs = nowMs;
    this.signer = createSigner(createPrivateKey(readFileSync(join(courtDir, feedKeyFile))));
  }

  /** A number that no paper had before. */
  paper(kind: string): string {
    this.papers += 1;
    return `${kind}-${1_000 + this.papers}`;
  }

  /** Announces whom a court has committed to a prison. @returns the subject that the person is to have */
  async commit(site: string, details: WarrantDetails): Promise<string> {
    const { name, relation, parentage, warrantKind: kind, warrantNumber: number, ...paper } = details;
    const { court, caseNumber, policeStation, detainUntil } = paper;
    const warrant = { kind, number, court, caseNumber, policeStation, detainUntil };
    const person = { name, relation, parentage };
    const subject = await this.say({ kind: 'expected-admission', site, warrant, person });
    if (subject === undefined) throw new Error('nobody was announced');
    return subject;
  }

  /** Takes an announcement back. */
  async takeBack(site: string, { warrantNumber: number, court }: WarrantDetails): Promise<void> {
    await this.say({ kind: 'withdraw-expected', site, warrant: { number, court } });
  }

  /** Puts people on today's list. */
  async list(...people: readonly OrderFor[]): Promise<void> {
    const dueBack = inHours(8, this.nowMs());
    const items = people.map(({ subject, warrant: { court, caseNumber } }): FeedItem => {
      const order = { orderId: this.paper('PO'), court, caseNumber, dueBack };
      return { kind: 'court-list', about: { subject }, order };
    });
    await this.sayAll(items);
  }

  /** Orders that a person be released. @returns the number of the order */
  async release({ subject, warrant: { court, caseNumber } }: OrderFor): Promise<string> {
    const orderId = this.paper('ROBKAR');
    await this.say({ kind: 'release-order', about: { subject }, order: { orderId, court, caseNumber } });
    return orderId;
  }

  /** Tells where the courts are called. */
  async stateNumbers(site: string): Promise<void> {
    await this.say({ kind: 'court-directory', site, courts: courtNumbers });
  }

  /**
   * Signs one item and hands it in.
   * @returns whom it is about
   * @throws Error with the refusal's code
   */
  async say(item: FeedItem): Promise<string | undefined> {
    const [subject] = await this.sayAll([item]);
    return subject;
  }

  /** Signs several items as one statement. @returns whom each is about @throws Error with the first refusal's code */
  private async sayAll(items: readonly FeedItem[]): Promise<(string | undefined)[]> {
    const statement = { statementId: uuidV7(), issuedAt: new Date(this.nowMs()).toISOString(), items: [...items] };
    const { text } = signFeedStatement(statement, this.signer);
    const taken = await call(`${this.centreUrl}/api/feed-statements`, takenSchema, JSON.parse(text));
    for (const [index, { code }] of taken.outcomes.entries())
      if (code !== undefined) throw new Error(`${items[index]?.kind}: ${code}`);
    return taken.outcomes.map(({ subject }) => subject);
  }
}
