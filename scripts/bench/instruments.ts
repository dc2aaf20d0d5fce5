/**
 * What the drivers of balances and spectrometers cost and carry, against the bare line of the same run. With `--only overhead` (or another
 * of the names below, several times) those alone are measured and shown, and the table is left as it is, as with `--share 0.1`, which takes
 * so much of the samples.
 */
import { parseArgs } from 'node:util';
import { type Figure, figuresTable, report } from './figures.ts';
import { overhead, throughput } from './instruments/against-bare.ts';
import { laboratory } from './instruments/many.ts';
import { probing } from './instruments/probing.ts';

const measurements = new Map<string, (share: number) => Promise<Figure[]>>([
  ['overhead', overhead],
  ['throughput', throughput],
  ['laboratory', laboratory],
  ['probe', probing],
]);

const { values: flags } = parseArgs({
  options: { only: { type: 'string', multiple: true }, share: { type: 'string' }, json: { type: 'boolean' } },
});
const share = Number(flags.share ?? 1);
if (!(share > 0 && share <= 1)) throw new Error('--share takes a number above 0, up to 1');
const figures: Figure[] = [];
for (const name of flags.only ?? measurements.keys()) {
  const measure = measurements.get(name);
  if (!measure) throw new Error(`--only takes ${[...measurements.keys()].join(', ')}, not ${name}`);
  figures.push(...(await measure(share)));
}
if (flags.only || flags.share) for (const line of figuresTable(figures)) console.error(line);
else
  report(
    'instruments',
    'firmware-bridge/BENCHMARKS.md',
    [
      'Instruments are emulated in processes of their own. The bare exchange sends what the driver sent for one reading and waits for as many bytes, over a plain socket to the same emulator, in turns with the driver. Of the times of both the median is taken.',
      'At real pacing a balance answers at 9600 baud, and a spectrometer gathers light for 100 ms.',
      'Processor time is that of the process with the bridge, every spectrum handed to one who looks. A weight is asked for 77 ms after the last one came.',
    ],
    figures,
  );
