import { closeSync, constants, openSync, renameSync, rmSync, symlinkSync, writeSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { bridgeError } from '../errors.ts';

/** The device's end of a pseudo-terminal; the host opens `slavePath` as if it were a serial port. */
export interface Pty {
  readonly slavePath: string;
  /** Queues bytes for the host; what it does not read in time is lost, as on a wire. */
  write(bytes: Uint8Array): void;
  /** The line speed that the host set last. */
  hostBaudRate(): number;
  /** Unplugs: the host's port closes with `disconnected`. */
  close(): void;
}

/** Bytes kept for a host that does not read. */
const mostUnreadBytes = 65_536;
/** What follows a first word without a pause is written in pieces of this size: about what a terminal takes at once. */
const pieceBytes = 4096;
const retryMs = 2;
/** Request codes, and what stands where in their structure (Linux asm-generic/termbits.h). */
const tcgets2 = 0x802c542a;
const tcsets2 = 0x402c542b;
const localFlagsOffset = 12;
const outputSpeedOffset = 40;
const termiosBytes = 128;
/** Says how control characters are echoed, and nothing where nothing is echoed. */
const echoctl = 0o1000;
const markEveryMs = 100;

interface TerminalCalls {
  prepare(masterFd: number): string;
  modeOf(fd: number): Buffer;
  setMode(fd: number, mode: Buffer): void;
}

let calls: Promise<TerminalCalls> | undefined;

/**
 * Opens a pseudo-terminal in raw mode (Linux).
 * @param onBytes what the host sends
 * @param link a fixed path to point at the terminal; replaced if it exists, removed on close
 * @throws `pty-unavailable`
 */
export async function openPty(onBytes: (chunk: Uint8Array) => void, link?: string): Promise<Pty> {
  calls ??= loadCalls();
  const terminal = await calls;
  const { O_RDWR, O_NOCTTY, O_NONBLOCK } = constants;
  const masterFd = openSync('/dev/ptmx', O_RDWR | O_NOCTTY | O_NONBLOCK);
  const slavePath = terminal.prepare(masterFd);
  // An end of our own stays open, or the line would hang up whenever the host closes its port.
  const slaveFd = openSync(slavePath, O_RDWR | O_NOCTTY);
  if (link !== undefined) {
    rmSync(`${link}.new`, { force: true });
    symlinkSync(slavePath, `${link}.new`);
    renameSync(`${link}.new`, link);
  }
  const reader = new ReadStream(masterFd);
  const marking = keepMarked(terminal, masterFd);
  let closed = false;
  let unread: Uint8Array[] = [];
  let unreadBytes = 0;
  let isTalking = false;
  let retry: NodeJS.Timeout | undefined;
  reader.on('data', (chunk: Buffer) => {
    if (!closed) onBytes(chunk);
  });
  reader.on('error', () => close());

  function flush(): void {
    retry = undefined;
    let bytes: Uint8Array = Buffer.concat(unread);
    unread = [];
    unreadBytes = 0;
    try {
      while (!closed && bytes.length > 0) bytes = bytes.subarray(writeSync(masterFd, bytes));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) {
        close();
        return;
      }
      retry = setTimeout(flush, retryMs);
    }
    unread = [bytes];
    unreadBytes = bytes.length;
  }

  function write(bytes: Uint8Array): void {
    if (closed || unreadBytes + bytes.length > mostUnreadBytes) return;
    unread.push(bytes);
    unreadBytes += bytes.length;
    if (retry === undefined && (!isTalking || unreadBytes >= pieceBytes)) flush();
    if (isTalking) return;
    isTalking = true;
    queueMicrotask(() => {
      isTalking = false;
      flushRest();
    });
  }

  function flushRest(): void {
    if (!closed && retry === undefined && unreadBytes > 0) flush();
  }

  function close(): void {
    flushRest();
    if (closed) return;
    closed = true;
    clearTimeout(retry);
    clearInterval(marking);
    if (link !== undefined) rmSync(link, { force: true });
    reader.destroy();
    closeSync(slaveFd);
  }

  return {
    slavePath,
    write,
    hostBaudRate: () => terminal.modeOf(masterFd).readUInt32LE(outputSpeedOffset),
    close,
  };
}

/**
 * No pseudo-terminal has parity or seven data bits, and libc tells a host that asks for them of an error where nothing else of the mode changes:
 * whoever opens such a port a second time. A flag without effect, which every host clears, is therefore set again behind it, once its mode has
 * stood still.
 */
function keepMarked(terminal: TerminalCalls, masterFd: number): NodeJS.Timeout {
  let before = terminal.modeOf(masterFd);
  const timer = setInterval(() => {
    const mode = terminal.modeOf(masterFd);
    const flags = mode.readUInt32LE(localFlagsOffset);
    if ((flags & echoctl) === 0 && mode.equals(before)) {
      mode.writeUInt32LE((flags | echoctl) >>> 0, localFlagsOffset);
      terminal.setMode(masterFd, mode);
    }
    before = mode;
  }, markEveryMs);
  return timer.unref();
}

/** libc through koffi, loaded only where an emulator is wanted. */
async function loadCalls(): Promise<TerminalCalls> {
  try {
    const { default: koffi } = await import('koffi');
    const libc = koffi.load(null);
    const grant = libc.func('int grantpt(int fd)');
    const unlock = libc.func('int unlockpt(int fd)');
    const nameOf = libc.func('int ptsname_r(int fd, _Out_ uint8_t *name, size_t length)');
    const readMode = libc.func('int tcgetattr(int fd, _Out_ uint8_t *mode)');
    const makeRaw = libc.func('void cfmakeraw(_Inout_ uint8_t *mode)');
    const writeMode = libc.func('int tcsetattr(int fd, int when, uint8_t *mode)');
    const control = libc.func('int ioctl(int fd, unsigned long request, ...)');
    const checked = (name: string, result: unknown) => {
      if (result !== 0) throw bridgeError('pty-unavailable', { call: name, result });
    };
    return {
      prepare: (masterFd) => {
        checked('grantpt', grant(masterFd));
        checked('unlockpt', unlock(masterFd));
        const name = Buffer.alloc(128);
        checked('ptsname_r', nameOf(masterFd, name, name.length));
        const mode = Buffer.alloc(termiosBytes);
        checked('tcgetattr', readMode(masterFd, mode));
        makeRaw(mode);
        checked('tcsetattr', writeMode(masterFd, 0, mode));
        return name.toString('latin1', 0, name.indexOf(0));
      },
      modeOf: (fd) => {
        const mode = Buffer.alloc(termiosBytes);
        checked('ioctl', control(fd, tcgets2, 'void *', mode));
        return mode;
      },
      setMode: (fd, mode) => checked('ioctl', control(fd, tcsets2, 'void *', mode)),
    };
  } catch (cause) {
    throw bridgeError('pty-unavailable', { platform: process.platform }, cause);
  }
}
