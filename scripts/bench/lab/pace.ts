/** A laboratory at the pace of its instruments: what the agent costs, and how soon a weight is on the glass, on the disk and at the centre. */
import { loadavg } from 'node:os';
import { z } from 'zod';
import { call, pause, until } from '../../demo/api.ts';
import { BenchActor } from '../../demo/bench-actor.ts';
import { laboratory as cast } from '../../demo/cast.ts';
import { drawStaff, enrolStaff } from '../../demo/staff.ts';
import { type Figure, type Measured, median, percentile } from '../figures.ts';
import { progressOf } from '../fingerprint/progress.ts';
import { rawSqlite } from '../raw.ts';
import { type Laboratory, lost, withLaboratory } from './ground.ts';
import { balances, spectrometers } from './losses.ts';
import { type Glass, withGlass } from './page.ts';
import { askOf } from './served.ts';
import { changesOf, digitsOf, waitsUntilShown } from './shown.ts';
import { acceptedListSchema, countsSchema, notesSchema } from './words.ts';

const first = 'balance-1';
/** The first balance comes to rest so much faster than a real one, so that a weight takes a second. */
const firstSpeed = 4;
const seconds = 60;
const parcels = 20;
const weighings = 120;
const lightestGrams = 20;
const weightLimitMs = 20_000;
const most = { shareOfCore: 0.15, megabytes: 200, localMs: 50, centreMs: 150 };
const rawRows = 500;
const rowBytes = 1_500;

const panSchema = z.object({ pan: z.object({ reading: z.object({ value: z.string() }).optional() }) });
const isEmpty = ({ pan }: z.infer<typeof panSchema>): boolean => Number(pan.reading?.value) === 0;
const casesSchema = z.object({ cases: z.array(z.object({ case: z.string() })).length(1) });
const caseSchema = z.object({ results: z.array(z.object({ result: z.object({ of: z.string() }) })) });

export async function pace(share: number): Promise<Measured> {
  return withLaboratory({ balances, spectrometers, speed: 1, firstSpeed }, (laboratory) =>
    withGlass(laboratory.url, (glass) => measured(laboratory, glass, share)),
  );
}

/** Does something to the first balance. */
const toFirst = ({ instruments }: Laboratory, what: object) =>
  askOf(instruments, { command: 'do', id: first, what }, z.unknown());

