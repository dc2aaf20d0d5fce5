import { existsSync } from 'node:fs';
import type { LineSettings } from '@custody-edge/device-profiles';
import type { CustodyError } from '@custody-edge/foundation';
import { bridgeError } from '../errors.ts';
import type { OpenChannel } from './channel.ts';
import { SerialPort } from './serial-port.ts';

/** A serial port, USB-CDC port or pseudo-terminal. Modem lines are never touched: a pseudo-terminal has none. */
export function serialChannel(path: string, line: LineSettings): OpenChannel {
  return async (events) => {
    if (!existsSync(path)) throw bridgeError('device-absent', { path });
    const disconnected = (cause: unknown) => bridgeError('device-disconnected', { path }, cause);
    const port = await SerialPort.open(
      {
        path,
        baudRate: line.baudRate,
        dataBits: line.dataBits,
        parity: line.parity,
        stopBits: line.stopBits,
        xon: line.flowControl === 'xon-xoff',
        xoff: line.flowControl === 'xon-xoff',
        rtscts: line.flowControl === 'rts-cts',
      },
      {
        bytes: (chunk) => events.bytes(chunk),
        lost: (cause) => events.closed({ disconnected: true, error: disconnected(cause) }),
      },
    ).catch((cause: unknown) => {
      throw openingError(path, cause);
    });
    return {
      write: (bytes) =>
        port.write(bytes).catch((cause: unknown) => {
          throw disconnected(cause);
        }),
      setBaudRate: (baudRate) =>
        port.setBaudRate(baudRate).catch((cause: unknown) => {
          throw port.isOpen ? bridgeError('device-open-failed', { path, baudRate }, cause) : disconnected(cause);
        }),
      close: () => port.close(),
    };
  };
}

function openingError(path: string, cause: unknown): CustodyError {
  const said = String(cause);
  if (/permission|EACCES/i.test(said)) return bridgeError('device-no-permission', { path }, cause);
  if (/lock|busy|temporarily unavailable/i.test(said)) return bridgeError('device-busy', { path }, cause);
  if (/no such (file|device)|ENOENT|ENXIO/i.test(said)) return bridgeError('device-absent', { path }, cause);
  return bridgeError('device-open-failed', { path }, cause);
}
