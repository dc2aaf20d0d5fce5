import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical.ts';

const idOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** The subject of an exhibit: the same at every bench, and its label does not stand in it. */
export const exhibitSubject = (label: string): string => `exhibit/${idOf(label)}`;

/**
 * The subject of an instrument: of its make and its own serial number, wherever it is plugged in.
 * @param serialNumber undefined where it names none
 * @param deviceId stands in for the number where there is none: two such instruments of one make need two of them in a laboratory
 */
export const instrumentSubject = (profile: string, serialNumber: string | undefined, deviceId: string): string =>
  `instrument/${idOf(canonicalJson(serialNumber === undefined ? { profile, deviceId } : { profile, serialNumber }))}`;

/** The subject of the room in which a bench stands. @param source of what the bench records */
export const roomSubject = (source: string): string => `room/${idOf(source)}`;
