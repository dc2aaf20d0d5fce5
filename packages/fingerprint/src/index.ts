export { fingerprintError } from './errors.ts';
export { type Bounds, bootstrapBounds, type RateBounds, type Trial, type Trials } from './evaluation/bootstrap.ts';
export { type DiscardPoint, errorVersusDiscard, type GradedPair } from './evaluation/discard.ts';
export {
  type ErrorCurve,
  type ErrorRates,
  errorCurve,
  errorRates,
  rankScores,
  thresholdAtFmr,
  tradeOffCurve,
} from './evaluation/error-curve.ts';
export {
  type EvaluatedImage,
  type Evaluation,
  type EvaluationImage,
  type EvaluationOptions,
  type EvaluationReport,
  evaluate,
} from './evaluation/evaluate.ts';
export { parseImageName } from './evaluation/image-name.ts';
export { type ShareInterval, shareInterval } from './evaluation/interval.ts';
export { missedPairs } from './evaluation/missed.ts';
export { pairPicture } from './evaluation/pair-picture.ts';
export { type ImagePair, imagePairs, type ScoredPair, twoFingerPairs } from './evaluation/pairs.ts';
export { type ExtractionRefusal, extractInStages, extractTemplate } from './extract/extract.ts';
export { stagesPicture } from './extract/picture.ts';
export type { QualityReason } from './extract/quality-reasons.ts';
export { reasonSoFar } from './extract/so-far.ts';
export {
  type FingerName,
  type FingerPosition,
  fingerName,
  fingerNames,
  fingerPosition,
  fingerPositions,
} from './finger.ts';
export { type Candidate, FingerprintEngine } from './gallery/engine.ts';
export type { Extraction } from './gallery/engine-protocol.ts';
export { Gallery } from './gallery/gallery.ts';
export { GallerySearch, type Match } from './gallery/gallery-search.ts';
export { shortlistShare } from './gallery/shortlist.ts';
export type { EnrolledFinger } from './gallery/snapshot.ts';
export { decodeImageFile } from './image/decode.ts';
export type { GreyImage } from './image/grey-image.ts';
export { decodeRawImage, type RawLayout } from './image/raw.ts';
export { shrink } from './image/shrink.ts';
export { type Comparison, compareTemplates } from './match/compare.ts';
export { type EnrolmentFault, type EnrolmentPlan, enrolmentFault } from './match/enrolment.ts';
export { type MergeRefusal, mergeTemplates } from './match/merge.ts';
export { duplicatePoint, operatingPoints, searchPoint } from './match/operating-points.ts';
export { prepareTemplate } from './match/prepare.ts';
export type { PreparedTemplate } from './match/prepared-template.ts';
export {
  type FingerLikeness,
  fmrOfScore,
  fuseFingers,
  fuseImpressions,
  likenessOfPeople,
  scoreOfFmr,
  smallestSupportedFmr,
} from './match/score.ts';
export { type SyntheticFinger, syntheticFinger } from './synthetic/finger.ts';
export { type ImpressionOptions, syntheticImpression } from './synthetic/impression.ts';
export type { FingerPattern } from './synthetic/pattern.ts';
export { syntheticTemplate } from './synthetic/template.ts';
export { type FingerImpressions, readEnrolment, writeEnrolment } from './template/enrolment.ts';
export { isTemplate, readTemplate } from './template/read-template.ts';
export { decodeTemplate, encodeTemplate } from './template/record.ts';
export {
  readStandardTemplates,
  type StandardFormat,
  type StandardRecordOptions,
  standardFormats,
  writeStandardTemplate,
} from './template/standard-record.ts';
export type { Impression, StandardView } from './template/standard-view.ts';
export type { Minutia, RidgeFlow, Template } from './template/template.ts';
