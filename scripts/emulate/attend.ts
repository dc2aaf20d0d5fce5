import { fstatSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { toCustodyError } from '@custody-edge/foundation';
import { untilStopped } from '../process-signals.ts';

/**
 * Says that devices are ready, and does what people do to them: commands of stdin, a JSON each line, in their order, an answer line for
 * each. Ends when the process is told to, or nobody holds the other end of stdin any more.
 */
export async function attend(ready: unknown, obey: (command: unknown) => Promise<unknown>): Promise<void> {
  const stopped = untilStopped();
  console.log(JSON.stringify({ ready }));
  const input = createInterface({ input: process.stdin });
  let turn: Promise<void> = Promise.resolve();
  input.on('line', (line) => {
    turn = turn.then(async () => {
      try {
        const result = await obey(JSON.parse(line));
        console.log(JSON.stringify({ ok: true, ...(result !== undefined && { result }) }));
      } catch (error) {
        console.log(JSON.stringify({ ok: false, error: toCustodyError(error).message }));
      }
    });
  });
  // Whoever holds the other end of stdin is the person at the device: without them it is switched off. Nobody holds a device file.
  const left = new Promise<void>((resolve) => {
    if (process.stdin.isTTY || !fstatSync(0).isCharacterDevice()) input.once('close', resolve);
  });
  await Promise.race([stopped, left]);
  // Told by a signal to end, it does not wait for whoever still holds the other end.
  process.stdin.destroy();
}
