import type { QualityReason } from '@custody-edge/fingerprint';
import type { FingerprintImage, FingerprintPart } from '@custody-edge/firmware-bridge';
import type { GateGallery } from '../gate/finger/gate-gallery.ts';
import { Glass } from '../gate/finger/glass.ts';
import type { StationParts } from './station-parts.ts';

/** What a print is worth by itself, whoever's it is. */
export interface JudgedPrint {
  readonly readable: boolean;
  readonly reasons: readonly QualityReason[];
}

/** What a role makes of the fingers on its station's glass. */
interface FingerRole {
  readonly gallery: Pick<GateGallery, 'extract' | 'compare'>;
  /** Whether somebody is there who may see whose finger it is. */
  isAttended(): boolean;
  /** Does something with a reading once its turn has come. */
  inTurn(deviceId: string, work: () => Promise<void>): void;
  /** A finger while no officer is asked for theirs. */
  take(deviceId: string, image: FingerprintImage): void;
}

/**
 * A station's glass for fingers. What lies on it is shown while somebody may see it; while an officer is asked for their own finger it is
 * compared with theirs alone and is no step of the role, and any other time it is the role's.
 */
export class FingerReader {
  private readonly parts: Pick<StationParts, 'officers' | 'showGlass' | 'changed'>;
  private readonly role: FingerRole;
  private readonly glass: Glass;
  private answers = 0;

  constructor(parts: Pick<StationParts, 'officers' | 'showGlass' | 'changed'>, role: FingerRole) {
    this.parts = parts;
    this.role = role;
    this.glass = new Glass((picture) => parts.showGlass(picture));
  }

  onReading(deviceId: string, reading: FingerprintPart | FingerprintImage): void {
    const { role, isWatched } = this;
    if (reading.kind === 'fingerprint-part') {
      if (isWatched) this.glass.showPart(reading);
      return;
    }
    if (isWatched) this.glass.showImage(reading);
    if (this.parts.officers.fingers.areAwaited) role.inTurn(deviceId, () => this.takeOfficers(reading));
    else role.take(deviceId, reading);
  }

  /** Says on the glass what a print is worth, before anybody says whose it is. */
  judge(image: FingerprintImage, { reasons, readable }: JudgedPrint): void {
    if (this.isWatched) this.glass.judge(image, reasons, readable);
  }

  /** Nobody sees the finger any more. */
  wipe(): void {
    this.glass.wipe();
  }

  /** Fingers answered since the station started: two that are answered alike are still two. */
  get captures(): number {
    return this.answers;
  }

  /** A finger has its answer, which the page is about to show. */
  answered(): void {
    this.answers += 1;
  }

  /** @throws `fingerprint-engine-stopped` where a worker died */
  private async takeOfficers(image: FingerprintImage): Promise<void> {
    const { officers, changed } = this.parts;
    const { gallery } = this.role;
    const { width, height, pixels, dotsPerInch: dpi } = image;
    const extraction = await gallery.extract({ width, height, pixels, dpi });
    const presented = extraction.ok ? extraction.value : { reasons: extraction.error.because };
    await officers.fingers.take(presented, (template, enrolled) => gallery.compare(template, enrolled));
    this.judge(image, { readable: extraction.ok, reasons: presented.reasons });
    officers.active();
    this.answered();
    changed();
  }

  private get isWatched(): boolean {
    return this.role.isAttended() || this.parts.officers.fingers.areAwaited;
  }
}
