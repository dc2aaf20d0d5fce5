import { once } from 'node:events';
import { createServer, connect as dial, type Socket } from 'node:net';
import { afterwards } from '@custody-edge/foundation/test-support';

/** A cable to a station's port, that can be cut in the middle of whatever it carries; laid until the test is over. */
export class Cable {
  readonly port: number;
  private readonly ends: Set<Socket>;
  private isCut = false;

  private constructor(port: number, ends: Set<Socket>) {
    this.port = port;
    this.ends = ends;
  }

  /** @param to the port that it leads to, on this machine */
  static async lay(to: number): Promise<Cable> {
    const ends = new Set<Socket>();
    const carry = (from: Socket, into: Socket): void => {
      ends.add(from);
      from.on('close', () => ends.delete(from) && into.destroy());
      from.on('error', () => {});
      from.pipe(into);
    };
    const server = createServer((near) => {
      if (cable.isCut) {
        near.destroy();
        return;
      }
      const far = dial(to, '127.0.0.1');
      carry(near, far);
      carry(far, near);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const cable = new Cable(address.port, ends);
    afterwards(() => {
      cable.cut();
      server.close();
    });
    return cable;
  }

  cut(): void {
    this.isCut = true;
    for (const end of this.ends) end.destroy();
  }

  join(): void {
    this.isCut = false;
  }
}
