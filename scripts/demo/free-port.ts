import { createServer } from 'node:net';

/** The preferred loopback port if nobody listens there, else any free one. */
export async function freePort(preferred = 0): Promise<number> {
  return (await bindable(preferred)) ?? (await bindable(0)) ?? 0;
}

function bindable(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}
