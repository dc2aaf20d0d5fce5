import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { bridgeError } from '../errors.ts';
import type { Certified } from './certificates.ts';
import type { Emulator } from './emulator.ts';
import type { FaultName } from './fault.ts';
import type { EmulatorOptions, RunningEmulator } from './running.ts';
import { type EmulatorAddress, listening } from './socket.ts';

const host = '127.0.0.1';
const mostRequestBytes = 65_536;
/** A fault of frames befalls every fourth answer: to open a service takes up to two, to take a finger one more. */
const faultyEach = 4;
const possibleFaults: readonly FaultName[] = ['silence', 'noise', 'bit-flips', 'half-frames', 'early-close', 'restart'];

export interface ServiceRequest {
  /** Any word: Node's own server takes only those that it knows. */
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** A program beside a scanner, which answers in JSON. */
export interface ServiceEmulator extends Emulator {
  /** The answer to a request; undefined where there is no such thing. */
  answer(request: ServiceRequest): Promise<unknown>;
  /** Whether its scanner is plugged in. */
  setPlugged(plugged: boolean): void;
}

/**
 * Starts the program of an emulated scanner at a TCP port of this machine.
 * @param addressAt where and how it is to be reached and believed
 * @throws `device-open-failed` when the port is taken, `emulator-command-refused` for a fault that it cannot have
 */
export async function onService<Device extends ServiceEmulator>(
  { listen, faults = [] }: EmulatorOptions,
  emulator: Device,
  addressAt: (port: number) => EmulatorAddress,
  certified?: Certified,
): Promise<RunningEmulator<Device>> {
  const active = new Set<FaultName>();
  const sockets = new Set<Socket>();
  let answers = 0;
  const setFault = (name: FaultName, isActive: boolean) => {
    if (name === 'stuck-busy' && emulator.setBusy) return emulator.setBusy(isActive);
    if (!possibleFaults.includes(name))
      throw bridgeError('emulator-command-refused', { protocol: emulator.protocol, fault: name });
    if (isActive) active.add(name);
    else active.delete(name);
  };
  const reply = async (socket: Socket, request: ServiceRequest) => {
    const answer = await emulator.answer(request);
    if (active.has('silence') || !socket.writable) return;
    answers += 1;
    const frame = answers % faultyEach === 0 ? spoilt(frameOf(answer), active) : frameOf(answer);
    if (!frame) socket.destroy();
    else socket.end(frame);
    if (answers % faultyEach === 0 && active.has('restart')) emulator.restart();
  };
  const serve = (socket: Socket) => {
    sockets.add(socket);
    let heard = '';
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
      const request = requestIn(heard);
      if (request) {
        heard = '';
        void reply(socket, request);
      } else if (heard.length > mostRequestBytes) socket.destroy();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  };
  for (const name of faults) setFault(name, true);
  const server = certified
    ? createTlsServer({ cert: certified.certificatePem, key: certified.privateKeyPem }, serve)
    : createServer(serve);
  const address = addressAt(await listening(server, host, listen?.kind === 'tcp' ? listen.port : 0));
  return {
    address,
    emulator,
    unplug: async () => emulator.setPlugged(false),
    plug: async () => emulator.setPlugged(true),
    setFault,
    close: async () => {
      emulator.close();
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

/** A whole request, once it is there. */
function requestIn(heard: string): ServiceRequest | undefined {
  const [head, ...rest] = heard.split('\r\n\r\n');
  if (head === undefined || rest.length === 0) return undefined;
  const body = rest.join('\r\n\r\n');
  const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
  const [method = '', path = ''] = head.split(' ');
  return body.length < length ? undefined : { method, path, body: Buffer.from(body, 'latin1').toString() };
}

function frameOf(answer: unknown): Buffer {
  const body = answer === undefined ? '{}' : JSON.stringify(answer);
  const status = answer === undefined ? '404 Not Found' : '200 OK';
  const length = Buffer.byteLength(body);
  return Buffer.from(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n${body}`,
  );
}

/** What is left of an answer; nothing where the connection breaks instead. */
function spoilt(frame: Buffer, active: ReadonlySet<FaultName>): Buffer | undefined {
  if (active.has('early-close') || active.has('restart')) return undefined;
  if (active.has('half-frames')) return frame.subarray(0, frame.length / 2);
  if (active.has('noise')) return Buffer.concat([Buffer.from([0, 255, 127, 1]), frame]);
  if (active.has('bit-flips')) {
    const middle = frame.length >> 1;
    frame.writeUInt8(frame.readUInt8(middle) ^ 4, middle);
  }
  return frame;
}
