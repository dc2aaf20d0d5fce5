import {
  duplicatePoint,
  type FingerImpressions,
  FingerprintEngine,
  fingerPosition,
  likenessOfPeople,
} from '@custody-edge/fingerprint';

/** The fingers of everybody in custody, to be searched off the main thread; in memory only, and only while their keys are held. */
export class CentralGallery {
  readonly #engine = new FingerprintEngine();
  /** Under which admission each person's fingers are here, and how many impressions of them. */
  readonly #people = new Map<string, { readonly admission: string; readonly impressions: number }>();

  /** People whose fingers are here. */
  get size(): number {
    return this.#people.size;
  }

  admissionOf(subject: string): string | undefined {
    return this.#people.get(subject)?.admission;
  }

  /** Puts a person's fingers in, in place of earlier ones: all of them, or where that fails none. */
  async join(subject: string, admission: string, fingers: readonly FingerImpressions[]): Promise<void> {
    await this.leave(subject);
    try {
      for (const { finger, impressions } of fingers)
        await this.#engine.enrol(subject, fingerPosition(finger), impressions);
    } catch (error) {
      await this.#engine.forget(subject);
      throw error;
    }
    this.#people.set(subject, { admission, impressions: countOf(fingers) });
  }

  /** Takes a person's fingers out of memory. */
  async leave(subject: string): Promise<void> {
    if (!this.#people.delete(subject)) return;
    await this.#engine.forget(subject);
  }

  /** Other people whose fingers are so alike that somebody has to compare, the most alike first. */
  async duplicatesOf(subject: string, fingers: readonly FingerImpressions[]): Promise<string[]> {
    if (this.size === 0) return [];
    /** Of each candidate, how alike each finger was at best. */
    const best = new Map<string, Map<FingerImpressions, number>>();
    for (const finger of fingers)
      for (const impression of finger.impressions)
        for (const { subjectId, score } of await this.#engine.search(impression)) {
          const scores = best.get(subjectId) ?? new Map<FingerImpressions, number>();
          best.set(subjectId, scores.set(finger, Math.max(score, scores.get(finger) ?? 0)));
        }
    best.delete(subject);
    const point = duplicatePoint(this.size);
    return Array.from(best, ([candidate, scores]) => ({ candidate, score: this.#likeness(candidate, fingers, scores) }))
      .filter(({ score }) => score >= point)
      .sort((a, b) => b.score - a.score)
      .map(({ candidate }) => candidate);
  }

  close(): Promise<void> {
    return this.#engine.close();
  }

  #likeness(
    candidate: string,
    fingers: readonly FingerImpressions[],
    scores: ReadonlyMap<FingerImpressions, number>,
  ): number {
    const theirs = this.#people.get(candidate)?.impressions ?? 0;
    return likenessOfPeople(
      fingers.map((finger) => ({ score: scores.get(finger) ?? 0, comparisons: finger.impressions.length * theirs })),
    );
  }
}

const countOf = (fingers: readonly FingerImpressions[]): number =>
  fingers.reduce((sum, { impressions }) => sum + impressions.length, 0);
