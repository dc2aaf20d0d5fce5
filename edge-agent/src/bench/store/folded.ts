/** What was folded last, at most so many: the page asks far more often than anything changes. */
export class Folded<Value> {
  private readonly most: number;
  private readonly values = new Map<string, Value | undefined>();

  constructor(most: number) {
    this.most = most;
  }

  /** @param fold makes it where it is not held */
  get(subject: string, fold: () => Value | undefined): Value | undefined {
    if (this.values.has(subject)) {
      const value = this.values.get(subject);
      // Whatever is asked for stays longest.
      this.values.delete(subject);
      this.values.set(subject, value);
      return value;
    }
    const value = fold();
    this.values.set(subject, value);
    const [oldest] = this.values.keys();
    if (this.values.size > this.most && oldest !== undefined) this.values.delete(oldest);
    return value;
  }

  forget(subject: string): void {
    this.values.delete(subject);
  }
}
