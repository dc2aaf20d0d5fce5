import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { DebianKernel } from './debian.ts';
import { DiskServer } from './disk/nbd.ts';
import { VolatileDisk } from './disk/volatile-disk.ts';
import { writeImage } from './image.ts';
import { Machine, type MachineOptions } from './machine.ts';

const headSchema = z.object({ sequence: z.int(), hash: z.string() });
/** Where a chain stands: each hash is also one of everything before. */
export type Head = z.infer<typeof headSchema>;

/** What `guest/keep-record.ts` says. */
const saidSchema = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({
    found: z.object({
      /** What stands at the sequence of which it last told. */
      told: headSchema.optional(),
      head: headSchema.optional(),
      waiting: z.int(),
      altered: z.string().optional(),
    }),
  }),
  z.object({ committed: headSchema }),
]);
type Found = Extract<z.infer<typeof saidSchema>, { found: unknown }>['found'];

/** When its power goes: so long after it was given or after its first commit, or in the middle of what the disk is given to write. */
export type PowerCut =
  | { readonly since: 'power' | 'commit'; readonly afterMs: number }
  | { readonly since: 'writes'; readonly afterWrites: number };

export interface LifeOptions {
  /** What it said last in its lives before. */
  readonly told: Head | undefined;
  readonly synchronous: 'FULL' | 'OFF';
  /** Verifies every signature, and not only every link, before it goes on. */
  readonly thorough?: boolean;
  readonly cut: PowerCut;
}

export interface Life {
  /** Absent where its power went before it had looked at its record. */
  readonly found?: Found;
  readonly told: Head | undefined;
}

const limitMs = 240_000;

/**
 * A machine on which a station keeps its record, as often as wanted. It is started once and saved: going on from there takes a second or
 * two instead of half a minute. Nothing of a disk is in the memory that was saved, not even that there is one.
 */
export class RecordKeeper {
  private readonly options: MachineOptions & { readonly disk: string };
  private readonly snapshot: string;

  private constructor(options: MachineOptions & { readonly disk: string }, snapshot: string) {
    this.options = options;
    this.snapshot = snapshot;
  }

  static async prepare(folder: string, kernel: DebianKernel): Promise<RecordKeeper> {
    const options = {
      kernel,
      image: join(folder, 'image'),
      program: [join(import.meta.dirname, 'guest/keep-record.ts')],
      consoleFile: join(folder, 'console'),
      disk: join(folder, 'disk.sock'),
      limitMs,
    };
    const snapshot = join(folder, 'snapshot');
    writeImage(options.image, kernel);
    const server = new DiskServer(new VolatileDisk(Buffer.alloc(1024 * 1024)));
    await server.listen(options.disk);
    const machine = new Machine(options);
    for await (const line of machine.lines()) if (line.startsWith('{')) break;
    await machine.save(snapshot);
    await server.close();
    return new RecordKeeper(options, snapshot);
  }

  /** Gives a station power and this disk, and takes its power away again. */
  async live(disk: VolatileDisk, { told, synchronous, thorough = false, cut }: LifeOptions): Promise<Life> {
    let writesLeft = cut.since === 'writes' ? cut.afterWrites : Number.POSITIVE_INFINITY;
    const server = new DiskServer(disk, () => {
      writesLeft -= 1;
      if (writesLeft === 0) cutNow();
    });
    await server.listen(this.options.disk);
    const machine = new Machine({ ...this.options, snapshot: this.snapshot });
    let timer: NodeJS.Timeout | undefined;
    let isCut = false;
    const cutNow = () => {
      isCut = true;
      server.unplug();
      void machine.cutPower();
    };
    const reached = (event: PowerCut['since']) => {
      if (cut.since === event && cut.since !== 'writes') timer ??= setTimeout(cutNow, cut.afterMs);
    };
    try {
      let isStarted = false;
      let life: Life = { told };
      for await (const line of machine.lines()) {
        const said = saidSchema.parse(JSON.parse(line));
        if ('committed' in said) {
          life = { ...life, told: said.committed };
          reached('commit');
        } else if ('found' in said) life = { found: said.found, told: said.found.head };
        else if (!isStarted) {
          isStarted = true;
          machine.say(JSON.stringify({ nowMs: Date.now(), synchronous, thorough, told: told?.sequence ?? 0 }));
          reached('power');
        }
      }
      if (!isCut) throw new Error(`the station ended by itself:\n${readFileSync(this.options.consoleFile, 'utf8')}`);
      return life;
    } finally {
      clearTimeout(timer);
      await machine.cutPower();
      await server.close();
    }
  }
}
