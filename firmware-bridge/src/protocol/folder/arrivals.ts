import { extname } from 'node:path';
import type { DriverContext } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import type { FileStamp, WatchedFolder } from '../../transport/folder.ts';
import { type ArrivalRule, consider, type FileState, isWhole, namesLike } from './arrival.ts';
import type { Journal } from './journal.ts';

/** Looks through a folder, again and again, and tells of each file once it is whole and copied. */
export class Arrivals {
  readonly #folder: WatchedFolder;
  readonly #journal: Journal;
  readonly #rule: ArrivalRule;
  readonly #isIgnored: (name: string) => boolean;
  readonly #context: Pick<DriverContext, 'clock' | 'emit'>;
  #files = new Map<string, FileState>();
  /** Files under names of what is still written, at the last look. */
  #unfinished = new Set<string>();
  #copies = 0;

  constructor(
    folder: WatchedFolder,
    journal: Journal,
    { ignoredNames, ...rule }: ArrivalRule & { readonly ignoredNames: readonly string[] },
    context: Pick<DriverContext, 'clock' | 'emit'>,
  ) {
    this.#folder = folder;
    this.#journal = journal;
    this.#rule = rule;
    this.#isIgnored = namesLike(ignoredNames);
    this.#context = context;
  }

  /** @throws as `WatchedFolder` does */
  async look(): Promise<void> {
    const found = await this.#folder.files();
    const before = this.#files;
    const unfinished = this.#unfinished;
    this.#files = new Map();
    this.#unfinished = new Set();
    for (const [name, stamp] of found) {
      if (this.#isIgnored(name)) this.#unfinished.add(stamp.identity);
      else {
        const known = before.get(name);
        // Written to after it was renamed, it has to stand still like any other.
        const renamedIn =
          unfinished.has(stamp.identity) && stamp.attributesNewer && known?.stamp.identity !== stamp.identity;
        this.#files.set(name, await this.#after(name, known, stamp, renamedIn));
      }
    }
  }

  /** What is known of a file after this look. */
  async #after(name: string, before: FileState | undefined, stamp: FileStamp, renamedIn: boolean): Promise<FileState> {
    const { clock } = this.#context;
    const considered = consider(before, stamp, renamedIn, clock.monotonicMs(), this.#rule);
    if (considered !== 'measure') {
      if (considered.at === 'too-large' && before?.at !== 'too-large')
        this.#refuse(name, stamp.sizeBytes, 'file-too-large');
      return considered;
    }
    const moving: FileState = { at: 'moving', stamp };
    const measured = await this.#folder.measure(name, this.#rule.largestBytes);
    if (measured === 'kept') return this.#kept(name, before, stamp);
    if (typeof measured === 'string' || measured.sizeBytes !== stamp.sizeBytes) return moving;
    const { sha256 } = measured;
    if (this.#journal.has(name, sha256)) return { at: 'done', stamp };
    if (!isWhole(before, sha256, renamedIn)) return { at: 'still', stamp, sha256, sinceMs: clock.monotonicMs() };
    return (await this.#arrive(name, sha256, stamp.sizeBytes)) ? { at: 'done', stamp } : moving;
  }

  /** Told once, when it lasts: a writer may keep its file to itself until it is whole. */
  #kept(name: string, before: FileState | undefined, stamp: FileStamp): FileState {
    const nowMs = this.#context.clock.monotonicMs();
    const kept: FileState =
      before?.at === 'kept' ? { ...before, stamp } : { at: 'kept', stamp, sinceMs: nowMs, told: false };
    if (kept.told || nowMs - kept.sinceMs < this.#rule.settleMs) return kept;
    this.#refuse(name, stamp.sizeBytes, 'file-unreadable');
    return { ...kept, told: true };
  }

  /** @returns false where its content is another one by now */
  async #arrive(name: string, sha256: string, sizeBytes: number): Promise<boolean> {
    const arrivedAtMs = this.#context.clock.nowMs();
    this.#copies += 1;
    const copyName = `${arrivedAtMs}-${this.#copies}-${sha256.slice(0, 16)}${endingOf(name)}`;
    // The bytes, then the line that names them, then their name: whatever a power cut leaves of that is found again.
    const path = await this.#folder.copy(name, sha256, this.#rule.largestBytes, copyName, () =>
      this.#journal.keep({ name, sha256, copy: copyName, sizeBytes, arrivedAtMs }),
    );
    if (path === undefined) return false;
    this.#context.emit({ kind: 'file-arrived', name, sizeBytes, sha256, path, arrivedAtMs });
    return true;
  }

  #refuse(name: string, sizeBytes: number, code: 'file-too-large' | 'file-unreadable'): void {
    const error = bridgeError(code, { sizeBytes, largestBytes: this.#rule.largestBytes });
    this.#context.emit({ kind: 'file-refused', name, sizeBytes, error, atMs: this.#context.clock.nowMs() });
  }
}

/** What a format is known by, where it is plain. */
function endingOf(name: string): string {
  const ending = extname(name).toLowerCase();
  return /^\.[a-z0-9]{1,8}$/.test(ending) ? ending : '';
}
