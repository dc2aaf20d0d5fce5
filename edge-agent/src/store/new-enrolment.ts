import { generateKeyPairSync, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createSigner,
  type Enrolment,
  type PublicJwk,
  publicJwk,
  readStationRecord,
  type Signer,
  type StationRole,
  signStationRecord,
} from '@custody-edge/event-contract';

/** One who has a signed record: a station or the centre, with all its keys. */
interface Enrolled {
  readonly enrolment: Enrolment;
  readonly signer: Signer;
  readonly signingKey: KeyObject;
  readonly encryptionKey: KeyObject;
  readonly recordText: string;
}

interface Newcomer {
  readonly stationId: string;
  readonly role: StationRole;
  readonly site: string;
  readonly tlsKeyHash: string;
  readonly issuedAtMs: number;
}

/** Where the keys of a station stand, below its folder. */
const keys = {
  tlsKey: 'keys/tls.key',
  tlsCert: 'keys/tls.pem',
  signingKey: 'keys/signing.key',
  encryptionKey: 'keys/encryption.key',
  siteKey: 'keys/site.key',
} as const;
/** Where stands whom it trusts. */
const trust = {
  ca: 'trust/ca.pem',
  authority: 'trust/authority.jwk.json',
  centreRecord: 'trust/centre.jws',
  stationRecord: 'trust/station.jws',
} as const;
const siteKeyBytes = 32;
/** What its owner alone may read. */
const [ownFile, ownFolder] = [0o600, 0o700];

/** Gives a station or the centre that never was before its keys, a chain, and a record that an authority signs. */
export function newlyEnrolled({ issuedAtMs, ...who }: Newcomer, authority: Signer): Enrolled {
  const signingKey = generateKeyPairSync('ed25519').privateKey;
  const encryptionKey = generateKeyPairSync('x25519').privateKey;
  const { text } = signStationRecord(
    {
      ...who,
      chainId: randomUUID(),
      signing: publicJwk(signingKey),
      encryption: publicJwk(encryptionKey),
      issuedAt: new Date(issuedAtMs).toISOString(),
    },
    authority,
  );
  const read = readStationRecord(text, publicJwk(authority.privateKey));
  if (!read.ok) throw read.error;
  return { enrolment: read.value, signer: createSigner(signingKey), signingKey, encryptionKey, recordText: text };
}

/**
 * Writes a station's keys, a new site key, and whom it trusts into its folder.
 * @param tls as PEM; of a station without a line to the centre, anything
 * @returns what its configuration says of them
 */
export function writeEnrolment(
  folder: string,
  station: Enrolled,
  trusted: { readonly authority: PublicJwk; readonly centre: Enrolled },
  tls: { readonly key: string; readonly cert: string; readonly ca: string },
): { readonly keys: typeof keys; readonly trust: typeof trust } {
  const files: readonly (readonly [name: string, content: string | Uint8Array])[] = [
    [keys.tlsKey, tls.key],
    [keys.tlsCert, tls.cert],
    [keys.signingKey, pem(station.signingKey)],
    [keys.encryptionKey, pem(station.encryptionKey)],
    [keys.siteKey, randomBytes(siteKeyBytes)],
    [trust.ca, tls.ca],
    [trust.authority, JSON.stringify(trusted.authority)],
    [trust.centreRecord, trusted.centre.recordText],
    [trust.stationRecord, station.recordText],
  ];
  for (const below of ['keys', 'trust']) mkdirSync(join(folder, below), { recursive: true, mode: ownFolder });
  for (const [name, content] of files) writeFileSync(join(folder, name), content, { mode: ownFile });
  return { keys, trust };
}

const pem = (key: KeyObject): string => key.export({ format: 'pem', type: 'pkcs8' }).toString();
