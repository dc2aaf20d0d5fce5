/** Lets every codec hear millions of damaged frames; ends with 1 if one failed, dawdled, or kept more and more. */
import { parseArgs } from 'node:util';
import { fuzzCodec, fuzzedCodecs } from '@custody-edge/firmware-bridge/fuzz';

const { values: flags } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    codec: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 0x7fffffff)
    throw new RangeError(`--${name} ${text} is not a whole number up to 2147483647`);
  return value;
}

/** What a codec may keep of all that it heard, above what the run itself keeps. */
const mostKeptBytes = 32 * 1024 * 1024;

const [count, seed] = [wholeNumber('count', flags.count), wholeNumber('seed', flags.seed)];
const chosen = fuzzedCodecs.filter(({ name }) => flags.codec === undefined || name === flags.codec);
if (chosen.length === 0)
  throw new RangeError(`--codec ${flags.codec} is none of ${fuzzedCodecs.map(({ name }) => name).join(', ')}`);
const tallies = chosen.map((codec) => {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const tally = fuzzCodec(codec, count, seed);
  globalThis.gc?.();
  const keptBytes = Math.max(0, process.memoryUsage().heapUsed - before);
  for (const failure of tally.failures)
    console.error(`${codec.name}, case ${failure.index}: ${failure.reason}\n  ${failure.pieces.join(' ')}`);
  if (!flags.json)
    console.log(
      `${codec.name.padEnd(18)} ${tally.cases} cases, ${tally.failures.length} failed, ${tally.read} sound frames read` +
        `${codec.isChecked ? `, ${tally.taken} damaged ones taken for sound` : ''}, slowest ${tally.slowestMs.toFixed(1)} ms`,
    );
  return { ...tally, keptBytes };
});
if (flags.json) console.log(JSON.stringify({ seed, tallies }));
const isUnwell = ({ failures, keptBytes }: (typeof tallies)[number]): boolean =>
  failures.length > 0 || (globalThis.gc !== undefined && keptBytes > mostKeptBytes);
if (tallies.some(isUnwell)) process.exitCode = 1;
