/** What drivers cost above the lines of their devices, how much they carry, and how soon they notice a cable. */
import { lineOverhead } from './devices/line-overhead.ts';
import { manyDevices } from './devices/many.ts';
import { plugging } from './devices/plugging.ts';
import { throughput } from './devices/throughput.ts';
import { report } from './figures.ts';

const figures = [...(await lineOverhead()), ...(await throughput()), ...(await manyDevices()), ...(await plugging())];
report(
  'devices',
  'firmware-bridge/BENCHMARKS.md',
  [
    'Devices are emulated on pseudo-terminals in the process that measures, but for the sixty-four, whose bridge has a process of its own.',
    'At real pacing the emulator gives each byte ten bits of its line’s time, in steps of two milliseconds.',
  ],
  figures,
);
