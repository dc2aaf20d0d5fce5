import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePort } from '../../demo/free-port.ts';

/** The line between stations and the broker. A cut one is silent: nobody is told that it is cut. */
export class Line {
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();
  private isCut = false;

  /** @returns the port at which the broker is reached through this line */
  async open(brokerPort: number): Promise<number> {
    const port = await freePort();
    const server = createServer((near) => {
      const far = connect(brokerPort, '127.0.0.1');
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        this.sockets.add(from);
        from.on('data', (bytes) => {
          // What is sent into a cut line is lost with it.
          if (!this.isCut) to.write(bytes);
        });
        from.on('error', () => from.destroy());
        from.on('close', () => {
          this.sockets.delete(from);
          to.destroy();
        });
      }
    });
    this.server = server;
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return port;
  }

  cut(): void {
    this.isCut = true;
  }

  /** Whoever was connected has missed something and connects anew. */
  heal(): void {
    this.isCut = false;
    for (const socket of this.sockets) socket.destroy();
  }

  close(): void {
    this.server?.close();
    for (const socket of this.sockets) socket.destroy();
  }
}
