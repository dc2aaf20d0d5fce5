import type { Bridge } from '@custody-edge/firmware-bridge';
import { type Rig, until } from '../devices/rig.ts';
import type { Exchanged, TcpPlace } from './bare.ts';

/** What a driver needed for each reading, and what crossed the line for one. */
export interface Driven {
  /** From the question to the reading, in milliseconds. */
  readonly took: readonly number[];
  readonly exchanged: Exchanged;
}

/** Pause of the driver between an answer and its next question. */
export const pollMs = 10;

/** Hears the line of a device: when it was asked last, with what, and how much has come since. */
function lineOf(bridge: Bridge, id: string) {
  const last = { askedMs: 0, question: Buffer.alloc(0), answerBytes: 0 };
  bridge.listen(id, ({ from, bytes }) => {
    if (from === 'device') last.answerBytes += bytes.length;
    else Object.assign(last, { askedMs: performance.now(), question: Buffer.from(bytes), answerBytes: 0 });
  });
  return last;
}

/** Weights that a driver asks a balance for. */
export async function weighings(rig: Rig, address: TcpPlace, count: number): Promise<Driven> {
  const id = 'balance';
  const took: number[] = [];
  let exchanged: Exchanged | undefined;
  const bridge = rig.bridge([{ id, profile: 'mettler-mt-sics', address, settings: { pollIntervalMs: pollMs } }], {
    onReading: (_, { kind }) => {
      if (kind !== 'weighing') return;
      took.push(performance.now() - line.askedMs);
      exchanged = { question: line.question, answerBytes: line.answerBytes };
    },
  });
  const line = lineOf(bridge, id);
  await until(() => took.length > count);
  await bridge.stop();
  return driven(took, exchanged);
}

/** Spectra that a driver takes one after the other. */
export async function spectra(rig: Rig, address: TcpPlace, count: number): Promise<Driven> {
  const id = 'spectrometer';
  const bridge = rig.bridge([{ id, profile: 'ocean-obp', address }], {});
  const line = lineOf(bridge, id);
  await until(() => bridge.statuses()[0]?.state === 'ready');
  const took: number[] = [];
  // The first ones after a setting are thrown away by the driver, for which it asks several times.
  await bridge.spectrometer(id).take();
  for (let taken = 0; taken < count; taken++) {
    const askedMs = performance.now();
    await bridge.spectrometer(id).take();
    took.push(performance.now() - askedMs);
  }
  const exchanged = { question: line.question, answerBytes: line.answerBytes };
  await bridge.stop();
  return driven(took, exchanged);
}

function driven(took: readonly number[], exchanged: Exchanged | undefined): Driven {
  if (!exchanged || exchanged.answerBytes === 0) throw new Error('nothing crossed the line');
  return { took, exchanged };
}
