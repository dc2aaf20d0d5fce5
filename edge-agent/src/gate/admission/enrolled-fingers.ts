import { decisionDigest } from '@custody-edge/event-contract';
import { type EnrolmentFault, enrolmentFault, type FingerName, fingerNames } from '@custody-edge/fingerprint';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { GatePolicy } from '../../config.ts';
import type { AdmissionDesk, ExceptionClaim, World } from '../desk.ts';
import { adviceFor } from '../finger/advice.ts';
import type { Capture } from '../finger/capture.ts';
import type { ToSign } from '../signing/attestation.ts';
import type { EnrolmentFingerView } from '../view.ts';

/** Index fingers and thumbs first: the fingers that people present most easily. */
const order: readonly FingerName[] = [
  'right-index',
  'left-index',
  'right-thumb',
  'left-thumb',
  ...fingerNames.filter((name) => !/index|thumb/.test(name)),
];

const exceptedFingers = ({ exceptions }: AdmissionDesk): FingerName[] => exceptions.flatMap(({ fingers }) => fingers);

/** The fingers that this person enrols: as many as the policy wants, as far as the hands have them. */
export function fingerProgress(
  desk: AdmissionDesk,
  policy: GatePolicy,
): (EnrolmentFingerView & { name: FingerName })[] {
  const excepted = new Set(exceptedFingers(desk));
  return order
    .filter((name) => !excepted.has(name))
    .slice(0, policy.fingersToEnrol)
    .map((name) => ({
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

/** One more impression of the finger that is asked for, unless it is of another one. */
export function takeImpression(desk: AdmissionDesk, capture: Capture, policy: GatePolicy): AdmissionDesk {
  const wanted = nextFinger(desk, policy);
  if (!wanted) return desk;
  const taken = desk.fingers.findIndex(({ finger }) => finger === wanted);
  const { fingersToEnrol, impressionsPerFinger } = policy;
  const fault = enrolmentFault(capture.admissionScores, taken, { fingers: fingersToEnrol, impressionsPerFinger });
  if (fault) return { ...desk, again: againAfter(fault, wanted, capture) };
  const fingers =
    taken === -1
      ? [...desk.fingers, { finger: wanted, impressions: [capture.template] }]
      : desk.fingers.map((one, index) =>
          index === taken ? { ...one, impressions: [...one.impressions, capture.template] } : one,
        );
  return { ...desk, fingers, scanner: capture.scanner };
}

function againAfter(fault: EnrolmentFault, wanted: FingerName, { reasons }: Capture): BilingualText {
  const ask = { finger: say(`finger.${wanted}`) };
  if (fault === 'finger-repeated') return say('gate.finger-repeated', ask);
  // Of a poor print nobody can say that it is another finger's.
  return adviceFor(reasons) ?? say('gate.fingers-differ', ask);
}

/** The fingers that a claim is about; none where all are taken. */
function claimedFingers(desk: AdmissionDesk, policy: GatePolicy, { every }: ExceptionClaim): FingerName[] {
  const next = nextFinger(desk, policy);
  if (next === undefined) return [];
  if (!every) return [next];
  const complete = desk.fingers.filter(({ impressions }) => impressions.length >= policy.impressionsPerFinger);
  const settled = new Set([...exceptedFingers(desk), ...complete.map(({ finger }) => finger)]);
  return order.filter((name) => !settled.has(name));
}

/** What the second officer signs: whose fingers, which, and why. */
export function exceptionToSign(
  { every, reason }: ExceptionClaim,
  desk: AdmissionDesk,
  { policy }: Pick<World, 'policy'>,
): ToSign | undefined {
  const fingers = claimedFingers(desk, policy, { every, reason });
  const meaning = 'finger-exception';
  return {
    meaning,
    digest: decisionDigest({ meaning, ...desk.details, fingers, reason }),
    byAnother: true,
    signed: (word) => ({ kind: 'fingers-excepted', word, claim: { every, reason } }),
  };
}

/** Goes on without the fingers claimed; what was taken of a finger that could not be finished is left. */
export function exceptFingers(
  desk: AdmissionDesk,
  policy: GatePolicy,
  claim: ExceptionClaim,
  approval: string,
  nowMs: number,
): AdmissionDesk {
  const fingers = claimedFingers(desk, policy, claim);
  if (fingers.length === 0) return desk;
  const at = new Date(nowMs).toISOString();
  return {
    ...desk,
    fingers: desk.fingers.filter(({ finger }) => !fingers.includes(finger)),
    exceptions: [...desk.exceptions, { fingers, reason: claim.reason, at, approval }],
  };
}
