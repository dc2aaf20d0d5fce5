import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { asPlainText } from '@custody-edge/event-contract';
import { z } from 'zod';
import { agentError } from '../../errors.ts';
import type { StationDatabase } from '../../store/database.ts';

const arrivalSchema = z.object({
  arrival: z.int(),
  hash: z.string(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  at: z.string(),
  deviceId: z.string().nullable(),
  isBound: z.int(),
});
/** A file that came to the bench, as it was when it came. */
export type Arrival = z.infer<typeof arrivalSchema>;

const pieceBytes = 1_048_576;

/** How a disk without room says so, and a database on it. */
const noRoom: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL']);

export interface NewFile {
  readonly name: string;
  readonly mediaType: string;
  /** Piece by piece, in their order. */
  readonly content: Iterable<Uint8Array>;
  readonly at: string;
  /** What it has to be, where somebody has hashed it already; in base64url. */
  readonly expected?: string;
  /** The device whose folder it came from; absent of one that somebody brought. */
  readonly deviceId?: string;
}

/** Files beside the database, each under the SHA-256 of what it holds: no file ever takes the place of another. */
export class Arrivals {
  private readonly folder: string;
  private readonly statements: ReturnType<typeof statementsOf>;

  constructor(db: StationDatabase, dataDir: string) {
    this.folder = join(dataDir, 'files');
    this.statements = statementsOf(db);
  }

  /**
   * Keeps a file, on the disk when this returns; the same one twice is one.
   * @throws `disk-full`, `file-damaged` where it is not what was expected
   */
  keep({ name, mediaType, content, expected, at, deviceId }: NewFile): Arrival {
    const named = asPlainText(name, 200);
    let hash = '';
    try {
      const stored = this.store(content, expected);
      hash = stored.hash;
      this.statements.insert.run({
        ...{ hash, name: named, mediaType, at },
        bytes: stored.bytes,
        deviceId: deviceId ?? null,
      });
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && noRoom.has(String(cause.code)))
        throw agentError('disk-full', {}, cause);
      throw cause;
    }
    return arrivalSchema.parse(this.statements.byName.get(hash, named));
  }

  /** @throws `file-unknown` */
  find(arrival: number): Arrival {
    const row = this.statements.find.get(arrival);
    if (row === undefined) throw agentError('file-unknown', { arrival });
    return arrivalSchema.parse(row);
  }

  /** Within the transaction that binds it. */
  bound(arrival: number): void {
    this.statements.bind.run(arrival);
  }

  /** Files that are bound to nothing, the newest first. */
  waiting(most: number): { readonly arrivals: (Arrival & { readonly isNamesake: boolean })[]; readonly more: number } {
    const count = z.int().parse(this.statements.countWaiting.get());
    const arrivals = z.array(arrivalSchema).parse(this.statements.waiting.all(most));
    return {
      arrivals: arrivals.map((one) => ({
        ...one,
        isNamesake: z.int().parse(this.statements.countName.get(one.name)) > 1,
      })),
      more: Math.max(0, count - most),
    };
  }

  /**
   * A file by its hash, only as it was.
   * @throws `file-unknown`, `file-damaged`
   */
  read(hash: string): { readonly content: Uint8Array; readonly mediaType: string; readonly name: string } {
    const row = this.statements.byHash.get(hash);
    if (row === undefined || !existsSync(this.pathOf(hash))) throw agentError('file-unknown', { hash });
    const content = readFileSync(this.pathOf(hash));
    if (hashOf(content) !== hash) throw agentError('file-damaged', { hash });
    const { mediaType, name } = arrivalSchema.parse(row);
    return { content, mediaType, name };
  }

  private pathOf(hash: string): string {
    return join(this.folder, hash.slice(0, 2), hash);
  }

  private store(content: Iterable<Uint8Array>, expected?: string): { readonly hash: string; readonly bytes: number } {
    const unfinished = join(this.folder, `.${randomUUID()}`);
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    try {
      const written = writeWhole(unfinished, content);
      const { hash } = written;
      if (expected !== undefined && hash !== expected) throw agentError('file-damaged', { hash, expected });
      const path = this.pathOf(hash);
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      renameSync(unfinished, path);
      flushed(dirname(path), 'r', () => {});
      return written;
    } finally {
      rmSync(unfinished, { force: true });
    }
  }
}

const hashOf = (content: Uint8Array): string => createHash('sha256').update(content).digest('base64url');

function writeWhole(path: string, content: Iterable<Uint8Array>): { readonly hash: string; readonly bytes: number } {
  const hash = createHash('sha256');
  let bytes = 0;
  flushed(path, 'wx', (file) => {
    for (const piece of content) {
      hash.update(piece);
      bytes += piece.length;
      for (let at = 0; at < piece.length; ) at += writeSync(file, piece, at);
    }
  });
  return { hash: hash.digest('base64url'), bytes };
}

/** A file of another folder, piece by piece. */
export function* piecesOf(path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const piece = Buffer.allocUnsafe(pieceBytes);
      const length = readSync(file, piece, 0, piece.length, null);
      if (length === 0) return;
      yield piece.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}

/** Does something with a file or a folder and waits until the disk has it. */
function flushed(path: string, flags: 'r' | 'wx', work: (file: number) => void): void {
  const file = openSync(path, flags, 0o600);
  try {
    work(file);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function statementsOf(db: StationDatabase) {
  const columns = 'arrival, hash, name, media_type AS mediaType, bytes, at, device_id AS deviceId, is_bound AS isBound';
  const arrival = (rest: string) => db.prepare(`SELECT ${columns} FROM bench_arrival ${rest}`);
  return {
    insert: db.prepare(
      `INSERT INTO bench_arrival (hash, name, media_type, bytes, at, device_id)
       VALUES (@hash, @name, @mediaType, @bytes, @at, @deviceId) ON CONFLICT DO NOTHING`,
    ),
    find: arrival('WHERE arrival = ?'),
    byName: arrival('WHERE hash = ? AND name = ?'),
    byHash: arrival('WHERE hash = ? LIMIT 1'),
    bind: db.prepare('UPDATE bench_arrival SET is_bound = 1 WHERE arrival = ?'),
    waiting: arrival('WHERE is_bound = 0 ORDER BY arrival DESC LIMIT ?'),
    countWaiting: db.prepare('SELECT count(*) FROM bench_arrival WHERE is_bound = 0').pluck(),
    countName: db.prepare('SELECT count(DISTINCT hash) FROM bench_arrival WHERE name = ?').pluck(),
  };
}
