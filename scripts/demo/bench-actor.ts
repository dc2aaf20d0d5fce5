import { z } from 'zod';
import { call, until } from './api.ts';
import type { House } from './house.ts';
import { keepSignedIn } from './staff.ts';

const viewSchema = z.object({
  exhibit: z.string().optional(),
  acceptable: z.boolean(),
  accepted: z.array(z.object({ eventId: z.string(), label: z.string(), value: z.string(), unit: z.string() })),
});

/** An analyst at the bench: scans a label, puts the exhibit on the pan, accepts when it is steady. */
export class BenchActor {
  private readonly house: House;

  constructor(house: House) {
    this.house = house;
  }

  view(): Promise<z.infer<typeof viewSchema>> {
    return call(`${this.house.urls.bench}/api/view`, viewSchema);
  }

  /** @returns the weight on record, as the balance printed it */
  async weigh(label: string, grams: number): Promise<{ value: string; unit: string }> {
    await keepSignedIn(this.house.urls.bench, this.house.staff.bench);
    await this.house.benchReader.ask({ command: 'scan', text: label });
    await until('the label', 15_000, async () => (await this.view()).exhibit === label || undefined);
    await this.house.balance.ask({ command: 'mass', grams });
    await until('a steady weight', 60_000, async () => (await this.view()).acceptable || undefined);
    const accepted = (await this.view()).accepted.length;
    await call(`${this.house.urls.bench}/api/bench`, z.unknown(), { action: 'accept' });
    const [weight] = (await this.view()).accepted;
    await this.house.balance.ask({ command: 'mass', grams: 0 });
    if (!weight || weight.label !== label) throw new Error(`the weight is not on record after ${accepted} others`);
    return weight;
  }
}
