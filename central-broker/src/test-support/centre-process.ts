import { systemClock, systemRandom } from '@custody-edge/foundation';
import { loadConfig } from '../config.ts';
import { startCentre } from '../main.ts';

/** Runs a centre in a process of its own, to be killed: `node centre-process.ts <configuration>`; prints its urls. */
const [, , file = ''] = process.argv;
const centre = await startCentre(loadConfig(file, {}), { clock: systemClock, random: systemRandom });
console.log(JSON.stringify(centre.urls));
