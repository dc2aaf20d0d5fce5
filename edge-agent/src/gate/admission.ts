import { asPlainText } from '@custody-edge/event-contract';
import { type EnrolmentFault, enrolmentFault, type FingerName, fingerNames } from '@custody-edge/fingerprint';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { GatePolicy } from '../config.ts';
import { adviceFor, adviceForUnclear } from './advice.ts';
import { bestMatch, type Capture } from './capture.ts';
import { type AdmissionDesk, type DeskStep, home, type StepInput, type World } from './desk.ts';
import type { AdmissionDetails, EnrolmentFingerView } from './view.ts';

export const emptyAdmission: AdmissionDesk = { step: 'admission', details: {}, fingers: [] };

/** Index fingers and thumbs first: the fingers that people present most easily. */
const order: readonly FingerName[] = [
  'right-index',
  'left-index',
  'right-thumb',
  'left-thumb',
  ...fingerNames.filter((name) => !/index|thumb/.test(name)),
];

const detailNames = [
  'name',
  'relation',
  'parentage',
  'prisonerNumber',
  'warrantNumber',
  'court',
  'caseNumber',
  'policeStation',
] as const satisfies readonly (keyof AdmissionDetails)[];

/** The details once every field is filled in. */
export function completeDetails({ details }: AdmissionDesk): AdmissionDetails | undefined {
  const { name, relation, parentage, prisonerNumber, warrantNumber, court, caseNumber, policeStation } = details;
  if (!name || !relation || !parentage || !prisonerNumber || !warrantNumber || !court || !caseNumber || !policeStation)
    return undefined;
  return { name, relation, parentage, prisonerNumber, warrantNumber, court, caseNumber, policeStation };
}

export function fingerProgress(
  desk: AdmissionDesk,
  policy: GatePolicy,
): (EnrolmentFingerView & { name: FingerName })[] {
  return order.slice(0, policy.fingersToEnrol).map((name) => ({
    name,
    finger: say(`finger.${name}`),
    taken: desk.fingers.find(({ finger }) => finger === name)?.impressions.length ?? 0,
    needed: policy.impressionsPerFinger,
  }));
}

/** The finger to present next; undefined when all are taken. */
export function nextFinger(desk: AdmissionDesk, policy: GatePolicy): FingerName | undefined {
  return fingerProgress(desk, policy).find(({ taken, needed }) => taken < needed)?.name;
}

/** What is missing before the admission may be confirmed. */
export function missingForAdmission(desk: AdmissionDesk, policy: GatePolicy): BilingualText[] {
  const open = fingerProgress(desk, policy).filter(({ taken, needed }) => taken < needed).length;
  return [
    ...(completeDetails(desk) ? [] : [say('gate.details-missing')]),
    ...(open > 0 ? [say('gate.fingers-missing', { count: open })] : []),
  ];
}

/** What happens at an admission; the desk around it handles leaving. */
export function stepAdmission(desk: AdmissionDesk, input: StepInput, world: World): DeskStep {
  const stay = (next: AdmissionDesk): DeskStep => ({ desk: next, effects: [] });
  const { again: _, ...calm } = desk;
  switch (input.kind) {
    case 'unclear':
      return stay({ ...calm, again: adviceForUnclear(input.reasons) });
    case 'paper':
      return stay({ ...calm, details: { ...desk.details, warrantNumber: asPlainText(input.text, 60) } });
    case 'action':
      if (input.action.action !== 'admission-details') return stay(desk);
      return stay({ ...calm, details: Object.fromEntries(detailsIn(input.action.details)) });
    case 'capture':
      return takeImpression(calm, input.capture, world);
    case 'vouched':
    case 'idle':
      return stay(desk);
  }
}

const detailsIn = (details: AdmissionDetails) => detailNames.map((name) => [name, details[name]] as const);

function takeImpression(desk: AdmissionDesk, capture: Capture, world: World): DeskStep {
  const known = bestMatch(capture, world.thresholds.verify);
  if (known) {
    // The same fingers are on record under another admission: an alias, or somebody who never left.
    const refused = {
      kind: 'record',
      draft: {
        type: 'gate.identity-refused.v1',
        subject: world.stationSubject,
        data: {
          reason: 'other-person',
          movement: 'admission',
          attempts: 1,
          matches: known.subject,
          scanner: capture.scanner,
        },
      },
    } as const;
    return { desk: { step: 'stop', text: say('gate.already-enrolled'), subject: known.subject }, effects: [refused] };
  }
  const wanted = nextFinger(desk, world.policy);
  if (!wanted) return { desk, effects: [] };
  const taken = desk.fingers.findIndex(({ finger }) => finger === wanted);
  const { fingersToEnrol, impressionsPerFinger } = world.policy;
  const fault = enrolmentFault(capture.admissionScores, taken, { fingers: fingersToEnrol, impressionsPerFinger });
  if (fault) return { desk: { ...desk, again: againAfter(fault, wanted, capture) }, effects: [] };
  const fingers =
    taken === -1
      ? [...desk.fingers, { finger: wanted, impressions: [capture.template] }]
      : desk.fingers.map((one, index) =>
          index === taken ? { ...one, impressions: [...one.impressions, capture.template] } : one,
        );
  return { desk: { ...desk, fingers, scanner: capture.scanner }, effects: [] };
}

function againAfter(fault: EnrolmentFault, wanted: FingerName, { reasons }: Capture): BilingualText {
  const ask = { finger: say(`finger.${wanted}`) };
  if (fault === 'finger-repeated') return say('gate.finger-repeated', ask);
  // Of a poor print nobody can say that it is another finger's.
  return adviceFor(reasons) ?? say('gate.fingers-differ', ask);
}

/** Confirms a complete admission; an incomplete one stays as it is. */
export function confirmAdmission(desk: AdmissionDesk, world: World): DeskStep {
  if (missingForAdmission(desk, world.policy).length > 0) return { desk, effects: [] };
  return { desk: home, effects: [{ kind: 'admit', admission: desk }] };
}
