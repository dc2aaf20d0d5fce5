import { readSync, writeSync } from 'node:fs';
import {
  LinuxBinding,
  type LinuxBindingInterface,
  type LinuxOpenOptions,
  type LinuxPortBinding,
} from '@serialport/bindings-cpp';

/**
 * The binding of `serialport`, but for how bytes are taken and given. The kernel is asked when it is ready and then called at once, where the
 * library hands each call to a thread, twice for each piece that it reads; and a port that hung up, which for ever gives nothing and no
 * error, counts as gone.
 */
export const serialBinding: LinuxBindingInterface = {
  list: () => LinuxBinding.list(),
  open: async (options: LinuxOpenOptions) => {
    const port = await LinuxBinding.open(options);
    port.read = (buffer: Buffer, offset: number, length: number) => read(port, buffer, offset, length);
    port.write = (bytes: Buffer) => write(port, bytes);
    return port;
  },
};

async function read(port: LinuxPortBinding, buffer: Buffer, offset: number, length: number) {
  for (;;) {
    await when('readable', port);
    const bytesRead = tryTo(() => readSync(fdOf(port), buffer, offset, length, null));
    if (bytesRead === 0) throw new Error('The port hung up.');
    if (bytesRead !== undefined) return { buffer, bytesRead };
  }
}

async function write(port: LinuxPortBinding, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const written = tryTo(() => writeSync(fdOf(port), bytes, at));
    if (written === undefined) await when('writable', port);
    else at += written;
  }
}

const bothFlags = 0b11;

/** The library polls for what it was asked for last and forgets the rest: a reader that waits again would leave a writer waiting for ever. */
function when(state: 'readable' | 'writable', { poller }: LinuxPortBinding): Promise<void> {
  return new Promise((resolve, reject) => {
    poller.once(state, (error: Error | null) => (error ? reject(error) : resolve()));
    if (poller.listenerCount(state === 'readable' ? 'writable' : 'readable') > 0) poller.poll(bothFlags);
  });
}

/** @throws an error that `serialport` takes for the end of a closed port */
function fdOf({ fd }: LinuxPortBinding): number {
  if (fd === null) throw Object.assign(new Error('The port was closed.'), { canceled: true });
  return fd;
}

/** @returns nothing where the kernel was not ready after all, or a signal came between */
function tryTo(call: () => number): number | undefined {
  try {
    return call();
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EAGAIN' || error.code === 'EINTR'))
      return undefined;
    throw error;
  }
}
