const quietMs = 5_000;

/** Tells on standard error how far something long has come: on a terminal at once and in place, elsewhere every five seconds. */
export function progressOf(what: string): (done: number, of: number) => void {
  let toldMs = performance.now();
  return (done, of) => {
    const isTerminal = process.stderr.isTTY === true;
    if (isTerminal) process.stderr.write(`\r${what}: ${done} of ${of}${done === of ? '\n' : ''}`);
    else if (performance.now() - toldMs > quietMs) {
      toldMs = performance.now();
      process.stderr.write(`${what}: ${done} of ${of}\n`);
    }
  };
}
