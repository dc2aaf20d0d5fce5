/** What a host asks. */
export interface Command {
  readonly busAddress: number;
  readonly code: number;
  readonly args: readonly number[];
}

const hostAddress = 0x01;
const shortestCommand = 4;
const longestCommand = 40;

/** The balance’s ear: questions in a stream of bytes; what is none is passed over, byte by byte. */
export class CommandDecoder {
  #held: number[] = [];

  push(chunk: Uint8Array): Command[] {
    const found: Command[] = [];
    for (const byte of chunk) {
      this.#held.push(byte);
      this.#advance(found);
    }
    return found;
  }

  clear(): void {
    this.#held = [];
  }

  #advance(found: Command[]): void {
    while (this.#held.length > 0) {
      const [count = 0, from = hostAddress] = this.#held;
      const mayBegin = count >= shortestCommand && count <= longestCommand && from === hostAddress;
      if (mayBegin && this.#held.length <= count) return;
      const bytes = this.#held.slice(0, count + 1);
      const sum = bytes.slice(0, -1).reduce((before, byte) => (before + byte) & 0xff, 0);
      if (!mayBegin || sum !== bytes.at(-1)) this.#held.shift();
      else {
        this.#held = this.#held.slice(count + 1);
        const [, , busAddress = 0, code = 0] = bytes;
        found.push({ busAddress, code, args: bytes.slice(4, -1) });
      }
    }
  }
}
