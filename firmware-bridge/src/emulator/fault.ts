/** What can go wrong with a device or on its line, while the fault lasts. */
export const faultNames = [
  /** It hangs: nothing more is said. */
  'silence',
  /** Bytes that mean nothing come before every third frame. */
  'noise',
  /** One bit of every third frame arrives wrong. */
  'bit-flips',
  /** Of every third frame only the first half arrives. */
  'half-frames',
  /** The checksum of every third frame is wrong. */
  'wrong-checksum',
  /** In the middle of every third frame the cable comes off, and is put back. */
  'early-close',
  /** In the middle of every third frame it loses its power and starts again. */
  'restart',
  /** It says that it is busy, whatever is asked. */
  'stuck-busy',
] as const;
export type FaultName = (typeof faultNames)[number];
