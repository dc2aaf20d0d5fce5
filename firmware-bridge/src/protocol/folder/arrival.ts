import type { FileStamp } from '../../transport/folder.ts';

/** What is known of a file of one name. */
export type FileState =
  /** Its size was another one at the last look, or it was not there. */
  | { readonly at: 'moving'; readonly stamp: FileStamp }
  /** Its content was measured, and has been the same since. */
  | { readonly at: 'still'; readonly stamp: FileStamp; readonly sha256: string; readonly sinceMs: number }
  /** It has arrived, or had before. */
  | { readonly at: 'done'; readonly stamp: FileStamp }
  | { readonly at: 'too-large'; readonly stamp: FileStamp }
  /** Its writer lets nobody read it. */
  | { readonly at: 'kept'; readonly stamp: FileStamp; readonly sinceMs: number; readonly told: boolean };

export interface ArrivalRule {
  readonly settleMs: number;
  readonly largestBytes: number;
}

/**
 * What to do with a file at one look.
 * @param before what the last look left, if the name was there
 * @param renamedIn whether it was there under the name of a file that is still written: whoever renames it says that it is whole
 * @param nowMs milliseconds that never go back
 */
export function consider(
  before: FileState | undefined,
  stamp: FileStamp,
  renamedIn: boolean,
  nowMs: number,
  { settleMs, largestBytes }: ArrivalRule,
): FileState | 'measure' {
  if (stamp.sizeBytes > largestBytes) return { at: 'too-large', stamp };
  if (before?.at === 'done' && isSame(before.stamp, stamp)) return before;
  if (renamedIn) return 'measure';
  if (before?.stamp.sizeBytes !== stamp.sizeBytes) return { at: 'moving', stamp };
  if (before.at === 'still' && nowMs - before.sinceMs < settleMs) return before;
  return 'measure';
}

/** Whether a file that has just been measured is whole. */
export const isWhole = (before: FileState | undefined, sha256: string, renamedIn: boolean): boolean =>
  renamedIn || (before?.at === 'still' && before.sha256 === sha256);

const isSame = (one: FileStamp, other: FileStamp): boolean =>
  one.identity === other.identity && one.sizeBytes === other.sizeBytes && one.changed === other.changed;

/** Recognises names by patterns in which `*` stands for any run of characters, in any case of letters. */
export function namesLike(patterns: readonly string[]): (name: string) => boolean {
  const parts = patterns.map((pattern) =>
    pattern
      .split('*')
      .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*'),
  );
  const any = new RegExp(`^(?:${parts.join('|')})$`, 'isu');
  return (name) => parts.length > 0 && any.test(name);
}
