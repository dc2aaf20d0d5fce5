import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProfileOf } from '@custody-edge/device-profiles';
import { z } from 'zod';
import { centred, type GreyPicture } from '../../emulator/centred.ts';
import { type Emulator, fingerCommands, pictureIn, read } from '../../emulator/emulator.ts';
import type { FaultName } from '../../emulator/fault.ts';
import type { EmulatorOptions, RunningEmulator } from '../../emulator/running.ts';
import { bridgeError } from '../../errors.ts';

/** The virtual reader appears when its host opens it, and says nothing of it. */
const lookForHostMs = 25;
/** When a finger that lies on the glass is shown again: its host may not have begun to look at the first time. */
const shownAgainAfterMs = [250, 500, 1000, 2000];
const order = { sessionError: -2, automaticFinger: -3, fingerPresent: -4 } as const;
/** `FP_DEVICE_ERROR_REMOVED` */
const removed = 0x100;

const commandSchema = z.discriminatedUnion('command', [...fingerCommands]);

/** What stands before libfprint's virtual image reader: it feeds the socket that the library listens at. */
export class LibfprintEmulator implements Emulator {
  readonly protocol = 'libfprint';
  readonly socketPath: string;
  readonly #pictureSize: ProfileOf<'libfprint'>['pictureSize'];
  #socket: Socket | undefined;
  #plugged = false;
  #silent = false;
  #finger: GreyPicture | undefined;
  #nextTry: NodeJS.Timeout | undefined;
  #nextShow: NodeJS.Timeout | undefined;

  constructor(socketPath: string, profile: ProfileOf<'libfprint'>) {
    this.socketPath = socketPath;
    this.#pictureSize = profile.pictureSize;
    this.plug();
  }

  /** Lays a finger on the glass: centred, where the model has one size of picture. */
  place(picture: GreyPicture): void {
    const size = this.#pictureSize;
    this.lay(
      size
        ? {
            width: size.widthPixels,
            height: size.heightPixels,
            pixels: centred(picture, size.widthPixels, size.heightPixels),
          }
        : picture,
    );
  }

  /** Lays a finger of which the reader gives a picture of just this size. */
  lay(picture: GreyPicture): void {
    this.#finger = picture;
    this.#show(shownAgainAfterMs);
  }

  lift(): void {
    this.#finger = undefined;
    clearTimeout(this.#nextShow);
    this.#order(order.fingerPresent, 0);
  }

  /** Whether it hangs: what is laid on it is not told. */
  setSilent(silent: boolean): void {
    this.#silent = silent;
  }

  obey(command: unknown): void {
    const told = read(commandSchema, this.protocol, command);
    if (told.command === 'place-finger') this.place(pictureIn(told));
    else this.lift();
  }

  restart(): void {
    this.unplug();
    this.plug();
  }

  /** Pulls the cable: the library is told, and cannot open its virtual reader again. */
  unplug(): void {
    if (!this.#plugged) return;
    this.#plugged = false;
    this.#order(order.sessionError, removed);
    this.close();
    rmSync(this.socketPath, { force: true });
    mkdirSync(this.socketPath);
  }

  plug(): void {
    if (this.#plugged) return;
    this.#plugged = true;
    rmSync(this.socketPath, { force: true, recursive: true });
    this.#lookForHost();
  }

  close(): void {
    clearTimeout(this.#nextTry);
    clearTimeout(this.#nextShow);
    this.#socket?.end();
    this.#socket = undefined;
  }

  #lookForHost(): void {
    const socket = connect(this.socketPath);
    this.#socket = socket;
    socket.on('connect', () => {
      this.#order(order.automaticFinger, 0);
      if (this.#finger) this.#show(shownAgainAfterMs);
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      if (this.#socket !== socket) return;
      this.#nextTry = setTimeout(() => this.#lookForHost(), lookForHostMs);
    });
  }

  #show([waitMs, ...later]: readonly number[]): void {
    clearTimeout(this.#nextShow);
    const finger = this.#finger;
    if (!finger) return;
    this.#order(order.fingerPresent, 1);
    this.#order(finger.width, finger.height, finger.pixels);
    if (waitMs !== undefined) this.#nextShow = setTimeout(() => this.#show(later), waitMs);
  }

  /** Two numbers of the machine's own byte order, and what follows them. */
  #order(first: number, second: number, body: Uint8Array = new Uint8Array()): void {
    if (this.#silent) return;
    const head = new Uint8Array(Int32Array.of(first, second).buffer);
    if (this.#socket?.writable && !this.#socket.connecting) this.#socket.write(Buffer.concat([head, body]));
  }
}

/**
 * Plugs in a virtual reader, at the path that is named or at one of its own.
 * @throws `emulator-command-refused` for any other place: the library listens at a path
 */
export async function emulateReader(
  profile: ProfileOf<'libfprint'>,
  { listen = { kind: 'pty' }, faults = [] }: EmulatorOptions,
): Promise<RunningEmulator<LibfprintEmulator>> {
  if (listen.kind !== 'pty') throw bridgeError('emulator-command-refused', { protocol: 'libfprint', listen });
  const folder = listen.link === undefined ? mkdtempSync(join(tmpdir(), 'custody-edge-')) : undefined;
  const socket = listen.link ?? join(folder ?? '', 'reader');
  const emulator = new LibfprintEmulator(socket, profile);
  const setFault = (name: FaultName, active: boolean) => {
    if (name !== 'silence') throw bridgeError('emulator-command-refused', { protocol: 'libfprint', fault: name });
    emulator.setSilent(active);
  };
  for (const name of faults) setFault(name, true);
  return {
    address: { kind: 'virtual-reader', socket },
    emulator,
    unplug: async () => emulator.unplug(),
    plug: async () => emulator.plug(),
    setFault,
    close: async () => {
      emulator.close();
      rmSync(folder ?? socket, { recursive: true, force: true });
    },
  };
}
