/**
 * A barcode reader that plugs in as a keyboard (a wedge) types its code faster than anybody could, and Enter after it. Nobody types into a
 * page without a field: whatever is typed there is of a reader, and its Enter presses no button.
 */

/** The longest code of a reader, as on a serial line. */
const longestCode = 1_024;
/** Fewer characters are a touch of the keyboard. */
const shortestCode = 3;
/** A reader's keys follow each other faster than this, also by radio. */
const betweenKeysMs = 100;
/** What was typed longer ago has nothing to do with the next key. */
const forgottenAfterMs = 1_000;

/** What was typed without a field, as far as it belongs together. */
export interface Typed {
  readonly text: string;
  /** Whether all of it came as from a reader. */
  readonly whole: boolean;
  readonly lastMs: number;
}

export const nothingTyped: Typed = { text: '', whole: true, lastMs: 0 };

/** One key as the page hears it. */
interface Stroke {
  /** Its character, or its name. */
  readonly key: string;
  readonly atMs: number;
  /** It is held down, and repeats. */
  readonly held: boolean;
}

/** What a key was: of a code (`taken`), the end of one, the end of one that did not come whole (`broken`), or the page's own (`other`). */
export type Heard = { readonly kind: 'other' | 'taken' | 'broken' } | { readonly kind: 'code'; readonly text: string };

/** Hears one key more that was pressed without a field. */
export function hearKey(typed: Typed, { key, atMs, held }: Stroke): { readonly typed: Typed; readonly heard: Heard } {
  const pauseMs = atMs - typed.lastMs;
  const begun = typed.text !== '' && pauseMs <= forgottenAfterMs;
  const inPace = pauseMs <= betweenKeysMs && !held;
  if (key === 'Enter') {
    if (!begun) return { typed: nothingTyped, heard: { kind: 'other' } };
    const isCode = typed.whole && inPace && typed.text.trim().length >= shortestCode;
    return { typed: nothingTyped, heard: isCode ? { kind: 'code', text: typed.text } : { kind: 'broken' } };
  }
  if ([...key].length !== 1) return { typed, heard: { kind: 'other' } };
  // A space by itself presses the button that the keyboard stands on.
  if (!begun && key === ' ') return { typed: nothingTyped, heard: { kind: 'other' } };
  if (!begun) return { typed: { text: key, whole: !held, lastMs: atMs }, heard: { kind: 'taken' } };
  const whole = typed.whole && inPace && typed.text.length < longestCode;
  return { typed: { text: whole ? typed.text + key : typed.text, whole, lastMs: atMs }, heard: { kind: 'taken' } };
}
