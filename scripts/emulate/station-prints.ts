import {
  compareTemplates,
  decodeTemplate,
  encodeTemplate,
  operatingPoints,
  prepareTemplate,
} from '@custody-edge/fingerprint';
import { extractTemplate } from '@custody-edge/fingerprint/images';
import type { PrintReader } from '@custody-edge/firmware-bridge/emulators';

const dotsPerInch = 500;
/** What a stored template takes without its minutiae, and each of them. */
const emptyBytes = 16;
const minutiaBytes = 7;

/** An emulated scanner knows fingers as the station does, by the clearest minutiae that its templates have room for. */
export const stationPrints: PrintReader = {
  features({ width, height, pixels }, mostBytes) {
    const extracted = extractTemplate({ width, height, pixels, dpi: dotsPerInch });
    if (!extracted.ok) return undefined;
    const { flow: _, minutiae, ...template } = extracted.value;
    const room = Math.floor((mostBytes - emptyBytes) / minutiaBytes);
    const clearest = minutiae.toSorted((one, other) => other.quality - one.quality).slice(0, room);
    return encodeTemplate({ ...template, minutiae: clearest });
  },
  likeness(one, other) {
    const { score } = compareTemplates(prepareTemplate(decodeTemplate(one)), prepareTemplate(decodeTemplate(other)));
    return Math.min(1, score / operatingPoints.sameFinger / 2);
  },
};
