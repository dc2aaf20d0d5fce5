export { type SyntheticFinger, syntheticFinger } from './finger.ts';
export { type ImpressionOptions, syntheticImpression } from './impression.ts';
export type { FingerPattern } from './pattern.ts';
export { syntheticTemplate } from './template.ts';
