import {
  balanceTrials,
  caseAgencies,
  decimalText,
  eventCatalogue,
  labSections,
  memorandumSchema,
  methodStepSchema,
  mostParts,
  officerIdSchema,
  partKinds,
  plainText,
  reviewKinds,
  sealStates,
  sha256Text,
  subjectId,
  techniques,
  testOutcomes,
  weightKinds,
} from '@custody-edge/event-contract';
import { z } from 'zod';
import { credentials, isProven } from '../officers/requests.ts';
import { stepName } from './method/step.ts';

const received = eventCatalogue['exhibit.received.v1'].shape;
const tested = eventCatalogue['exhibit.tested.v1'].shape;
const amended = eventCatalogue['exhibit.amended.v1'].shape;
const forkSettled = eventCatalogue['exhibit.fork-settled.v1'].shape;
const returned = eventCatalogue['exhibit.returned.v1'].shape;
const assigned = eventCatalogue['case.assigned.v1'].shape;
const concluded = eventCatalogue['case.concluded.v1'].shape;
const roomMeasured = eventCatalogue['room.measured.v1'];
const calibrated = eventCatalogue['instrument.calibrated.v1'].shape;

const seals = z.array(z.strictObject({ mark: plainText(60), state: z.enum(sealStates) })).max(20);
const label = plainText(120);
const unit = z.string().min(1).max(20);
const deviceId = z.string().min(1).max(64);
const method = { method: methodStepSchema.exactOptional() } as const;

const knownWeight = z.strictObject({ mark: plainText(60), nominal: decimalText });

/** What a spectrum can be of, where the instrument gives counts. */
const spectralQuantities = ['counts', 'absorbance', 'transmittance'] as const;
/** By which a spectrum is known while it is shown: of the bytes that the instrument sent. */
const rawSha256 = z.string().regex(/^[0-9a-f]{64}$/, 'SHA-256 in hexadecimal');

const caseForm = z.strictObject({
  /** The laboratory's own number. */
  number: plainText(40),
  section: z.enum(labSections),
  memorandum: memorandumSchema,
});
export type CaseForm = z.infer<typeof caseForm>;

const parcelForm = z.strictObject({
  case: subjectId,
  label,
  parcel: received.parcel,
  described: received.described,
  seals,
  place: received.place,
});
export type ParcelForm = z.infer<typeof parcelForm>;

const partForm = z.strictObject({ label, kind: z.enum(partKinds), described: plainText(200) });

const testForm = z.strictObject({
  ...method,
  technique: z.enum(techniques),
  protocol: tested.protocol,
  outcome: z.enum(testOutcomes),
  observed: tested.observed,
  reagent: tested.reagent,
  /** The instrument that showed it, where it is one of this station. */
  deviceId: deviceId.exactOptional(),
  /** Files that it rests on, by the event that bound each to this exhibit. */
  files: tested.files,
});
export type TestForm = z.infer<typeof testForm>;

const certificateForm = z.strictObject({
  certificate: calibrated.certificate,
  by: calibrated.by,
  calibratedOn: calibrated.calibratedOn,
  dueOn: calibrated.dueOn,
  division: calibrated.division,
  capacity: calibrated.capacity,
  unit: calibrated.unit,
  calibrationUncertainty: calibrated.calibrationUncertainty,
  linearity: calibrated.linearity,
});

/** Signs what is before the bench; with a PIN all of it that is the officer's to sign, with a security key one after the other. */
const signing = <Signer extends z.ZodRawShape>(signer: Signer) =>
  z.strictObject({ action: z.literal('sign'), ...signer });
const signSchema = signing(credentials);
export type SignedBenchAction = z.infer<typeof signSchema>;
/** The same before a security key has signed it. */
export const benchActionToSignSchema = signing({ officerId: officerIdSchema });
export type BenchActionToSign = z.infer<typeof benchActionToSignSchema>;

