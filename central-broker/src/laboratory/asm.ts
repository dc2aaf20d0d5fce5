import type { LabCase, MeasuredBy, TestRow } from '@custody-edge/event-contract';
import { Decimal } from '@custody-edge/foundation';

const manifest = 'http://purl.allotrope.org/manifests/balance/REC/2025/03/balance.manifest';

/** Where the point of a number goes for grams, the one unit that the schema of balances takes. */
const places: Readonly<Record<string, number>> = { kg: 3, g: 0, mg: -3, ug: -6 };

/** Weights of one balance in the Allotrope Simple Model. */
export interface AsmDocument {
  readonly '$asm.manifest': string;
  readonly 'weighing aggregate document': Readonly<Record<string, unknown>>;
}

/**
 * The weights of a case that a balance of the laboratory sent, one document for each balance, after the schema of balances of the Allotrope
 * Foundation (ASM, REC/2025/03). Its numbers are JSON's; the digits that the balance printed stand beside each as text.
 * @returns also the events that it has no place for: weights written by hand, and those in units that no shift of the point makes grams
 */
export function asmOf(
  { number, memorandum }: LabCase,
  rows: readonly TestRow[],
): { readonly documents: AsmDocument[]; readonly leftOut: string[] } {
  const leftOut: string[] = [];
  const byBalance = new Map<string, { readonly device: Device; readonly weighings: object[] }>();
  for (const row of rows) {
    if (row.result.of !== 'weight') continue;
    const grams = inGrams(row.result.value, row.result.unit);
    const { instrument } = row;
    if (grams === undefined || !instrument || 'written' in instrument || row.manual) {
      leftOut.push(row.event);
      continue;
    }
    const key = JSON.stringify([instrument.profile, instrument.serialNumber ?? instrument.deviceId]);
    const of = byBalance.get(key) ?? { device: instrument, weighings: [] };
    byBalance.set(key, of);
    of.weighings.push(weighingOf(row, grams, of.weighings.length + 1));
  }
  const documents = [...byBalance.values()].map(
    ({ device, weighings }): AsmDocument => ({
      '$asm.manifest': manifest,
      'weighing aggregate document': {
        'device system document': {
          'device identifier': device.deviceId,
          ...(device.serialNumber !== undefined && { 'equipment serial number': device.serialNumber }),
          ...(device.model !== undefined && { 'model number': device.model }),
          ...(device.firmware !== undefined && { 'firmware version': device.firmware }),
          'device document': [{ '@index': 1, 'device type': 'balance', 'device identifier': device.deviceId }],
        },
        'custom information aggregate document': custom({ 'case number': number, FIR: memorandum.fir }),
        'weighing document': weighings,
      },
    }),
  );
  return { documents, leftOut };
}

type Device = Exclude<MeasuredBy, { written: string }>;

function weighingOf({ event, label, at, analyst, result, amended }: TestRow, grams: number, index: number): object {
  const { value, unit, what = 'weight' } = result.of === 'weight' ? result : { value: '', unit: '' };
  const weight = { value: grams, unit: 'g' };
  return {
    '@index': index,
    ...(analyst !== undefined && { analyst }),
    'measurement aggregate document': {
      'measurement document': [
        {
          '@index': 1,
          'measurement identifier': event,
          'measurement time': at,
          'sample weight': weight,
          ...(what === 'gross' && { 'gross weight': weight }),
          'sample document': { 'sample identifier': label },
          'custom information aggregate document': custom({
            'weight of': what,
            'digits as printed': value,
            'unit as printed (UCUM)': unit,
            ...(amended && { 'amended because': amended.why }),
          }),
        },
      ],
    },
  };
}

const custom = (said: Readonly<Record<string, string>>): object => ({
  'custom information document': Object.entries(said).map(([label, text], index) => ({
    '@index': index + 1,
    'datum label': label,
    'scalar string datum': text,
  })),
});

/** @returns undefined for a unit of which a gram is not a power of ten */
function inGrams(value: string, unit: string): number | undefined {
  const shift = Object.hasOwn(places, unit) ? places[unit] : undefined;
  const number = Decimal.parse(value);
  return shift === undefined || !number ? undefined : Number(`${number}e${shift}`);
}
