import { type QualityReason, reasonSoFar, shrink } from '@custody-edge/fingerprint';
import type { FingerprintImage, FingerprintPart } from '@custody-edge/firmware-bridge';
import { say } from '@custody-edge/ui-kit';
import { adviceFor, adviceForUnclear } from './advice.ts';
import type { GlassView } from './glass-view.ts';

/** Ridges can be told apart in it, and no print can be taken from it. */
const longestSidePx = 144;
/** A scanner that falls silent for this long sends no more of this picture. */
const partLastsMs = 4_000;
const imageLastsMs = 15_000;
/** Long enough to see the finger; and to read what to do about one that is to be put on the glass again. */
const clearLastsMs = 1_500;
const poorLastsMs = 3_000;

/**
 * The picture of the finger on the glass, for the page of whoever attends: small, told while it comes and once it is judged, and gone
 * soon after. Nothing of it is kept here.
 */
export class Glass {
  private readonly tell: (view: GlassView | undefined) => void;
  private timer: NodeJS.Timeout | undefined;
  private told = false;

  constructor(tell: (view: GlassView | undefined) => void) {
    this.tell = tell;
  }

  /** Overwrites the part. */
  showPart(part: FingerprintPart): void {
    const reason = reasonSoFar({ ...part, dpi: part.dotsPerInch });
    const text = (reason && adviceFor([reason])) ?? say('glass.coming');
    this.show(part, reason ? 'wait' : 'information', text, partLastsMs);
    part.pixels.fill(0);
  }

  showImage(image: FingerprintImage): void {
    this.show(image, 'information', say('gate.examining'), imageLastsMs);
  }

  /** What came of the print itself; whose it is the page alone says. */
  judge(image: FingerprintImage, reasons: readonly QualityReason[], readable: boolean): void {
    if (readable && reasons.length === 0) this.show(image, 'information', say('glass.clear'), clearLastsMs);
    else this.show(image, 'wait', adviceForUnclear(reasons), poorLastsMs);
  }

  wipe(): void {
    clearTimeout(this.timer);
    if (this.told) this.tell(undefined);
    this.told = false;
  }

  private show(
    picture: Pick<FingerprintPart, 'width' | 'height' | 'pixels'>,
    sign: GlassView['sign'],
    text: GlassView['text'],
    lastsMs: number,
  ): void {
    clearTimeout(this.timer);
    const { width, height, pixels } = shrink(picture, longestSidePx);
    this.tell({ width, height, greys: Buffer.from(pixels).toString('base64'), sign, text });
    pixels.fill(0);
    this.told = true;
    this.timer = setTimeout(() => this.wipe(), lastsMs).unref();
  }
}
