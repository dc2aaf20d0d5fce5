import {
  type AuthenticEvent,
  authenticate,
  differencesFrom,
  type Enrolment,
  type EventStatement,
  readEventCode,
  statementOf,
  typedEvent,
} from '@custody-edge/event-contract';
import type { CustodyError, Result } from '@custody-edge/foundation';

/** What is examined: the code of a slip, a signed event, or both. */
export interface EventEvidence {
  readonly code?: string;
  readonly event?: string;
}

/** One thing that holds or does not. */
interface Finding {
  readonly check: 'station-enrolled' | 'code-signed' | 'event-signed' | 'event-readable' | 'same-event';
  readonly holds: boolean;
  /** In words, for whoever holds the paper. */
  readonly says: string;
  /** Code of the refusal, where it does not hold. */
  readonly refusal?: string;
}

export interface Examination {
  readonly holds: boolean;
  readonly findings: readonly Finding[];
  /** What the station said, of which the signature holds. */
  readonly statement?: EventStatement;
}

/** Examines what there is under the record of one station; nothing is asked of anybody. */
export function examineEvent(evidence: EventEvidence, station: Result<Enrolment, CustodyError>): Examination {
  const enrolled = finding(
    'station-enrolled',
    station.ok ? undefined : station.error,
    station.ok ? `${nameOf(station.value)} is enrolled by this authority.` : '',
    'The station’s record does not hold under this authority, and nothing was examined by it',
  );
  if (!station.ok) return { holds: false, findings: [enrolled] };
  const examined = underRecord(evidence, station.value);
  return { ...examined, findings: [enrolled, ...examined.findings] };
}

const nameOf = ({ record: { role, site, stationId } }: Enrolment): string => `The ${role} ${site}/${stationId}`;

function underRecord({ code, event }: EventEvidence, enrolment: Enrolment): Examination {
  const read = code === undefined ? undefined : readEventCode(code, enrolment);
  const signed = event === undefined ? undefined : authenticate(event, enrolment);
  const findings = [
    ...(read ? [codeFinding(read)] : []),
    ...(signed ? eventFindings(signed) : []),
    ...(read?.ok && signed?.ok ? [sameFinding(read.value, signed.value)] : []),
  ];
  const statement = read?.ok ? read.value : signed?.ok ? statementOf(signed.value) : undefined;
  return { holds: findings.every(({ holds }) => holds), findings, ...(statement && { statement }) };
}

const finding = (check: Finding['check'], error: CustodyError | undefined, yes: string, no: string): Finding => ({
  check,
  holds: error === undefined,
  says: error === undefined ? yes : `${no}: ${error.entry.staff}`,
  ...(error && { refusal: error.code }),
});

const codeFinding = (read: Result<EventStatement, CustodyError>): Finding =>
  finding(
    'code-signed',
    read.ok ? undefined : read.error,
    'The code on the slip was signed by this station.',
    'The code on the slip does not hold',
  );

function eventFindings(signed: Result<AuthenticEvent, CustodyError>): Finding[] {
  const signature = finding(
    'event-signed',
    signed.ok ? undefined : signed.error,
    'The event was signed by this station, in its own name and chain.',
    'The event does not hold',
  );
  if (!signed.ok) return [signature];
  const typed = typedEvent(signed.value.envelope);
  const contents = finding(
    'event-readable',
    typed.ok ? undefined : typed.error,
    'What the event says has the form of its type.',
    'What the event says cannot be read by this version',
  );
  return [signature, contents];
}

function sameFinding(statement: EventStatement, event: AuthenticEvent): Finding {
  const differing = differencesFrom(event, statement);
  if (differing.length === 0)
    return { check: 'same-event', holds: true, says: 'The slip and the event are of one and the same event.' };
  return {
    check: 'same-event',
    holds: false,
    says: `The slip is of another event: it differs in ${differing.join(', ')}.`,
    refusal: 'event-differs',
  };
}
