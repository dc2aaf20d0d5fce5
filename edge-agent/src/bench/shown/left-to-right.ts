import type { BilingualText } from '@custody-edge/foundation';

/** A formula within a sentence: in Urdu it is isolated as a whole, so that signs and brackets are not turned round. */
export const leftToRight = (text: string): BilingualText => ({ en: text, ur: `\u2066${text}\u2069` });
