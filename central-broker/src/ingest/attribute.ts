import { type Channel, contractError, type Enrolment, parseTopic } from '@custody-edge/event-contract';
import { type CustodyError, fail, ok, type Result } from '@custody-edge/foundation';
import { centreError } from '../errors.ts';

/** Who a message came from, judged by its topic alone. */
export interface Attribution {
  readonly enrolment: Enrolment;
  readonly channel: Channel;
}

/** Finds the enrolled station that a topic names; the signature must agree later. */
export function attribute(
  topic: string,
  find: (stationId: string) => Enrolment | undefined,
): Result<Attribution, CustodyError> {
  const parts = parseTopic(topic);
  if (!parts) return fail(centreError('topic-unknown'));
  const enrolment = find(parts.stationId);
  if (!enrolment) return fail(contractError('signer-unknown', { stationId: parts.stationId }));
  if (enrolment.record.site !== parts.site) return fail(contractError('signer-mismatch', { site: parts.site }));
  return ok({ enrolment, channel: parts.channel });
}
