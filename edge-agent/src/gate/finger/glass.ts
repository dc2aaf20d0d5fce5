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

/** A picture of the glass, or none any more; made at once or not at all: what it is made from is overwritten soon after. */
export type GlassPicture = () => GlassView | undefined;

/**
 * The picture of the finger on the glass, for the page of whoever attends: small, told while it comes and once it is judged, and gone
 * soon after. Nothing of it is kept here, and none is made where no page looks.
 */
export class Glass {
  private readonly tell: (picture: GlassPicture) => void;
  private timer: NodeJS.Timeout | undefined;
  private told = false;

  constructor(tell: (picture: GlassPicture) => void) {
    this.tell = tell;
  }

  /** Overwrites the part. */
  showPart(part: FingerprintPart): void {
    this.show(partLastsMs, () => {
      const reason = reasonSoFar({ ...part, dpi: part.dotsPerInch });
      const text = (reason && adviceFor([reason])) ?? say('glass.coming');
      return viewOf(part, reason ? 'wait' : 'information', text);
    });
    part.pixels.fill(0);
  }

  showImage(image: FingerprintImage): void {
    this.show(imageLastsMs, () => viewOf(image, 'information', say('gate.examining')));
  }

  /** What came of the print itself; whose it is the page alone says. */
  judge(image: FingerprintImage, reasons: readonly QualityReason[], readable: boolean): void {
    const isClear = readable && reasons.length === 0;
    this.show(isClear ? clearLastsMs : poorLastsMs, () =>
      isClear ? viewOf(image, 'information', say('glass.clear')) : viewOf(image, 'wait', adviceForUnclear(reasons)),
    );
  }

  wipe(): void {
    clearTimeout(this.timer);
    if (this.told) this.tell(() => undefined);
    this.told = false;
  }

  private show(lastsMs: number, picture: GlassPicture): void {
    clearTimeout(this.timer);
    this.tell(picture);
    this.told = true;
    this.timer = setTimeout(() => this.wipe(), lastsMs).unref();
  }
}

function viewOf(
  picture: Pick<FingerprintPart, 'width' | 'height' | 'pixels'>,
  sign: GlassView['sign'],
  text: GlassView['text'],
): GlassView {
  const { width, height, pixels } = shrink(picture, longestSidePx);
  const greys = Buffer.from(pixels).toString('base64');
  pixels.fill(0);
  return { width, height, greys, sign, text };
}