const anyActionSchema = z.discriminatedUnion('action', [
  signSchema,
  /** What a reader that plugs in as a keyboard, or a person, typed into the page: a label. */
  z.strictObject({ action: z.literal('scan'), text: z.string().max(400) }),
  /** Leaves what is open, and what waits for signatures; nothing of it was recorded. */
  z.strictObject({ action: z.literal('cancel') }),

  /** Opens a case on record: its paper has come, its parcels follow. */
  z.strictObject({ action: z.literal('open-case'), form: caseForm }),
  z.strictObject({ action: z.literal('show-case'), case: subjectId }),
  /** To sign: a parcel of the case on the glass is taken in. */
  z.strictObject({ action: z.literal('receive'), form: parcelForm }),
  /** To sign by a supervisor: who works on the case. */
  z.strictObject({
    action: z.literal('assign'),
    case: subjectId,
    analyst: officerIdSchema,
    appointment: assigned.appointment,
  }),
  /** To sign by another person than its analyst: the report with this `contentHash` was gone through. */
  z.strictObject({
    action: z.literal('review'),
    case: subjectId,
    review: z.enum(reviewKinds),
    contentHash: sha256Text,
  }),
  /** To sign by the analyst of the case: what they conclude, and the number of the report. */
  z.strictObject({
    action: z.literal('conclude'),
    case: subjectId,
    number: concluded.number,
    conclusion: concluded.conclusion,
    urdu: concluded.urdu,
  }),
  /** Draws the report that was reviewed, and puts it on record. */
  z.strictObject({ action: z.literal('issue-report'), case: subjectId }),
  z.strictObject({
    action: z.literal('give-back'),
    case: subjectId,
    review: z.enum(reviewKinds),
    remarks: plainText(500),
  }),

  /** To sign by both: the exhibit in work goes into other hands, with what was taken from it and lies in the same hands. */
  z.strictObject({
    action: z.literal('hand-over'),
    to: officerIdSchema,
    place: plainText(60),
    withParts: z.boolean(),
  }),
  /** The seals of the exhibit in work as they were before it was opened. */
  z.strictObject({ action: z.literal('open'), seals }),
  /** Labels that are scanned from now on are those of parts of the exhibit in work, until it is divided or left. */
  z.strictObject({ action: z.literal('take-labels') }),
  /** Labels of a roll, as if each were scanned: the first one, and how many follow each other by number. */
  z.strictObject({ action: z.literal('take-label-run'), first: label, count: z.int().min(1).max(mostParts) }),
  z.strictObject({ action: z.literal('divide'), parts: z.array(partForm).min(1).max(mostParts) }),
  z.strictObject({ action: z.literal('reseal'), seals: seals.min(1), withParts: z.boolean() }),
  /** To sign: the exhibit in work, sealed, goes back to the agency. */
  z.strictObject({
    action: z.literal('return'),
    to: z.strictObject({ agency: z.enum(caseAgencies), rank: plainText(40), beltNumber: plainText(40) }),
    roadCertificate: returned.roadCertificate,
    withParts: z.boolean(),
  }),

  /** Begins a method with the exhibit in work. */
  z.strictObject({ action: z.literal('begin-method'), id: stepName }),
  /** Units of the exhibit in work are drawn by lot, as the method that is followed says. */
  z.strictObject({ action: z.literal('choose-units') }),
  /** What the next weight is the weight of, and which step of a method it is. */
  z.strictObject({ action: z.literal('weigh'), what: z.enum(weightKinds), ...method }),
  /** Which balance counts from now on, where there are several. */
  z.strictObject({ action: z.literal('use-balance'), deviceId }),
  z.strictObject({ action: z.literal('accept') }),
  z.strictObject({ action: z.literal('tare') }),
  z.strictObject({ action: z.literal('zero') }),
  z.strictObject({
    action: z.literal('write-weight'),
    ...method,
    what: z.enum(weightKinds),
    value: decimalText,
    unit,
    reason: plainText(300),
    balance: plainText(120),
  }),
  z.strictObject({ action: z.literal('test'), form: testForm }),
  /** Binds a file that came to the exhibit in work. */
  z.strictObject({ action: z.literal('bind-file'), ...method, arrival: z.int().min(1) }),
  /** To sign: what an event of the exhibit in work says does not count any more. */
  z.strictObject({
    action: z.literal('amend'),
    supersedes: z.uuidv7(),
    amendment: amended.amendment,
    why: amended.why,
  }),

  /** The exhibit in work lies before a spectrometer, the first one unless one is named. */
  z.strictObject({ action: z.literal('show-spectrum'), ...method, deviceId: deviceId.exactOptional() }),
  /** Has an instrument that scans take one spectrum. */
  z.strictObject({ action: z.literal('measure-spectrum') }),
  z.strictObject({
    action: z.literal('set-spectrometer'),
    /** So many times as long as it gathers light by then: each press counts, also one from before the last was shown. */
    integrationTimes: z.literal([0.5, 2]).exactOptional(),
    quantity: z.enum(spectralQuantities).exactOptional(),
  }),
  /** What was shown is what there is without light, or without a sample. */
  z.strictObject({ action: z.literal('keep-spectrum'), as: z.enum(['dark', 'reference']), spectrum: rawSha256 }),
  z.strictObject({ action: z.literal('adjust-spectrometer'), what: z.enum(['zero', 'baseline', 'dark']) }),
  /** What was shown is a spectrum of the exhibit: its files are bound to it. */
  z.strictObject({ action: z.literal('accept-spectrum'), spectrum: rawSha256 }),
  /** To sign by a supervisor, and by whoever has it: how the exhibit in work lies now, where benches recorded different things of it. */
  z.strictObject({ action: z.literal('settle-fork'), found: forkSettled.found, why: forkSettled.why }),

  /** What the thermo-hygrometer of the room says. */
  z.strictObject({ action: z.literal('measure-room'), form: roomMeasured }),
  z.strictObject({ action: z.literal('show-instruments') }),
  z.strictObject({ action: z.literal('calibrate'), deviceId, form: certificateForm }),
  /** Steady weights are readings of a known load from now on, each taken with `accept`, until the trial is ended or left. */
  z.strictObject({
    action: z.literal('begin-trial'),
    deviceId,
    trial: z.enum(balanceTrials),
    weight: knownWeight,
    /** The heavier loads of a trial of linearity, from light to heavy. */
    further: z.array(knownWeight).max(19).exactOptional(),
    unit,
  }),
  z.strictObject({ action: z.literal('end-trial') }),
  z.strictObject({ action: z.literal('withdraw'), deviceId, reason: plainText(300) }),
  z.strictObject({ action: z.literal('back-in-use'), deviceId, reason: plainText(300) }),
]);
export const benchActionSchema = anyActionSchema.refine(...isProven);
export type BenchAction = z.infer<typeof benchActionSchema>;
export type UnsignedBenchAction = Exclude<BenchAction, SignedBenchAction>;

export const isSignedBenchAction = (action: BenchAction): action is SignedBenchAction => action.action === 'sign';
