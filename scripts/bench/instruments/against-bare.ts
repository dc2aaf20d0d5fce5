import { withRig } from '../devices/rig.ts';
import { type Figure, median } from '../figures.ts';
import { bareExchanges, withEmulator } from './bare.ts';
import { type Driven, pollMs, spectra, weighings } from './driven.ts';

const most = { overhead: 0.03 };
const least = { share: 0.5, aim: 0.8 };

/** What is measured, and how often at the pace of the device and without any. */
const instruments = [
  { profile: 'mettler-mt-sics', what: 'MT-SICS readings', measure: weighings, pauseMs: pollMs, slow: 150, fast: 1500 },
  { profile: 'ocean-obp', what: 'OBP spectra', measure: spectra, pauseMs: 0, slow: 60, fast: 1500 },
] as const;

type Instrument = (typeof instruments)[number];

/** The driver and the bare socket in turns, so that both meet the same machine. */
const turns = 3;

async function both({ profile, measure, pauseMs }: Instrument, pace: 'real' | 'fast', count: number) {
  const each = Math.ceil(count / turns);
  return withEmulator(profile, pace, (place) =>
    withRig(async (rig) => {
      const [driver, bare]: [number[], number[]] = [[], []];
      for (let turn = 0; turn < turns; turn++) {
        const { took, exchanged }: Driven = await measure(rig, place, each);
        driver.push(...took.slice(0, each));
        bare.push(...(await bareExchanges(place, exchanged, each, pauseMs)));
      }
      return { driver, bare };
    }),
  );
}

/** Time that a driver adds to the same exchange over a bare socket, while device and line take the time that they take. */
export async function overhead(share: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const instrument of instruments) {
    const { driver, bare } = await both(instrument, 'real', instrument.slow * share);
    figures.push({
      name: `${instrument.what} at real pacing: time above the bare exchange of ${median(bare).toFixed(1)} ms`,
      value: (median(driver) / median(bare) - 1) * 100,
      unit: '%',
      better: 'lower',
      samples: driver.length,
      must: most.overhead * 100,
    });
  }
  return figures;
}

/** Readings a second while driver, line and device wait for nothing, against the bare socket. */
export async function throughput(share: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  const perSecond = (took: readonly number[]) => 1000 / median(took);
  for (const instrument of instruments) {
    const { driver, bare } = await both(instrument, 'fast', instrument.fast * share);
    const figure = { better: 'higher', samples: driver.length } as const;
    const limit = perSecond(bare);
    figures.push(
      {
        ...figure,
        name: `${instrument.what}, from the question to the reading, no pacing`,
        value: perSecond(driver),
        unit: '/s',
        limit,
        limitedBy: 'the same bytes over a bare socket',
      },
      {
        ...figure,
        name: 'the same, of the bare socket',
        value: (perSecond(driver) / limit) * 100,
        unit: '%',
        must: least.share * 100,
        aim: least.aim * 100,
      },
    );
  }
  return figures;
}
