import type { Command } from 'commander';
import { registerBench } from './fingerprint/bench.ts';
import { registerEvaluate } from './fingerprint/evaluate.ts';
import { registerExtract } from './fingerprint/extract.ts';
import { registerMatch } from './fingerprint/match.ts';

/** `custody-edge fingerprint …`: accuracy and cost on a folder of images, one template, one comparison, speed. */
export function register(program: Command): void {
  const fingerprint = program.command('fingerprint').description('Work with the fingerprint engine');
  registerEvaluate(fingerprint);
  registerExtract(fingerprint);
  registerMatch(fingerprint);
  registerBench(fingerprint);
}
