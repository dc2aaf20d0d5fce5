/** Milliseconds of each of so many calls, one after the other. */
export function timesMs(calls: number, call: (index: number) => void): readonly number[] {
  return Array.from({ length: calls }, (_, index) => {
    const startedMs = performance.now();
    call(index);
    return performance.now() - startedMs;
  });
}
