/** Does one thing after the other; one that fails keeps no other from its turn. */
export class Turn {
  private last: Promise<unknown> = Promise.resolve();

  take<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.last.then(work);
    this.last = done.catch(() => {});
    return done;
  }
}
