import { blur } from '../image/blur.ts';
import { newPlane, type Plane } from '../image/plane.ts';
import { extraction } from '../parameters.ts';
import { type OrientationField, orientationAt } from './orientation.ts';
import { readSignatures, signatureLength } from './signature.ts';
import { wavePowers } from './wave-power.ts';

export interface PeriodField {
  /** Distance from ridge to ridge in pixels, per block, smoothed; always within the accepted range. */
  readonly period: Plane;
  /** Share of the signature's energy that one sine explains, 0..1, per block: ridges are high, stains and edges low. */
  readonly periodicity: Plane;
}

/**
 * Ridge period from the x-signature of each block (Hong, Wan & Jain, TPAMI 1998): the grey profile across the ridges, averaged
 * along them; the period is that of the windowed sine with most energy.
 */
export function estimatePeriod(plane: Plane, orientation: OrientationField): PeriodField {
  const { width: columns, height: rows } = orientation.cosine;
  const weighted = newPlane(columns, rows);
  const weight = newPlane(columns, rows);
  const periodicity = newPlane(columns, rows);
  const read = newPlane(columns, rows);
  const cells = everyOtherCell(columns, rows);
  const windows = cells.map((cell) => {
    const x = blockCentre(cell % columns);
    const y = blockCentre(Math.floor(cell / columns));
    return { x, y, theta: orientationAt(orientation, x, y) };
  });
  const strongest = strongestPeriods(readSignatures(plane, windows));
  for (const [index, cell] of cells.entries()) {
    const { period, share } = strongest[index] ?? { period: 0, share: 0 };
    periodicity.values[cell] = share;
    read.values[cell] = 1;
    const trust = share * share + 1e-6;
    weight.values[cell] = trust;
    weighted.values[cell] = trust * period;
  }
  return {
    period: ratio(weighted, weight, extraction.periodSigmaBlocks),
    periodicity: ratio(periodicity, read, extraction.periodicitySigmaBlocks),
  };
}

/** As the black squares of a chessboard: the period changes slowly, and smoothing fills the rest. */
function everyOtherCell(columns: number, rows: number): number[] {
  const cells: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = row % 2; column < columns; column += 2) cells.push(row * columns + column);
  }
  return cells;
}

function blockCentre(block: number): number {
  return block * extraction.blockPx + (extraction.blockPx - 1) / 2;
}

/** One plane over the other, both smoothed. */
function ratio(numerator: Plane, denominator: Plane, sigma: number): Plane {
  const quotient = blur(numerator, sigma);
  const divisor = blur(denominator, sigma);
  for (let cell = 0; cell < quotient.values.length; cell += 1) {
    quotient.values[cell] = (quotient.values[cell] ?? 0) / (divisor.values[cell] ?? 1);
  }
  return quotient;
}

const half = signatureLength / 2;
/** Weights of the left half of a signature; the right half mirrors it. */
const taper = Float32Array.from({ length: half }, (_, place) => Math.sin((Math.PI * (place + 0.5)) / signatureLength));
const taperSum = 2 * taper.reduce((sum, value) => sum + value, 0);

const periods: readonly number[] = Array.from(
  { length: Math.round((extraction.maxPeriodPx - extraction.minPeriodPx) / extraction.periodStepPx) + 1 },
  (_, index) => extraction.minPeriodPx + index * extraction.periodStepPx,
);

/** A multiple of four; the waves after the last period are flat and have no power. */
const waveCount = Math.ceil(periods.length / 4) * 4;
const cosines = waveTable(Math.cos);
const sines = waveTable(Math.sin);
const waveEnergies = Float32Array.from({ length: waveCount }, (_, wave) => {
  let energy = 0;
  for (let place = 0; place < half; place += 1) energy += 2 * (cosines[place * waveCount + wave] ?? 0) ** 2;
  return wave < periods.length ? energy : 1;
});

/** Tapered waves about the middle of a signature, for the places left of it. */
function waveTable(shape: (phase: number) => number): Float32Array {
  return Float32Array.from({ length: half * waveCount }, (_, at) => {
    const period = periods[at % waveCount];
    const place = Math.floor(at / waveCount);
    const phase = (2 * Math.PI * (place - (signatureLength - 1) / 2)) / (period ?? 1);
    return period === undefined ? 0 : (taper[place] ?? 0) * shape(phase);
  });
}

/** The period of most power in each signature, and its share of the energy. */
function strongestPeriods(signatures: Float32Array): { period: number; share: number }[] {
  const { evens, odds, energies } = fold(signatures);
  const powers = wavePowers({ evens, odds, half, cosines, sines, energies: waveEnergies });
  return Array.from(energies, (energy, index) => {
    let best = 0;
    let bestWave = 0;
    for (let wave = 0; wave < periods.length; wave += 1) {
      const power = powers[index * waveCount + wave] ?? 0;
      if (power > best) {
        best = power;
        bestWave = wave;
      }
    }
    const period = periods[bestWave] ?? extraction.minPeriodPx;
    return { period, share: energy > 1e-3 ? Math.min(1, best / energy) : 0 };
  });
}

/** Takes the mean off each signature, tapers it and folds it about its middle into sums and differences. */
function fold(signatures: Float32Array): { evens: Float32Array; odds: Float32Array; energies: Float32Array } {
  const count = signatures.length / signatureLength;
  const evens = new Float32Array(count * half);
  const odds = new Float32Array(count * half);
  const energies = new Float32Array(count);
  for (let index = 0; index < count; index += 1) {
    const first = index * signatureLength;
    const last = first + signatureLength - 1;
    let mean = 0;
    for (let place = 0; place < half; place += 1) {
      mean += ((signatures[first + place] ?? 0) + (signatures[last - place] ?? 0)) * (taper[place] ?? 0);
    }
    mean /= taperSum;
    let energy = 0;
    for (let place = 0; place < half; place += 1) {
      const left = ((signatures[first + place] ?? 0) - mean) * (taper[place] ?? 0);
      const right = ((signatures[last - place] ?? 0) - mean) * (taper[place] ?? 0);
      evens[index * half + place] = left + right;
      odds[index * half + place] = left - right;
      energy += left * left + right * right;
    }
    energies[index] = energy;
  }
  return { evens, odds, energies };
}
