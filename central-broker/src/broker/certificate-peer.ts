import type { X509Certificate } from 'node:crypto';
import { tlsKeyHash } from '@custody-edge/event-contract';
import type { StationDirectory } from '../trust/station-directory.ts';
import type { Peer } from './acl.ts';

/** Value of the certificate's organisational unit that makes its holder an auditor. */
const auditorUnit = 'auditor';

const only = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

/**
 * Who a verified certificate belongs to.
 * @returns undefined for a station without a record or with a certificate for another key than the record's,
 *   and for an auditor who bears the name of a station
 */
export function peerOf(certificate: X509Certificate, directory: StationDirectory): Peer | undefined {
  const { CN, OU } = certificate.toLegacyObject().subject;
  const id = only(CN);
  if (id === undefined) return undefined;
  const enrolment = directory.find(id);
  if (only(OU) === auditorUnit) return enrolment ? undefined : { role: 'auditor', id };
  if (!enrolment || enrolment.record.tlsKeyHash !== tlsKeyHash(certificate.publicKey)) return undefined;
  return { role: 'station', id, site: enrolment.record.site };
}
