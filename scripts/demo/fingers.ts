import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GreyImage } from '@custody-edge/fingerprint';
import { parseImageName } from '@custody-edge/fingerprint/evaluation';
import { decodeImageFile } from '@custody-edge/fingerprint/images';
import { type SyntheticFinger, syntheticFinger, syntheticImpression } from '@custody-edge/fingerprint/synthetic';
import { commandError } from '../errors.ts';
import { aroundInk } from './crop.ts';

/** The window of the emulated scanner. */
const sensor = { widthPx: 256, heightPx: 288 };

/** The fingers of the people in the demonstration: two each. */
export interface FingerSource {
  readonly people: number;
  /** How the source is called in the summary. */
  readonly description: string;
  /** A fresh impression each time; a source with few images starts over. `purpose` keeps enrolment and checks apart. */
  impression(person: number, finger: 0 | 1, purpose: 'enrol' | 'verify'): GreyImage;
}

/** Fingers that grew in this process, by their seeds: growing one takes twenty times as long as an impression of it. */
const grown = new Map<number, SyntheticFinger>();

function fingerOf(seed: number): SyntheticFinger {
  const finger = grown.get(seed) ?? syntheticFinger(seed);
  grown.set(seed, finger);
  return finger;
}

/** Fingers grown from a seed. */
export function syntheticFingers(seed: number, people: number): FingerSource {
  let counter = 0;
  return {
    people,
    description: 'synthetic fingers',
    impression(person, finger) {
      const master = fingerOf(seed * 1_000 + person * 2 + finger);
      counter += 1;
      return syntheticImpression(master, { seed: counter, ...sensor, dpi: 500 });
    },
  };
}

/** How many impressions of each finger are kept for enrolment; the checks use the others. */
const enrolmentImpressions = 3;

/**
 * Captured fingers from a folder of `<finger>_<impression>` images at 500 dpi.
 * @throws `option-invalid` when there are fewer than six fingers with enough impressions
 */
export function fingersFrom(folder: string): FingerSource {
  const byFinger = new Map<string, GreyImage[]>();
  for (const name of readdirSync(folder).sort()) {
    const parsed = parseImageName(name);
    if (!parsed) continue;
    const images = byFinger.get(parsed.finger) ?? [];
    images.push(aroundInk(decodeImageFile(readFileSync(join(folder, name)), 500), sensor.widthPx, sensor.heightPx));
    byFinger.set(parsed.finger, images);
  }
  const fingers = [...byFinger.values()].filter((images) => images.length > enrolmentImpressions);
  if (fingers.length < 6) {
    throw commandError('option-invalid', {
      option: 'fingers',
      value: folder,
      allowed: 'images of six fingers, four impressions each',
    });
  }
  const used = new Map<string, number>();
  return {
    people: Math.floor(fingers.length / 2),
    description: `captured fingers of ${folder}`,
    impression(person, finger, purpose) {
      const images = fingers[person * 2 + finger] ?? [];
      const pool = purpose === 'enrol' ? images.slice(0, enrolmentImpressions) : images.slice(enrolmentImpressions);
      const key = `${person}/${finger}/${purpose}`;
      const turn = used.get(key) ?? 0;
      used.set(key, turn + 1);
      const image = pool[turn % pool.length];
      if (!image) throw commandError('option-invalid', { option: 'fingers', value: folder, allowed: 'more images' });
      return image;
    },
  };
}
