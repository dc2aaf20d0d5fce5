/** Who waits before the desk, by the numbers that were handed out; nobody is named. */
export interface Queue {
  readonly waiting: readonly number[];
  /** The last number that was handed out on this day. */
  readonly last: number;
  /** Closing: nobody more is let in, and who of those who wait was told so far. */
  readonly told?: readonly number[];
  /** Told to all: the desk is shut for the rest of the day. */
  readonly closed: boolean;
}

export const emptyQueue: Queue = { waiting: [], last: 0, closed: false };

export type QueueStep = 'take-number' | 'next' | 'close' | 'tell' | 'go-on';

/** The queue after a step; undefined where the step is not possible. */
export function stepQueue(queue: Queue, step: QueueStep): Queue | undefined {
  const { waiting, last, told, closed } = queue;
  const [first, ...others] = waiting;
  if (step === 'go-on') {
    const { told: _, ...open } = queue;
    return closed || told ? { ...open, closed: false } : undefined;
  }
  if (closed) return undefined;
  if (told) {
    if (step !== 'tell' || first === undefined) return undefined;
    const all = [...told, first];
    return { ...queue, waiting: others, told: all, closed: others.length === 0 };
  }
  switch (step) {
    case 'take-number':
      return { ...queue, waiting: [...waiting, last + 1], last: last + 1 };
    case 'next':
      return first === undefined ? undefined : { ...queue, waiting: others };
    case 'close':
      return { ...queue, told: [], closed: first === undefined };
    case 'tell':
      return undefined;
  }
}
