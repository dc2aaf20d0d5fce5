import type { CustodyEvent } from '../envelope.ts';

/** A station says that it destroyed a person's key. */
export type Erasure = Extract<CustodyEvent, { type: 'prisoner.forgotten.v1' | 'prisoner.forgotten.v2' }>;

export const isErasure = (event: CustodyEvent): event is Erasure =>
  event.type === 'prisoner.forgotten.v1' || event.type === 'prisoner.forgotten.v2';

/** Whether an erasure counts for whoever reads of it: one that nobody answered for forgets nobody anywhere else. */
export type IsFollowed = (erasure: Erasure) => boolean;
