import type { Reading } from '@custody-edge/firmware-bridge';
import type { Figure } from '../figures.ts';
import { finger } from './line-overhead.ts';
import { type Rig, until, withRig } from './rig.ts';

const pictures = 100;
const polls = 1000;
const codes = 20_000;
const codesAtOnce = 100;

/** What drivers and lines do when the emulated devices wait for nothing. */
export async function throughput(): Promise<Figure[]> {
  return withRig(async (rig) => [await picturesPerSecond(rig), await codesPerSecond(rig), await pollsPerSecond(rig)]);
}

async function picturesPerSecond(rig: Rig): Promise<Figure> {
  const { running, count, bridge, id } = await ready(rig, 'r307', 'fingerprint-image');
  bridge.fingerprint(id).enable();
  let inExchangeMs = 0;
  let askedMs = 0;
  let lifted = false;
  bridge.listen(id, ({ from, bytes }) => {
    if (from === 'station' && bytes[9] === 0x0a) askedMs = performance.now();
    // An acknowledgement that says that no finger lies there.
    if (from === 'device' && bytes[6] === 0x07 && bytes[9] === 0x02) lifted = true;
  });
  for (let taken = 0; taken < pictures; taken++) {
    running.emulator.obey(finger(taken));
    await until(() => count() > taken);
    inExchangeMs += performance.now() - askedMs;
    lifted = false;
    running.emulator.obey({ command: 'lift-finger' });
    // The driver looks for the lifted finger at its own interval, which is no part of the transfer.
    await until(() => lifted);
  }
  return {
    name: '0xEF01 pictures, from the request to the reading, no pacing',
    value: (pictures * 1000) / inExchangeMs,
    unit: 'pictures/s',
    better: 'higher',
    samples: pictures,
  };
}

async function codesPerSecond(rig: Rig): Promise<Figure> {
  const { running, count } = await ready(rig, 'serial-barcode', 'barcode');
  const startedMs = performance.now();
  for (let sent = 0; sent < codes; sent += codesAtOnce) {
    for (let index = 0; index < codesAtOnce; index++)
      running.emulator.obey({ command: 'scan', text: `ROBKAR-${sent + index}` });
    await until(() => count() >= sent + codesAtOnce);
  }
  return {
    name: 'barcode scans through a serial reader, no pacing',
    value: (codes * 1000) / (performance.now() - startedMs),
    unit: 'scans/s',
    better: 'higher',
    samples: codes,
  };
}

/** Polls have a pause between them; what counts is how long one of them takes from its question to its answer. */
async function pollsPerSecond(rig: Rig): Promise<Figure> {
  const { running, config } = await rig.emulate('osdp-reader', 'osdp-fast', Number.POSITIVE_INFINITY);
  const bridge = rig.bridge([{ ...config, settings: { pollIntervalMs: 10 } }], {});
  await until(() => bridge.statuses()[0]?.state === 'ready');
  let [asked, answered, askedMs, inExchangeMs] = [0, 0, 0, 0];
  bridge.listen(config.id, ({ from }) => {
    const nowMs = performance.now();
    if (from === 'station') {
      asked += 1;
      askedMs = nowMs;
    } else if (asked > answered) {
      answered = asked;
      inExchangeMs += nowMs - askedMs;
    }
  });
  await until(() => answered >= polls);
  await running.unplug();
  return {
    name: 'OSDP polls, from the question to its answer, no pacing',
    value: (answered * 1000) / inExchangeMs,
    unit: 'polls/s',
    better: 'higher',
    samples: answered,
  };
}

async function ready(rig: Rig, profile: string, kind: Reading['kind']) {
  let seen = 0;
  const { running, config } = await rig.emulate(profile, `${profile}-fast`, Number.POSITIVE_INFINITY);
  const bridge = rig.bridge([config], {
    onReading: (_, reading) => {
      if (reading.kind === kind) seen += 1;
    },
  });
  await until(() => bridge.statuses()[0]?.state === 'ready');
  return { running, bridge, id: config.id, count: () => seen };
}
