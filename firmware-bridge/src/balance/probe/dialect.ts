import type { Profile } from '@custody-edge/device-profiles';
import type { DeviceIdentity } from '../../driver.ts';

export type BalanceProfile = Extract<Profile, { kind: 'balance' }>;

/** What is said to a balance to find out who it is. It must change nothing in it: no tare, zero, reset or print setting. */
export interface ProbeQuestion {
  readonly bytes: Uint8Array;
  /** Longest time from its last bit to the first bit of the answer. */
  readonly answerMs: number;
  /** Of the longest answer. */
  readonly answerBytes: number;
}

/** One thing that a balance tells of itself. */
interface IdentityQuestion extends ProbeQuestion {
  /** @param heard what came since it was asked @returns nothing while the answer is not whole, or is none */
  readonly read: (heard: Uint8Array) => Partial<DeviceIdentity> | undefined;
}

/** How a dialect of balances is recognised; each stands beside its codec. */
export interface DialectProbe {
  /** Each proves the dialect by its answer; most need one. */
  readonly questions: readonly ProbeQuestion[];
  /**
   * Whether something is among what came that only this dialect says, asked for or not. Its codec decides; what several dialects say, such
   * as `ES`, proves none of them.
   */
  readonly knows: (heard: Uint8Array) => boolean;
  /** Asked in turn of a balance that answered as this dialect does. */
  readonly identity: readonly IdentityQuestion[];
}
