import type { Counts } from './words.ts';

/** What a driver asks for once and makes no reading of: a balance's answer when it is opened, two spectra after a setting. */
const notRead = (id: string): number => (id.startsWith('balance') ? 1 : 2);

/** Readings that were sent, and how many of them were not taken. @throws RangeError where more was taken than was sent */
export function lostOf(sent: Counts, taken: Counts): { readonly sent: number; readonly lost: number } {
  let [readings, lost] = [0, 0];
  for (const [id, count] of Object.entries(sent)) {
    const due = count - notRead(id);
    const missing = due - (taken[id] ?? 0);
    if (missing < 0) throw new RangeError(`${id} sent ${due} readings, and ${taken[id]} were taken`);
    readings += due;
    lost += missing;
  }
  return { sent: readings, lost };
}
