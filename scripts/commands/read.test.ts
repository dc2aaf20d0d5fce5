import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { findProfile, loadCatalogue } from '@custody-edge/device-profiles';
import { startEmulator } from '@custody-edge/firmware-bridge/emulators';
import { newFolder } from '@custody-edge/foundation/test-support';
import { describe, expect, it, onTestFinished } from 'vitest';
import { commandHere } from './test-kit.ts';

const launcher = fileURLToPath(new URL('../custody-edge.js', import.meta.url));

/** An emulated device as a process of its own, with a hand that can do things to it. */
async function emulated(profile: string, ...more: string[]) {
  const path = join(newFolder(), 'device');
  const child = spawn(process.execPath, [launcher, 'emulate', profile, '--pty', path, '--speed', '50', ...more]);
  onTestFinished(() => void child.kill());
  const [said] = await once(createInterface({ input: child.stdout }), 'line');
  return { path, said: String(said), tell: (command: object) => child.stdin.write(`${JSON.stringify(command)}\n`) };
}

/** An emulated device in this process, as it is when nobody has done anything to it. @returns its port */
async function untouched(profileId: string): Promise<string> {
  const profile = findProfile(loadCatalogue(), profileId);
  const link = join(newFolder(), 'device');
  const running = await startEmulator(profile.protocol, profile, { listen: { kind: 'pty', link }, speed: 50 });
  onTestFinished(() => running.close());
  return link;
}

/** The command as a process, which is answered as it speaks: what it said, and how it ended. */
async function readProcess(args: string[], onError: (line: string) => void) {
  const child = spawn(process.execPath, [launcher, 'read', ...args]);
  onTestFinished(() => void child.kill());
  const [out, error]: [string[], string[]] = [[], []];
  createInterface({ input: child.stdout }).on('line', (line) => out.push(line));
  createInterface({ input: child.stderr }).on('line', (line) => {
    error.push(line);
    onError(line);
  });
  const [code] = await once(child, 'close');
  return { code, out, error };
}

/** The command in this process: what it said, line by line. */
async function read(...args: string[]) {
  const { stdout, stderr } = await commandHere('read', ...args);
  const lines = (text: string) => text.split('\n').slice(0, -1);
  return { out: lines(stdout), error: lines(stderr) };
}

