/** A peer that went away while it was telling, or that tells only what is refused, is waited for so long. */
const patienceMs = 60_000;

/**
 * How far a station lags behind one peer, and whether it learns from it: whether so much is still to come that it is taken in many turns,
 * and what is here of a person may be contradicted by what comes next.
 */
export class Lag {
  private readonly atOnce: number;
  private missing = 0;
  private isLearning = false;
  private untilMs = 0;

  /** @param atOnce so many events are taken in one turn: a lag that small is none of which anybody has to know */
  constructor(atOnce: number) {
    this.atOnce = atOnce;
  }

  /**
   * A page came, or was taken.
   * @param missing events that the peer holds and this station does not, without those of chains that did not hold
   * @param nowMs by the monotonic clock, as below
   */
  told(missing: number, nowMs: number): void {
    this.missing = missing;
    // Also the last ones, however few: what they say of a person follows on what came before.
    this.isLearning = missing > (this.toCome(nowMs) > 0 ? 0 : this.atOnce);
    this.untilMs = nowMs + patienceMs;
  }

  /** Nothing more comes of what is missing. */
  ended(): void {
    this.isLearning = false;
  }

  /** Events still to come of what the station is learning; none where it is in step, or nothing comes any more. */
  toCome(nowMs: number): number {
    return this.isLearning && nowMs < this.untilMs ? this.missing : 0;
  }
}
