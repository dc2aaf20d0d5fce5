import { bridgeError } from '../errors.ts';

/** Most items kept for a reader that is late; older ones are dropped, since a device's old answers mislead. */
const capacity = 4096;

/**
 * Hands decoded items from the line to the one exchange that waits for them, with a time limit.
 * @typeParam Item a decoded packet, line or frame
 */
export class Mailbox<Item> {
  #items: Item[] = [];
  #waiting: { resolve(item: Item): void; reject(error: Error): void; timer: NodeJS.Timeout } | undefined;
  #closedBy: Error | undefined;

  put(item: Item): void {
    const waiting = this.#waiting;
    if (waiting) {
      this.#waiting = undefined;
      clearTimeout(waiting.timer);
      waiting.resolve(item);
      return;
    }
    this.#items.push(item);
    if (this.#items.length > capacity) this.#items.shift();
  }

  /** Forgets what nobody asked for; call before each request. */
  clear(): void {
    this.#items = [];
  }

  /** The next item. @throws `device-silent` after the limit */
  take(limitMs: number): Promise<Item> {
    if (this.#closedBy) return Promise.reject(this.#closedBy);
    const ready = this.#items.shift();
    if (ready !== undefined) return Promise.resolve(ready);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting = undefined;
        reject(bridgeError('device-silent', { limitMs }));
      }, limitMs);
      this.#waiting = { resolve, reject, timer };
    });
  }

  /** Makes the waiting and every later `take` reject. */
  close(error: Error): void {
    this.#closedBy = error;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (!waiting) return;
    clearTimeout(waiting.timer);
    waiting.reject(error);
  }
}
