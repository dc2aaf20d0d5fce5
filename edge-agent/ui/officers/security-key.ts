import type { PlainMessageKey } from '@custody-edge/ui-kit/components';
import type { AskKey, AskNewKey, KeyAnswer, NewKey } from '../../src/officers/key-requests.ts';

/** Why no key answered. */
export type KeyTrouble = Extract<PlainMessageKey, 'officer.key-unused' | 'officer.key-unusable' | 'officer.key-taken'>;

/** Has a registered security key sign a challenge. */
export const askSecurityKey = (asked: AskKey, signal: AbortSignal): Promise<KeyAnswer | KeyTrouble> =>
  withKey(async () => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked);
    const credential = await navigator.credentials.get({ publicKey, signal });
    if (!(credential instanceof PublicKeyCredential)) return 'officer.key-unused';
    const { response } = credential;
    if (!(response instanceof AuthenticatorAssertionResponse)) return 'officer.key-unused';
    return {
      credentialId: credential.id,
      authenticatorData: base64url(response.authenticatorData),
      clientDataJSON: base64url(response.clientDataJSON),
      signature: base64url(response.signature),
    };
  });

/** Has a new security key make a credential for this station. */
export const askNewSecurityKey = (asked: AskNewKey, signal: AbortSignal): Promise<NewKey | KeyTrouble> =>
  withKey(async () => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked);
    const credential = await navigator.credentials.create({ publicKey, signal });
    if (!(credential instanceof PublicKeyCredential)) return 'officer.key-unused';
    const { response } = credential;
    if (!(response instanceof AuthenticatorAttestationResponse)) return 'officer.key-unused';
    return {
      credentialId: credential.id,
      clientDataJSON: base64url(response.clientDataJSON),
      attestationObject: base64url(response.attestationObject),
    };
  });

/** What browsers throw (WebAuthn Level 3 §5.1): also when the key is the wrong one, is taken out, or is not touched in time. */
const troubles: Readonly<Record<string, KeyTrouble>> = {
  InvalidStateError: 'officer.key-taken',
  NotSupportedError: 'officer.key-unusable',
  SecurityError: 'officer.key-unusable',
};

async function withKey<Answer>(work: () => Promise<Answer | KeyTrouble>): Promise<Answer | KeyTrouble> {
  // Absent where the page was opened under a name that is neither localhost nor served with TLS.
  if (!('PublicKeyCredential' in window)) return 'officer.key-unusable';
  try {
    return await work();
  } catch (error) {
    return (error instanceof DOMException && troubles[error.name]) || 'officer.key-unused';
  }
}

const base64url = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
