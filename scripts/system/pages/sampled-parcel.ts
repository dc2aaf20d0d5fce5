import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '@custody-edge/foundation/test-support';
import { writeJcamp } from '@custody-edge/spectra';
import { z } from 'zod';
import { call, until } from '../../demo/api.ts';
import type { BenchPost } from '../../demo/posts.ts';

const both = (en: string, ur: string) => ({ en, ur });
const drawn = { kind: 'choose', by: 'bayesian', share: '0.5', confidence: '0.9', prior: { a: '1', b: '1' } };
/** Units are taken out of a parcel, and some of them are drawn by lot to be tested. */
const method = {
  ...{ id: 'sampling', version: '1', title: both('Sampling', 'نمونے'), section: 'narcotics-chemistry' },
  sources: ['None'],
  steps: [
    {
      ...{ id: 'units', prompt: both('Take them out', 'پیکٹ نکالیں'), of: 'parcel' },
      ...{ kind: 'divide', into: [{ part: 'unit' }] },
    },
    { id: 'draw', prompt: both('Draw some of them', 'چند پیکٹ چنیں'), of: 'parcel', ...drawn },
    {
      ...{ id: 'colour', prompt: both('Test them', 'ان کا ٹیسٹ کریں'), kind: 'test', technique: 'colour-test' },
      ...{ protocol: 'SOP 4', sampled: true },
    },
  ],
};

const shifts = Array.from({ length: 400 }, (_, point) => 200 + point * 4);

/** A Raman spectrum of one band, as a file. @param centre its place, in 1/cm */
function bandAt(centre: number, title: string): string {
  const y = shifts.map((shift) => Math.round(1_000 * Math.exp(-(((shift - centre) / 30) ** 2)) + 5));
  const curve = { x: { unit: '/cm', values: shifts }, y, yUnit: 'arbitrary' };
  return writeJcamp(curve, { title, kind: 'raman', origin: 'test', owner: 'test' });
}

/** A laboratory whose method draws by lot, and that has a library of two Raman spectra. */
export function samplingLaboratory(): { readonly methodsDir: string; readonly librariesDir: string } {
  const [methodsDir, librariesDir] = [newFolder(), newFolder()];
  writeFileSync(join(methodsDir, 'sampling.json5'), JSON.stringify(method));
  const ours = join(librariesDir, 'raman', 'ours');
  mkdirSync(ours, { recursive: true });
  writeFileSync(join(ours, 'Quartz.jdx'), bandAt(460, 'Quartz'));
  writeFileSync(join(ours, 'Calcite.jdx'), bandAt(1086, 'Calcite'));
  return { methodsDir, librariesDir };
}

/** The parcel on the bench has a spectrum of quartz, and six units of which some are to be drawn. */
export async function divideAndBind({ url }: BenchPost): Promise<void> {
  const act = (action: object) => call(`${url}/api/bench`, z.unknown(), action);
  const libraries = z.object({ libraries: z.array(z.object({ state: z.string() })) });
  await until(
    'the library',
    20_000,
    async () =>
      (await call(`${url}/api/bench/libraries`, libraries)).libraries.every(({ state }) => state === 'ready') ||
      undefined,
  );
  await act({ action: 'begin-method', id: method.id });
  const brought = await fetch(`${url}/api/bench/file?name=quartz.jdx&mediaType=chemical/x-jcamp-dx`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: bandAt(462, 'Sample'),
  });
  const { arrival } = z.object({ arrival: z.int() }).parse(await brought.json());
  await act({ action: 'bind-file', arrival });
  await act({ action: 'take-labels' });
  const parts = Array.from({ length: 6 }, (_, index) => ({
    label: `U-${index + 1}`,
    kind: 'unit',
    described: 'A packet',
  }));
  await act({ action: 'divide', parts });
}
