import { readSync } from 'node:fs';

const lookEveryMs = 4;
/** Reads at one look; more wait for the next, so that a flood leaves time for others. */
const mostReads = 256;

/**
 * Reads a character device that Node cannot wait for, by looking at it every few milliseconds.
 * @param fd opened without blocking
 * @param recordBytes most bytes that one read gives
 * @param taken bytes are valid only during the call
 * @returns how to stop; the file stays open
 */
export function watchDeviceFile(
  fd: number,
  recordBytes: number,
  taken: (bytes: Uint8Array) => void,
  failed: (cause: unknown) => void,
): () => void {
  const buffer = Buffer.alloc(recordBytes);
  let stopped = false;
  const timer = setInterval(() => {
    for (let reads = 0; reads < mostReads && !stopped; reads++) {
      try {
        const count = readSync(fd, buffer);
        if (count === 0) return;
        taken(buffer.subarray(0, count));
      } catch (cause) {
        if (hasCode(cause, 'EAGAIN')) return;
        stop();
        failed(cause);
      }
    }
  }, lookEveryMs);
  function stop() {
    stopped = true;
    clearInterval(timer);
  }
  return stop;
}

/** Whether the operating system refused with this code. */
export const hasCode = (cause: unknown, code: string): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === code;
