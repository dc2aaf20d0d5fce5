export {
  type Approval,
  type ApprovalRequest,
  approvalToAssert,
  claimedApprover,
  type KnownOfficer,
  readApproval,
  signApproval,
  type VerifiedApproval,
} from './approval.ts';
export { type ApprovalMeaning, approvalMeaningSchema } from './approval-meaning.ts';
export { assertedMessage, type MessageToAssert } from './asserted-message.ts';
export { fromBase32, toBase32 } from './base32.ts';
export { decisionDigest } from './canonical.ts';
export {
  type AuthenticEvent,
  authenticate,
  authenticateAsync,
  type ChainHead,
  type ChainVerdict,
  chainStart,
  placeInChain,
  signEvent,
} from './chain.ts';
export { clockToleranceMs } from './clock.ts';
export {
  type Command,
  type CommandBody,
  commandBodySchema,
  commandSchema,
  courtDirectorySchema,
  type MatchedIdentity,
  matchedIdentitySchema,
  readCommand,
} from './command.ts';
export { missingDigest } from './count.ts';
export {
  type CourtNotice,
  courtKey,
  courtNoticeWith,
  type Ending,
  type NoticeContent,
  noticeContentSchema,
  readCourtNotice,
  signCourtNotice,
} from './court-notice.ts';
export { type AdmissionGap, gapsOfAdmission } from './custody/admission-gaps.ts';
export { type AdmissionWord, admissionDigest, admissionWords, foundHash } from './custody/admission-word.ts';
export { type Custody, type CustodyHere, custodyHere, custodySchema, type OpenClaim } from './custody/custody.ts';
export {
  type Departure,
  type DepartureClaim,
  type DepartureGap,
  type DeparturePolicy,
  departureDigest,
  departureWords,
  gapsOfDeparture,
  gapsOfRecordedDeparture,
  isDeparture,
} from './custody/departure.ts';
export type { Detention } from './custody/detention.ts';
export { type Erasure, type IsFollowed, isErasure } from './custody/erasure.ts';
export { gapsOfErasure } from './custody/erasure-gaps.ts';
export {
  type Background,
  type Believed,
  backgroundOf,
  foldCustody,
  holdsLineTo,
  isCustodyEvent,
} from './custody/fold.ts';
export { custodyAfter } from './custody/follow.ts';
export { holdsGrant } from './custody/granted.ts';
export { identityIn, type NameCorrection, nameCorrectionsOf, sightIn } from './custody/identity.ts';
export { type LateHold, lateHoldsOf } from './custody/late-hold.ts';
export { gapsOfLateHoldReport, reportedHold } from './custody/late-hold-report.ts';
export type { OpenMatch } from './custody/matches.ts';
export { type Absence, type AdmissionEvent, isAdmission, movementType } from './custody/movement.ts';
export {
  type GateRelease,
  type IsGranted,
  isGateRelease,
  isOrderReceived,
  isRelease,
  type OpenOrder,
  type OrderReceived,
  ordersOf,
  type Release,
  type Verification,
} from './custody/orders.ts';
export { type PendingPart, pendingParts } from './custody/pending.ts';
export {
  type ApprovalPolicy,
  type Approver,
  gapsOfApproval,
  gapsOfRelease,
  gapsOfReleaseAtCourt,
  isAnswerable,
  type ReleaseEvidence,
  type ReleaseGap,
  type ReleasePolicy,
  releaseGaps,
} from './custody/release.ts';
export { type ReportDraft, reportDigest } from './custody/report.ts';
export {
  isComparedWith,
  type Sight,
  type SightClaim,
  type SightMeaning,
  sightDigest,
  takesPart,
} from './custody/sight.ts';
export { isSigned, signedSight, signersOf } from './custody/signed-words.ts';
export {
  type CustodyState,
  custodyStates,
  isAtLarge,
  isEnded,
  isInside,
  isKept,
  type Journey,
  journeys,
  type StateHere,
  stateOnJourney,
  statesHere,
} from './custody/states.ts';
export { type AttestedDraft, attestationOf, releaseDigest, wordsAsked } from './custody/words.ts';
export {
  type CustodyEvent,
  type Envelope,
  envelopeSchema,
  siteOf,
  sourceOf,
  stationOf,
  type TimeQuality,
  typedEvent,
} from './envelope.ts';
export { contractError } from './errors.ts';
export {
  differencesFrom,
  type EventStatement,
  isEventCode,
  readEventCode,
  signEventCode,
  statementOf,
} from './event-code.ts';
export {
  type AdmissionBelongings,
  type AdmissionBody,
  type AdmissionFile,
  admissionBelongingsSchema,
  admissionBodySchema,
  admissionFileSchema,
  type BodyPlace,
  bodyPlaces,
  type ConflictAnswer,
  conflictAnswers,
  escortSchema,
  type FingerExceptionReason,
  type FingerPhotographLack,
  fingerExceptionReasons,
  fingerPhotographLacks,
  type InjuriesFound,
  injuriesFoundSchema,
  type LaterSearch,
  laterSearchSchema,
  type MatchAnswer,
  matchAnswers,
  type ProvisionalReason,
  provisionalReasonsOf,
  type RecordedReference,
  type Reference,
  type ReferenceAnswer,
  referenceAnswers,
  referenceOffices,
  referenceSchema,
  references,
  type Sex,
  sexes,
} from './events/admission.ts';
export { type EventData, type EventDraft, type EventType, eventCatalogue, isEventType } from './events/catalogue.ts';
export {
  type ByHandReason,
  byHandReasons,
  type CountKind,
  type CountPart,
  callOffWithinMs,
  countKinds,
  mostInPart,
  type SeenBy,
  type TakenBackReason,
  takenBackReasons,
} from './events/count.ts';
export { type DetentionAlarm, extensionSchema } from './events/detention.ts';
export { type ErasurePaper, erasurePaperSchema } from './events/erasure.ts';
export {
  type FingerprintEvidence,
  type IdentityEvidence,
  type SightEvidence,
  type UnreadableReason,
  unreadableReasons,
} from './events/evidence.ts';
export {
  type Amendment,
  type AsFound,
  type ExhibitPart,
  type InstrumentEvidence,
  instrumentEvidenceSchema,
  type MethodStep,
  methodStepSchema,
  mostParts,
  type PartKind,
  partKinds,
  type Seal,
  type SealState,
  sealStates,
  type Technique,
  type TestOutcome,
  techniques,
  testOutcomes,
  type WeightKind,
  weightKinds,
} from './events/exhibit.ts';
export {
  type BandReason,
  bandReasons,
  type Mover,
  movers,
  noWard,
  type OpenedList,
  rollPart,
  type Sighting,
  sightings,
} from './events/gate.ts';
export { type HandOver, handOverSchema, type Police, policeSchema } from './events/hand-over.ts';
export { type BalanceTrial, balanceTrials, type KnownWeight, type PanPlace, panPlaces } from './events/instrument.ts';
export {
  type Bearer,
  bearerSchema,
  type CaseAgency,
  caseAgencies,
  type LabSection,
  labSections,
  type Memorandum,
  memorandumSchema,
  memorandumWithinMs,
  type ReportingLaboratory,
  type ReviewKind,
  reviewKinds,
} from './events/lab-case.ts';
export {
  type HoldDocument,
  holdDocumentKinds,
  holdDocumentSchema,
  mostOrdersOvertaken,
  type StatedHold,
  statedHoldSchema,
} from './events/late-hold.ts';
export { type GroupMovement, groupMovements, type Manifest, manifestSchema } from './events/manifest.ts';
export {
  type Authenticator,
  type OfficerRole,
  officerIdSchema,
  officerRoleSchema,
  type UnreadableOfficerReason,
  unreadableOfficerReasonSchema,
  type WithoutWord,
  withoutWordSchema,
} from './events/officer.ts';
export {
  type CallBackAnswer,
  type Court,
  callBackAnswers,
  courtSchema,
  type OrderDifference,
  orderDifferences,
  type QueryAnswer,
  queryAnswers,
} from './events/order.ts';
export {
  type Claim,
  type CommittedPerson,
  claims,
  committedPersonSchema,
  type Hold,
  holdSchema,
  maxPhotographBytes,
  mostMatches,
  type PaperForm,
  type Pass,
  type PersonalIdentity,
  type ProductionOrder,
  paperFormSchema,
  paperJourneys,
  passSchema,
  personalIdentitySchema,
  productionOrderSchema,
  type ReleaseOrder,
  relationSchema,
  releaseOrderSchema,
  type Transfer,
  transferSchema,
  type Warrant,
  type WarrantKind,
  type WarrantName,
  warrantKey,
  warrantKinds,
  warrantNameSchema,
  warrantSchema,
} from './events/prisoner.ts';
export { mostReportBytes, reportCaseSchema, reportNumberSchema } from './events/report-issued.ts';
export type { PracticeEnd, WireEnd } from './events/station.ts';
export {
  isVisitEvent,
  type LegalParties,
  legalPartiesSchema,
  type VisitAlarm,
  type VisitDeposit,
  type VisitGround,
  type VisitIdentification,
  type VisitorDocument,
  type VisitorIdentity,
  type VisitParties,
  type VisitPhotographLack,
  type VisitRelation,
  visitAlarms,
  visitDepositSchema,
  visitGrounds,
  visitorDocuments,
  visitorIdentitySchema,
  visitPhotographLacks,
  visitRelations,
} from './events/visit.ts';
export {
  type Feed,
  type FeedAbout,
  type FeedItem,
  type FeedRecord,
  type FeedStatement,
  feedItemSchema,
  feedKinds,
  readFeedRecord,
  readFeedStatement,
  signFeedRecord,
  signFeedStatement,
} from './feed.ts';
export { grantKey, type KeyGrant, keyGrantSchema, openGrant } from './grant.ts';
export { type StationHealth, stationHealthSchema, stationStateSchema } from './health.ts';
export { type Held, judge, type Verdict } from './judge.ts';
export { type Exhibit, foldExhibit, obstacleTo, type UnitChoice, type WorkObstacle } from './laboratory/exhibit.ts';
export type { ExhibitCustody, ExhibitGap } from './laboratory/exhibit-custody.ts';
export {
  controlsHeld,
  type Finding,
  type FindingEvent,
  type FindingResult,
  foundBy,
  isStanding,
  type Reagent,
  resultOf,
} from './laboratory/findings.ts';
export { type Calibration, foldInstrument, type InstrumentState, type Trial } from './laboratory/fitness.ts';
export { inLine, type Line } from './laboratory/in-line.ts';
export { dayInPakistan, monthInPakistan } from './laboratory/karachi.ts';
export {
  type Arrival,
  type CaseGap,
  type CaseSources,
  exhibitsOf,
  foldCase,
  type IssuedReport,
  isReviewed,
  issuedReport,
  type LabCase,
  type Review,
} from './laboratory/lab-case.ts';
export {
  type ExhibitEvent,
  type InstrumentEvent,
  isExhibitEvent,
  isInstrumentEvent,
  isLabCaseEvent,
  isRoomEvent,
  type LabCaseEvent,
  type RoomEvent,
} from './laboratory/lab-events.ts';
export { type LabDraft, labDigest, labWords, type SignedLabDraft } from './laboratory/lab-words.ts';
export type { MethodRule, ReportGap } from './laboratory/report-gap.ts';
export { gapsOfReport, type ReportClaim } from './laboratory/report-gaps.ts';
export { exhibitSubject, instrumentSubject, roomSubject } from './laboratory/subjects.ts';
export { type MeasuredBy, type MeasuredIn, measuredIn, type TestRow, testTable } from './laboratory/test-table.ts';
export {
  type PeriodTotals,
  type SectionTotal,
  sectionNames,
  totalsByMonth,
  totalsByYear,
} from './laboratory/totals.ts';
export { openLetter, sealFor } from './letter.ts';
export {
  isSenior,
  lacksWord,
  type OfficerChange,
  type OfficerChangeType,
  officerChangeDigest,
  officerIdOf,
  withoutWord,
} from './officer-change.ts';
export { type OfficerOnRecord, type OfficerRecord, officerWithKey } from './officer-record.ts';
export { officerRecordAfter, officerRecordTypes, officersAfter, vouchingDigest } from './officers.ts';
export { mayApprove } from './offices.ts';
export { type Receipt, receiptSchema } from './receipt.ts';
export { type RecordGap, recordGaps } from './record-gaps.ts';
export { isReportCode, type ReportStatement, readReportCode, signReportCode } from './report-code.ts';
export { type ReportContent, type ReportHead, reportContent, reportHeadIn, sha256Of } from './report-content.ts';
export { type DataKey, type Sealed, seal, sealedSchema, unseal } from './seal.ts';
export {
  type Assertion,
  assertionSchema,
  type CredentialJwk,
  claimedChallenge,
  credentialJwkSchema,
  type SecurityKey,
  securityKeySchema,
  verifyAssertion,
} from './security-key.ts';
export {
  createSigner,
  firstIssue,
  importPublicJwk,
  maxMessageBytes,
  type PublicJwk,
  publicJwk,
  publicJwkSchema,
  readMessage,
  type SignedMessage,
  type Signer,
  signMessage,
  thumbprint,
  verifyMessage,
} from './signature.ts';
export {
  type Enrolment,
  readStationRecord,
  type StationRecord,
  type StationRole,
  signStationRecord,
  stationRecordSchema,
  stationRoleSchema,
  stationRoles,
  tlsKeyHash,
} from './station-record.ts';
export { asPlainText, decimalText, placeId, plainText, sha256Text, subjectId } from './text.ts';
export { type Channel, channelsOf, parseTopic, stationChannels, topicOf } from './topics.ts';
export { isWristband, readWristband, type Wristband, wristbandOf } from './wristband.ts';
