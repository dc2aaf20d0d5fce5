import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseImageName } from '@custody-edge/fingerprint/evaluation';
import type { ImageSource } from './tasks.ts';

/** An image of a set, and whose it is. */
export interface SetImage {
  readonly finger: string;
  readonly impression: string;
  readonly source: ImageSource;
}

/** A set of images as its makers describe it. */
export interface CapturedSet {
  readonly folder: string;
  readonly title: string;
  readonly dpi: number;
}

export const fvcSets: readonly CapturedSet[] = [
  { folder: 'fvc2002-db1b', title: 'FVC2002 DB1_B (optical)', dpi: 500 },
  { folder: 'fvc2002-db3b', title: 'FVC2002 DB3_B (capacitive)', dpi: 500 },
  { folder: 'fvc2004-db2b', title: 'FVC2004 DB2_B (optical, distorted)', dpi: 512 },
  { folder: 'fvc2004-db4b', title: 'FVC2004 DB4_B (synthetic, by SFinGe)', dpi: 500 },
];

export const fcj: CapturedSet = { folder: 'fcj2020-a', title: 'FCJ2020-A', dpi: 500 };

/** In FCJ2020-A finger 1025 is finger 5 of person 102. */
export function personOf(finger: string): string {
  return finger.slice(0, -1);
}

export function positionOf(finger: string): string {
  return finger.slice(-1);
}

/** The half of FCJ2020-A that numbers may be chosen on. */
export function isTuning(finger: string): boolean {
  return Number(personOf(finger)) % 2 === 0;
}

/** The images of a set below `data`, in the order of their names; undefined where the set is absent. */
export function imagesOf({ folder, dpi }: CapturedSet, data: string): SetImage[] | undefined {
  const path = join(data, 'fingerprints', folder);
  if (!existsSync(path)) return undefined;
  return readdirSync(path)
    .sort()
    .flatMap((name): SetImage[] => {
      const parsed = parseImageName(name);
      return parsed ? [{ ...parsed, source: { path: join(path, name), dpi } }] : [];
    });
}

/** Fingers of the package's own generator. */
export function syntheticImages(fingers: number, impressions: number): SetImage[] {
  return Array.from({ length: fingers * impressions }, (_, index) => {
    const fingerSeed = 7000 + Math.floor(index / impressions);
    const impressionSeed = 1 + (index % impressions);
    return { finger: `${fingerSeed}`, impression: `${impressionSeed}`, source: { fingerSeed, impressionSeed } };
  });
}
