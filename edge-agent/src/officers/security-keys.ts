import {
  type Approval,
  type ApprovalMeaning,
  approvalToAssert,
  assertedMessage,
  verifyAssertion,
} from '@custody-edge/event-contract';
import type { Clock } from '@custody-edge/foundation';
import { agentError } from '../errors.ts';
import { Challenges, challengeValidMs, type Purpose } from './challenges.ts';
import { type AskKey, type AskNewKey, askKeySchema, type KeyAnswer, type NewKey } from './key-requests.ts';
import type { KeyStore, StoredKey } from './key-store.ts';
import type { KeyPage } from './registration.ts';

/** Loaded once somebody holds a security key: a quarter of a second and 28 MB that most starts need not spend. */
const library = () => import('@simplewebauthn/server');
const registration = () => import('./registration.ts');

interface SecurityKeysParts {
  readonly store: KeyStore;
  readonly clock: Clock;
  readonly stationId: string;
  /** The page that keys are registered for from now on. */
  readonly page: KeyPage;
  /** A good signature whose counter had not moved on. */
  onCopied(stored: StoredKey, signCount: number): void;
}

/** Asks security keys, and takes each answer once. */
export class SecurityKeys {
  private readonly parts: SecurityKeysParts;
  private readonly challenges: Challenges;

  constructor(parts: SecurityKeysParts) {
    this.parts = parts;
    this.challenges = new Challenges(parts.clock);
  }

  /** What a key that is to be registered is asked. */
  async askNew(officerId: string, addedBy: string): Promise<AskNewKey> {
    const { store, stationId, page } = this.parts;
    const registered = store.all().map(({ key }) => key.credentialId);
    const { askNewKey } = await registration();
    const ask = await askNewKey(page, officerId, stationId, registered);
    this.challenges.put(ask.challenge, { kind: 'registration', officerId, addedBy });
    return ask;
  }

  /** @throws `challenge-spent`, `key-refused` */
  async readNew(answer: NewKey) {
    const { challenge, purpose } = this.challenges.take('registration', answer);
    const { officerId, addedBy } = purpose;
    const { readNewKey } = await registration();
    return { officerId, addedBy, ...(await readNewKey(this.parts.page, challenge, answer)) };
  }

  /** @throws `key-unknown` */
  askToSignIn(officerId: string): Promise<AskKey> {
    return this.ask({ kind: 'sign-in', officerId });
  }

  /** @throws `key-unknown` */
  askToApprove(approval: Approval): Promise<AskKey> {
    const { officerId, meaning, digest } = approval;
    const message = approvalToAssert(approval);
    return this.ask({ kind: 'approval', officerId, meaning, digest, message }, message.challenge);
  }

  /** @throws `challenge-spent`, `key-unknown`, `key-copied`, and what `verifyAssertion` refuses */
  readSignIn(officerId: string, answer: KeyAnswer): void {
    const { challenge, purpose } = this.challenges.take('sign-in', answer);
    if (purpose.officerId !== officerId) throw agentError('challenge-spent');
    this.verify(officerId, challenge, answer);
  }

  /**
   * @returns the approval, for `readApproval`
   * @throws `challenge-spent` also for another decision, `key-unknown`, `key-copied`, and what `verifyAssertion` refuses
   */
  readApproval(officerId: string, answer: KeyAnswer, meaning: ApprovalMeaning, digest: string): string {
    const { challenge, purpose } = this.challenges.take('approval', answer);
    if (purpose.officerId !== officerId || purpose.meaning !== meaning || purpose.digest !== digest)
      throw agentError('challenge-spent', { meaning });
    const { keyId } = this.verify(officerId, challenge, answer);
    return assertedMessage(purpose.message, keyId, answer);
  }

  private async ask(purpose: Purpose, challenge?: string): Promise<AskKey> {
    const { store, page } = this.parts;
    const keys = store.of(purpose.officerId).filter(({ key }) => key.rpId === page.rpId);
    if (keys.length === 0) throw agentError('key-unknown', { officerId: purpose.officerId });
    const { generateAuthenticationOptions } = await library();
    const ask = askKeySchema.parse(
      await generateAuthenticationOptions({
        rpID: page.rpId,
        ...(challenge !== undefined && { challenge: new Uint8Array(Buffer.from(challenge, 'base64url')) }),
        allowCredentials: keys.map(({ key }) => ({ id: key.credentialId })),
        userVerification: 'required',
        timeout: challengeValidMs,
      }),
    );
    this.challenges.put(ask.challenge, purpose);
    return ask;
  }

  private verify(officerId: string, challenge: string, { credentialId, ...assertion }: KeyAnswer): StoredKey {
    const { store, onCopied } = this.parts;
    const stored = store.of(officerId).find(({ key }) => key.credentialId === credentialId);
    if (!stored) throw agentError('key-unknown', { officerId });
    const held = verifyAssertion(assertion, stored.key, challenge);
    if (!held.ok) throw held.error;
    const { signCount } = held.value;
    if (isCopied(signCount, stored.signCount)) {
      onCopied(stored, signCount);
      throw agentError('key-copied', { officerId });
    }
    store.setSignCount(stored.keyId, signCount);
    return stored;
  }
}

/** Whether a counter tells of a second key: one that counts counts on each time (WebAuthn Level 3 §6.1.1). */
export const isCopied = (signCount: number, before: number): boolean =>
  (signCount > 0 || before > 0) && signCount <= before;
