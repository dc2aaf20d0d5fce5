/** Writes packages/fingerprint/ACCURACY.md and its plots: error rates on the sets that are at hand and on synthetic prints. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureAll } from './fingerprint/findings.ts';
import { WorkerPool } from './fingerprint/pool.ts';
import { accuracyFigures, accuracyReport } from './fingerprint/report.ts';
import { fingerprintSpeed } from './fingerprint/speed.ts';

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const { values: flags } = parseArgs({
  options: { data: { type: 'string', default: fromRoot('../shared/data') }, json: { type: 'boolean', default: false } },
});
const pictures = fromRoot('var/missed-pairs');
rmSync(pictures, { recursive: true, force: true });
const pool = new WorkerPool();
try {
  // First, while nothing else runs.
  const [load = 0] = loadavg();
  const speed = await fingerprintSpeed(pool, 100_000);
  const { findings, plots } = await measureAll(pool, {
    data: flags.data,
    pictures,
    syntheticFingers: 30,
    syntheticImpressions: 4,
    speed,
    load,
  });
  const docs = fromRoot('packages/fingerprint/docs/');
  mkdirSync(docs, { recursive: true });
  writeFileSync(`${docs}error-trade-off.svg`, plots.tradeOff);
  writeFileSync(`${docs}error-versus-discard.svg`, plots.discard);
  writeFileSync(fromRoot('packages/fingerprint/ACCURACY.md'), accuracyReport(findings));
  console.error(`packages/fingerprint/ACCURACY.md written, missed pairs drawn into ${pictures}`);
  if (flags.json) console.log(JSON.stringify({ figures: [...accuracyFigures(findings), ...speed] }));
} finally {
  await pool.close();
}
