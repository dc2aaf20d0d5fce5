import { existsSync } from 'node:fs';
import type { LineSettings } from '@custody-edge/device-profiles';
import type { CustodyError } from '@custody-edge/foundation';
import type { LinuxBindingInterface } from '@serialport/bindings-cpp';
import { SerialPort, type SerialPortOpenOptions } from 'serialport';
import { bridgeError } from '../errors.ts';
import type { OpenChannel } from './channel.ts';
import { serialBinding } from './serial-binding.ts';

/** A serial port, USB-CDC port or pseudo-terminal. Modem lines are never touched: a pseudo-terminal has none. */
export function serialChannel(path: string, line: LineSettings): OpenChannel {
  return async (events) => {
    if (!existsSync(path)) throw bridgeError('device-absent', { path });
    const options: SerialPortOpenOptions<LinuxBindingInterface> & { binding: LinuxBindingInterface } = {
      binding: serialBinding,
      path,
      baudRate: line.baudRate,
      dataBits: line.dataBits,
      parity: line.parity,
      stopBits: line.stopBits,
      xon: line.flowControl === 'xon-xoff',
      xoff: line.flowControl === 'xon-xoff',
      rtscts: line.flowControl === 'rts-cts',
      autoOpen: false,
    };
    const port = new SerialPort<LinuxBindingInterface>(options);
    let closing = false;
    port.on('error', () => {
      // Every failure that matters also reaches a callback or 'close'; without a listener it would end the process.
    });
    port.on('data', (chunk: Buffer) => {
      if (!closing) events.bytes(chunk);
    });
    port.on('close', (cause: unknown) => {
      if (closing) return;
      closing = true;
      events.closed({ disconnected: true, error: bridgeError('device-disconnected', { path }, cause) });
    });
    await new Promise<void>((resolve, reject) => {
      port.open((cause) => (cause ? reject(openingError(path, cause)) : resolve()));
    });
    return {
      write: (bytes) =>
        new Promise((resolve, reject) => {
          if (!port.isOpen) return reject(bridgeError('device-disconnected', { path }));
          port.write(bytes, undefined, (cause: unknown) =>
            cause ? reject(bridgeError('device-disconnected', { path }, cause)) : resolve(),
          );
        }),
      setBaudRate: async (baudRate) => {
        await drained(port);
        await new Promise<void>((resolve, reject) => {
          if (!port.isOpen) return reject(bridgeError('device-disconnected', { path }));
          port.update({ baudRate }, (cause) =>
            cause ? reject(bridgeError('device-open-failed', { path, baudRate }, cause)) : resolve(),
          );
        });
      },
      close: () => {
        closing = true;
        return new Promise((resolve) => {
          if (!port.isOpen) return resolve();
          port.close(() => resolve());
        });
      },
    };
  };
}

function drained(port: SerialPort<LinuxBindingInterface>): Promise<void> {
  return new Promise((resolve) => {
    if (!port.isOpen) return resolve();
    port.drain(() => resolve());
  });
}

function openingError(path: string, cause: Error): CustodyError {
  if (/permission|EACCES/i.test(cause.message)) return bridgeError('device-no-permission', { path }, cause);
  if (/lock|busy|temporarily unavailable/i.test(cause.message)) return bridgeError('device-busy', { path }, cause);
  if (/no such (file|device)|ENOENT|ENXIO/i.test(cause.message)) return bridgeError('device-absent', { path }, cause);
  return bridgeError('device-open-failed', { path }, cause);
}
