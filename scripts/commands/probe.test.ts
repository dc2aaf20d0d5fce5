import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { newFolder } from '@custody-edge/foundation/test-support';
import { describe, expect, it, onTestFinished } from 'vitest';

const launcher = fileURLToPath(new URL('../custody-edge.js', import.meta.url));

/** An emulated balance as a process of its own. */
async function emulated(...more: string[]): Promise<string> {
  const path = join(newFolder(), 'balance');
  const child = spawn(process.execPath, [launcher, 'emulate', 'mettler-mt-sics', '--pty', path, ...more]);
  onTestFinished(() => void child.kill());
  await once(createInterface({ input: child.stdout }), 'line');
  return path;
}

async function probe(...args: string[]) {
  const child = spawn(process.execPath, [launcher, 'probe', ...args]);
  onTestFinished(() => void child.kill());
  const [out, error]: [string[], string[]] = [[], []];
  createInterface({ input: child.stdout }).on('line', (line) => out.push(line));
  createInterface({ input: child.stderr }).on('line', (line) => error.push(line));
  const [code] = await once(child, 'close');
  return { code, out, error };
}

describe('custody-edge probe', () => {
  it('names the models that fit, the settings of the line and what the balance tells of itself', async () => {
    const { code, out, error } = await probe('--port', await emulated(), '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out[0] ?? '')).toMatchObject({
      kind: 'found',
      profileIds: expect.arrayContaining(['mettler-mt-sics']),
      line: { baudRate: 9600, dataBits: 8, parity: 'none' },
      identity: { serialNumber: 'B123456789' },
      tried: expect.arrayContaining([
        expect.objectContaining({
          exchanges: expect.arrayContaining([
            { asked: { hex: '53490d0a', text: 'SI··', byteCount: 4 }, heard: expect.anything() },
          ]),
        }),
      ]),
    });
    expect(error[0]).toMatch(/^9600 8N1: listened → nothing; "SI" → "S /);
  });
});
