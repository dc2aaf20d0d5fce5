import { createHash } from 'node:crypto';
import { measurementError } from '../errors.ts';
import { mostUnits, requirePopulation } from './claim.ts';

/** A draw that anybody can repeat. */
export interface Selection {
  /** As recorded. */
  readonly seed: string;
  /** Numbers of the units drawn, from 1, in the order in which they were drawn. */
  readonly units: readonly number[];
}

const hashRange = 1n << 256n;

/**
 * Draws units at random from a recorded seed. For i = 0, 1, 2 … the SHA-256 of the ASCII text `<seed>:<i>` (i in decimal) is read as one
 * whole number h, highest byte first. Where h ≥ 2²⁵⁶ − (2²⁵⁶ mod N) it is passed over, so that every unit is as likely as every other; else
 * unit (h mod N) + 1 is drawn, unless it was before. It ends when as many are drawn as wanted: `printf '%s:%d' "$seed" 0 | sha256sum`
 * shows the first. Record the seed before the units are numbered, or nobody can tell that it was not chosen.
 * @param seed random bytes in base64url or hexadecimal, 22 to 128 characters
 * @param count how many units, none to all
 * @throws sampling-seed, sampling-count, sampling-too-many
 */
export function selectUnits(seed: string, population: number, count: number): Selection {
  if (!/^[A-Za-z0-9_-]{22,128}$/.test(seed)) throw measurementError('sampling-seed', { seed });
  requirePopulation(population, mostUnits);
  if (!Number.isSafeInteger(count) || count < 0 || count > population)
    throw measurementError('sampling-count', { population, count });
  const drawn = new Set<number>();
  for (let index = 0; drawn.size < count; index++) {
    const unit = unitOf(BigInt(`0x${createHash('sha256').update(`${seed}:${index}`).digest('hex')}`), population);
    if (unit !== undefined) drawn.add(unit);
  }
  return { seed, units: [...drawn] };
}

/** @returns undefined for a hash that would make some units likelier than others */
export function unitOf(hash: bigint, population: number): number | undefined {
  const units = BigInt(population);
  return hash < hashRange - (hashRange % units) ? Number(hash % units) + 1 : undefined;
}
