import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '@custody-edge/foundation';

const ivBytes = 12;
const tagBytes = 16;

/**
 * The gallery of fingers as the gate last had it, so that a start need not take every template apart again. Encrypted with a key from
 * the site key (HKDF-SHA-256, AES-256-GCM); what it holds is always compared with the record, and without it the gate only starts later.
 * File: 12 bytes of IV, 16 of tag, ciphertext.
 */
export class GalleryFile {
  private readonly path: string;
  private readonly key: Uint8Array;
  private readonly random: Random;

  constructor(dataDir: string, siteKey: Uint8Array, random: Random) {
    this.path = join(dataDir, 'gallery.bin');
    this.key = new Uint8Array(hkdfSync('sha256', siteKey, '', 'custody-edge gallery', 32));
    this.random = random;
  }

  /** @returns undefined where there is none, or none that this station wrote */
  read(): Uint8Array | undefined {
    try {
      const file = readFileSync(this.path);
      const decipher = createDecipheriv('aes-256-gcm', this.key, file.subarray(0, ivBytes));
      decipher.setAuthTag(file.subarray(ivBytes, ivBytes + tagBytes));
      return Buffer.concat([decipher.update(file.subarray(ivBytes + tagBytes)), decipher.final()]);
    } catch {
      return undefined;
    }
  }

  /** Replaces the file as a whole: a power cut leaves the old one or the new one. */
  write(snapshot: Uint8Array): void {
    const iv = this.random.bytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv);
    const parts = [cipher.update(snapshot), cipher.final()];
    const next = `${this.path}.next`;
    const file = openSync(next, 'w', 0o600);
    try {
      for (const part of [iv, cipher.getAuthTag(), ...parts]) writeSync(file, part);
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
