import type { ProfileOf } from '@custody-edge/device-profiles';
import type { UsbPipes } from '../../transport/usb-transfer.ts';
import { spectrumBytes } from './codec.ts';

/** Longest answer to a question: that of a slot. One packet of USB holds it. */
const longestAnswerBytes = 64;

/** Endpoints of a model, with how much each has to say. */
export function pipesOf({ endpoints, detector }: ProfileOf<'ooi-usb'>): UsbPipes {
  const { out, answers, spectrum, head } = endpoints;
  return {
    out,
    in: [
      { endpoint: answers, longestBytes: longestAnswerBytes },
      { endpoint: spectrum, longestBytes: spectrumBytes(detector.pixelCount) },
      ...(head ? [{ endpoint: head.endpoint, longestBytes: head.bytes }] : []),
    ],
  };
}
