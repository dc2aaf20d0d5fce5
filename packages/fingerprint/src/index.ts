export { fingerprintError } from './errors.ts';
export type { ExtractionRefusal } from './extract/extract.ts';
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
