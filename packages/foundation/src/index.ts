export { type BackoffLimits, fullJitterMs } from './backoff.ts';
export { type Bitmap, bitmapOf, bytesAcross, greyPngOf, isBlackAt, pngOf } from './bitmap.ts';
export { Decimal } from './decimal.ts';
export {
  CustodyError,
  defineErrors,
  type ErrorEntry,
  type ErrorTable,
  foundationError,
  isCustodyError,
  toCustodyError,
} from './errors.ts';
export type { BilingualText, Language } from './language.ts';
export { type Clock, type Random, systemClock, systemRandom, uuidV7 } from './ports.ts';
export { fail, ok, type Result } from './result.ts';
