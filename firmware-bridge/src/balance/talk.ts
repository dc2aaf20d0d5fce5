import type { WeighingMode } from '@custody-edge/device-profiles';
import type { CustodyError } from '@custody-edge/foundation';
import type { DeviceIdentity } from '../driver.ts';
import type { Load } from '../reading.ts';

/** One line or frame of a balance, understood as far as its dialect goes; what it is worth as a weight, `weighingOf` judges. */
export type Said = { readonly raw: string } & (
  | {
      readonly kind: 'weight';
      readonly stable: boolean;
      /** Sign and digits as printed, without brackets and blanks, with a point. */
      readonly digits: string;
      /** As printed. */
      readonly unit: string;
      readonly load: Load;
      readonly auxiliaryDigits: number;
    }
  | { readonly kind: 'out-of-range'; readonly side: 'overload' | 'underload' }
  /** The pan moves, and no weight in a unit is told. */
  | { readonly kind: 'moving' }
  /** It fits no rule of the dialect. */
  | { readonly kind: 'unreadable' }
);

/** What a balance said of itself when it was opened. */
export interface FoundBalance {
  readonly identity: DeviceIdentity;
  /** Where it tells. */
  readonly capacityGrams?: number | undefined;
}

/** Who hears what a balance says without a question. */
export interface BalanceEar {
  /** A weight of the stream that `begin` asked for. */
  streamed(said: Said): void;
  /** Something that nobody asked for: sent by the balance’s print key or its own clock, or a line that fits no rule. */
  unasked(said: Said): void;
  /** Its tare is lost, and so is the stream that was asked for. */
  restarted(serialNumber: string | undefined): void;
  /** It says that it cannot be relied on. */
  failed(error: CustodyError): void;
}

/**
 * What one dialect of balances has words for. The host holds one conversation at a time: no call comes before the one before has ended,
 * except `receive` and `close`.
 */
export interface BalanceTalk {
  receive(chunk: Uint8Array): void;
  /** Proves that a balance of this dialect is there, and ends what an earlier session left running. @throws a bridge error */
  identify(): Promise<FoundBalance>;
  /** The load now; undefined where the balance has no weight at this moment. @throws `device-silent`, `device-garbled`, `device-refused` */
  weigh(): Promise<Said | undefined>;
  /** Makes it send by itself, all the time or when its print key is pressed. @throws as `weigh` */
  begin(mode: Exclude<WeighingMode, 'poll'>): Promise<void>;
  /** Ends the stream. @throws as `weigh` */
  end(): Promise<void>;
  /** Takes the still load as tare. @throws `balance-not-stable`, `balance-out-of-range`, `device-refused` among others */
  tare(): Promise<void>;
  /** Sets the still pan to zero. @throws as `tare` */
  zero(): Promise<void>;
  /** Adjusts itself with the weight inside it; absent where it cannot. @throws as `tare` */
  readonly adjust?: (() => Promise<void>) | undefined;
  /** Presses its print key; absent where there is no command for that. @throws as `weigh` */
  readonly print?: (() => Promise<void>) | undefined;
  /** Makes what waits for an answer reject. */
  close(error: Error): void;
}
