import { createHash } from 'node:crypto';
import { constants, watch } from 'node:fs';
import { access, type FileHandle, lstat, mkdir, open, opendir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isCustodyError } from '@custody-edge/foundation';
import { bridgeError } from '../errors.ts';
import { hasCode } from './device-file.ts';

const chunkBytes = 256 * 1024;
/** More files in one folder are no drop folder, and would be held in memory. */
const mostFiles = 10_000;
const incoming = '.incoming-';

/** How a file stands in its folder. */
export interface FileStamp {
  /** Who it is, whatever it is called: its number in the file system, and when that was made. */
  readonly identity: string;
  readonly sizeBytes: number;
  /** Moves on with its content and its attributes. */
  readonly changed: string;
  /** Whether its attributes, its name among them, changed after its content did. */
  readonly attributesNewer: boolean;
}

/** A file as it was read: `kept` where its writer lets nobody read it, `moving` where it grew beyond all bounds. */
export type Measured = { readonly sha256: string; readonly sizeBytes: number } | 'gone' | 'kept' | 'moving';

/** A folder of somebody else's, which is only ever read, and one of ours for copies. */
export class WatchedFolder {
  readonly #path: string;
  readonly #spool: string;
  readonly #answerMs: number;
  readonly #stopping: AbortSignal;

  /**
   * @param answerMs how long the file system may take for one thing
   * @param stopping ends whatever is waited for
   */
  constructor(path: string, spool: string, answerMs: number, stopping: AbortSignal) {
    this.#path = path;
    this.#spool = spool;
    this.#answerMs = answerMs;
    this.#stopping = stopping;
  }

