import { createServer, type Server, type Socket } from 'node:net';
import { z } from 'zod';
import { EmulatedLine } from './emulator/line.ts';
import { bridgeError } from './errors.ts';
import { Ef01Emulator } from './protocol/ef01/emulator.ts';
import { EscPosEmulator } from './protocol/esc-pos/emulator.ts';
import { LineBarcodeEmulator } from './protocol/line-barcode/emulator.ts';
import { ModbusIoEmulator } from './protocol/modbus-rtu/emulator.ts';
import { MtSicsEmulator } from './protocol/mt-sics/emulator.ts';
import { openPty } from './transport/pty.ts';

export const emulatorKinds = ['ef01', 'line-barcode', 'modbus-io', 'mt-sics', 'esc-pos'] as const;
export type EmulatorKind = (typeof emulatorKinds)[number];

export type Emulator = Ef01Emulator | LineBarcodeEmulator | ModbusIoEmulator | MtSicsEmulator | EscPosEmulator;

export const emulatorOptionsSchema = z.strictObject({
  kind: z.enum(emulatorKinds),
  listen: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('pty'), link: z.string().min(1).optional() }),
    z.strictObject({ kind: z.literal('tcp'), port: z.int().min(0).max(65_535) }),
  ]),
  /** 1 is real time. */
  speed: z.number().positive().max(100_000).default(1),
});

export type EmulatorOptions = z.input<typeof emulatorOptionsSchema>;

/** Where a running emulator can be reached, as a device configuration wants it. */
export type EmulatorAddress =
  | { readonly kind: 'serial'; readonly path: string }
  | { readonly kind: 'tcp'; readonly host: string; readonly port: number };

/** An emulated device that is switched on. */
export interface RunningEmulator {
  readonly address: EmulatorAddress;
  readonly emulator: Emulator;
  /** Pulls the cable: the host loses the port. */
  unplug(): Promise<void>;
  /** Puts it back, at the same address where it has a fixed one. */
  plug(): Promise<void>;
  close(): Promise<void>;
}

/** Line speeds at power-on, from the reference of each protocol; of a printer, that of its profile. */
const baudRateOf: Readonly<Record<EmulatorKind, number>> = {
  ef01: 57_600,
  'line-barcode': 9600,
  'modbus-io': 9600,
  'mt-sics': 9600,
  'esc-pos': 115_200,
};

/**
 * Switches an emulated device on.
 * @throws `emulator-command-refused`, `pty-unavailable`, or `device-open-failed` when the TCP port is taken
 */
export async function startEmulator(options: EmulatorOptions): Promise<RunningEmulator> {
  const parsed = emulatorOptionsSchema.safeParse(options);
  if (!parsed.success) throw bridgeError('emulator-command-refused', { issues: z.prettifyError(parsed.error) });
  const { kind, listen, speed } = parsed.data;
  const line = new EmulatedLine({ baudRate: baudRateOf[kind], speed });
  const emulator = createEmulator(kind, line);
  let socket = await openSocket(line, listen);
  return {
    get address() {
      return socket.address;
    },
    emulator,
    unplug: async () => {
      line.detach();
      await socket.close();
    },
    plug: async () => {
      line.detach();
      await socket.close();
      const { address } = socket;
      socket = await openSocket(line, address.kind === 'tcp' ? { kind: 'tcp', port: address.port } : listen);
    },
    close: async () => {
      emulator.close();
      await socket.close();
    },
  };
}

function createEmulator(kind: EmulatorKind, line: EmulatedLine): Emulator {
  switch (kind) {
    case 'ef01':
      return new Ef01Emulator(line);
    case 'line-barcode':
      return new LineBarcodeEmulator(line);
    case 'modbus-io':
      return new ModbusIoEmulator(line);
    case 'mt-sics':
      return new MtSicsEmulator(line);
    case 'esc-pos':
      return new EscPosEmulator(line);
  }
}

/** What the device is plugged into. */
interface EmulatorSocket {
  readonly address: EmulatorAddress;
  close(): Promise<void>;
}

async function openSocket(
  line: EmulatedLine,
  listen: z.infer<typeof emulatorOptionsSchema>['listen'],
): Promise<EmulatorSocket> {
  if (listen.kind === 'tcp') return openTcpSocket(line, listen.port);
  const pty = await openPty((chunk) => line.receive(chunk), listen.link);
  line.attach(pty);
  return {
    address: { kind: 'serial', path: listen.link ?? pty.slavePath },
    close: () => Promise.resolve(pty.close()),
  };
}

/** One client at a time, on this machine only; a newcomer takes the place of the last. */
async function openTcpSocket(line: EmulatedLine, port: number): Promise<EmulatorSocket> {
  const host = '127.0.0.1';
  let client: Socket | undefined;
  const server = createServer({ noDelay: true }, (newcomer) => {
    client?.destroy();
    client = newcomer;
    newcomer.on('error', () => newcomer.destroy());
    newcomer.on('data', (chunk) => line.receive(chunk));
    line.attach({ write: (bytes) => newcomer.write(bytes), hostBaudRate: () => undefined });
  });
  const address = { kind: 'tcp', host, port: await listening(server, host, port) } as const;
  const close = () =>
    new Promise<void>((resolve) => {
      client?.destroy();
      server.close(() => resolve());
    });
  return { address, close };
}

function listening(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(bridgeError('device-open-failed', { host, port }, cause)));
    server.listen(port, host, () => {
      const bound = server.address();
      resolve(typeof bound === 'object' && bound ? bound.port : port);
    });
  });
}