async function measured(laboratory: Laboratory, glass: Glass, share: number): Promise<Measured> {
  const { dir, url } = laboratory;
  const act = (action: object) => call(`${url}/api/bench`, z.unknown(), action);
  const labels = await takeIn(laboratory);
  await toFirst(laboratory, { command: 'environment', noiseDivisions: 0 });
  const load = loadavg()[0] ?? 0;

  await act({ action: 'scan', text: labels[0] ?? '' });
  const beganMs = Date.now();
  await toFirst(laboratory, { command: 'load', expression: '50 + 20*sin(t)' });
  const cost = await costOver(laboratory, seconds * share);

  await askOf(laboratory.agent, { command: 'accept', deviceId: first }, z.unknown());
  const accepted = () => askOf(laboratory.agent, { command: 'accepted' }, acceptedListSchema);
  const progress = progressOf('weights accepted');
  const count = Math.ceil(weighings * share);
  for (let index = 0; index < count; index++) {
    await act({ action: 'scan', text: labels[index % labels.length] ?? '' });
    await toFirst(laboratory, { command: 'unload' });
    await until(
      'an empty pan',
      weightLimitMs,
      async () => isEmpty(await call(`${url}/api/view`, panSchema)) || undefined,
    );
    await toFirst(laboratory, { command: 'load', grams: lightestGrams + 0.37 * index });
    await until('a weight on record', weightLimitMs, async () => {
      const done = await accepted();
      return done.length > index && done[index]?.receiptedMs !== undefined ? true : undefined;
    });
    progress(index + 1, count);
  }
  const said = await askOf(laboratory.instruments, { command: 'notes' }, notesSchema);
  const notes = await glass.notes();
  const held = await weightsAtCentre(laboratory);
  if (held !== count) throw new Error(`the centre holds ${held} of ${count} weights`);
  const { sent, lost: missing } = await lost(laboratory);

  const digits = said.map(({ text, atMs }) => ({ text: digitsOf(text), atMs })).filter(({ atMs }) => atMs > beganMs);
  const shown = waitsUntilShown(changesOf(digits), notes);
  // The answer to the opening of the balance comes first, and is no weight.
  const taken = (await accepted()).map(({ weight, ...one }) => ({ ...one, sentMs: said[weight]?.atMs ?? Number.NaN }));
  const durable = taken.map(({ sentMs, durableMs }) => durableMs - sentMs);
  const atCentre = taken.map(({ sentMs, receiptedMs = Number.NaN }) => receiptedMs - sentMs);
  const commitMs = 1_000 / rawSqlite(dir, rawRows, 1, rowBytes);
  const commit = { limit: commitMs, limitedBy: 'one commit of bare SQLite' };
  const lower = { unit: 'ms', better: 'lower' } as const;
  const figures: Figure[] = [
    {
      name: `${balances} balances at ${cost.weightHertz.toFixed(1)} Hz and ${spectrometers} spectrometers at ${cost.spectrumHertz.toFixed(1)} Hz, the page open: processor of the agent`,
      ...{ value: cost.shareOfCore * 100, unit: '% of one core', better: 'lower', samples: cost.readings },
      must: most.shareOfCore * 100,
    },
    {
      name: 'the same: memory of the agent, the most',
      ...{ value: cost.megabytes, unit: 'MB', better: 'lower', samples: cost.looks, must: most.megabytes },
    },
    {
      name: 'readings lost at this pace',
      ...{ value: missing, unit: 'readings', better: 'lower', samples: sent, must: 0 },
    },
    {
      name: 'last byte of a weight to its digits on the glass, p95',
      ...{ value: percentile(shown, 0.95), ...lower, samples: shown.length, must: most.localMs },
      ...{ limit: glass.frameMs, limitedBy: 'one frame of the browser' },
    },
    { name: 'the same, median', value: median(shown), ...lower, samples: shown.length },
    {
      name: 'last byte of the weight that proves a load steady to its event on the disk, p95',
      ...{ value: percentile(durable, 0.95), ...lower, samples: durable.length, must: most.localMs, ...commit },
    },
    { name: 'the same, median', value: median(durable), ...lower, samples: durable.length, ...commit },
    {
      name: 'the same to the receipt of the centre, which has committed it, p95',
      ...{ value: percentile(atCentre, 0.95), ...lower, samples: atCentre.length, must: most.centreMs, ...commit },
    },
    { name: 'the same, median', value: median(atCentre), ...lower, samples: atCentre.length, ...commit },
  ];
  return {
    figures,
    remarks: [
      'Agent, instruments, centre with its broker, and browser are processes of their own on the same machine; the balances are read over pseudo-terminals at 9600 baud, the spectrometers over TCP, and every spectrum is handed to one who looks.',
      `The times are by the clock of the machine in whole milliseconds, with all instruments at work. They begin when the emulator has written the last byte of the line. A weight is accepted in the moment in which it may be: no analyst’s hand is in the times. The first balance comes to rest ${firstSpeed} times as fast as a real one, over a line as much faster.`,
      'A reading that the glass never showed because a newer one came first waited until that one was shown.',
      `Load of the machine just before: ${load.toFixed(1)}.`,
    ],
  };
}

/** An analyst is there, and parcels lie before them. @returns their labels */
async function takeIn({ url, firstOfficerCode }: Laboratory): Promise<string[]> {
  const staff = drawStaff(cast.officers, url);
  await enrolStaff({ url, staff, firstOfficerCode });
  const nobody = { ask: async () => undefined };
  const actor = new BenchActor({ url, staff, reader: nobody, balance: nobody });
  const labels = Array.from({ length: parcels }, (_, index) => `P-${index + 1}`);
  for (const label of labels) await actor.receive(label);
  return labels;
}

/** What the agent takes while it does nothing but its work. */
async function costOver({ taken, instruments }: Laboratory, forSeconds: number) {
  const before = await taken();
  let [after, megabytes, looks] = [before, 0, 0];
  const endMs = performance.now() + forSeconds * 1_000;
  while (performance.now() < endMs) {
    await pause(1_000);
    after = await taken();
    megabytes = Math.max(megabytes, after.megabytes);
    looks += 1;
  }
  const elapsedMs = after.atMs - before.atMs;
  const ids = Object.keys(await askOf(instruments, { command: 'count' }, countsSchema));
  const readingsOf = (kind: string): number =>
    ids
      .filter((id) => id.startsWith(kind))
      .reduce((sum, id) => sum + (after.taken[id] ?? 0) - (before.taken[id] ?? 0), 0);
  const [weights, spectra] = [readingsOf('balance'), readingsOf('spectrometer')];
  return {
    shareOfCore: (after.cpuMs - before.cpuMs) / elapsedMs,
    megabytes,
    looks,
    readings: weights + spectra,
    weightHertz: (weights * 1_000) / elapsedMs / balances,
    spectrumHertz: (spectra * 1_000) / elapsedMs / spectrometers,
  };
}

/** Weights that the centre’s register holds of the one case. */
async function weightsAtCentre({ centreUrl }: Laboratory): Promise<number> {
  const address = `${centreUrl}/api/laboratory/cases`;
  const { cases } = await call(address, casesSchema);
  const { results } = await call(`${address}/${cases[0]?.case.slice('case/'.length)}`, caseSchema);
  return results.filter(({ result }) => result.of === 'weight').length;
}
