import {
  type Extraction,
  type ExtractionRefusal,
  type FingerImpressions,
  FingerprintEngine,
  fingerName,
  fingerPosition,
  type GreyImage,
  operatingPoints,
  searchPoint,
} from '@custody-edge/fingerprint';
import type { Result } from '@custody-edge/foundation';
import type { Logger } from 'pino';
import type { ExitFinger } from '../exit/leaving.ts';

/**
 * The fingers of the visitors who are inside now, in memory alone, and of nobody else: none is ever compared with a prisoner's, or with
 * those of visitors who have left.
 */
export class InsideGallery {
  private readonly engine = new FingerprintEngine();
  private readonly logger: Logger;

  constructor(logger: Logger) {
    this.logger = logger;
  }

  extract(image: GreyImage): Promise<Result<Extraction, ExtractionRefusal>> {
    return this.engine.extract(image);
  }

  /** Whose finger of those inside it may be, best first, with the scores that decide. */
  async search(template: Uint8Array): Promise<ExitFinger> {
    const found = await this.engine.search(template);
    return {
      candidates: found.map(({ subjectId, finger, score }) => ({
        visit: subjectId,
        finger: fingerName(finger),
        score,
      })),
      verify: operatingPoints.release,
      identify: searchPoint(this.engine.impressions),
    };
  }

  /** The print's best score with each of some impressions. */
  async likeness(template: Uint8Array, impressions: readonly Uint8Array[]): Promise<number> {
    const scores = await Promise.all(impressions.map((impression) => this.engine.compare(template, impression)));
    return Math.max(0, ...scores);
  }

  /** The print's best score with each of some fingers, in their order. */
  async compare(template: Uint8Array, fingers: readonly FingerImpressions[]): Promise<number[]> {
    return Promise.all(fingers.map(({ impressions }) => this.likeness(template, impressions)));
  }

  /** Never rejects: whoever came in is inside on record, and leaves by sight where the engine does not know the finger. */
  async join(visit: string, fingers: readonly FingerImpressions[]): Promise<void> {
    try {
      for (const { finger, impressions } of fingers)
        await this.engine.enrol(visit, fingerPosition(finger), impressions);
    } catch (error) {
      this.logger.error({ err: error }, 'a visitor’s finger is not in the gallery before the next start');
    }
  }

  async leave(visit: string): Promise<void> {
    try {
      await this.engine.forget(visit);
    } catch (error) {
      this.logger.error({ err: error }, 'a visitor’s finger was not taken out of the gallery');
    }
  }

  close(): Promise<void> {
    return this.engine.close();
  }
}
