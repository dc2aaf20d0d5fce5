import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { call, until } from './api.ts';
import type { Child } from './child.ts';
import type { BenchPost } from './posts.ts';
import { credentials, keepSignedIn } from './staff.ts';

const weightSchema = z.object({ kind: z.literal('weight'), event: z.string(), value: z.string(), unit: z.string() });
const deskSchema = z.discriminatedUnion('step', [
  z.object({
    step: z.literal('exhibit'),
    exhibit: z.object({
      label: z.string(),
      /** The newest first; here it is weights alone. */
      findings: z.array(weightSchema),
    }),
    weighing: z.unknown().optional(),
  }),
  z.object({ step: z.literal('case'), case: z.object({ subject: z.string() }) }),
  z.object({ step: z.enum(['home', 'divide', 'instruments', 'trial']) }),
]);
const viewSchema = z.object({ desk: deskSchema, acceptable: z.boolean() });
type View = z.infer<typeof viewSchema>;
export type Weight = z.infer<typeof weightSchema>;

/** The exhibit in work. */
const exhibitOf = ({ desk }: View) => (desk.step === 'exhibit' ? desk.exhibit : undefined);

const done = z.object({ done: z.literal(true) });
/** A paper with which parcels come; invented. */
const memorandum = {
  number: 'TM-17/26',
  agency: 'anf',
  policeStation: 'ANF Quetta',
  fir: '112/26',
  roadCertificate: 'RC-9',
  depositor: { agency: 'anf', rank: 'Sub-Inspector', beltNumber: '4417' },
};
const fiveHoursMs = 5 * 3_600_000;

/** What an analyst works with. */
interface Workplace extends Pick<BenchPost, 'url' | 'staff'> {
  readonly reader: Pick<Child, 'ask'>;
  readonly balance: Pick<Child, 'ask'>;
}

/** An analyst at the bench: takes parcels in, scans a label, puts the exhibit on the pan, accepts when it is steady. */
export class BenchActor {
  private readonly bench: Workplace;
  private labCase: string | undefined;

  constructor(bench: Workplace) {
    this.bench = bench;
  }

  view(): Promise<View> {
    return call(`${this.bench.url}/api/view`, viewSchema);
  }

  /** Takes a sealed parcel in, with the paper that it came with. */
  async receive(label: string): Promise<void> {
    await keepSignedIn(this.bench);
    const labCase = this.labCase ?? (await this.openCase());
    this.labCase = labCase;
    const seals = [{ mark: 'ANF/7', state: 'intact' }];
    const parcel = { parcel: '1', described: 'A parcel sewn in cloth', seals, place: 'Safe 2' };
    await this.act({ action: 'receive', form: { case: labCase, label, ...parcel } });
    await this.act({ action: 'sign', ...credentials(this.bench.staff.onDuty) });
  }

  /** @returns the weight on record, as the balance printed it */
  async weigh(label: string, grams: number): Promise<Weight> {
    await keepSignedIn(this.bench);
    await this.bench.reader.ask({ command: 'scan', text: label });
    await until('the label', 15_000, async () => exhibitOf(await this.view())?.label === label || undefined);
    await this.bench.balance.ask({ command: 'load', grams });
    await until('a steady weight', 60_000, async () => (await this.view()).acceptable || undefined);
    await this.act({ action: 'accept' });
    const weighed = exhibitOf(await this.view());
    await this.bench.balance.ask({ command: 'load', grams: 0 });
    const [weight] = weighed?.findings ?? [];
    if (!weight || weighed?.label !== label) throw new Error('the weight is not on record');
    return weight;
  }

  private async openCase(): Promise<string> {
    const number = `QTA-${randomBytes(4).toString('hex')}`;
    const seizedAt = new Date(Date.now() - fiveHoursMs).toISOString();
    const form = { number, section: 'narcotics-chemistry', memorandum: { ...memorandum, seizedAt } };
    await this.act({ action: 'open-case', form });
    const { desk } = await this.view();
    if (desk.step !== 'case') throw new Error('no case was opened');
    return desk.case.subject;
  }

  private async act(action: object): Promise<void> {
    await call(`${this.bench.url}/api/bench`, done, action);
  }
}
