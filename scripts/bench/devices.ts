/**
 * What drivers cost above the lines of their devices, how much they carry, and how soon they notice a cable. With `--only many` (or another
 * of the names below, several times) those alone are measured and shown, and the table is left as it is.
 */
import { parseArgs } from 'node:util';
import { lineOverhead } from './devices/line-overhead.ts';
import { manyDevices } from './devices/many.ts';
import { plugging } from './devices/plugging.ts';
import { throughput } from './devices/throughput.ts';
import { type Figure, figuresTable, report } from './figures.ts';

const measurements = new Map([
  ['line', lineOverhead],
  ['throughput', throughput],
  ['many', manyDevices],
  ['plugging', plugging],
]);

const { values: flags } = parseArgs({
  options: { only: { type: 'string', multiple: true }, json: { type: 'boolean' } },
});
const chosen = flags.only ?? [...measurements.keys()];
const figures: Figure[] = [];
for (const name of chosen) {
  const measure = measurements.get(name);
  if (!measure) throw new Error(`--only takes ${[...measurements.keys()].join(', ')}, not ${name}`);
  figures.push(...(await measure()));
}
if (flags.only) for (const line of figuresTable(figures)) console.error(line);
else
  report(
    'devices',
    'firmware-bridge/BENCHMARKS.md',
    [
      'Devices are emulated on pseudo-terminals in the process that measures, but for the sixty-four, whose bridge has a process of its own.',
      'At real pacing the emulator gives each byte ten bits of its line’s time, in steps of two milliseconds.',
    ],
    figures,
  );
