import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { type Assertion, type CredentialJwk, credentialJwkSchema, type SecurityKey } from './security-key.ts';
import { thumbprint } from './signature.ts';

/** The page of a station, as a key is registered for it. */
export const page = { rpId: 'localhost', origins: ['http://localhost:8080'] };

/** How a key answers where it does not answer as it should. */
export interface Answer {
  readonly type: string;
  readonly origin: string;
  readonly crossOrigin: boolean;
  readonly rpId: string;
  readonly flags: number;
  readonly signCount: number;
}

/** A security key in software: signs and counts as a FIDO2 key does, and answers in whatever other way a test asks of it. */
export class EmulatedKey {
  readonly key: SecurityKey;
  readonly keyId: string;
  private readonly privateKey: KeyObject;
  private signed = 0;

  constructor(kty: CredentialJwk['kty'] = 'EC', at = page) {
    const { privateKey, publicKey } =
      kty === 'EC' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519');
    this.privateKey = privateKey;
    const { crv, x, y } = publicKey.export({ format: 'jwk' });
    const jwk = credentialJwkSchema.parse({ kty, crv, x, ...(y !== undefined && { y }) });
    this.key = { credentialId: randomBytes(32).toString('base64url'), publicKey: jwk, ...at };
    this.keyId = thumbprint(jwk);
  }

  answer(challenge: string, changes: Partial<Answer> = {}): Assertion {
    const { rpId, origins } = this.key;
    this.signed += 1;
    const said = {
      type: 'webauthn.get',
      origin: origins[0] ?? '',
      crossOrigin: false,
      rpId,
      flags: 0b101,
      signCount: this.signed,
    };
    const { flags, signCount, rpId: relyingParty, ...client } = { ...said, ...changes };
    const clientData = Buffer.from(JSON.stringify({ ...client, challenge }));
    const header = Buffer.alloc(5);
    header.writeUInt8(flags);
    header.writeUInt32BE(signCount, 1);
    const authenticatorData = Buffer.concat([sha256(relyingParty), header]);
    const algorithm = this.key.publicKey.kty === 'EC' ? 'sha256' : null;
    return {
      authenticatorData: authenticatorData.toString('base64url'),
      clientDataJSON: clientData.toString('base64url'),
      signature: sign(algorithm, Buffer.concat([authenticatorData, sha256(clientData)]), this.privateKey).toString(
        'base64url',
      ),
    };
  }
}

const sha256 = (data: Uint8Array | string): Buffer => createHash('sha256').update(data).digest();
