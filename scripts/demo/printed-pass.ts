import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import decodeQR from 'qr/decode.js';

/** How the code of a pass begins, and no other on a slip of a visitor desk. */
const passBegins = 'CEV1:';

/** What visitors hold in their hands: the codes of the passes that a desk printed, the last one last. */
export class PrintedPasses {
  private readonly slipsDir: string;
  private readonly read = new Map<string, string>();

  constructor(slipsDir: string) {
    this.slipsDir = slipsDir;
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
