import type { KeyObject } from 'node:crypto';
import { publicJwk, thumbprint } from '@custody-edge/event-contract';
import type { Clock } from '@custody-edge/foundation';
import { agentError } from '../errors.ts';
import type { Purpose } from './fingers/finger-asks.ts';
import type { OfficerStore, StoredOfficer } from './officer-store.ts';
import { isLockedOut, isPinSpent, waitMs } from './pin-lock.ts';
import { Turn } from './turn.ts';
import { openWrappedKeys } from './wrapped-key.ts';

interface PinCheckParts {
  readonly store: OfficerStore;
  readonly siteKey: Uint8Array;
  readonly clock: Clock;
  /** One more wrong PIN for an officer who has to wait already, or whose PIN counts no more. */
  onLockedOut(officerId: string, failures: number): void;
  /** The PIN was the one for being forced: goes on record together with `settle`. */
  onDuress(officerId: string, purpose: Purpose, settle: () => void): void;
}

/** An officer and, for this moment, the key that the PIN opens. */
interface Opened {
  readonly officer: StoredOfficer;
  readonly privateKey: KeyObject;
  /** Whether it was the PIN for being forced. */
  readonly duress: boolean;
}

/** Tries PINs, one at a time, and counts each on the disk before it is tried. */
export class PinCheck {
  private readonly parts: PinCheckParts;
  private readonly startedMs: number;
  private readonly lastTryMs = new Map<string, number>();
  private readonly turn = new Turn();

  constructor(parts: PinCheckParts) {
    this.parts = parts;
    this.startedMs = parts.clock.monotonicMs();
  }

  /**
   * @returns the officer and, for this moment, the key that the PIN opens
   * @throws `sign-in-refused`, `pin-wait`, `pin-spent`
   */
  open(officerId: string, pin: string, purpose: Purpose): Promise<Opened> {
    return this.turn.take(() => this.attempt(officerId, pin, purpose));
  }

  private async attempt(officerId: string, pin: string, purpose: Purpose): Promise<Opened> {
    const { store, siteKey, clock, onLockedOut, onDuress } = this.parts;
    const officer = store.find(officerId);
    if (!officer || officer.disabled) throw agentError('sign-in-refused');
    if (isPinSpent(officer.failures)) throw agentError('pin-spent');
    const nowMs = clock.monotonicMs();
    const wait = waitMs(officer.failures, nowMs - (this.lastTryMs.get(officerId) ?? this.startedMs));
    if (wait > 0) throw agentError('pin-wait', { seconds: Math.ceil(wait / 1_000) });
    const failures = officer.failures + 1;
    // Before the PIN is tried: a power cut in between gives no free try.
    store.setFailures(officerId, failures);
    this.lastTryMs.set(officerId, nowMs);
    // Always both, whichever opens: how long it takes says nothing.
    const { own, beside } = await openWrappedKeys({ officerId, siteKey }, pin, officer.wrapped, officer.other);
    const privateKey = own ?? beside;
    // A key that the record does not know is nobody's, whoever wrapped it with whatever PIN.
    if (!privateKey || thumbprint(publicJwk(privateKey)) !== thumbprint(officer.publicKey)) {
      if (isLockedOut(failures)) onLockedOut(officerId, failures);
      throw agentError('sign-in-refused');
    }
    // Disabled or enrolled anew while the PIN was stretched.
    if (store.find(officerId)?.wrapped !== officer.wrapped) throw agentError('sign-in-refused');
    const settle = (): void => store.setFailures(officerId, 0);
    const duress = own === undefined;
    if (duress) onDuress(officerId, purpose, settle);
    else settle();
    return { officer, privateKey, duress };
  }
}
