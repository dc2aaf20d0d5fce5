import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Above the last that browsers and `fetch` refuse (10080; WHATWG Fetch, "port blocking"), and below those that Linux gives to outgoing
 * connections, which may take any of theirs before it is listened on.
 */
const ports = { first: 10_081, afterLast: 32_768 };
const tries = 100;

/** The preferred loopback port if nobody listens there, else any free one. @throws Error when none of many is free */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await isFree(preferred))) return preferred;
  for (let tried = 0; tried < tries; tried += 1) {
    const port = randomInt(ports.first, ports.afterLast);
    if (await isFree(port)) return port;
  }
  throw new Error(`none of ${tries} loopback ports is free`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
