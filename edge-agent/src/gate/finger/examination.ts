import { createHash } from 'node:crypto';
import type { FingerprintImage } from '@custody-edge/firmware-bridge';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { Desk, DeskInput, World } from '../desk.ts';
import { bestMatch, type Capture } from './capture.ts';
import type { FingerTries } from './finger-tries.ts';
import type { GateGallery } from './gate-gallery.ts';
import { likenessTo } from './identify.ts';

type Examined = Extract<DeskInput, { readonly kind: 'capture' | 'unclear' }>;

interface Sources {
  readonly gallery: GateGallery;
  readonly tries: FingerTries;
  /** Who is most likely to stand at the glass. */
  readonly likely: (desk: Desk) => string[];
  readonly world: () => World;
}

/** What an image from the glass says: whether it shows a print, and whom that resembles. Every try for somebody is counted. */
export class Examination {
  private readonly sources: Sources;

  constructor(sources: Sources) {
    this.sources = sources;
  }

  /** Counts the try of whoever is on the desk. @returns why none is made, for the officer */
  begin(desk: Desk): BilingualText | undefined {
    const claimed = claimedBy(desk);
    const begun = claimed === undefined ? 'try' : this.sources.tries.begin(claimed);
    return begun === 'try' ? undefined : say(`sight.${begun}`);
  }

  /** @throws `fingerprint-engine-stopped` where a worker died */
  async examine(image: FingerprintImage, desk: Desk): Promise<Examined> {
    const { gallery, likely } = this.sources;
    const { deviceId, profileId: profile, serialNumber } = image.provenance;
    const scanner = { deviceId, profile, ...(serialNumber !== undefined && { serialNumber }) };
    const { width, height, pixels, dotsPerInch: dpi } = image;
    const extraction = await gallery.extract({ width, height, pixels, dpi });
    if (!extraction.ok) return { kind: 'unclear', reasons: extraction.error.because, scanner };
    const { template, reasons } = extraction.value;
    const capture: Capture = {
      template,
      candidates: await gallery.search(template, likely(desk)),
      admissionScores: desk.step === 'admission' ? await gallery.compare(template, desk.fingers) : [],
      reasons,
      imageHash: createHash('sha256').update(pixels).digest('base64url'),
      scanner,
    };
    this.settle(claimedBy(desk), capture);
    return { kind: 'capture', capture };
  }

  /** What a finger says of the person that it was tried for, or of whomever it names. */
  private settle(claimed: string | undefined, capture: Capture): void {
    const { tries } = this.sources;
    const world = this.sources.world();
    const whose = claimed ?? bestMatch(capture, world.thresholds.identify)?.subject;
    if (whose === undefined) return;
    const { kind } = likenessTo(whose, capture, world);
    if (kind === 'same') tries.matched(whose);
    if (kind === 'another') tries.mismatched(whose);
  }
}

/** For whom a finger on the glass is tried; nobody where it tells by itself who stands there. */
const claimedBy = (desk: Desk): string | undefined =>
  desk.step === 'board' || (desk.step === 'report' && desk.report === 'recapture') ? desk.subject : undefined;
