import {
  type Believed,
  type CustodyEvent,
  type Enrolment,
  foldCustody,
  gapsOfRelease,
  gapsOfReleaseAtCourt,
  type Release,
  type ReleaseEvidence,
  type ReleaseGap,
  readCommand,
  signedSight,
  signersOf,
  stationOf,
} from '@custody-edge/event-contract';
import { admissionOf } from './person.ts';
import { matchedFingersOf, type OfficersAt, signedCustody } from './signed-custody.ts';

/** Different fingers that a release asks for. */
const requiredFingers = 2;
const minuteMs = 60_000;

/**
 * What a release that happened lacked, as far as the record alone can tell: where the person was by all other events, except those
 * that follow the release, and what the release itself brings forward. Its moment is what the station's clock said. What the centre
 * said of other matters counts as long as it said itself. Whatever an officer answers for counts if one in force signed that very thing.
 * @param line every event of the person
 * @param clockIsBehind whether the station's clock showed a time that had passed already
 * @param believed whether the centre granted an order, or followed an erasure, that a station tells of
 * @returns undefined while the admission is not among them
 */
export function auditOf(
  release: Release,
  line: readonly CustodyEvent[],
  centre: Enrolment,
  officersAt: OfficersAt,
  clockIsBehind: boolean,
  believed: Partial<Believed>,
): ReleaseGap[] | undefined {
  const after = following(release, line);
  const others = line.filter(({ id }) => !after.has(id));
  const folded = foldCustody(others, believed);
  const admission = admissionOf(others);
  if (!folded || !admission) return undefined;
  const custody = signedCustody(folded, release, others, admission, officersAt);
  const officers = officersAt(release);
  const statement = statementIn(release, centre);
  const evidence: Omit<ReleaseEvidence, 'matchedFingers'> = {
    station: release.source,
    // Of that the chain at the centre would tell.
    recordIsAltered: false,
    clockIsBehind,
    orderIds: release.data.orderIds,
    holds: statement,
    approvers: signersOf(release, officers),
  };
  const policy = {
    fingers: requiredFingers,
    holdsMaxAgeMinutes: statement?.validMinutes ?? 0,
    seniorSignsWithKey: false,
  };
  const atMs = Date.parse(release.time);
  if (release.type === 'prisoner.released-at-court.v1') return gapsOfReleaseAtCourt(custody, evidence, policy, atMs);
  const matchedFingers = matchedFingersOf(release, admission);
  const seen = release.data.identity.find((one) => one.method === 'sight');
  const sight = seen && signedSight(seen, release, 'release', officers);
  const enrolled = admission.data.fingers.length;
  const { handOver } = { handOver: undefined, ...release.data };
  return gapsOfRelease(custody, { ...evidence, matchedFingers, sight, handOver }, policy, enrolled, atMs);
}

/** What the centre said of other matters to this very station about this very person; undefined when it said no such thing. */
function statementIn({ data, source, subject }: Release, centre: Enrolment) {
  // Whether it came too late is told from its age, not from today's clock.
  const read = readCommand(data.holdsStatement, centre, stationOf(source), Number.NEGATIVE_INFINITY);
  if (!read.ok) return undefined;
  const { body, issuedAt, expiresAt } = read.value;
  if (body.purpose !== 'state-holds' || body.subject !== subject) return undefined;
  const asOfMs = Date.parse(issuedAt);
  return { open: body.holds, asOfMs, validMinutes: (Date.parse(expiresAt) - asOfMs) / minuteMs };
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
