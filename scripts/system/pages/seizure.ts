import { z } from 'zod';
import { call, until } from '../../demo/api.ts';
import type { BenchPost } from '../../demo/posts.ts';
import { completed } from './completed-method.ts';

/** A packet of the seizure, and what it weighs in hundredths of a gram. */
export interface Packet {
  readonly label: string;
  readonly net: number;
  readonly packaging: number;
}

export const parcel = 'FSL-2026/0412';
/** The empty cloth around all packets, in hundredths of a gram. */
export const outer = 21_37;

/** So many that every page has rows of them; `npm run test:seizure` takes 120, each weight in its own time. */
const packetCount = Number(process.env.CUSTODY_EDGE_PACKETS ?? 16);

/** Light enough that all of them together lie on the emulated balance, and no two of ten alike. */
export const packets: readonly Packet[] = Array.from({ length: packetCount }, (_, index) => ({
  label: `${parcel}-${String(index + 1).padStart(3, '0')}`,
  net: 7_41 + (index % 10) * 3,
  packaging: 55 + (index % 7),
}));

export const grossOf = ({ net, packaging }: Packet): number => net + packaging;
export const grossOfParcel = packets.reduce((sum, packet) => sum + grossOf(packet), outer);

/** What an analyst writes of a colour test that a batch of the method's reagent showed, besides what the page fills in. */
export const batch = 'M-77';
const colourTest = {
  technique: 'colour-test',
  protocol: completed.protocol,
  outcome: 'positive',
  observed: 'Violet',
  reagent: { name: completed.reagent, batch, controls: { positive: true, blank: true } },
  files: [],
} as const;

const deskSchema = z.object({
  desk: z.object({
    exhibit: z
      .object({
        label: z.string(),
        method: z.object({ step: z.object({ method: z.unknown() }).optional() }).optional(),
      })
      .optional(),
    weighing: z.object({ what: z.string() }).optional(),
  }),
  pan: z.object({ reading: z.object({ value: z.string() }).optional() }).optional(),
  acceptable: z.boolean(),
  instruction: z.object({ en: z.string() }),
});
const done = z.object({ done: z.literal(true) });

const lookMs = 25;
const stepLimitMs = 60_000;

/** Hands at the bench: what lies on the emulated balance, what the emulated reader reads, what is asked of the station. */
export class BenchHands {
  private readonly bench: BenchPost;

  constructor(bench: BenchPost) {
    this.bench = bench;
  }

  act(action: object): Promise<unknown> {
    return call(`${this.bench.url}/api/bench`, done, action);
  }

  scan(text: string): Promise<unknown> {
    return this.bench.reader.ask({ command: 'scan', text });
  }

  /** @param hundredths of a gram */
  load(hundredths: number): Promise<unknown> {
    return this.bench.balance.ask({ command: 'load', grams: hundredths / 100 });
  }

  steady(): Promise<void> {
    return this.see('a steady weight', ({ acceptable }) => acceptable);
  }

  /** Everything off the pan, until the station has seen it empty. */
  async unload(): Promise<void> {
    await this.load(0);
    await this.see('an empty pan', ({ pan }) => Number(pan?.reading?.value) === 0);
  }

  /** The weights and the test that the method asks of a packet, each weight from the balance and each time by its label. */
  async workOn(packet: Packet): Promise<void> {
    const weights = { gross: grossOf(packet), net: packet.net, packaging: packet.packaging };
    for (const [what, hundredths] of Object.entries(weights)) {
      await Promise.all([this.scan(packet.label), this.load(0)]);
      await this.see(
        `${packet.label} to weigh ${what}`,
        ({ desk, pan }) =>
          desk.exhibit?.label === packet.label && desk.weighing?.what === what && Number(pan?.reading?.value) === 0,
      );
      await this.load(hundredths);
      await this.steady();
      await this.act({ action: 'accept' });
    }
    const { desk } = await this.view();
    const method = desk.exhibit?.method?.step?.method;
    await Promise.all([this.act({ action: 'test', form: { ...colourTest, method } }), this.load(0)]);
  }

  private view() {
    return call(`${this.bench.url}/api/view`, deskSchema);
  }

  /** @throws Error with what the bench said in place of what was waited for */
  private async see(what: string, isThere: (view: z.infer<typeof deskSchema>) => boolean): Promise<void> {
    let said = '';
    const look = async () => {
      const view = await this.view();
      said = view.instruction.en;
      return isThere(view) || undefined;
    };
    try {
      await until(what, stepLimitMs, look, lookMs);
    } catch (cause) {
      throw new Error(`${what}: the bench said “${said}”`, { cause });
    }
  }
}
