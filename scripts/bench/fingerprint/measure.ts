import type { Template } from '@custody-edge/fingerprint';
import { type ImagePair, imagePairs } from '@custody-edge/fingerprint/evaluation';
import type { WorkerPool } from './pool.ts';
import { progressOf } from './progress.ts';
import type { SetImage } from './sets.ts';

export interface Print extends SetImage {
  /** Undefined when the image gave none. */
  readonly template: Template | undefined;
}

const imagesPerTask = 8;
const tasksPerComparison = 16;

export async function extractAll(pool: WorkerPool, title: string, images: readonly SetImage[]): Promise<Print[]> {
  const batches = chunked(images, imagesPerTask);
  const sources = batches.map((batch) => batch.map(({ source }) => source));
  const templates = (await pool.all('extract', sources, progressOf(`${title}, extraction`))).flat();
  return images.map((image, index) => ({ ...image, template: templates[index] }));
}

/** Scores of every two prints of a set. */
export class ScoreTable {
  readonly prints: readonly Print[];
  readonly #scores: Float64Array;

  constructor(prints: readonly Print[], scores: Float64Array) {
    this.prints = prints;
    this.#scores = scores;
  }

  scoreOf({ a, b }: ImagePair): number {
    return this.#scores[a * this.prints.length + b] ?? 0;
  }
}

/** Compares every two prints once, on all cores. */
export async function compareAll(pool: WorkerPool, title: string, prints: readonly Print[]): Promise<ScoreTable> {
  const { genuine, impostor } = imagePairs(prints, 'all');
  const pairs = [...genuine, ...impostor];
  const batches = chunked(pairs, Math.ceil(pairs.length / tasksPerComparison));
  const templates = prints.map(({ template }) => template);
  const tasks = batches.map((batch) => ({ templates, pairs: Uint32Array.from(batch.flatMap(({ a, b }) => [a, b])) }));
  const results = await pool.all('compare', tasks, progressOf(`${title}, comparison`));
  const scores = new Float64Array(prints.length ** 2);
  for (const [index, batch] of batches.entries()) {
    for (const [place, { a, b }] of batch.entries()) scores[a * prints.length + b] = results[index]?.[place] ?? 0;
  }
  return new ScoreTable(prints, scores);
}

function chunked<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
