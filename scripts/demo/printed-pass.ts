import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { toBase32 } from '@custody-edge/event-contract';
import { SlipReader } from './slip-reader.ts';

/** How the code of a pass begins, and no other on a slip of a visitor desk. */
const passBegins = 'CEV1:';

/** Characters of a code that stand for the whole bits of a visit's id. */
const idCharacters = 25;

/** What visitors hold in their hands: the codes of the passes that a desk printed, the last one last. */
export class PrintedPasses {
  private readonly slipsDir: string;
  private readonly reader = new SlipReader();
  private readonly read = new Map<string, string>();

  constructor(slipsDir: string) {
    this.slipsDir = slipsDir;
  }

  /** The code that was printed for a visit, which begins with its id; undefined until then. */
  async passOf(visit: string): Promise<string | undefined> {
    const id = Buffer.from(visit.replace(/^visit\//, '').replaceAll('-', ''), 'hex');
    const begins = passBegins + toBase32(id).slice(0, idCharacters);
    return (await this.codes()).find((code) => code.startsWith(begins));
  }

  async codes(): Promise<string[]> {
    if (!existsSync(this.slipsDir)) return [];
    for (const name of readdirSync(this.slipsDir).sort()) {
      const code = this.read.get(name) ?? (await this.reader.read(join(this.slipsDir, name)));
      if (code !== undefined) this.read.set(name, code);
    }
    return [...this.read.values()].filter((code) => code.startsWith(passBegins));
  }
}
