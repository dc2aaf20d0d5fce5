import { createServer, type Server, type Socket } from 'node:net';
import type { VolatileDisk } from './volatile-disk.ts';

/*
 * The server's side of the Network Block Device protocol, as far as qemu uses it: one export, simple replies, no structured ones.
 * Source: https://github.com/NetworkBlockDevice/nbd/blob/master/doc/proto.md
 */
const magic = { hello: 'NBDMAGIC', option: 'IHAVEOPT', optionReply: 0x0003_e889_0455_65a9n };
const requestMagic = 0x2560_9513;
const replyMagic = 0x6744_6698;
const handshakeFlags = { fixedNewstyle: 1, noZeroes: 2 };
const exportFlags = { present: 1, sendFlush: 4, sendForceUnitAccess: 8 };
const option = { exportName: 1, abort: 2, go: 7 };
const optionReply = { ack: 1, info: 3, unsupported: 0x8000_0001 };
const command = { read: 0, write: 1, disconnect: 2, flush: 3 };
const forceUnitAccess = 1;
const invalid = 22;
const exported = exportFlags.present | exportFlags.sendFlush | exportFlags.sendForceUnitAccess;

/** Lets a computer use a disk through a socket of this machine. */
export class DiskServer {
  private readonly server: Server;
  private client: Socket | undefined;

  /** @param written told of each piece that was written, before anything else is listened to */
  constructor(disk: VolatileDisk, written: () => void = () => undefined) {
    this.server = createServer((socket) => {
      this.client = socket;
      // A computer that loses its power says no goodbye.
      serve(socket, disk, written).catch(() => socket.destroy());
    });
  }

  listen(path: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(path, resolve);
    });
  }

  /** What the computer had not handed over by now never comes. */
  unplug(): void {
    this.client?.destroy();
  }

  close(): Promise<void> {
    this.unplug();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

async function serve(socket: Socket, disk: VolatileDisk, written: () => void): Promise<void> {
  const take = taker(socket);
  socket.write(
    Buffer.concat([
      Buffer.from(magic.hello + magic.option),
      u16(handshakeFlags.fixedNewstyle | handshakeFlags.noZeroes),
    ]),
  );
  await take(4);
  await negotiate(socket, take, disk);
  for (;;) {
    const request = await take(28);
    if (request.readUInt32BE(0) !== requestMagic) throw new Error('not a request');
    const [flags, type] = [request.readUInt16BE(4), request.readUInt16BE(6)];
    const offset = Number(request.readBigUInt64BE(16));
    const length = request.readUInt32BE(24);
    const reply = (error: number, content: Buffer = Buffer.alloc(0)) =>
      socket.write(Buffer.concat([u32(replyMagic), u32(error), request.subarray(8, 16), content]));
    if (type === command.disconnect) return void socket.end();
    if (type === command.read) reply(0, disk.read(offset, length));
    else if (type === command.write) {
      disk.write(offset, await take(length));
      written();
      if (socket.destroyed) return;
      if (flags & forceUnitAccess) disk.flush();
      reply(0);
    } else if (type === command.flush) {
      disk.flush();
      reply(0);
    } else reply(invalid);
  }
}

type Take = (length: number) => Promise<Buffer>;

/** Answers options until the client chose the one export that there is. */
async function negotiate(socket: Socket, take: Take, disk: VolatileDisk): Promise<void> {
  for (;;) {
    const header = await take(16);
    const chosen = header.readUInt32BE(8);
    await take(header.readUInt32BE(12));
    const reply = (type: number, content: Buffer = Buffer.alloc(0)) =>
      socket.write(Buffer.concat([u64(magic.optionReply), u32(chosen), u32(type), u32(content.length), content]));
    const size = Buffer.concat([u64(BigInt(disk.bytes)), u16(exported)]);
    if (chosen === option.exportName) return void socket.write(size);
    if (chosen === option.abort) throw new Error('the client left');
    if (chosen === option.go) {
      reply(optionReply.info, Buffer.concat([u16(0), size]));
      reply(optionReply.ack);
      return;
    }
    reply(optionReply.unsupported);
  }
}

/** Hands out the bytes of a socket in the lengths that are asked for. */
function taker(socket: Socket): Take {
  const chunks = socket.iterator();
  let held: Buffer = Buffer.alloc(0);
  return async (length) => {
    const parts = [held];
    let count = held.length;
    while (count < length) {
      const next: IteratorResult<Buffer> = await chunks.next();
      if (next.done) throw new Error('the connection ended');
      parts.push(next.value);
      count += next.value.length;
    }
    const whole = Buffer.concat(parts);
    held = whole.subarray(length);
    return whole.subarray(0, length);
  };
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function u64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(value);
  return bytes;
}