  /** Makes the folder of copies. @throws `folder-unreachable`, `folder-no-permission`, `spool-unwritable` */
  async prepare(): Promise<void> {
    await this.#reading(access(this.#path, constants.R_OK | constants.X_OK));
    await this.#spooling(async () => {
      await this.#limited(mkdir(this.#spool, { recursive: true, mode: 0o700 }));
      await this.#limited(access(this.#spool, constants.W_OK));
    });
  }

  /**
   * Gives copies that are whole their names, and clears away what never was.
   * @param whole names of copies whose bytes are all on the disk
   * @returns those that are there
   * @throws `spool-unwritable`
   */
  async tidy(whole: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const there = new Set<string>();
    await this.#spooling(async () => {
      for (const name of await this.#limited(readdir(this.#spool))) {
        const copy = name.startsWith(incoming) ? name.slice(incoming.length) : name;
        if (whole.has(copy)) there.add(copy);
        if (name === copy) continue;
        const part = join(this.#spool, name);
        await this.#limited(whole.has(copy) ? rename(part, join(this.#spool, copy)) : rm(part));
      }
      await this.#syncSpool();
    });
    return there;
  }

  /** Plain files by name; folders, links and devices are none. @throws `folder-unreachable`, `folder-no-permission`, `folder-overfull` */
  async files(): Promise<Map<string, FileStamp>> {
    const found = new Map<string, FileStamp>();
    const folder = await this.#reading(opendir(this.#path));
    try {
      for (;;) {
        const entry = await this.#reading(folder.read());
        if (entry === null) return found;
        const stamp = (await this.#stampOf(entry.name)) ?? unnamable(entry.name);
        if (stamp) found.set(entry.name, stamp);
        if (found.size > mostFiles) throw bridgeError('folder-overfull', { path: this.#path, mostFiles });
      }
    } finally {
      await folder.close().catch(() => undefined);
    }
  }

  /** Reads a file, no further than `largestBytes`. @throws `folder-unreachable` */
  measure(name: string, largestBytes: number): Promise<Measured> {
    return this.#each(name, largestBytes, async () => undefined);
  }

  /**
   * Copies a file if its content is what was measured.
   * @param copyName name in the folder of copies, which nothing else has
   * @param whole called when all of its bytes are on the disk, before it is given its name
   * @returns path of the copy, which is on the disk; undefined where the content is another one by now
   * @throws `spool-unwritable`, `folder-unreachable`
   */
  async copy(
    name: string,
    sha256: string,
    largestBytes: number,
    copyName: string,
    whole: () => Promise<void>,
  ): Promise<string | undefined> {
    const part = join(this.#spool, `${incoming}${copyName}`);
    const path = join(this.#spool, copyName);
    return this.#spooling(async () => {
      const file = await this.#limited(open(part, 'wx', 0o600));
      try {
        const copied = await this.#each(name, largestBytes, async (bytes) => {
          await this.#limited(file.writeFile(bytes));
        });
        if (typeof copied === 'string' || copied.sha256 !== sha256) {
          await this.#limited(rm(part));
          return undefined;
        }
        await this.#limited(file.sync());
      } finally {
        await file.close();
      }
      await this.#syncSpool();
      await whole();
      // A power cut may take the name back: `tidy` gives it again.
      await this.#limited(rename(part, path));
      return path;
    });
  }

  /** Hears that something may have changed, where the file system says so at all. @returns how to stop */
  hint(changed: () => void): () => void {
    try {
      const watcher = watch(this.#path, changed);
      watcher.on('error', () => watcher.close());
      return () => watcher.close();
    } catch {
      return () => undefined;
    }
  }

  async #each(name: string, largestBytes: number, take: (bytes: Uint8Array) => Promise<void>): Promise<Measured> {
    const file = await this.#openFile(name);
    if (typeof file === 'string') return file;
    const hash = createHash('sha256');
    const buffer = Buffer.alloc(chunkBytes);
    try {
      for (let sizeBytes = 0; sizeBytes <= largestBytes; ) {
        const { bytesRead } = await this.#reading(file.read(buffer, 0, chunkBytes, sizeBytes));
        if (bytesRead === 0) return { sha256: hash.digest('hex'), sizeBytes };
        const bytes = buffer.subarray(0, bytesRead);
        hash.update(bytes);
        await take(bytes);
        sizeBytes += bytesRead;
      }
      return 'moving';
    } finally {
      this.#closeLater(file);
    }
  }

  /** What is no plain file any more is not read, and a pipe is not waited for. */
  async #openFile(name: string): Promise<FileHandle | 'gone' | 'kept'> {
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    try {
      const file = await this.#limited(open(join(this.#path, name), flags));
      if ((await this.#limited(file.stat())).isFile()) return file;
      this.#closeLater(file);
      return 'gone';
    } catch (cause) {
      if (isAny(cause, keptCodes) || unnamable(name)) return 'kept';
      if (isAny(cause, goneCodes)) return 'gone';
      throw bridgeError('folder-unreachable', { path: this.#path }, cause);
    }
  }

  /** Nobody waits for it: a share that is gone does not answer this either. */
  #closeLater(file: FileHandle): void {
    file.close().catch(() => undefined);
  }

  async #stampOf(name: string): Promise<FileStamp | undefined> {
    try {
      const found = await this.#limited(lstat(join(this.#path, name), { bigint: true }));
      if (!found.isFile()) return undefined;
      return {
        // Where nobody knows when it was made, a rename is not known again: its number may be another file's by now.
        identity: `${found.dev}/${found.ino}/${found.birthtimeNs || found.ctimeNs}`,
        sizeBytes: Number(found.size),
        changed: `${found.mtimeNs}/${found.ctimeNs}`,
        attributesNewer: found.ctimeNs > found.mtimeNs,
      };
    } catch (cause) {
      if (isAny(cause, goneCodes) || isAny(cause, keptCodes)) return undefined;
      throw bridgeError('folder-unreachable', { path: this.#path }, cause);
    }
  }

  async #spooling<Value>(work: () => Promise<Value>): Promise<Value> {
    try {
      return await work();
    } catch (cause) {
      throw isCustodyError(cause) ? cause : bridgeError('spool-unwritable', { path: this.#spool }, cause);
    }
  }

  async #syncSpool(): Promise<void> {
    const folder = await this.#limited(open(this.#spool, constants.O_RDONLY));
    try {
      await this.#limited(folder.sync());
    } finally {
      await folder.close();
    }
  }

  async #reading<Value>(work: Promise<Value>): Promise<Value> {
    try {
      return await this.#limited(work);
    } catch (cause) {
      if (hasCode(cause, 'EACCES') || hasCode(cause, 'EPERM'))
        throw bridgeError('folder-no-permission', { path: this.#path }, cause);
      throw bridgeError('folder-unreachable', { path: this.#path }, cause);
    }
  }

  /** A share whose machine is gone answers never. */
  async #limited<Value>(work: Promise<Value>): Promise<Value> {
    const late = Promise.withResolvers<never>();
    const end = () => late.reject(new Error('stopped'));
    const timer = setTimeout(() => late.reject(new Error(`no answer within ${this.#answerMs} ms`)), this.#answerMs);
    if (this.#stopping.aborted) end();
    this.#stopping.addEventListener('abort', end);
    try {
      return await Promise.race([work, late.promise]);
    } finally {
      clearTimeout(timer);
      this.#stopping.removeEventListener('abort', end);
    }
  }
}

const goneCodes = ['ENOENT', 'ELOOP', 'ESTALE', 'ENXIO'] as const;
/** Its writer lets nobody else read it. */
const keptCodes = ['EACCES', 'EPERM', 'EBUSY', 'ETXTBSY'] as const;

/** A name of bytes that are no UTF-8, as a share of another code gives them, cannot be opened by what it is called here: it is told as unreadable. */
const unnamable = (name: string): FileStamp | undefined =>
  name.includes('\ufffd') ? { identity: name, sizeBytes: 0, changed: '', attributesNewer: false } : undefined;

const isAny = (cause: unknown, codes: readonly string[]): boolean => codes.some((code) => hasCode(cause, code));
