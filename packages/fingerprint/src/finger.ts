/**
 * Finger positions 1 to 10 as in ISO/IEC 19794-2 and ANSI/NIST-ITL, in order: element 0 is position 1.
 * Position 0 (unknown) and the multi-finger codes do not occur here: an enrolled print is of a known finger.
 */
export const fingerNames = [
  'right-thumb',
  'right-index',
  'right-middle',
  'right-ring',
  'right-little',
  'left-thumb',
  'left-index',
  'left-middle',
  'left-ring',
  'left-little',
] as const;

export type FingerName = (typeof fingerNames)[number];

export const fingerPositions = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

/** ISO finger position: right thumb 1 … right little 5, left thumb 6 … left little 10. */
export type FingerPosition = (typeof fingerPositions)[number];

export function fingerName(position: FingerPosition): FingerName {
  return fingerNames[position - 1] ?? 'right-thumb';
}

export function fingerPosition(name: FingerName): FingerPosition {
  return fingerPositions[fingerNames.indexOf(name)] ?? 1;
}
