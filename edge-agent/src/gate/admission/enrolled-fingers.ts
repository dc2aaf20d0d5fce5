import { decisionDigest } from '@custody-edge/event-contract';
import type { FingerName } from '@custody-edge/fingerprint';
import type { GatePolicy } from '../../config.ts';
import type { AdmissionDesk, ExceptionClaim, HandPhotograph, World } from '../desk.ts';
import type { Capture } from '../finger/capture.ts';
import { type Enrolling, fingerOrder, nextOf, progressOf, withImpression } from '../finger/enrolling.ts';
import { photographId } from '../photograph/photograph-id.ts';
import type { ToSign } from '../signing/attestation.ts';

const exceptedFingers = ({ exceptions }: AdmissionDesk): FingerName[] => exceptions.flatMap(({ fingers }) => fingers);

const enrollingAt = (desk: AdmissionDesk, { fingersToEnrol, impressionsPerFinger }: GatePolicy): Enrolling => ({
  fingers: desk.fingers,
  left: exceptedFingers(desk),
  plan: { fingers: fingersToEnrol, impressionsPerFinger },
});

/** The fingers that this person enrols, how far each is. */
export const fingerProgress = (desk: AdmissionDesk, policy: GatePolicy) => progressOf(enrollingAt(desk, policy));

/** The finger to present next; undefined when all are taken. */
export const nextFinger = (desk: AdmissionDesk, policy: GatePolicy) => nextOf(enrollingAt(desk, policy));

/** One more impression of the finger that is asked for, unless it is of another one. */
export function takeImpression(desk: AdmissionDesk, capture: Capture, policy: GatePolicy): AdmissionDesk {
  const enrolling = enrollingAt(desk, policy);
  if (nextOf(enrolling) === undefined) return desk;
  const taken = withImpression(enrolling, capture, capture.admissionScores);
  return 'again' in taken ? { ...desk, ...taken } : { ...desk, ...taken, scanner: capture.scanner };
}

/** The fingers that a claim is about; none where all are taken. */
function claimedFingers(
  desk: AdmissionDesk,
  policy: GatePolicy,
  { every }: Pick<ExceptionClaim, 'every'>,
): FingerName[] {
  const next = nextFinger(desk, policy);
  if (next === undefined) return [];
  if (!every) return [next];
  const complete = desk.fingers.filter(({ impressions }) => impressions.length >= policy.impressionsPerFinger);
  const settled = new Set([...exceptedFingers(desk), ...complete.map(({ finger }) => finger)]);
  return fingerOrder.filter((name) => !settled.has(name));
}

/** What the record says of the photograph of a hand. */
export const saidOf = (photograph: HandPhotograph) =>
  typeof photograph === 'string' ? photograph : { hash: photographId(photograph.jpeg) };

/** What the second officer signs: whose fingers, which, and why, and the photograph that they saw. */
export function exceptionToSign(
  claim: ExceptionClaim,
  desk: AdmissionDesk,
  { policy }: Pick<World, 'policy'>,
): ToSign | undefined {
  const fingers = claimedFingers(desk, policy, claim);
  const { reason, photograph } = claim;
  const meaning = 'finger-exception';
  return {
    meaning,
    digest: decisionDigest({ meaning, ...desk.details, fingers, reason, photograph: saidOf(photograph) }),
    byAnother: true,
    signed: (word) => ({ kind: 'fingers-excepted', word, claim }),
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
  const { reason, photograph } = claim;
  const at = new Date(nowMs).toISOString();
  return {
    ...desk,
    fingers: desk.fingers.filter(({ finger }) => !fingers.includes(finger)),
    exceptions: [...desk.exceptions, { fingers, reason, photograph, at, approval }],
  };
}
