import { connect } from 'node:net';
import { bridgeError } from '../errors.ts';
import type { OpenChannel } from './channel.ts';

const defaultConnectLimitMs = 5000;

/** A raw TCP line: a serial server, a network balance, or an emulator. */
export function tcpChannel(host: string, port: number, connectLimitMs = defaultConnectLimitMs): OpenChannel {
  return (events) =>
    new Promise((resolve, reject) => {
      const socket = connect({ host, port, noDelay: true, keepAlive: true });
      let state: 'connecting' | 'open' | 'closed' = 'connecting';
      const fail = (cause: Error) => {
        if (state === 'connecting') reject(bridgeError('device-absent', { host, port }, cause));
        if (state === 'open')
          events.closed({ disconnected: true, error: bridgeError('device-disconnected', { host, port }, cause) });
        state = 'closed';
        socket.destroy();
      };
      const timer = setTimeout(() => fail(new Error('no connection in time')), connectLimitMs);
      socket.on('error', (cause) => {
        clearTimeout(timer);
        fail(cause);
      });
      socket.on('close', () => fail(new Error('closed by the far end')));
      socket.on('data', (chunk) => {
        if (state === 'open') events.bytes(chunk);
      });
      socket.on('connect', () => {
        clearTimeout(timer);
        state = 'open';
        resolve({
          write: (bytes) =>
            new Promise((done, refuse) => {
              if (state !== 'open') return refuse(bridgeError('device-disconnected', { host, port }));
              socket.write(bytes, (cause) =>
                cause ? refuse(bridgeError('device-disconnected', { host, port }, cause)) : done(),
              );
            }),
          close: () => {
            state = 'closed';
            socket.destroy();
            return Promise.resolve();
          },
        });
      });
    });
}
