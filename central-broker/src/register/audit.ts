import {
  type CustodyEvent,
  claimedApprover,
  claimedSight,
  type Enrolment,
  foldCustody,
  gapsOfRelease,
  gapsOfReleaseAtCourt,
  type Release,
  type ReleaseEvidence,
  type ReleaseGap,
  readCommand,
} from '@custody-edge/event-contract';
import { admissionOf, placeOf } from './person.ts';

/** Different fingers that a release asks for. */
const requiredFingers = 2;
const minuteMs = 60_000;

/**
 * What a release that happened lacked, as far as the record alone can tell: where the person was by all other events, except those
 * that follow the release, and what the release itself brings forward. Its moment is what the station's clock said. What the centre
 * said of other matters counts as long as it said itself. Approvals are counted by the officer and the key that each names, not verified:
 * of what rank they are the centre cannot tell without the officers' keys, so `senior-officer-missing` never appears.
 * @param line every event of the person
 * @returns undefined while the admission is not among them
 */
export function auditOf(release: Release, line: readonly CustodyEvent[], centre: Enrolment): ReleaseGap[] | undefined {
  const after = following(release, line);
  const others = line.filter(({ id }) => !after.has(id));
  const custody = foldCustody(others);
  const admission = admissionOf(others);
  if (!custody || !admission) return undefined;
  const statement = statementIn(release, centre);
  const evidence: Omit<ReleaseEvidence, 'matchedFingers'> = {
    station: release.source,
    orderIds: release.data.orderIds,
    holds: statement,
    approvers: release.data.approvals.map((approval) => ({
      ...(claimedApprover(approval) ?? { officerId: approval, keyId: approval, authenticator: 'pin' }),
      role: 'unverified',
    })),
  };
  const policy = {
    fingers: requiredFingers,
    holdsMaxAgeMinutes: statement?.validMinutes ?? 0,
    seniorSignsWithKey: false,
  };
  const atMs = Date.parse(release.time);
  const isKnown = (gap: ReleaseGap): boolean => gap !== 'senior-officer-missing';
  if (release.type === 'prisoner.released-at-court.v1')
    return gapsOfReleaseAtCourt(custody, evidence, policy, atMs).filter(isKnown);
  const enrolled = admission.data.fingers.map(({ finger }) => finger);
  const { identity } = release.data;
  const matchedFingers = identity.flatMap((one) =>
    one.method === 'fingerprint' && one.score >= one.threshold && enrolled.includes(one.finger) ? [one.finger] : [],
  );
  const seen = identity.find((one) => one.method === 'sight');
  const sight = seen && claimedSight(seen, release, 'release');
  const gaps = gapsOfRelease(custody, { ...evidence, matchedFingers, sight }, policy, enrolled.length, atMs);
  return gaps.filter(isKnown);
}

/** What the centre said of other matters to this very station about this very person; undefined when it said no such thing. */
function statementIn({ data, source, subject }: Release, centre: Enrolment) {
  // Whether it came too late is told from its age, not from today's clock.
  const read = readCommand(data.holdsStatement, centre, placeOf(source).stationId, Number.NEGATIVE_INFINITY);
  if (!read.ok) return undefined;
  const { body, issuedAt, expiresAt } = read.value;
  if (body.purpose !== 'state-holds' || body.subject !== subject) return undefined;
  const asOfMs = Date.parse(issuedAt);
  return { open: body.holds.length, asOfMs, validMinutes: (Date.parse(expiresAt) - asOfMs) / minuteMs };
}

/** The release and everything that was recorded in knowledge of it. */
function following(release: Release, line: readonly CustodyEvent[]): ReadonlySet<string> {
  const found = new Set([release.id]);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const event of line) {
      const knew = event.type === 'prisoner.conflict-resolved.v1' ? event.data.heads : [];
      if ([event.after ?? '', ...knew].some((id) => found.has(id))) found.add(event.id);
    }
  }
  return found;
}
