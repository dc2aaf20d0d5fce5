import type { Result } from '@custody-edge/foundation';
import type { ExtractionRefusal } from '../extract/extract.ts';
import type { FingerPosition } from '../finger.ts';
import type { GreyImage } from '../image/grey-image.ts';
import { certainPoint } from '../match/operating-points.ts';
import type { EngineCalls, Extraction } from './engine-protocol.ts';
import { Gallery } from './gallery.ts';
import { GallerySearch, type Match } from './gallery-search.ts';
import { type EnrolledFinger, packSnapshot, unpackSnapshot } from './snapshot.ts';
import { WorkerCalls } from './worker-calls.ts';

/** A finger of the gallery and how alike it is to the probe: the best score over its impressions. */
export interface Candidate {
  readonly subjectId: string;
  readonly finger: FingerPosition;
  readonly score: number;
}

/**
 * Extraction, comparison and search off the main thread. Any call may reject with `fingerprint-engine-stopped` when a worker died (a
 * retry can help: workers start anew, the gallery is kept), a damaged template with `fingerprint-template-damaged`, and everything
 * after `close()` with `fingerprint-engine-closed`.
 */
export class FingerprintEngine {
  readonly #calls = new WorkerCalls<EngineCalls>(new URL('./engine-worker.ts', import.meta.url));
  readonly #gallery: GallerySearch;
  /** What each key of the gallery stands for. */
  readonly #fingers: Map<number, EnrolledFinger>;
  readonly #keysOf: Map<string, readonly number[]>;
  #lastKey: number;

  /** @param snapshot of an earlier engine, to begin with its gallery; throws `fingerprint-gallery-damaged` for anything else */
  constructor(snapshot?: Uint8Array) {
    const { gallery, fingers } = snapshot ? unpackSnapshot(snapshot) : { gallery: new Gallery(), fingers: new Map() };
    this.#gallery = new GallerySearch(gallery);
    this.#fingers = fingers;
    this.#keysOf = new Map(
      Array.from(
        Map.groupBy(fingers, ([, { subjectId }]) => subjectId),
        ([subjectId, rows]) => [subjectId, rows.map(([key]) => key)],
      ),
    );
    this.#lastKey = Math.max(0, ...fingers.keys());
  }

  /** Takes the template of an image, or tells why there is none. */
  extract(image: GreyImage): Promise<Result<Extraction, ExtractionRefusal>> {
    return this.#calls.call('extract', image);
  }

  /** Score of two records, as `compareTemplates` gives it. */
  compare(probe: Uint8Array, candidate: Uint8Array): Promise<number> {
    return this.#calls.call('compare', [probe, candidate]);
  }

  /**
   * Puts a finger's impressions (records of `encodeTemplate`) into the gallery, in place of earlier ones of the same finger. If one is
   * damaged, none is put in and the earlier ones stay.
   */
  async enrol(subjectId: string, finger: FingerPosition, impressions: readonly Uint8Array[]): Promise<void> {
    this.#lastKey += 1;
    const key = this.#lastKey;
    const keys = this.#keysOf.get(subjectId) ?? [];
    const former = keys.filter((other) => this.#fingers.get(other)?.finger === finger);
    this.#fingers.set(key, { subjectId, finger });
    this.#keysOf.set(subjectId, [...keys, key]);
    const added = await Promise.allSettled(impressions.map((impression) => this.#gallery.add(key, impression)));
    const failed = added.find((outcome) => outcome.status === 'rejected');
    await this.#drop(failed ? [key] : former);
    if (failed) throw failed.reason;
  }

  /** Impressions in the gallery: every one is a chance of a false match, see `searchPoint`. */
  get impressions(): number {
    return this.#gallery.count;
  }

  /** Whether any finger of a person is in the gallery. */
  isEnrolled(subjectId: string): boolean {
    return this.#keysOf.has(subjectId);
  }

  /** Every finger in the gallery. */
  get enrolled(): readonly EnrolledFinger[] {
    return [...this.#fingers.values()];
  }

  /** The whole gallery, for another engine to begin with; biometric data in the clear, to be encrypted by whoever keeps it. */
  async snapshot(): Promise<Uint8Array> {
    const stored = await this.#gallery.store();
    return packSnapshot(stored, this.#fingers);
  }

  /** Removes every finger of a person from the gallery; an unknown person is no error. */
  forget(subjectId: string): Promise<void> {
    return this.#drop(this.#keysOf.get(subjectId) ?? []);
  }

  /** The ten most alike fingers of the gallery, best first. */
  async search(template: Uint8Array): Promise<Candidate[]> {
    return this.#candidates(await this.#gallery.search(template));
  }

  /**
   * The same in less time where somebody is alike beyond all doubt (`certainPoint`): then nobody else is looked at, and fewer come back.
   * @param expected persons to look at before all others
   */
  async identify(template: Uint8Array, expected: Iterable<string>): Promise<Candidate[]> {
    const first = new Set(Array.from(expected).flatMap((subjectId) => this.#keysOf.get(subjectId) ?? []));
    return this.#candidates(
      await this.#gallery.search(template, 10, { enough: certainPoint(this.impressions), first }),
    );
  }

  /** Ends the workers; pending calls reject. */
  async close(): Promise<void> {
    await Promise.all([this.#calls.close(), this.#gallery.close()]);
  }

  async #drop(keys: readonly number[]): Promise<void> {
    for (const key of keys) {
      const { subjectId = '' } = this.#fingers.get(key) ?? {};
      const left = this.#keysOf.get(subjectId)?.filter((other) => other !== key) ?? [];
      if (left.length > 0) this.#keysOf.set(subjectId, left);
      else this.#keysOf.delete(subjectId);
      this.#fingers.delete(key);
    }
    await Promise.all(keys.map((key) => this.#gallery.remove(key)));
  }

  #candidates(matches: readonly Match[]): Candidate[] {
    return matches.flatMap(({ key, score }) => {
      const finger = this.#fingers.get(key);
      return finger ? [{ subjectId: finger.subjectId, finger: finger.finger, score }] : [];
    });
  }
}
