import type { EventDraft, Exhibit } from '@custody-edge/event-contract';
import type { Spectrum } from '@custody-edge/firmware-bridge';
import { agentError } from '../../errors.ts';
import type { StationParts } from '../../station/station-parts.ts';
import type { BenchAction } from '../actions.ts';
import type { Desk, SpectrumDesk } from '../desk/desk.ts';
import { boundFile } from '../drafts/findings.ts';
import type { Laboratory } from '../laboratory.ts';
import { reportingLaboratory } from '../report/reporting-laboratory.ts';
import { flawOf, type TakenSpectra } from '../spectrum/made.ts';
import type { Spectrometers } from '../spectrum/spectrometers.ts';
import { jcampFile, rawFile, type SpectrumFile } from '../spectrum/spectrum-files.ts';
import type { Arrival } from '../store/arrivals.ts';
import type { ExhibitWork } from './exhibit-work.ts';

const names = [
  'show-spectrum',
  'measure-spectrum',
  'set-spectrometer',
  'keep-spectrum',
  'adjust-spectrometer',
  'accept-spectrum',
] as const;
export type SpectrumAction = Extract<BenchAction, { action: (typeof names)[number] }>;

export const isSpectrumAction = (action: BenchAction): action is SpectrumAction =>
  names.some((name) => name === action.action);

/** What a spectrum is made to be: what somebody chose, else absorbance once there is a reference; Raman scattering absorbs nothing. */
export function quantityOf({ quantity, deviceId }: SpectrumDesk, spectrometers: Spectrometers) {
  if (spectrometers.laserOf(deviceId) !== undefined) return 'counts';
  return quantity ?? (spectrometers.standardsOf(deviceId).reference ? 'absorbance' : 'counts');
}

/** What an analyst does with the exhibit before a spectrometer. */
export class SpectrumWork {
  private readonly laboratory: Laboratory;
  private readonly spectrometers: Spectrometers;
  private readonly exhibitWork: ExhibitWork;
  private readonly parts: Pick<StationParts, 'config' | 'clock' | 'officers'>;

  constructor(
    laboratory: Laboratory,
    spectrometers: Spectrometers,
    exhibitWork: ExhibitWork,
    parts: Pick<StationParts, 'config' | 'clock' | 'officers'>,
  ) {
    this.laboratory = laboratory;
    this.spectrometers = spectrometers;
    this.exhibitWork = exhibitWork;
    this.parts = parts;
  }

  /**
   * @returns what lies on the bench then
   * @throws `action-not-possible` where no exhibit lies before a spectrometer, why nothing may be done with it, why a spectrum is not taken, and
   * what the spectrometer refuses
   */
  async do(action: SpectrumAction, desk: Desk): Promise<Desk> {
    const { spectrometers } = this;
    if (action.action === 'show-spectrum') {
      const subject = 'exhibit' in desk ? desk.exhibit : '';
      this.inWork(subject);
      const deviceId = spectrometers.choose(action.deviceId);
      const method = action.method ?? (desk.step === 'spectrum' ? desk.method : undefined);
      return { step: 'spectrum', exhibit: subject, deviceId, ...(method && { method }) };
    }
    if (desk.step !== 'spectrum') throw agentError('action-not-possible');
    const { deviceId } = desk;
    switch (action.action) {
      case 'measure-spectrum':
        spectrometers.measure(deviceId);
        return desk;
      case 'set-spectrometer': {
        const { integrationTimes, quantity } = action;
        if (integrationTimes !== undefined) await spectrometers.gatherLight(deviceId, integrationTimes);
        return quantity === undefined ? desk : { ...desk, quantity };
      }
      case 'keep-spectrum':
        spectrometers.keepAs(deviceId, action.as, action.spectrum);
        return desk;
      case 'adjust-spectrometer':
        spectrometers.adjust(deviceId, action.what);
        return desk;
      case 'accept-spectrum':
        this.accept(desk, action.spectrum);
        return { step: 'exhibit', exhibit: desk.exhibit };
    }
  }

  private inWork(subject: string): Exhibit {
    const exhibit = this.laboratory.exhibits.find(subject);
    if (!exhibit) throw agentError('action-not-possible');
    this.exhibitWork.mustHave(exhibit, true);
    return exhibit;
  }

  /** Everything that the spectrum rests on is kept under its hash and bound to the exhibit, in one piece. */
  private accept(desk: SpectrumDesk, sha256: string): void {
    const { laboratory, spectrometers } = this;
    const exhibit = this.inWork(desk.exhibit);
    const { deviceId, method } = desk;
    const taken = spectrometers.taken(deviceId, spectrometers.shownOne(sha256), quantityOf(desk, spectrometers));
    const flaw = flawOf(taken);
    if (flaw) throw flaw;
    const instrument = laboratory.instruments.evidence(deviceId);
    const raw = rawFilesOf(taken, exhibit).map((file) => this.keep(file, deviceId));
    const written = this.keep(jcampFile(taken, this.aboutOf(exhibit)), deviceId);
    const known = new Set(exhibit.findings.flatMap(({ event }) => ('hash' in event.data ? [event.data.hash] : [])));
    const drafts: EventDraft[] = [
      // A dark spectrum serves for many.
      ...raw
        .filter(({ hash }) => !known.has(hash))
        .map((file) => boundFile(exhibit.subject, file, undefined, instrument)),
      boundFile(exhibit.subject, written, method, instrument),
    ];
    laboratory.record(drafts, () => {
      for (const { arrival } of [...raw, written]) laboratory.arrivals.bound(arrival);
    });
  }

  private aboutOf({ label }: Exhibit) {
    const { config, officers } = this.parts;
    return { label, laboratory: reportingLaboratory(config).en, operator: officers.attending ?? '' };
  }

  private keep(file: SpectrumFile, deviceId: string): Arrival {
    const at = new Date(this.parts.clock.nowMs()).toISOString();
    return this.laboratory.arrivals.keep({ ...file, content: [file.content], at, deviceId });
  }
}

/** Of the sample, and of what was taken out of it. */
function rawFilesOf({ sample, dark, reference, quantity }: TakenSpectra, { label }: Exhibit): SpectrumFile[] {
  const isOfCounts = sample.quantity === 'counts';
  const named = (what: string, spectrum: Spectrum | undefined) => (spectrum ? [rawFile(what, spectrum)] : []);
  return [
    rawFile(label, sample),
    ...(isOfCounts ? named(`${sample.device.deviceId} dark`, dark) : []),
    ...(isOfCounts && quantity !== 'counts' ? named(`${sample.device.deviceId} reference`, reference) : []),
  ];
}
