import { readFile } from 'node:fs/promises';
import { bridgeError } from '../../errors.ts';
import { keyBytes } from './secure-channel.ts';

/** Reads the key of a reader's secure channel: 32 hexadecimal digits. @throws `device-key-unreadable` */
export async function readKeyFile(path: string): Promise<Uint8Array> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw bridgeError('device-key-unreadable', { path }, cause);
  });
  const key = Buffer.from(text.trim(), 'hex');
  // Nothing of what the file holds may reach a log.
  if (key.length !== keyBytes || text.trim().length !== 2 * keyBytes)
    throw bridgeError('device-key-unreadable', { path });
  return key;
}
