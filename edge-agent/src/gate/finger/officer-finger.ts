import type { QualityReason } from '@custody-edge/fingerprint';
import type { FingerprintImage } from '@custody-edge/firmware-bridge';
import type { OfficerFingers } from '../../officers/fingers/officer-fingers.ts';
import type { GateGallery } from './gate-gallery.ts';

/** What a print is worth by itself, whoever's it is. */
export interface JudgedPrint {
  readonly readable: boolean;
  readonly reasons: readonly QualityReason[];
}

/** An officer's own finger: compared with theirs alone. @throws `fingerprint-engine-stopped` where a worker died */
export async function takeOfficerFinger(
  { width, height, pixels, dotsPerInch: dpi }: FingerprintImage,
  gallery: Pick<GateGallery, 'extract' | 'compare'>,
  fingers: OfficerFingers,
): Promise<JudgedPrint> {
  const extraction = await gallery.extract({ width, height, pixels, dpi });
  const presented = extraction.ok ? extraction.value : { reasons: extraction.error.because };
  await fingers.take(presented, (template, enrolled) => gallery.compare(template, enrolled));
  return { readable: extraction.ok, reasons: presented.reasons };
}
