import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configfs } from './configfs.ts';
import { modprobe } from './modprobe.ts';

/**
 * A chip of GPIO lines that the kernel plays. Source: Documentation/admin-guide/gpio/gpio-sim.rst of the kernel.
 */
export class GpioChip {
  private readonly dir: string;

  /** @throws Error where the kernel cannot play any */
  constructor(label: string, lineCount: number) {
    modprobe('gpio-sim');
    this.dir = join(configfs(), 'gpio-sim', label);
    mkdirSync(join(this.dir, 'bank0'), { recursive: true });
    writeFileSync(join(this.dir, 'bank0/label'), label);
    writeFileSync(join(this.dir, 'bank0/num_lines'), String(lineCount));
    writeFileSync(join(this.dir, 'live'), '1');
  }

  /** Level of the wire, whoever drives it. */
  isHigh(line: number): boolean {
    return readFileSync(this.file(line, 'value'), 'utf8').trim() === '1';
  }

  /** What is soldered to an input. */
  pull(line: number, level: 'up' | 'down'): void {
    writeFileSync(this.file(line, 'pull'), `pull-${level}`);
  }

  /** Takes the chip away, as if the board was pulled off. */
  remove(): void {
    writeFileSync(join(this.dir, 'live'), '0');
    rmdirSync(join(this.dir, 'bank0'));
    rmdirSync(this.dir);
  }

  private file(line: number, name: string): string {
    const [device, chip] = ['dev_name', 'bank0/chip_name'].map((attribute) =>
      readFileSync(join(this.dir, attribute), 'utf8').trim(),
    );
    return `/sys/devices/platform/${device}/${chip}/sim_gpio${line}/${name}`;
  }
}
