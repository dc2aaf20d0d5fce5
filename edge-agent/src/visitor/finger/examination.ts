import type { FingerprintImage } from '@custody-edge/firmware-bridge';
import type { JudgedPrint } from '../../station/finger-reader.ts';
import type { VisitorDesk } from '../desk/desk.ts';
import type { DeskInput, World } from '../desk/desk-step.ts';
import { asksFinger } from '../desk/entry-step.ts';
import type { InsideGallery } from '../store/inside-gallery.ts';

interface Examined extends JudgedPrint {
  /** What comes to the desk; nothing where the step asks for no finger. */
  readonly input?: Extract<DeskInput, { kind: 'finger' | 'unclear' }>;
}

/**
 * Compares a finger on the glass with the entry before it and with those of who is inside; where the step asks for no finger, with nobody's.
 * @throws `fingerprint-engine-stopped` where a worker died
 */
export async function examine(
  { width, height, pixels, dotsPerInch: dpi, provenance }: FingerprintImage,
  desk: VisitorDesk,
  world: World,
  gallery: InsideGallery,
): Promise<Examined> {
  const extraction = await gallery.extract({ width, height, pixels, dpi });
  if (!extraction.ok) {
    const { because: reasons } = extraction.error;
    return { reasons, readable: false, input: { kind: 'unclear', reasons } };
  }
  const { template, reasons } = extraction.value;
  const isAsked = desk.step === 'entry' ? asksFinger(desk, world) : desk.step !== 'hold';
  if (!isAsked) return { reasons, readable: true };
  const { deviceId, profileId: profile, serialNumber } = provenance;
  const print = {
    template,
    scanner: { deviceId, profile, ...(serialNumber !== undefined && { serialNumber }) },
    reasons,
    likeness: await gallery.likeness(template, (desk.step === 'entry' && desk.finger?.impressions) || []),
    inside: await gallery.search(template),
  };
  return { reasons, readable: true, input: { kind: 'finger', print } };
}
