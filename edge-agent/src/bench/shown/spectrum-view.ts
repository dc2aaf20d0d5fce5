import type { CustodyError } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { agentError } from '../../errors.ts';
import type { SpectrumDesk } from '../desk/desk.ts';
import type { Laboratory } from '../laboratory.ts';
import type { Instruction } from '../pan/instruction.ts';
import { flawOf, madeOf, pointsWithoutValue, type TakenSpectra } from '../spectrum/made.ts';
import type { Spectrometers } from '../spectrum/spectrometers.ts';
import type { ShownSpectrumView, SpectrumView } from '../view.ts';
import { quantityOf } from '../work/spectrum-work.ts';
import { reserveText } from './reserve-text.ts';

/** What a spectrometer shows of the exhibit before it, and why that may not be taken. */
export function spectrumView(desk: SpectrumDesk, laboratory: Laboratory, spectrometers: Spectrometers): SpectrumView {
  const { deviceId } = desk;
  const { instruments } = laboratory;
  const status = instruments.statusOf(deviceId);
  const { newest, failure, isBusy } = spectrometers.state;
  const { dark, reference } = spectrometers.standardsOf(deviceId);
  const quantity = quantityOf(desk, spectrometers);
  const taken = newest && spectrometers.taken(deviceId, newest, quantity);
  const { use, reserves } = instruments.fitness(deviceId);
  const unfit = use === 'refused' ? agentError('instrument-unfit', { deviceId, reserves }) : undefined;
  const refused = failure ?? unfit ?? (taken && flawOf(taken));
  const { integrationMicroseconds: range, adjustments = [] } = spectrometers.abilities(deviceId);
  const { integrationMicroseconds: now } = spectrometers.settings(deviceId);
  const laserNm = spectrometers.laserOf(deviceId);
  return {
    deviceId,
    model: instruments.modelOf(status),
    isReady: status.state === 'ready',
    isBusy,
    scans: spectrometers.scans(deviceId),
    quantity: newest && newest.quantity !== 'counts' ? newest.quantity : quantity,
    countsLight: newest?.quantity === 'counts',
    ...(laserNm !== undefined && { laserNm }),
    ...(range && now !== undefined && { integration: { microseconds: now, ...range } }),
    adjustments,
    ...(dark && { darkAt: new Date(dark.atMs).toISOString() }),
    ...(reference && { referenceAt: new Date(reference.atMs).toISOString() }),
    ...(taken && { shown: shownOf(taken, refused) }),
    reserves: reserves.map(reserveText),
    ...(refused && { refused: refused.entry.officer }),
  };
}

/** What to do before a spectrometer next; `go` where what it shows may be taken. */
export function spectrumInstruction({ isReady, isBusy, scans, shown, refused }: SpectrumView): Instruction {
  if (!isReady) return { sign: 'wait', text: say('bench.spectrometer-away') };
  if (isBusy) return { sign: 'wait', text: say('bench.spectrometer-busy') };
  if (refused) return { sign: 'stop', text: refused };
  if (!shown) return { sign: 'information', text: say(scans ? 'bench.spectrum-scan' : 'bench.spectrum-comes') };
  return { sign: 'go', text: say('bench.spectrum-shown') };
}

/** As it would be written down; where that cannot be made, as the instrument gave it. */
function shownOf(taken: TakenSpectra, flaw: CustodyError | undefined): ShownSpectrumView {
  const { sample } = taken;
  const made = flaw?.code === 'spectra-not-comparable' ? madeOf({ sample, quantity: 'counts' }) : madeOf(taken);
  return {
    spectrum: sample.raw.sha256,
    at: new Date(sample.atMs).toISOString(),
    axis: made.x.quantity,
    unit: made.x.unit,
    x: made.x.values.map(shortened),
    y: made.y.map((value) => value && shortened(value)),
    quantity: made.quantity,
    saturated: sample.saturated.length,
    withoutValue: pointsWithoutValue(made),
  };
}

/** Of what is only drawn six digits are more than anybody sees. */
const shortened = (value: number): number => Number(value.toPrecision(6));
