import { Buffer } from 'node:buffer';

/** One entry of an archive in the form that the kernel unpacks at its start (`newc`; Documentation/driver-api/early-userspace/buffer-format). */
export type CpioEntry =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'file'; readonly path: string; readonly content: Uint8Array; readonly executable: boolean }
  | { readonly kind: 'link'; readonly path: string; readonly target: string };

const modes = { folder: 0o040755, file: 0o100644, executable: 0o100755, link: 0o120777 };

/** The bytes of one entry. */
function* entryBytes(path: string, mode: number, content: Uint8Array): Generator<Uint8Array> {
  const name = Buffer.from(`${path}\0`);
  // inode, mode, owner, group, links, time, size, device (two), special device (two), length of the name, checksum
  const fields = [0, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, name.length, 0];
  const header = `070701${fields.map((field) => field.toString(16).padStart(8, '0')).join('')}`;
  yield Buffer.from(header);
  yield name;
  yield padding(header.length + name.length);
  yield content;
  yield padding(content.length);
}

const padding = (length: number): Uint8Array => new Uint8Array((4 - (length % 4)) % 4);

/** An archive; folders have to stand before what is in them. */
export function* cpio(entries: Iterable<CpioEntry>): Generator<Uint8Array> {
  for (const entry of entries)
    switch (entry.kind) {
      case 'folder':
        yield* entryBytes(entry.path, modes.folder, new Uint8Array());
        break;
      case 'file':
        yield* entryBytes(entry.path, entry.executable ? modes.executable : modes.file, entry.content);
        break;
      case 'link':
        yield* entryBytes(entry.path, modes.link, Buffer.from(entry.target));
        break;
    }
  yield* entryBytes('TRAILER!!!', 0, new Uint8Array());
}
