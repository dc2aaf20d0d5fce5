import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Emulator } from '@custody-edge/firmware-bridge';
import { pngOf, toCustodyError } from '@custody-edge/foundation';
import type { Command } from 'commander';
import { commandError } from '../errors.ts';
import { untilStopped } from '../process-signals.ts';

interface EmulateOptions {
  readonly kind: string;
  readonly link?: string;
  readonly tcp?: string;
  readonly speed: string;
  readonly slips?: string;
}

export function register(program: Command): void {
  program
    .command('emulate')
    .description('Stand in for a device on a pseudo-terminal or TCP port; commands arrive on stdin, one JSON each line')
    .requiredOption('--kind <kind>', 'ef01, line-barcode, modbus-io, mt-sics or esc-pos')
    .option('--link <path>', 'where the pseudo-terminal appears')
    .option('--tcp <port>', 'listen on a loopback TCP port instead')
    .option('--slips <folder>', 'esc-pos: where each slip is kept as a PNG file; emptied first')
    .option('--speed <factor>', '1 is the line rate of the real device', '1')
    .action(emulate);
}

async function emulate({ kind, link, tcp, speed, slips }: EmulateOptions): Promise<void> {
  const { applyEmulatorCommand, emulatorCommandSchema, emulatorOptionsSchema, startEmulator } = await import(
    '@custody-edge/firmware-bridge'
  );
  const listen = tcp === undefined ? { kind: 'pty', link } : { kind: 'tcp', port: Number(tcp) };
  const running = await startEmulator(emulatorOptionsSchema.parse({ kind, listen, speed: Number(speed) }));
  if (slips !== undefined) keepSlips(running.emulator, slips);
  const stopped = untilStopped();
  console.log(JSON.stringify({ ready: running.address }));
  const input = createInterface({ input: process.stdin });
  let turn: Promise<void> = Promise.resolve();
  input.on('line', (line) => {
    turn = turn.then(async () => {
      try {
        const result = await applyEmulatorCommand(running, emulatorCommandSchema.parse(JSON.parse(line)));
        console.log(JSON.stringify({ ok: true, ...(result !== undefined && { result }) }));
      } catch (error) {
        console.log(JSON.stringify({ ok: false, error: toCustodyError(error).message }));
      }
    });
  });
  // Whoever holds the other end of stdin is the person at the device: without them it is switched off.
  await Promise.race([stopped, new Promise((resolve) => input.once('close', resolve))]);
  await running.close();
  // Told by a signal to end, it does not wait for whoever still holds the other end.
  process.stdin.destroy();
}

/** @throws `option-invalid` for a device that prints nothing */
function keepSlips(emulator: Emulator, folder: string): void {
  if (emulator.kind !== 'esc-pos')
    throw commandError('option-invalid', { option: 'slips', value: folder, allowed: 'only with --kind esc-pos' });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let count = 0;
  emulator.onSlip((slip) => {
    count += 1;
    writeFileSync(join(folder, `slip-${String(count).padStart(4, '0')}.png`), pngOf(slip));
  });
}
