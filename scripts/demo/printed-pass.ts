import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { toBase32 } from '@custody-edge/event-contract';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import decodeQR from 'qr/decode.js';

/** How the code of a pass begins, and no other on a slip of a visitor desk. */
const passBegins = 'CEV1:';

/** Characters of a code that stand for the whole bits of a visit's id. */
const idCharacters = 25;

/** What visitors hold in their hands: the codes of the passes that a desk printed, the last one last. */
export class PrintedPasses {
  private readonly slipsDir: string;
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
      const code = this.read.get(name) ?? (await codeOn(join(this.slipsDir, name)));
      if (code !== undefined) this.read.set(name, code);
    }
    return [...this.read.values()].filter((code) => code.startsWith(passBegins));
  }
}

/** What a reader makes of the code on a slip; undefined where it finds none, and while the slip is still being printed. */
async function codeOn(file: string): Promise<string | undefined> {
  try {
    const picture = await loadImage(file);
    const { width, height } = picture;
    const paper = createCanvas(width, height).getContext('2d');
    paper.drawImage(picture, 0, 0);
    const { data } = paper.getImageData(0, 0, width, height);
    return decodeQR({ width, height, data });
  } catch {
    return undefined;
  }
}
