/** Whoever is told of in parts, and the next one does not come, is waited for so long. */
const patienceMs = 60_000;

/** Of whom the centre has told a part and not the end: what is here of them may be contradicted by what comes next. */
export class BeingTold {
  private readonly partly = new Set<string>();
  private untilMs = 0;

  /**
   * Some tellings were taken.
   * @param told whose line is held to its end by them and was not before, and whose they brought more of
   * @param nowMs by the monotonic clock, as below
   */
  took(
    { news, partly }: { readonly news: readonly string[]; readonly partly: readonly string[] },
    nowMs: number,
  ): void {
    for (const subject of news) this.partly.delete(subject);
    for (const subject of partly) this.partly.add(subject);
    if (news.length + partly.length > 0) this.untilMs = nowMs + patienceMs;
  }

  /** Whether tellings come that say something new. */
  goesOn(nowMs: number): boolean {
    return nowMs < this.untilMs;
  }

  /** @param subject a person; anybody where it is left out */
  isPartly(nowMs: number, subject?: string): boolean {
    return this.goesOn(nowMs) && (subject === undefined ? this.partly.size > 0 : this.partly.has(subject));
  }
}
