import { Decimal } from '@custody-edge/foundation';
import { z } from 'zod';
import { decimalText, plainText } from '../text.ts';

/** @param least and most are decimals; a number that is no decimal is refused as such */
const decimalFrom = (least: string, most?: string) =>
  decimalText.refine(
    (text) => isFrom(text, least, most),
    most === undefined ? `is below ${least}` : `is not from ${least} to ${most}`,
  );

function isFrom(text: string, least: string, most: string | undefined): boolean {
  const [value, low, high] = [text, least, most].map((one) => (one === undefined ? undefined : Decimal.parse(one)));
  if (!value || !low) return false;
  return value.compare(low) >= 0 && (high === undefined || value.compare(high) <= 0);
}

/** Absolute zero. */
const coldest = '-273.15';

/** Their subject is the room of a bench: `room/` and an id made of the station that stands in it. */
export const roomEvents = {
  /** What a thermo-hygrometer of the room said, as whoever is signed in read it. */
  'room.measured.v1': z.strictObject({
    /** °C */
    temperature: decimalFrom(coldest),
    /** Relative, in per cent. */
    humidity: decimalFrom('0', '100'),
    /** hPa; absent where it was not read. */
    pressure: decimalFrom('0').exactOptional(),
    /** Mark or serial number of what was read. */
    instrument: plainText(60),
  }),
} as const;
