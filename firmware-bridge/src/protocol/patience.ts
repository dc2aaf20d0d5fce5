import { isCustodyError } from '@custody-edge/foundation';
import type { Mailbox } from './mailbox.ts';

/** A line that was quiet for this long has nothing of an answer left. */
const quietMs = 150;

/** What a decoder tells of bytes that are no whole packet. */
interface Decoder {
  /** Of a packet that is not whole yet. */
  readonly heldBytes: number;
  /** Skipped so far because they belonged to no packet. */
  readonly garbageBytes: number;
  reset(): void;
}

/**
 * The next item, however long its bytes take to come.
 * @param gapMs longest time without a byte
 * @param limitMs longest time in all
 * @throws `device-silent`
 */
export async function takeWhileComing<Item>(
  inbox: Mailbox<Item>,
  decoder: Pick<Decoder, 'heldBytes'>,
  gapMs: number,
  limitMs: number,
): Promise<Item> {
  const deadlineMs = performance.now() + limitMs;
  for (let heldBytes = -1; ; ) {
    try {
      return await inbox.take(gapMs);
    } catch (error) {
      const isComing = decoder.heldBytes > heldBytes && performance.now() < deadlineMs;
      if (!isComing || !isCustodyError(error, 'device-silent')) throw error;
      heldBytes = decoder.heldBytes;
    }
  }
}

/** Waits until a module has stopped talking, whatever it says, or so long at most. @throws what closed the inbox */
export async function untilQuiet<Item>(inbox: Mailbox<Item>, decoder: Decoder, limitMs: number): Promise<void> {
  const deadlineMs = performance.now() + limitMs;
  let skippedBytes = -1;
  while (performance.now() < deadlineMs) {
    decoder.reset();
    if (decoder.garbageBytes === skippedBytes) return;
    skippedBytes = decoder.garbageBytes;
    try {
      await inbox.take(quietMs);
      skippedBytes = -1;
    } catch (error) {
      if (!isCustodyError(error, 'device-silent')) throw error;
    }
  }
}
