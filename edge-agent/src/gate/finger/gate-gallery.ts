import {
  type Extraction,
  type ExtractionRefusal,
  type FingerImpressions,
  FingerprintEngine,
  fingerName,
  fingerPosition,
  type GreyImage,
} from '@custody-edge/fingerprint';
import type { Result } from '@custody-edge/foundation';
import type { Logger } from 'pino';
import type { SealedFile } from '../../store/sealed-file.ts';
import type { MatchedFinger } from './capture.ts';

/** How long after a change the gallery is kept: many may come together. */
const keepAfterMs = 60_000;

/**
 * The fingers of everybody held here, to be searched, and their file for the next start. What it knows follows the record and never leads
 * it: an admission or a release stands whether or not the engine hears of it.
 */
export class GateGallery {
  private engine = new FingerprintEngine();
  private readonly file: SealedFile;
  private readonly reading: ReturnType<SealedFile['readBeside']>;
  private readonly logger: Logger;
  /** Runs the keeping of the file between two inputs. */
  private readonly inTurn: (work: () => Promise<void>) => void;
  private keepTimer: NodeJS.Timeout | undefined;

  /** @param file the gallery as the gate last had it; without it a start only takes longer */
  constructor(file: SealedFile, logger: Logger, inTurn: (work: () => Promise<void>) => void) {
    this.file = file;
    this.reading = file.readBeside();
    this.logger = logger;
    this.inTurn = inTurn;
  }

  /** Takes over the gallery of the last run, before anything else is asked of this one. */
  async open(): Promise<void> {
    const snapshot = await this.reading;
    try {
      this.engine = new FingerprintEngine(snapshot);
    } catch {
      // It cannot be opened: everybody's fingers come from the record.
    } finally {
      // The engine has a gallery of its own: this one would hold a fifth of the gate's memory until some later collection.
      snapshot?.buffer.transfer(0);
    }
  }

  /** Impressions to be searched: every one is a chance of a false match. */
  get impressions(): number {
    return this.engine.impressions;
  }

  extract(image: GreyImage): Promise<Result<Extraction, ExtractionRefusal>> {
    return this.engine.extract(image);
  }

  /**
   * The most alike fingers of everybody held here, best first; where one is alike beyond all doubt, few others.
   * @param expected who is most likely to stand at the glass
   */
  async search(template: Uint8Array, expected: readonly string[]): Promise<MatchedFinger[]> {
    const candidates = await this.engine.identify(template, expected);
    return candidates.map(({ subjectId, finger, score }) => ({
      subject: subjectId,
      finger: fingerName(finger),
      score,
    }));
  }

  /** The print's best score with each of some fingers, in their order. */
  async compare(template: Uint8Array, fingers: readonly FingerImpressions[]): Promise<number[]> {
    const scores: number[] = [];
    for (const { impressions } of fingers) {
      const each = await Promise.all(impressions.map((impression) => this.engine.compare(template, impression)));
      scores.push(Math.max(...each));
    }
    return scores;
  }

  /** Brings the gallery of the last run to what the record says: whoever is held is in it, and nobody else. */
  async matchTo(held: ReadonlySet<string>, templatesOf: (subject: string) => FingerImpressions[]): Promise<void> {
    const inGallery = new Set(this.engine.enrolled.map(({ subjectId }) => subjectId));
    const gone = [...inGallery].filter((subject) => !held.has(subject));
    const missing = [...held].filter((subject) => !inGallery.has(subject));
    for (const subject of gone) await this.engine.forget(subject);
    for (const subject of missing) await this.enrol(subject, templatesOf(subject));
    if (gone.length + missing.length > 0) await this.keep();
  }

  /** Puts an admitted person's fingers in. Never rejects: said again, the admission would be a second one. */
  async join(subject: string, fingers: readonly FingerImpressions[]): Promise<void> {
    try {
      // The second call starts another worker where the first one lost its own.
      await this.enrol(subject, fingers).catch(() => this.enrol(subject, fingers));
      this.changed();
    } catch (error) {
      this.logger.error({ err: error }, 'not in the gallery before the next start');
      // Whoever is in the gallery at a start counts as enrolled with every finger.
      this.leave(subject);
    }
  }

  has(subject: string): boolean {
    return this.engine.isEnrolled(subject);
  }

  /** Whoever was released is not looked for any more. */
  leave(subject: string): void {
    this.engine
      .forget(subject)
      .then(() => this.changed())
      .catch((error: unknown) => this.logger.error({ err: error }, 'not taken out of the gallery'));
  }

  /** Takes a person's fingers off the disk, before anything else of theirs is destroyed; the file comes back with the others' only. */
  eraseFile(): void {
    this.file.remove();
  }

  /** Takes a person's fingers out of memory. @throws `fingerprint-engine-stopped` where a worker died */
  async forget(subject: string): Promise<void> {
    await this.engine.forget(subject);
    this.changed();
  }

  async close(): Promise<void> {
    if (this.keepTimer) await this.keep();
    await this.engine.close();
  }

  private async enrol(subject: string, fingers: readonly FingerImpressions[]): Promise<void> {
    for (const { finger, impressions } of fingers)
      await this.engine.enrol(subject, fingerPosition(finger), impressions);
  }

  private changed(): void {
    clearTimeout(this.keepTimer);
    this.keepTimer = setTimeout(() => this.inTurn(() => this.keep()), keepAfterMs).unref();
  }

  /** The record does not need it: where the disk is full, only the next start is slower. */
  private async keep(): Promise<void> {
    clearTimeout(this.keepTimer);
    this.keepTimer = undefined;
    try {
      this.file.write(await this.engine.snapshot());
    } catch (error) {
      this.logger.error({ err: error }, 'the gallery could not be kept; the next start takes longer');
    }
  }
}
