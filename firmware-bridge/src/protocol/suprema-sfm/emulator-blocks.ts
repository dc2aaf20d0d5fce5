import type { EmulatedLine } from '../../emulator/line.ts';
import { encodeBlock, type Packet, result } from './codec.ts';

const usualBlockBytes = 4096;

/** Sends data in blocks: the first one unasked, each other one when its host has taken the last. */
export class BlockSender {
  readonly #line: EmulatedLine;
  readonly #terminalId: number | undefined;
  #sending: { readonly code: number; readonly blocks: readonly Uint8Array[]; sent: number } | undefined;

  constructor(line: EmulatedLine, terminalId: number | undefined) {
    this.#line = line;
    this.#terminalId = terminalId;
  }

  /** Begins when the response to the command has been sent. */
  start({ command: code, size }: Packet, data: Uint8Array): void {
    const blockBytes = size > 0 ? size : usualBlockBytes;
    const blocks = Array.from({ length: Math.ceil(data.length / blockBytes) }, (_, index) =>
      data.subarray(index * blockBytes, (index + 1) * blockBytes),
    );
    const sending = { code, blocks, sent: 0 };
    this.#sending = sending;
    queueMicrotask(() => {
      if (this.#sending === sending) this.#next();
    });
  }

  /** @returns whether the host said with this packet that it took a block; any other packet ends the sending */
  hear({ command: code, flag }: Packet): boolean {
    if (this.#sending && code === this.#sending.code && flag === result.dataOk) {
      this.#next();
      return true;
    }
    this.stop();
    return false;
  }

  stop(): void {
    this.#sending = undefined;
  }

  #next(): void {
    const sending = this.#sending;
    const block = sending?.blocks[sending.sent];
    if (!sending || !block) return;
    this.#line.send(encodeBlock(sending.code, sending.sent, sending.blocks.length, block, this.#terminalId));
    sending.sent += 1;
  }
}
