import { timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import type { Random } from '@custody-edge/foundation';
import { z } from 'zod';
import { type ScryptCost, scryptCostSchema, standardCost, stretch } from './secret-hash.ts';
import { Turn } from './turn.ts';

/** Crockford's base 32: no letter is taken for a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const letters = 20;

const codeFileSchema = z.strictObject({ salt: z.base64url(), cost: scryptCostSchema, hash: z.base64url() });

/** As it was drawn, however it was typed. */
const plain = (code: string): string =>
  code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');

/**
 * Draws the code with which a station's first officer is created: 100 bits, shown once.
 * @returns the code, and the text of the file by which the station knows it
 */
export async function drawOneTimeCode(
  random: Random,
  cost: ScryptCost = standardCost,
): Promise<{ readonly code: string; readonly fileText: string }> {
  const drawn = [...random.bytes(letters)].map((byte) => alphabet[byte % alphabet.length]).join('');
  const salt = random.bytes(16);
  const hash = await stretch(drawn, salt, cost, salt);
  const file: z.infer<typeof codeFileSchema> = {
    salt: Buffer.from(salt).toString('base64url'),
    cost,
    hash: hash.toString('base64url'),
  };
  return { code: drawn.match(/.{5}/g)?.join('-') ?? drawn, fileText: `${JSON.stringify(file, null, 2)}\n` };
}

/** The file that `provision` leaves in a station's folder until its code is used. */
export class OneTimeCode {
  private readonly path: string;
  private readonly turn = new Turn();

  constructor(path: string) {
    this.path = path;
  }

  get waits(): boolean {
    return existsSync(this.path);
  }

  /** @returns the hash of the code, by which it is known as spent; undefined when it is not the code */
  check(typed: string): Promise<string | undefined> {
    return this.turn.take(() => this.compare(typed));
  }

  private async compare(typed: string): Promise<string | undefined> {
    if (!this.waits) return undefined;
    const { salt, cost, hash } = codeFileSchema.parse(JSON.parse(readFileSync(this.path, 'utf8')));
    const saltBytes = Buffer.from(salt, 'base64url');
    const same = timingSafeEqual(
      await stretch(plain(typed), saltBytes, cost, saltBytes),
      Buffer.from(hash, 'base64url'),
    );
    return same ? hash : undefined;
  }

  remove(): void {
    rmSync(this.path, { force: true });
  }
}
