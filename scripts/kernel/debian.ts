import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where `scripts/setup-test-machine kernel` unpacks what it downloads. */
const cache = '/var/cache/custody-edge/kernel';

/** Modules that the guest loads, beside what these need: virtual disks, both sides of USB, HID, serial ports and printers over USB, GPIO. */
const wanted = [
  ...['virtio_pci', 'virtio_blk', 'ext4', 'crc32c_generic', 'configfs'],
  ...['dummy_hcd', 'libcomposite', 'usb_f_acm', 'usb_f_printer', 'cdc-acm', 'usblp'],
  ...['uhid', 'hid-generic', 'evdev', 'gpio-sim'],
];

export interface DebianKernel {
  readonly image: string;
  /** Folder of the modules, as `depmod` described them, and the files that are wanted. */
  readonly modulesDir: string;
  readonly version: string;
  readonly moduleFiles: readonly string[];
}

/** Debian's own kernel with the modules that the tests need. @throws Error where it is not on this machine */
export function debianKernel(): DebianKernel {
  const [version] = existsSync(cache) ? readdirSync(join(cache, 'lib/modules')) : [];
  if (version === undefined) throw new Error('There is no kernel for the guest: run scripts/setup-test-machine kernel');
  const modulesDir = join(cache, 'lib/modules', version);
  return {
    version,
    image: join(cache, 'vmlinux'),
    modulesDir,
    moduleFiles: withDependencies(readFileSync(join(modulesDir, 'modules.dep'), 'utf8'), wanted),
  };
}

/** The files of modules and of all they need, from the table of `depmod`: a line each, `file: file file`. */
function withDependencies(table: string, names: readonly string[]): string[] {
  const needs = new Map(
    table.split('\n').map((line): [string, string[]] => {
      const [file = '', rest = ''] = line.split(':');
      return [file, rest.split(' ').filter(Boolean)];
    }),
  );
  const files = [...needs.keys()].filter((file) => names.some((name) => file.endsWith(`/${name}.ko`)));
  return [...new Set(files.flatMap((file) => [file, ...(needs.get(file) ?? [])]))];
}
