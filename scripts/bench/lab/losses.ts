/** As many readings as a laboratory gives in an hour, as fast as they are taken: whether any is lost. */
import { pause } from '../../demo/api.ts';
import type { Figure, Measured } from '../figures.ts';
import { progressOf } from '../fingerprint/progress.ts';
import { type Laboratory, lost, withLaboratory } from './ground.ts';
import { askOf } from './served.ts';
import { countsSchema } from './words.ts';

export const balances = 32;
export const spectrometers = 4;
/** Of each, at its real pace. */
export const hertz = { weights: 10, spectra: 5 } as const;
const hourSeconds = 3_600;

/** @param hours so much of a laboratory’s work */
export async function losses(hours: number): Promise<Measured> {
  const quota = {
    weights: Math.round(hertz.weights * hourSeconds * hours),
    spectra: Math.round(hertz.spectra * hourSeconds * hours),
  };
  return withLaboratory({ balances, spectrometers, quota }, async (laboratory) => {
    const startedMs = performance.now();
    await untilSent(laboratory, balances * quota.weights + spectrometers * quota.spectra);
    const seconds = (performance.now() - startedMs) / 1_000;
    const { sent, lost: missing } = await lost(laboratory);
    const real = balances * hertz.weights + spectrometers * hertz.spectra;
    const figures: Figure[] = [
      {
        name: `readings lost of those that ${balances} balances and ${spectrometers} spectrometers give in ${hours === 1 ? 'an hour' : `${hours} hours`}`,
        ...{ value: missing, unit: 'readings', better: 'lower', samples: sent, must: 0 },
      },
      {
        name: 'readings taken a second, instruments that wait for nothing',
        ...{ value: sent / seconds, unit: '/s', better: 'higher', samples: sent },
        ...{ limit: real, limitedBy: 'what the same instruments give at their real pace' },
      },
    ];
    return {
      figures,
      remarks: [
        `The hour is pressed into ${(seconds / 60).toFixed(1)} minutes: the instruments answer at once, lines take no time, and a balance is asked again 10 ms after its answer. Each answers one question after the other, so that the agent sets the pace; a stream that does not wait for it is not tried. What each sent is counted where its bytes leave it, what was taken where the bridge hands it to the bench.`,
      ],
    };
  });
}

/** Until all have sent so much. @throws Error when nothing comes any more */
async function untilSent({ instruments }: Laboratory, most: number): Promise<void> {
  const progress = progressOf('readings sent');
  const lookMs = 1_000;
  const patienceLooks = 60;
  for (let [before, still] = [0, 0]; ; ) {
    const sent = Object.values(await askOf(instruments, { command: 'count' }, countsSchema)).reduce(
      (sum, one) => sum + one,
      0,
    );
    progress(sent, most);
    if (sent >= most) return;
    still = sent === before ? still + 1 : 0;
    if (still > patienceLooks) throw new Error(`nothing came for ${patienceLooks} s; ${sent} readings of ${most}`);
    before = sent;
    await pause(lookMs);
  }
}
