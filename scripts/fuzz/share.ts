/** The cases of one worker: `first`, `first + step` … below `end`. */
export interface Share {
  readonly seed: number;
  readonly first: number;
  readonly step: number;
  readonly end: number;
  /** One 32-bit number: the case that is being examined. */
  readonly position: SharedArrayBuffer;
}

/** Milliseconds that this thread has worked, whatever else the machine does. */
export function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
