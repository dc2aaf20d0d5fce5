import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { closeSync, fsyncSync, openSync, read, readSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Random } from '@custody-edge/foundation';

const ivBytes = 12;
const tagBytes = 16;
const pieceBytes = 1 << 16;

const readAside = promisify(read);

/**
 * A file that only this station reads: encrypted with a key of its own from the site key (HKDF-SHA-256, AES-256-GCM).
 * 12 bytes of IV, 16 of tag, ciphertext.
 */
export class SealedFile {
  private readonly path: string;
  private readonly key: Uint8Array;
  private readonly random: Random;

  /** @param name of what it holds: of the file, and of its key */
  constructor(dataDir: string, name: string, siteKey: Uint8Array, random: Random) {
    this.path = join(dataDir, `${name}.bin`);
    this.key = new Uint8Array(hkdfSync('sha256', siteKey, '', `custody-edge ${name}`, 32));
    this.random = random;
  }

  /** @returns in memory of its own, which the caller may end; undefined where there is none, or none that this station wrote */
  read(): Uint8Array<ArrayBuffer> | undefined {
    try {
      const { opened, file } = this.open();
      try {
        readSync(opened, file);
      } finally {
        closeSync(opened);
      }
      return this.unseal(file);
    } catch {
      return undefined;
    }
  }

  /** The same of a big file: it comes from the disk while others work, and is opened once they wait. */
  async readBeside(): Promise<Uint8Array<ArrayBuffer> | undefined> {
    try {
      const { opened, file } = this.open();
      try {
        await readAside(opened, file, 0, file.length, 0);
      } finally {
        closeSync(opened);
      }
      return this.unseal(file);
    } catch {
      return undefined;
    }
  }

  private open(): { readonly opened: number; readonly file: Uint8Array<ArrayBuffer> } {
    return { file: new Uint8Array(statSync(this.path).size), opened: openSync(this.path, 'r') };
  }

  /** In place, piece by piece: a machine with little memory is not asked for it twice. */
  private unseal(file: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    const decipher = createDecipheriv('aes-256-gcm', this.key, file.subarray(0, ivBytes), { authTagLength: tagBytes });
    decipher.setAuthTag(file.subarray(ivBytes, ivBytes + tagBytes));
    const content = file.subarray(ivBytes + tagBytes);
    for (let at = 0; at < content.length; at += pieceBytes) {
      const piece = decipher.update(content.subarray(at, at + pieceBytes));
      content.set(piece, at);
      // Its memory is free for the next piece at once: no collection comes in between.
      piece.buffer.transfer(0);
    }
    decipher.final();
    return content;
  }

  /** Replaces the file as a whole: a power cut leaves the old one or the new one. */
  write(content: Uint8Array): void {
    const iv = this.random.bytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv);
    const next = `${this.path}.next`;
    const file = openSync(next, 'w', 0o600);
    try {
      writeSync(file, iv, 0, ivBytes, 0);
      for (let at = 0; at < content.length; at += pieceBytes) {
        const piece = cipher.update(content.subarray(at, at + pieceBytes));
        writeSync(file, piece, 0, piece.length, ivBytes + tagBytes + at);
      }
      cipher.final();
      writeSync(file, cipher.getAuthTag(), 0, tagBytes, ivBytes);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(next, this.path);
  }

  remove(): void {
    rmSync(this.path, { force: true });
    rmSync(`${this.path}.next`, { force: true });
  }
}
