import type { X509Certificate } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import {
  type Enrolment,
  type PublicJwk,
  readStationRecord,
  type StationRole,
  tlsKeyHash,
} from '@custody-edge/event-contract';
import { type CustodyError, fail, ok, type Result } from '@custody-edge/foundation';
import { agentError } from '../errors.ts';

/** Who this station talks with. */
export interface PeerTrust {
  readonly authority: PublicJwk;
  /** This station's own. */
  readonly enrolment: Enrolment;
  isRevoked(chainId: string): boolean;
}

/**
 * Who is at the other end of a connection: its signed record says so, and its certificate proves that the record is its own.
 * @param recordText as it presents it; undefined where it presents none
 * @param expected the name under which it is configured
 * Refusals: `peer-record-invalid`, `peer-key-mismatch`, `peer-of-other-site`, `peer-unexpected`, `peer-revoked`.
 */
export function identifyPeer(
  recordText: string | undefined,
  certificate: X509Certificate | undefined,
  { authority, enrolment, isRevoked }: PeerTrust,
  expected?: string,
): Result<Enrolment, CustodyError> {
  const held = holderOf(recordText, certificate, authority);
  if (!held.ok) return held;
  const peer = held.value;
  const { site, stationId, chainId, role } = peer.record;
  if (site !== enrolment.record.site || role === 'centre')
    return fail(agentError('peer-of-other-site', { stationId, site }));
  if (chainId === enrolment.record.chainId || (expected !== undefined && stationId !== expected))
    return fail(agentError('peer-unexpected', { stationId, expected }));
  if (isRevoked(chainId)) return fail(agentError('peer-revoked', { stationId }));
  return ok(peer);
}

/** Whose each certificate is, by the record that proved it: every request of a connection presents both again. */
const holders = new WeakMap<X509Certificate, { readonly recordText: string; readonly holder: Enrolment }>();

/** Whose record this is, signed by the project’s authority and with the key of this certificate. */
function holderOf(
  recordText: string | undefined,
  certificate: X509Certificate | undefined,
  authority: PublicJwk,
): Result<Enrolment, CustodyError> {
  const known = certificate && holders.get(certificate);
  if (known && known.recordText === recordText) return ok(known.holder);
  if (recordText === undefined) return fail(agentError('peer-record-invalid'));
  const read = readStationRecord(recordText, authority);
  if (!read.ok) return fail(agentError('peer-record-invalid', {}, read.error));
  const holder = read.value;
  const { stationId, tlsKeyHash: hash } = holder.record;
  if (!certificate || tlsKeyHash(certificate.publicKey) !== hash)
    return fail(agentError('peer-key-mismatch', { stationId }));
  holders.set(certificate, { recordText, holder });
  return ok(holder);
}

const certificates = new WeakMap<TLSSocket, X509Certificate | undefined>();

/** The certificate at the other end of a connection; Node tells it once for each. */
export function certificateOf(socket: Duplex): X509Certificate | undefined {
  if (!(socket instanceof TLSSocket)) return undefined;
  if (!certificates.has(socket)) certificates.set(socket, socket.getPeerX509Certificate());
  return certificates.get(socket);
}

/** Whose work needs people's names, or names and fingers: nobody else is handed a key. One key opens both. */
const needsPeople: Readonly<Record<StationRole, boolean>> = {
  gate: true,
  count: true,
  visitor: true,
  bench: false,
  centre: false,
};
/** Whose work shows faces: one whose officers have to know a prisoner again. */
const needsFaces: Readonly<Record<StationRole, boolean>> = {
  gate: true,
  count: true,
  visitor: false,
  bench: false,
  centre: false,
};
export const maySeeFaces = ({ record }: Enrolment): boolean => needsFaces[record.role];
export const mayHaveKeys = ({ record }: Enrolment): boolean => needsPeople[record.role];
