import type { RunningStation } from '@custody-edge/edge-agent';
import type { Signer } from '@custody-edge/event-contract';
import { systemClock } from '@custody-edge/foundation';
import { readingOf } from '../../demo/reading.ts';
import { progressOf } from '../fingerprint/progress.ts';
import { command, type Gate } from './commands.ts';
import { imageOf } from './prison.ts';

type Station = RunningStation['station'];

/** Milliseconds from the image to the gate's answer: on the disk for who may pass, on the page for who is not expected. */
export interface Passages {
  readonly expected: readonly number[];
  readonly unexpected: readonly number[];
}

/**
 * Lets people go to court and come back by their finger; between whiles somebody puts a finger on the glass who is on no list, so that
 * everybody is searched.
 * @param subjects the walkers, in their order; all but the last are listed
 */
export async function passages(
  { station, gate, centre }: { readonly station: Station; readonly gate: Gate; readonly centre: Signer },
  subjects: readonly string[],
  count: number,
): Promise<Passages> {
  const expected: number[] = [];
  const unexpected: number[] = [];
  const listed = subjects.slice(0, -1);
  const progress = progressOf('people through the gate');
  for (let round = 0; expected.length < count && round < 2 * count; round += 1) {
    for (const movement of ['out-to-court', 'back-from-court'] as const) {
      if (movement === 'out-to-court') for (const subject of listed) list(gate, subject, centre);
      await goHome(gate);
      await gate.act({ action: 'begin-queue', movement });
      for (const walker of listed.keys()) {
        for (let tries = 0; tries < 2; tries += 1) {
          const before = station.log.length;
          const ms = await touch(station, gate, imageOf(walker, 100 + 7 * round + tries));
          if (station.log.length === before) continue;
          expected.push(ms);
          break;
        }
        unexpected.push(await touch(station, gate, imageOf(listed.length, 5_000 + unexpected.length)));
      }
      progress(Math.min(expected.length, count), count);
    }
  }
  return { expected, unexpected };
}

/** Leaves whatever the page shows, a refusal and then the queue behind it. */
export async function goHome(gate: Gate): Promise<void> {
  while (gate.view().desk.step !== 'home') await gate.act({ action: 'cancel' });
}

function list(gate: Gate, subject: string, centre: Signer): void {
  const order = {
    orderId: `PO-${crypto.randomUUID()}`,
    court: 'Sessions Court',
    caseNumber: 'FIR 1/26',
    dueBack: new Date(systemClock.nowMs() + 3_600_000).toISOString(),
  };
  command(gate, centre, { purpose: 'list-for-court', subject, order });
}

/** A finger on the glass. @returns milliseconds until the gate shows what came of it */
async function touch(station: Station, gate: Gate, image: ReturnType<typeof imageOf>): Promise<number> {
  const { captures } = gate.view();
  const answered = new Promise<void>((resolve) => {
    const stop = station.onChange(() => {
      if (gate.view().captures === captures) return;
      stop();
      resolve();
    });
  });
  const startedMs = performance.now();
  gate.onReading('scanner', readingOf(image));
  await answered;
  return performance.now() - startedMs;
}
