import { z } from 'zod';
import { call, until } from './api.ts';
import type { BenchPost } from './posts.ts';
import { keepSignedIn } from './staff.ts';

const viewSchema = z.object({
  exhibit: z.string().optional(),
  acceptable: z.boolean(),
  accepted: z.array(z.object({ eventId: z.string(), label: z.string(), value: z.string(), unit: z.string() })),
});

/** An analyst at the bench: scans a label, puts the exhibit on the pan, accepts when it is steady. */
export class BenchActor {
  private readonly bench: BenchPost;

  constructor(bench: BenchPost) {
    this.bench = bench;
  }

  view(): Promise<z.infer<typeof viewSchema>> {
    return call(`${this.bench.url}/api/view`, viewSchema);
  }

  /** @returns the weight on record, as the balance printed it */
  async weigh(label: string, grams: number): Promise<{ value: string; unit: string }> {
    await keepSignedIn(this.bench);
    await this.bench.reader.ask({ command: 'scan', text: label });
    await until('the label', 15_000, async () => (await this.view()).exhibit === label || undefined);
    await this.bench.balance.ask({ command: 'load', grams });
    await until('a steady weight', 60_000, async () => (await this.view()).acceptable || undefined);
    const accepted = (await this.view()).accepted.length;
    await call(`${this.bench.url}/api/bench`, z.unknown(), { action: 'accept' });
    const [weight] = (await this.view()).accepted;
    await this.bench.balance.ask({ command: 'load', grams: 0 });
    if (!weight || weight.label !== label) throw new Error(`the weight is not on record after ${accepted} others`);
    return weight;
  }
}
