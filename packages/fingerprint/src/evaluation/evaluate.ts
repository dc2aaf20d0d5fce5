import { extractTemplate } from '../extract/extract.ts';
import type { GreyImage } from '../image/grey-image.ts';
import { compareTemplates } from '../match/compare.ts';
import { prepareTemplate } from '../match/prepare.ts';
import type { PreparedTemplate } from '../match/prepared-template.ts';
import { decodeTemplate, encodeTemplate } from '../template/record.ts';
import type { Template } from '../template/template.ts';
import { type ErrorRates, errorCurve, errorRates, rankScores } from './error-curve.ts';
import { byNumber } from './image-name.ts';
import { type ImagePair, type ImpostorChoice, imagePairs, type PairList, type ScoredPair } from './pairs.ts';

export interface EvaluationImage {
  /** Images with the same finger name are genuine to each other. */
  readonly finger: string;
  readonly impression: string;
  readonly image: GreyImage;
}

export interface EvaluationOptions {
  readonly impostors: ImpostorChoice;
  /** What a record is turned into before it is compared, to measure what a format loses; by default it is stored and read back. */
  readonly through?: (template: Template) => Template;
  /** Told after each extracted image, and from time to time while pairs are compared. */
  readonly progress?: (done: number, of: number, what: 'images' | 'pairs') => void;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

interface Percentiles {
  readonly median: number;
  readonly p95: number;
}

/** Accuracy and cost on one set of images. */
export interface EvaluationReport extends ErrorRates {
  readonly images: number;
  readonly failuresToExtract: number;
  /** Number of genuine and of impostor comparisons. */
  readonly genuine: number;
  readonly impostor: number;
  readonly extractMs: Percentiles;
  readonly matchMicros: Percentiles;
  readonly templateBytes: { readonly median: number };
}

/** An image and the template it gave, if any. */
export interface EvaluatedImage extends EvaluationImage {
  readonly template: Template | undefined;
}

export interface Evaluation {
  readonly report: EvaluationReport;
  /** In the order of fingers and impressions; the pairs' indices point here. */
  readonly images: readonly EvaluatedImage[];
  readonly pairs: PairList<ScoredPair>;
}

/**
 * Measures the engine on a set of images. Templates are compared as they are after they were stored; an image without a template scores
 * 0 in all its pairs. Rates follow ISO/IEC 19795-1, times are of one thread.
 */
export function evaluate(images: readonly EvaluationImage[], options: EvaluationOptions): Evaluation {
  const { impostors, now, progress, through = storedAndRead } = options;
  const ordered = images.toSorted((a, b) => byNumber(a.finger, b.finger) || byNumber(a.impression, b.impression));
  const extractMs: number[] = [];
  const evaluated = ordered.map((one, index): EvaluatedImage => {
    const startedMs = now();
    const result = extractTemplate(one.image);
    extractMs.push(now() - startedMs);
    progress?.(index + 1, ordered.length, 'images');
    return { ...one, template: result.ok ? result.value : undefined };
  });
  const templates = evaluated.flatMap(({ template }) => template ?? []);
  const prepared = evaluated.map(({ template }) => template && prepareTemplate(through(template)));
  const { genuine, impostor } = imagePairs(ordered, impostors);
  const of = genuine.length + impostor.length;
  const matchMicros: number[] = [];
  const compare = ({ a, b }: ImagePair): ScoredPair => {
    const startedMs = now();
    const score = scoreOfPair(prepared[a], prepared[b]);
    matchMicros.push((now() - startedMs) * 1000);
    if (matchMicros.length % pairsPerReport === 0) progress?.(matchMicros.length, of, 'pairs');
    return { a, b, score };
  };
  const pairs = { genuine: genuine.map(compare), impostor: impostor.map(compare) };
  const scores = (scored: readonly ScoredPair[]): number[] => scored.map(({ score }) => score);
  const report: EvaluationReport = {
    images: images.length,
    failuresToExtract: images.length - templates.length,
    genuine: genuine.length,
    impostor: impostor.length,
    ...errorRates(errorCurve(rankScores(scores(pairs.genuine), scores(pairs.impostor)))),
    extractMs: percentiles(extractMs),
    matchMicros: percentiles(matchMicros),
    templateBytes: { median: percentiles(templates.map((template) => encodeTemplate(template).length)).median },
  };
  return { report, images: evaluated, pairs };
}

const pairsPerReport = 1000;

const storedAndRead = (template: Template): Template => decodeTemplate(encodeTemplate(template));

function scoreOfPair(a: PreparedTemplate | undefined, b: PreparedTemplate | undefined): number {
  return a && b ? compareTemplates(a, b).score : 0;
}

function percentiles(values: readonly number[]): Percentiles {
  const sorted = Float64Array.from(values).sort();
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
  return { median: at(0.5), p95: at(0.95) };
}
