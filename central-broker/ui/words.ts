import type { BilingualText } from '@custody-edge/foundation';
import { messages } from '@custody-edge/ui-kit';

const catalogue: Readonly<Record<string, BilingualText>> = messages;

/** The catalogue's words for a code of the record, such as an event type or a reason. */
export const wordsIn = (family: string, code: string): BilingualText | undefined => catalogue[`${family}.${code}`];

/** The same; the code itself where there are no words. */
export const wordsOf = (family: string, code: string): BilingualText => wordsIn(family, code) ?? { en: code, ur: code };
