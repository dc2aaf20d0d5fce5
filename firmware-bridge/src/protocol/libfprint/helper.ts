// Runs as a process of its own: libfprint is C, talks to USB, and may crash without harm to the station.
import { setTimeout as wait } from 'node:timers/promises';
import { LibraryError, openReader } from './library.ts';
import type { HelperCommand, HelperMessage, HelperTask } from './messages.ts';

const aliveIntervalMs = 500;
const lookIntervalMs = 250;

function say(message: HelperMessage): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}

let capturing = false;
let ending = false;
let wake = new AbortController();
const woken = () => {
  wake.abort();
  wake = new AbortController();
};

process.on('disconnect', () => {
  ending = true;
  woken();
  // A library that does not come back must not keep the process.
  setTimeout(() => process.exit(1), 1000);
});
const alive = setInterval(() => say({ kind: 'alive' }), aliveIntervalMs);

try {
  const task: HelperTask = JSON.parse(process.argv[2] ?? '{}');
  const reader = await openReader(task.library, task.driver, {
    fingerSeen: () => say({ kind: 'finger-seen' }),
    image: (picture) => say({ kind: 'image', ...picture }),
    removed: () => end(new LibraryError('removed', 'the reader was unplugged')),
  });
  process.on('message', (command: HelperCommand) => {
    capturing = command.capturing;
    if (!capturing) reader.stopWaiting();
    woken();
  });
  process.on('disconnect', () => reader.stopWaiting());
  say({ kind: 'opened', driver: reader.driver, name: reader.name });
  while (!ending) {
    if (capturing) await reader.waitForFinger();
    else {
      reader.look();
      await wait(lookIntervalMs, undefined, { signal: wake.signal }).catch(() => undefined);
    }
  }
  await reader.close();
  process.exit(0);
} catch (error) {
  end(error);
}

/** Says why, and leaves once it was heard. */
function end(error: unknown): void {
  clearInterval(alive);
  const failure = error instanceof LibraryError ? error.failure : 'refused';
  const message: HelperMessage = { kind: 'failed', failure, message: String(error) };
  if (!process.connected) process.exit(1);
  process.send?.(message, undefined, undefined, () => process.exit(1));
}
