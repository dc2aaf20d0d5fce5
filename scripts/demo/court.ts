import { z } from 'zod';
import { call } from './api.ts';
import { courtNumbers, type WarrantDetails } from './cast.ts';

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
export const inHours = (hours: number): string => new Date(Date.now() + hours * hourMs).toISOString();

/** What courts tell the centre, which tells the gates. */
export class Court {
  private readonly centreUrl: string;
  private papers = 0;

  constructor(centreUrl: string) {
    this.centreUrl = centreUrl;
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
    return (await this.tell('expected-admissions', z.object({ subject: z.string() }), { site, warrant, person }))
      .subject;
  }

  /** Takes an announcement back. */
  async takeBack(site: string, { warrantNumber: number, court }: WarrantDetails): Promise<void> {
    await this.tell('expected-admissions/withdraw', z.unknown(), { site, warrant: { number, court } });
  }

  /** Puts a person on today's list. */
  async list({ subject, warrant: { court, caseNumber } }: OrderFor): Promise<void> {
    const order = { orderId: this.paper('PO'), court, caseNumber, dueBack: inHours(8) };
    await this.tell('court-list', z.unknown(), { subject, order });
  }

  /** Orders that a person be released. @returns the number of the order */
  async release({ subject, warrant: { court, caseNumber } }: OrderFor): Promise<string> {
    const orderId = this.paper('ROBKAR');
    await this.tell('release-orders', z.unknown(), { subject, order: { orderId, court, caseNumber } });
    return orderId;
  }

  /** Tells where the courts are called. */
  async stateNumbers(site: string): Promise<void> {
    await this.tell('court-directory', z.unknown(), { site, courts: courtNumbers });
  }

  private tell<Schema extends z.ZodType>(what: string, answer: Schema, body: object): Promise<z.output<Schema>> {
    return call(`${this.centreUrl}/api/${what}`, answer, body);
  }
}
