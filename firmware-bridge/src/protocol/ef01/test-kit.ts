import { onTestFinished } from 'vitest';
import { EmulatedLine } from '../../emulator/line.ts';
import { impatientCatalogue, modelFor, station } from '../../test-kit.ts';
import { openPty } from '../../transport/pty.ts';
import { Ef01Emulator, type Ef01EmulatorOptions } from './emulator.ts';

/** A finger of which a module sees the picture and no features. */
export const blankFinger = { width: 256, height: 288, pixels: new Uint8Array(256 * 288).fill(51) };

/** A station with one module of a model on a pseudo-terminal, set otherwise than its profile says where told. */
export async function plugIn(options: Ef01EmulatorOptions & { baudRate?: number }, profile = 'r307') {
  const line = new EmulatedLine({ baudRate: options.baudRate ?? 57_600, speed: 400 });
  const engine = new Ef01Emulator(line, modelFor('ef01', profile), options);
  const pty = await openPty((chunk) => line.receive(chunk));
  line.attach(pty);
  onTestFinished(() => {
    engine.close();
    pty.close();
  });
  const config = {
    id: 'scanner',
    profile,
    address: { kind: 'serial', path: pty.slavePath },
    settings: { pollIntervalMs: 10 },
  } as const;
  return { engine, ...station([config], { catalogue: impatientCatalogue() }) };
}
