export { type Bounds, bootstrapBounds, type RateBounds, type Trial, type Trials } from './bootstrap.ts';
export { type DiscardPoint, errorVersusDiscard, type GradedPair } from './discard.ts';
export {
  type ErrorCurve,
  type ErrorRates,
  errorCurve,
  errorRates,
  rankScores,
  thresholdAtFmr,
  tradeOffCurve,
} from './error-curve.ts';
export {
  type EvaluatedImage,
  type Evaluation,
  type EvaluationImage,
  type EvaluationOptions,
  type EvaluationReport,
  evaluate,
} from './evaluate.ts';
export { parseImageName } from './image-name.ts';
export { type ShareInterval, shareInterval } from './interval.ts';
export { missedPairs } from './missed.ts';
export { type ImagePair, imagePairs, type ScoredPair, twoFingerPairs } from './pairs.ts';
