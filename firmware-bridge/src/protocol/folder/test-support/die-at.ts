// A station that watches a folder and is killed the moment it hands on a reading of a kind: node die-at.ts FOLDER SPOOL KIND
import { loadCatalogue } from '@custody-edge/device-profiles';
import { systemClock, systemRandom } from '@custody-edge/foundation';
import { Bridge } from '../../../bridge.ts';

const [path = '', spool = '', kind] = process.argv.slice(2);
const bridge = new Bridge({
  devices: [
    {
      id: 'instrument',
      profile: 'watched-folder',
      address: { kind: 'folder', path, spool },
      settings: { pollIntervalMs: 10, settleMs: 20 },
    },
  ],
  catalogue: loadCatalogue(),
  clock: systemClock,
  random: systemRandom,
  onReading: (_, reading) => {
    if (reading.kind === kind) process.kill(process.pid, 'SIGKILL');
  },
  onStatus: () => undefined,
});
bridge.start();
