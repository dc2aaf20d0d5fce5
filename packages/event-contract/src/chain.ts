import { type CustodyError, fail, ok, type Result } from '@custody-edge/foundation';
import { type CustodyEvent, type Envelope, envelopeSchema, sourceOf, typedEvent } from './envelope.ts';
import { contractError } from './errors.ts';
import {
  firstIssue,
  readMessage,
  type SignedMessage,
  type Signer,
  signatureHolds,
  signatureHoldsAsync,
  signMessage,
  type UnverifiedMessage,
} from './signature.ts';
import type { Enrolment } from './station-record.ts';

/** Where a chain stands: the last sequence held and the hash that the next event must name. */
export interface ChainHead {
  readonly sequence: number;
  readonly hash: string;
}

/** The head of a chain that holds no event yet. */
export const chainStart = (enrolment: Enrolment): ChainHead => ({ sequence: 0, hash: enrolment.hash });

export function signEvent(envelope: Envelope, signer: Signer): SignedMessage {
  return signMessage('custody-event+json', envelope, signer);
}

/** An event whose signature and place of origin hold. */
export interface AuthenticEvent {
  readonly envelope: Envelope;
  readonly hash: string;
}

/**
 * Checks who signed a message: the enrolled station, under its own name, in its own chain.
 * Nothing that fails here may change anything, not even the chain's head: the sender proved nothing.
 * @param held that the signature of this very text was found to hold before: everything else is checked again
 */
export function authenticate(text: string, enrolment: Enrolment, held = false): Result<AuthenticEvent, CustodyError> {
  const message = signedByStation(text, enrolment);
  if (!message.ok) return message;
  return originOf(message.value, held || signatureHolds(message.value, enrolment.signingKey), enrolment);
}

/** The same with the signature checked off the main thread. */
export async function authenticateAsync(
  text: string,
  enrolment: Enrolment,
): Promise<Result<AuthenticEvent, CustodyError>> {
  const message = signedByStation(text, enrolment);
  if (!message.ok) return message;
  return originOf(message.value, await signatureHoldsAsync(message.value, enrolment.signingKey), enrolment);
}

function signedByStation(text: string, enrolment: Enrolment): Result<UnverifiedMessage, CustodyError> {
  const message = readMessage('custody-event+json', text);
  if (!message.ok || message.value.keyId === enrolment.keyId) return message;
  return fail(contractError('signer-unknown', { keyId: message.value.keyId }));
}

function originOf(
  message: UnverifiedMessage,
  holds: boolean,
  enrolment: Enrolment,
): Result<AuthenticEvent, CustodyError> {
  if (!holds) return fail(contractError('signature-invalid'));
  const envelope = envelopeSchema.safeParse(message.payload);
  if (!envelope.success) return fail(contractError('message-malformed', { issue: firstIssue(envelope.error) }));
  const { site, stationId, chainId } = enrolment.record;
  if (envelope.data.source !== sourceOf(site, stationId)) {
    return fail(contractError('signer-mismatch', { source: envelope.data.source }));
  }
  if (envelope.data.chainid !== chainId)
    return fail(contractError('chain-unknown', { chainId: envelope.data.chainid }));
  return ok({ envelope: envelope.data, hash: message.hash });
}

/** What a receiver does with an authentic event. */
export type ChainVerdict =
  /** It is the next one; its data may still be refused, which counts as received. */
  | { readonly kind: 'next'; readonly head: ChainHead; readonly event: Result<CustodyEvent, CustodyError> }
  /** Held already, to the byte: a repetition to be answered with a receipt. */
  | { readonly kind: 'duplicate' }
  /** Not to be applied. `chain-gap` asks the sender to start again from the head. */
  | { readonly kind: 'refused'; readonly error: CustodyError };

/**
 * Places an authentic event in its chain.
 * @param hashAt the hash held for an earlier sequence number of this chain
 */
export function placeInChain(
  head: ChainHead,
  { envelope, hash }: AuthenticEvent,
  hashAt: (sequence: number) => string | undefined,
): ChainVerdict {
  const { sequence, prevhash } = envelope;
  if (sequence <= head.sequence) {
    if (hashAt(sequence) === hash) return { kind: 'duplicate' };
    return { kind: 'refused', error: contractError('sequence-reused', { sequence }) };
  }
  if (sequence > head.sequence + 1) {
    return { kind: 'refused', error: contractError('chain-gap', { expected: head.sequence + 1, got: sequence }) };
  }
  if (prevhash !== head.hash) return { kind: 'refused', error: contractError('chain-broken', { sequence }) };
  return { kind: 'next', head: { sequence, hash }, event: typedEvent(envelope) };
}
