import type { Writable } from 'node:stream';

/**
 * Whoever reads what is printed may have seen enough, as `head` has: that is an end and no failure.
 * @param end ends the command
 * @throws whatever else is wrong with the stream
 */
export function endWithReader(printed: Writable, end: () => void): void {
  printed.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    end();
  });
}
