import { type Figure, median } from '../figures.ts';
import { until, withRig } from './rig.ts';

const bitsPerByte = 10;
const captures = 12;
const mostOverhead = 0.03;

/**
 * A whole picture from a scanner at the real pace of its line, against the time that the bytes of both sides take on that line. The two
 * pauses that the module needs (a finger is looked for; the host asks again) are not part of it.
 */
export async function lineOverhead(): Promise<Figure[]> {
  return withRig(async (rig) => {
    const { running, config } = await rig.emulate('r307', 'scanner', 1);
    const shares: number[] = [];
    let [bytes, firstMs] = [0, 0];
    let baudRate = 0;
    const bridge = rig.bridge([config], {
      onReading: (_, reading) => {
        if (reading.kind !== 'fingerprint-image') return;
        baudRate = reading.provenance.baudRate ?? 0;
        const onLineMs = (bytes * bitsPerByte * 1000) / baudRate;
        shares.push((performance.now() - firstMs) / onLineMs - 1);
      },
    });
    bridge.listen(config.id, ({ from, bytes: piece }) => {
      // The exchange of a picture begins with the request for it.
      if (from === 'station' && piece[9] === 0x0a) {
        bytes = 0;
        firstMs = performance.now();
      }
      bytes += piece.length;
    });
    await until(() => bridge.statuses()[0]?.state === 'ready');
    bridge.fingerprint(config.id).enable();
    for (let taken = 0; taken < captures; taken++) {
      running.emulator.obey(finger(taken));
      await until(() => shares.length > taken);
      running.emulator.obey({ command: 'lift-finger' });
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    return [
      {
        name: `picture of 36,864 bytes at ${baudRate} baud: time above the line's own`,
        value: median(shares) * 100,
        unit: '%',
        better: 'lower',
        samples: shares.length,
        must: mostOverhead * 100,
      },
      {
        name: 'the same, worst',
        value: Math.max(...shares) * 100,
        unit: '%',
        better: 'lower',
        samples: shares.length,
      },
    ];
  });
}

const side = { width: 256, height: 288 };

/** A picture whose every byte differs from its neighbours. */
export const finger = (seed: number): object => ({
  command: 'place-finger',
  ...side,
  pixelsBase64: Buffer.from(
    Uint8Array.from({ length: side.width * side.height }, (_, index) => ((index * 37 + seed) % 16) * 17),
  ).toString('base64'),
});
