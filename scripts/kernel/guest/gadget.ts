import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configfs } from './configfs.ts';
import { modprobe } from './modprobe.ts';

/** Sockets; each gadget is plugged into one of its own. */
const sockets = 4;
let taken = 0;
const english = '0x409';

export interface GadgetDescription {
  readonly vendorId: number;
  readonly productId: number;
  readonly manufacturer: string;
  readonly product: string;
  readonly serialNumber: string;
  /** What it does, as the kernel names it: `acm`, `printer`. */
  readonly function: string;
  /** Attributes of that function. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * A USB device that the kernel itself plays, plugged into a socket that the kernel plays too (`dummy_hcd`): the driver of the host
 * enumerates it like any other. Source: Documentation/usb/gadget_configfs.rst of the kernel.
 */
export class Gadget {
  private readonly dir: string;
  private readonly controller: string;
  /** The socket that it is plugged into, as the kernel names it. */
  readonly socket: string;

  constructor(name: string, description: GadgetDescription) {
    execFileSync('modprobe', ['dummy_hcd', `num=${sockets}`]);
    this.controller = `dummy_udc.${taken}`;
    taken += 1;
    this.socket = `${taken}-1`;
    modprobe('libcomposite', `usb_f_${description.function}`);
    this.dir = join(configfs(), 'usb_gadget', name);
    mkdirSync(this.dir);
    this.write('idVendor', hex(description.vendorId));
    this.write('idProduct', hex(description.productId));
    const strings = join('strings', english);
    mkdirSync(join(this.dir, strings));
    this.write(join(strings, 'manufacturer'), description.manufacturer);
    this.write(join(strings, 'product'), description.product);
    this.write(join(strings, 'serialnumber'), description.serialNumber);
    const role = join('functions', `${description.function}.0`);
    mkdirSync(join(this.dir, role));
    for (const [name, value] of Object.entries(description.settings ?? {})) this.write(join(role, name), value);
    mkdirSync(join(this.dir, 'configs/c.1'));
    symlinkSync(join(this.dir, role), join(this.dir, 'configs/c.1/function'));
  }

  plugIn(): void {
    this.write('UDC', this.controller);
  }

  unplug(): void {
    this.write('UDC', '\n');
  }

  private write(attribute: string, value: string): void {
    writeFileSync(join(this.dir, attribute), value);
  }
}

const hex = (number: number): string => `0x${number.toString(16).padStart(4, '0')}`;
