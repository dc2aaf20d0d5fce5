import { authenticate, type ChainHead, chainStart, type Enrolment, placeInChain } from '@custody-edge/event-contract';

/** What the examination of one chain found. */
export interface ChainFinding {
  /** Where the chain stands after the last event that holds. */
  readonly head: ChainHead;
  /** Events by type, of those that hold. */
  readonly types: ReadonlyMap<string, number>;
  /** Events that hold their place but whose data no longer matches the schema of their type. */
  readonly unreadable: number;
  /** Repetitions of an event, to the byte. */
  readonly duplicates: number;
  /** The first event that does not hold; nothing after it was examined. */
  readonly failure?: { readonly position: number; readonly code: string; readonly reason: string };
}

/**
 * Verifies signatures, sequence and links of a chain from its first event.
 * @param texts signed events as they were sent, oldest first
 */
export async function verifyChain(
  texts: Iterable<string> | AsyncIterable<string>,
  enrolment: Enrolment,
): Promise<ChainFinding> {
  let head = chainStart(enrolment);
  let position = 0;
  let unreadable = 0;
  let duplicates = 0;
  const hashes = new Map<number, string>();
  const types = new Map<string, number>();
  for await (const text of texts) {
    position += 1;
    const event = authenticate(text, enrolment);
    const verdict = event.ok ? placeInChain(head, event.value, (sequence) => hashes.get(sequence)) : undefined;
    const error = !event.ok ? event.error : verdict?.kind === 'refused' ? verdict.error : undefined;
    if (error)
      return { head, types, unreadable, duplicates, failure: { position, code: error.code, reason: error.message } };
    if (verdict?.kind === 'duplicate') duplicates += 1;
    if (verdict?.kind !== 'next' || !event.ok) continue;
    head = verdict.head;
    hashes.set(head.sequence, head.hash);
    if (!verdict.event.ok) unreadable += 1;
    const { type } = event.value.envelope;
    types.set(type, (types.get(type) ?? 0) + 1);
  }
  return { head, types, unreadable, duplicates };
}
