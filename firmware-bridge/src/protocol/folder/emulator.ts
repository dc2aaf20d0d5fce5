import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type Emulator, read } from '../../emulator/emulator.ts';
import type { EmulatorOptions, RunningEmulator } from '../../emulator/running.ts';
import { bridgeError } from '../../errors.ts';

/** Between two things that the software does to a file. */
const stepMs = 200;
const pieces = 4;

/** Does one step to a file. @returns whether another one follows */
type Steps = (step: number) => boolean;

/** How software writes its files, well and badly. */
const manners = ['whole', 'pieces', 'renamed', 'truncated', 'rewritten', 'endless'] as const;
export type Manner = (typeof manners)[number];

const stepsIn: Readonly<Record<Manner, (file: string, bytes: Uint8Array) => Steps>> = {
  whole: (file, bytes) => () => {
    writeFileSync(file, bytes);
    return false;
  },
  pieces: (file, bytes) => inPieces(file, bytes),
  /** Under the name of what is not finished, and then renamed. */
  renamed: (file, bytes) => {
    const write = inPieces(`${file}.part`, bytes);
    return (step) => {
      if (step < pieces) write(step);
      else renameSync(`${file}.part`, file);
      return step < pieces;
    };
  },
  /** Whole, then cut to nothing, and written again. */
  truncated: (file, bytes) => {
    const write = inPieces(file, bytes);
    return (step) => {
      if (step === 0) writeFileSync(file, bytes);
      else if (step === 1) truncateSync(file);
      else write(step - 2);
      return step < pieces + 1;
    };
  },
  /** Of its size from the beginning, with bytes that are others at every step, until it is left alone. */
  rewritten: (file, bytes) => (step) => {
    writeFileSync(
      file,
      bytes.map((byte) => byte ^ (step & 0xff)),
      { flag: step === 0 ? 'w' : 'r+' },
    );
    return true;
  },
  /** Growing, until it is left alone. */
  endless: (file, bytes) => (step) => {
    writeFileSync(file, bytes, { flag: step === 0 ? 'w' : 'a' });
    return true;
  },
};

function inPieces(file: string, bytes: Uint8Array): Steps {
  const cutAt = (piece: number) => Math.floor((bytes.length * piece) / pieces);
  return (step) => {
    writeFileSync(file, bytes.subarray(cutAt(step), cutAt(step + 1)), { flag: step === 0 ? 'w' : 'a' });
    return step < pieces - 1;
  };
}

const name = z.string().regex(/^[^/\0]{1,200}$/, 'a name without a slash');
const commandSchema = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('drop'), name, text: z.string(), manner: z.enum(manners).default('whole') }),
  z.strictObject({ command: z.literal('leave'), name }),
  z.strictObject({ command: z.literal('remove'), name }),
]);

/** The software of an instrument, which saves its measurements into a folder. */
export class FolderEmulator implements Emulator {
  readonly protocol = 'folder';
  readonly path: string;
  readonly #stepMs: number;
  /** Files that are still written. */
  readonly #writing = new Map<string, NodeJS.Timeout>();

  constructor(path: string, speed: number) {
    this.path = path;
    this.#stepMs = stepMs / speed;
  }

  /** Saves a file; two of one name are written over each other. */
  drop(fileName: string, bytes: Uint8Array, manner: Manner = 'whole'): void {
    this.leave(fileName);
    const act = stepsIn[manner](join(this.path, fileName), bytes);
    if (act(0)) this.#goOn(fileName, act, 1);
  }

  /** Leaves a file as it is by now. */
  leave(fileName: string): void {
    clearTimeout(this.#writing.get(fileName));
    this.#writing.delete(fileName);
  }

  remove(fileName: string): void {
    this.leave(fileName);
    rmSync(join(this.path, fileName), { force: true });
  }

  obey(command: unknown): void {
    const told = read(commandSchema, this.protocol, command);
    if (told.command === 'drop') this.drop(told.name, Buffer.from(told.text), told.manner);
    else if (told.command === 'leave') this.leave(told.name);
    else this.remove(told.name);
  }

  /** Whatever was being written stays as it is. */
  restart(): void {
    for (const fileName of [...this.#writing.keys()]) this.leave(fileName);
  }

  close(): void {
    this.restart();
  }

  #goOn(fileName: string, act: Steps, step: number): void {
    const next = () => {
      this.#writing.delete(fileName);
      // Its share is gone: the software gives up.
      if (existsSync(this.path) && act(step)) this.#goOn(fileName, act, step + 1);
    };
    this.#writing.set(fileName, setTimeout(next, this.#stepMs));
  }
}

/** Lays out a folder, at the path that is named or one of its own. @throws `emulator-command-refused` for any other place */
export async function emulateFolder({
  listen = { kind: 'pty' },
  speed,
  faults = [],
}: EmulatorOptions): Promise<RunningEmulator<FolderEmulator>> {
  if (listen.kind !== 'pty') throw bridgeError('emulator-command-refused', { protocol: 'folder', listen: listen.kind });
  const own = listen.link === undefined ? mkdtempSync(join(tmpdir(), 'custody-edge-')) : undefined;
  const path = listen.link ?? join(own ?? '', 'instrument');
  const away = `${path}.away`;
  mkdirSync(path, { recursive: true });
  const emulator = new FolderEmulator(path, speed);
  const setFault = (fault: string) => {
    throw bridgeError('emulator-command-refused', { protocol: 'folder', fault });
  };
  for (const fault of faults) setFault(fault);
  return {
    address: { kind: 'folder', path, spool: `${path}.spool` },
    emulator,
    unplug: async () => {
      if (existsSync(path)) renameSync(path, away);
    },
    plug: async () => {
      if (existsSync(away)) renameSync(away, path);
    },
    setFault,
    close: async () => {
      emulator.close();
      if (own !== undefined) rmSync(own, { recursive: true, force: true });
    },
  };
}
