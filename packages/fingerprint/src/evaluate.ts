import { extractTemplate } from './extract/extract.ts';
import type { GreyImage } from './image/grey-image.ts';
import { compareTemplates } from './match/compare.ts';
import { prepareTemplate } from './match/prepare.ts';
import type { PreparedTemplate } from './match/prepared-template.ts';
import { encodeTemplate } from './template/record.ts';

export interface EvaluationImage {
  /** Images with the same finger name are genuine to each other. */
  readonly finger: string;
  readonly impression: string;
  readonly image: GreyImage;
}

export interface EvaluationOptions {
  /** FVC: the first impressions of the fingers, each pair once; or every pair of images of different fingers. */
  readonly impostors: 'first' | 'all';
  /** Told after each extracted image. */
  readonly progress?: (done: number, of: number) => void;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

interface Percentiles {
  readonly median: number;
  readonly p95: number;
}

/** Accuracy and cost on one set of images; rates are shares of 1. */
export interface EvaluationReport {
  readonly images: number;
  readonly failuresToExtract: number;
  /** Number of genuine and of impostor comparisons. */
  readonly genuine: number;
  readonly impostor: number;
  /** Equal error rate: mean of FMR and FNMR where they come closest. */
  readonly eer: number;
  /** FNMR at the lowest threshold whose FMR is at most the key. */
  readonly fnmrAtFmr: Readonly<Record<'0.01' | '0.001' | '0.0001', number>>;
  /** FNMR when no impostor is accepted. */
  readonly zeroFmr: number;
  readonly extractMs: Percentiles;
  readonly matchMicros: Percentiles;
  readonly templateBytes: { readonly median: number };
}

interface Extracted {
  readonly finger: string;
  readonly prepared: PreparedTemplate | undefined;
}

/**
 * Measures the engine as the Fingerprint Verification Competition does (Maio et al., FVC2002, ICPR 2002): genuine = every pair of
 * impressions of one finger. An image without a template scores 0 in all its pairs. Rates follow ISO/IEC 19795-1.
 */
export function evaluate(
  images: readonly EvaluationImage[],
  { impostors, now, progress }: EvaluationOptions,
): EvaluationReport {
  const ordered = [...images].sort((a, b) => byNumber(a.finger, b.finger) || byNumber(a.impression, b.impression));
  const extractMs: number[] = [];
  const templateBytes: number[] = [];
  const extracted = ordered.map(({ finger, image }, index): Extracted => {
    const startedMs = now();
    const result = extractTemplate(image);
    extractMs.push(now() - startedMs);
    progress?.(index + 1, ordered.length);
    if (!result.ok) return { finger, prepared: undefined };
    templateBytes.push(encodeTemplate(result.value).length);
    return { finger, prepared: prepareTemplate(result.value) };
  });
  const firsts = new Set(extracted.filter((one, index) => extracted[index - 1]?.finger !== one.finger));
  const genuine: number[] = [];
  const impostor: number[] = [];
  const matchMicros: number[] = [];
  for (const [index, a] of extracted.entries()) {
    for (const b of extracted.slice(index + 1)) {
      const isGenuine = a.finger === b.finger;
      if (!isGenuine && impostors === 'first' && !(firsts.has(a) && firsts.has(b))) continue;
      const startedMs = now();
      const score = a.prepared && b.prepared ? compareTemplates(a.prepared, b.prepared).score : 0;
      matchMicros.push((now() - startedMs) * 1000);
      (isGenuine ? genuine : impostor).push(score);
    }
  }
  return {
    images: images.length,
    failuresToExtract: extracted.filter(({ prepared }) => !prepared).length,
    ...accuracy(genuine, impostor),
    extractMs: percentiles(extractMs),
    matchMicros: percentiles(matchMicros),
    templateBytes: { median: percentiles(templateBytes).median },
  };
}

function byNumber(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

type Accuracy = Pick<EvaluationReport, 'genuine' | 'impostor' | 'eer' | 'fnmrAtFmr' | 'zeroFmr'>;

/** Error rates of two lists of scores; a score is accepted when it lies above the threshold. */
export function accuracy(genuineScores: readonly number[], impostorScores: readonly number[]): Accuracy {
  const genuine = Float64Array.from(genuineScores).sort();
  const impostor = Float64Array.from(impostorScores).sort();
  const fnmrAt = (fmr: number): number => {
    const allowed = Math.floor(fmr * impostor.length);
    return share(genuine, impostor[impostor.length - 1 - allowed] ?? 0);
  };
  return {
    genuine: genuine.length,
    impostor: impostor.length,
    eer: equalErrorRate(genuine, impostor),
    fnmrAtFmr: { '0.01': fnmrAt(1e-2), '0.001': fnmrAt(1e-3), '0.0001': fnmrAt(1e-4) },
    zeroFmr: fnmrAt(0),
  };
}

/** Share of sorted scores at or below a threshold. */
function share(sorted: Float64Array, threshold: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= threshold) low = middle + 1;
    else high = middle;
  }
  return sorted.length === 0 ? 0 : low / sorted.length;
}

function equalErrorRate(genuine: Float64Array, impostor: Float64Array): number {
  let closest = Number.POSITIVE_INFINITY;
  let rate = 0;
  for (const threshold of [Number.NEGATIVE_INFINITY, ...genuine, ...impostor]) {
    const fnmr = share(genuine, threshold);
    const fmr = impostor.length === 0 ? 0 : 1 - share(impostor, threshold);
    if (Math.abs(fnmr - fmr) < closest) {
      closest = Math.abs(fnmr - fmr);
      rate = (fnmr + fmr) / 2;
    }
  }
  return rate;
}

function percentiles(values: readonly number[]): Percentiles {
  const sorted = Float64Array.from(values).sort();
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
  return { median: at(0.5), p95: at(0.95) };
}

/**
 * Finger and impression of a data set's file name `<finger>_<impression>.<extension>`; the last number is the impression, so that
 * `101_7_1.png` is impression 1 of finger `101_7`. Undefined for any other name.
 */
export function parseImageName(name: string): { finger: string; impression: string } | undefined {
  const match = /^([A-Za-z0-9]+(?:_[A-Za-z0-9]+)*)_(\d+)\.(?:tiff?|png|pgm)$/i.exec(name);
  const [, finger, impression] = match ?? [];
  return finger && impression ? { finger, impression } : undefined;
}
