import { createHash } from 'node:crypto';
import type { SecurityKey } from '@custody-edge/event-contract';
import type { Answer, EmulatedKey } from '@custody-edge/event-contract/emulated-key';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import type { AskKey, AskNewKey, KeyAnswer, NewKey } from './key-requests.ts';

export { askKeySchema, askNewKeySchema } from './key-requests.ts';

const text = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64url');
const bytes = (part: string): Uint8Array => new Uint8Array(Buffer.from(part, 'base64url'));

/** What a new key says of itself. */
export interface Registration extends Answer {
  readonly challenge: string;
  readonly attestationObject: Uint8Array;
  readonly cose: Cose;
}

type Cose = Map<number, number | Uint8Array>;
export const coseOf = ({ publicKey }: SecurityKey): Cose => {
  const x: [number, Uint8Array] = [-2, bytes(publicKey.x)];
  return publicKey.kty === 'EC'
    ? new Map<number, number | Uint8Array>([...pairs([1, 2], [3, -7], [-1, 1]), x, [-3, bytes(publicKey.y)]])
    : new Map<number, number | Uint8Array>([...pairs([1, 1], [3, -8], [-1, 6]), x]);
};
const pairs = (...each: [number, number][]) => each;

/** A key in software that is to be registered (WebAuthn Level 3 §6.5). */
export function newKey({ key }: EmulatedKey, asked: AskNewKey, changes: Partial<Registration> = {}): NewKey {
  const said = { type: 'webauthn.create', origin: key.origins[0] ?? '', crossOrigin: false };
  const {
    rpId = asked.rp.id,
    flags = 0b0100_0101,
    signCount = 0,
    cose = coseOf(key),
    challenge = asked.challenge,
    ...rest
  } = changes;
  const { attestationObject, ...client } = rest;
  const credentialId = Buffer.from(key.credentialId, 'base64url');
  const header = Buffer.alloc(23);
  header.writeUInt8(flags);
  header.writeUInt32BE(signCount, 1);
  header.writeUInt16BE(credentialId.length, 21);
  const authData = Buffer.concat([
    createHash('sha256').update(rpId).digest(),
    header,
    credentialId,
    isoCBOR.encode(cose),
  ]);
  const attestation = new Map<string, string | Uint8Array | Map<string, string>>([
    ['fmt', 'none'],
    ['attStmt', new Map()],
    ['authData', new Uint8Array(authData)],
  ]);
  return {
    credentialId: key.credentialId,
    clientDataJSON: text(JSON.stringify({ ...said, ...client, challenge })),
    attestationObject: text(attestationObject ?? isoCBOR.encode(attestation)),
  };
}

/** A registered key in software answers what it is asked. */
export const answer = (own: EmulatedKey, { challenge }: AskKey, changes: Partial<Answer> = {}): KeyAnswer => ({
  credentialId: own.key.credentialId,
  ...own.answer(challenge, changes),
});