describe('custody-edge read', () => {
  it('prints one line a reading, and ends after as many as were asked for', async () => {
    const { path, tell } = await emulated('serial-barcode');
    const { code, out } = await readProcess(['--profile', 'serial-barcode', '--port', path, '--count', '2'], (line) => {
      if (!line.startsWith('ready')) return;
      for (const text of ['ROBKAR-1', "a' OR 1=1 --", 'more']) tell({ command: 'scan', text });
    });
    expect(code).toBe(0);
    expect(out).toEqual(['barcode  "ROBKAR-1"', `barcode  "a' OR 1=1 --"`]);
  });

  it('prints each file that arrives in a folder as a line of JSON, and keeps its copy where that is wanted', async () => {
    const { path, tell } = await emulated('watched-folder');
    const copies = join(newFolder(), 'copies');
    const { out } = await readProcess(
      ['--profile', 'watched-folder', '--port', path, '--json', '--save', copies, '--count', '1'],
      (line) => {
        if (line.startsWith('ready'))
          tell({ command: 'drop', name: 'Raman 7.txt', text: 'Pixel;Shift', manner: 'pieces' });
      },
    );
    const [arrived] = out.map((line) => JSON.parse(line));
    expect(arrived).toMatchObject({ kind: 'file-arrived', name: 'Raman 7.txt', sizeBytes: 11 });
    expect(readFileSync(arrived.path, 'utf8')).toBe('Pixel;Shift');
    expect(readdirSync(copies)).toContain('arrived.jsonl');
  });

  it('prints the spectrum of a file that arrives after the file itself, with its unit and hash', async () => {
    const { path, tell } = await emulated('watched-folder');
    const { out } = await readProcess(
      ['--profile', 'watched-folder', '--port', path, '--json', '--count', '2'],
      (line) => {
        if (line.startsWith('ready'))
          tell({
            command: 'drop',
            name: 'uv.csv',
            text: 'Wavelength (nm),Absorbance\n400,0.1\n401,0.25\n402,0.5\n',
            manner: 'whole',
          });
      },
    );
    const [arrived, spectrum] = out.map((line) => JSON.parse(line));
    expect(spectrum).toMatchObject({
      kind: 'file-spectrum',
      x: { unit: 'nm', values: [400, 401, 402] },
      y: [0.1, 0.25, 0.5],
      yUnit: 'absorbance',
      sha256: arrived.sha256,
    });
  });

  it('opens a scanner behind a service at the address that its emulator says', async () => {
    const fingers = newFolder();
    writeFileSync(join(fingers, 'one.pgm'), Buffer.concat([Buffer.from('P5\n31 20\n255\n'), Buffer.alloc(620, 51)]));
    const { said } = await emulated('mosip-sbi', '--fingers', fingers);
    const { ready } = JSON.parse(said);
    const { out } = await read('--profile', 'mosip-sbi', '--port', JSON.stringify(ready), '--count', '1');
    expect(out).toEqual(['finger  31 × 20 pixels, 500 dpi']);
  });

  it('keeps the pictures of a scanner whose fingers come from a folder, and gives what is known of each', async () => {
    const fingers = newFolder();
    writeFileSync(
      join(fingers, 'one.pgm'),
      Buffer.concat([Buffer.from('P5\n256 288\n255\n'), Buffer.alloc(256 * 288, 51)]),
    );
    const { path } = await emulated('r307', '--fingers', fingers);
    const kept = newFolder();
    const { out } = await read('--profile', 'r307', '--port', path, '--count', '1', '--json', '--save', kept);
    expect(JSON.parse(out[0] ?? '')).toMatchObject({
      kind: 'fingerprint-image',
      width: 256,
      height: 288,
      dotsPerInch: 500,
    });
    expect(readdirSync(kept)).toEqual(['finger-0001.pgm']);
    expect(readFileSync(join(kept, 'finger-0001.pgm')).subarray(-1)[0]).toBe(51);
  });

  it.each([
    ['ocean-obp', 4136],
    ['ocean-usb4000', 7681],
  ])(
    'gives the spectrum of %s of the light that a file holds, with its axis and the hash of the bytes that came',
    async (profile, rawBytes) => {
      const light = join(newFolder(), 'light.csv');
      writeFileSync(light, 'wavenumber,intensity\n300,1\n699,1\n700,40\n701,1\n1000,1\n');
      const { path } = await emulated(profile, '--spectrum', light);
      const { out } = await read('--profile', profile, '--port', path, '--count', '1', '--json');
      const spectrum = JSON.parse(out[0] ?? '');
      expect(spectrum).toMatchObject({ kind: 'spectrum', x: { unit: 'nm' }, rawBytes });
      expect(spectrum.raw).toMatch(/^[0-9a-f]{64}$/);
      expect(spectrum.x.values[spectrum.y.indexOf(Math.max(...spectrum.y))]).toBeCloseTo(700, 0);
    },
  );

  it.each([
    ['jenway-63xx', '540'],
    ['shimadzu-uvmini', undefined],
  ])('gives what the photometer %s shows, in its own digits', async (profile, wavelength) => {
    const path = await untouched(profile);
    const { out } = await read('--profile', profile, '--port', path, '--count', '1', '--json');
    const shown = JSON.parse(out[0] ?? '');
    expect(shown).toMatchObject({ kind: 'photometric', quantity: 'absorbance', unit: '1' });
    expect(shown.value).toMatch(/^-?\d\.\d{3}$/);
    expect(shown.wavelength).toBe(wavelength);
  });

  it('gives the spectrum of a spectrometer on RS-232, with the hash of its compressed bytes', async () => {
    const path = await untouched('ocean-rs232');
    const { out } = await read('--profile', 'ocean-rs232', '--port', path, '--count', '1', '--json');
    const spectrum = JSON.parse(out[0] ?? '');
    expect(spectrum).toMatchObject({
      kind: 'spectrum',
      x: { unit: 'nm' },
      raw: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(spectrum.y).toHaveLength(2048);
    expect(spectrum.rawBytes).toBeLessThan(4096);
  });

  it('shows every byte of the line to who wants to learn a device', async () => {
    const path = await untouched('mettler-mt-sics');
    const { error } = await read('--profile', 'mettler-mt-sics', '--port', path, '--count', '1', '--wire');
    expect(error.some((line) => /^\d\d:\d\d:\d\d\.\d{3} → 49 34 0d 0a +I4··$/.test(line))).toBe(true);
    expect(error.some((line) => line.includes('← ') && line.includes('I4 A'))).toBe(true);
  });

  it('says what is wrong with a port, and what to do', async () => {
    const refused = (port: string) => commandHere('read', '--profile', 'r307', '--port', port);
    expect((await refused('tcp://nowhere')).stderr).toMatch(/^option-invalid: [\s\S]*tcp:\/\/HOST:PORT/);
    expect((await refused('usb:4500')).stderr).toMatch(/^option-invalid: /);
  });
});
