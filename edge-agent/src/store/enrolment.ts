import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  createSigner,
  type Enrolment,
  type PublicJwk,
  publicJwkSchema,
  readStationRecord,
  type Signer,
} from '@custody-edge/event-contract';
import type { StationConfig } from '../config.ts';
import { agentError } from '../errors.ts';

/** Who this station is: its keys, its signed record and the centre's. */
export interface StationIdentity {
  readonly enrolment: Enrolment;
  /** The same as the authority signed it. */
  readonly recordText: string;
  readonly centre: Enrolment;
  /** Signs every station's record. */
  readonly authority: PublicJwk;
  readonly signer: Signer;
  readonly encryptionKey: KeyObject;
  /** Wraps the persons' data keys at rest. */
  readonly siteKey: Uint8Array;
  readonly tls: { readonly key: Buffer; readonly cert: Buffer; readonly ca: Buffer };
}

/**
 * Reads keys and records and checks that they belong together.
 * @throws `enrolment-invalid`
 */
export function loadStationIdentity(config: StationConfig): StationIdentity {
  const refuse = (problem: string, cause?: unknown) => agentError('enrolment-invalid', { problem }, cause);
  const read = (path: string): Buffer => {
    try {
      return readFileSync(path);
    } catch (cause) {
      throw refuse(`cannot read ${path}`, cause);
    }
  };
  try {
    const authority = publicJwkSchema.parse(JSON.parse(read(config.trust.authority).toString()));
    const enrolmentOf = (path: string): Enrolment => {
      const record = readStationRecord(read(path).toString(), authority);
      if (!record.ok) throw refuse(`the signed record ${path} does not hold`, record.error);
      return record.value;
    };
    const recordText = read(config.trust.stationRecord).toString().trim();
    const enrolment = enrolmentOf(config.trust.stationRecord);
    const centre = enrolmentOf(config.trust.centreRecord);
    const signer = createSigner(createPrivateKey(read(config.keys.signingKey)));
    const { record } = enrolment;
    if (signer.keyId !== enrolment.keyId) throw refuse('the signing key is not the one in the station record');
    if (record.stationId !== config.stationId || record.site !== config.site || record.role !== config.role) {
      throw refuse('the station record names another station, site or role than the configuration');
    }
    if (centre.record.role !== 'centre') throw refuse('the centre’s record is not a centre’s');
    const siteKey = read(config.keys.siteKey);
    if (siteKey.length !== 32) throw refuse('the site key is not 32 bytes');
    return {
      enrolment,
      recordText,
      centre,
      authority,
      signer,
      encryptionKey: createPrivateKey(read(config.keys.encryptionKey)),
      siteKey,
      tls: { key: read(config.keys.tlsKey), cert: read(config.keys.tlsCert), ca: read(config.trust.ca) },
    };
  } catch (error) {
    if (error instanceof Error && error.name === 'CustodyError') throw error;
    throw refuse('a key or record cannot be parsed', error);
  }
}
