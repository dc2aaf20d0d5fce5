import { type CredentialJwk, credentialJwkSchema, type SecurityKey } from '@custody-edge/event-contract';
import { generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server';
import { COSEALG, cose, decodeCredentialPublicKey } from '@simplewebauthn/server/helpers';
import { agentError } from '../errors.ts';
import { challengeValidMs } from './challenges.ts';
import { type AskNewKey, askNewKeySchema, type NewKey } from './key-requests.ts';

/** EdDSA and ES256: a FIDO2 key has one of them at least. */
const algorithms = [COSEALG.EdDSA, COSEALG.ES256];

/** The page that keys are registered for. */
export type KeyPage = Pick<SecurityKey, 'rpId' | 'origins'>;

/**
 * What a new key is asked. It keeps nothing about the officer, so that one key serves at several stations.
 * @param registered every credential of the station: a key that holds one of them is nobody else's second one
 */
export async function askNewKey(
  { rpId }: KeyPage,
  officerId: string,
  stationId: string,
  registered: readonly string[],
): Promise<AskNewKey> {
  return askNewKeySchema.parse(
    await generateRegistrationOptions({
      rpName: stationId,
      rpID: rpId,
      userName: officerId,
      attestationType: 'none',
      authenticatorSelection: { residentKey: 'discouraged', userVerification: 'required' },
      excludeCredentials: registered.map((id) => ({ id })),
      supportedAlgorithmIDs: algorithms,
      timeout: challengeValidMs,
    }),
  );
}

/**
 * Takes a new key that answered this challenge on this page, with its owner there and known to it.
 * @throws `key-refused`
 */
export async function readNewKey(
  page: KeyPage,
  challenge: string,
  { credentialId, clientDataJSON, attestationObject }: NewKey,
): Promise<{ readonly key: SecurityKey; readonly signCount: number }> {
  const { rpId, origins } = page;
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: {
        id: credentialId,
        rawId: credentialId,
        type: 'public-key',
        response: { clientDataJSON, attestationObject },
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      expectedOrigin: [...origins],
      expectedRPID: rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    });
    if (!registrationInfo) throw new Error('the attestation does not verify');
    // One that can be copied to other machines is in nobody's hand.
    if (registrationInfo.credentialDeviceType !== 'singleDevice') throw new Error('not bound to one device');
    const { id, publicKey, counter } = registrationInfo.credential;
    if (id !== credentialId) throw new Error('another credential than it says');
    return { key: { credentialId: id, publicKey: jwkOf(publicKey), rpId, origins }, signCount: counter };
  } catch (cause) {
    throw agentError('key-refused', { because: cause instanceof Error ? cause.message : String(cause) }, cause);
  }
}

/** A public key of COSE (RFC 9053) as a JWK; zod refuses what is of no curve of ours. */
function jwkOf(coseKey: Uint8Array<ArrayBuffer>): CredentialJwk {
  const key = decodeCredentialPublicKey(coseKey);
  const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('base64url');
  if (cose.isCOSEPublicKeyEC2(key))
    return credentialJwkSchema.parse({
      kty: 'EC',
      crv: key.get(cose.COSEKEYS.crv) === cose.COSECRV.P256 ? 'P-256' : 'other',
      x: text(key.get(cose.COSEKEYS.x)),
      y: text(key.get(cose.COSEKEYS.y)),
    });
  if (cose.isCOSEPublicKeyOKP(key))
    return credentialJwkSchema.parse({
      kty: 'OKP',
      crv: key.get(cose.COSEKEYS.crv) === cose.COSECRV.ED25519 ? 'Ed25519' : 'other',
      x: text(key.get(cose.COSEKEYS.x)),
    });
  throw new Error('a public key of another kind');
}
