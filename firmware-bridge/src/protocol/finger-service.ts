import type { DeviceIdentity, DriverContext, FingerprintDriver } from '../driver.ts';
import type { GreyPicture } from '../picture/grey-picture.ts';
import { FingerLoop } from './finger-loop.ts';

const defaultPollIntervalMs = 250;

/** What a service took when a finger was laid on its scanner. */
export interface TakenFinger {
  readonly picture: GreyPicture;
  readonly dotsPerInch: number;
  readonly serialNumber: string;
}

/** A program of this machine that holds a scanner and takes a finger on request. Whatever it throws is a bridge error. */
export interface FingerService {
  identify(): Promise<DeviceIdentity>;
  /** Takes the finger that lies on the glass or comes within a time; undefined when there is none. */
  take(waitMs: number): Promise<TakenFinger | undefined>;
  /** Whether it still answers. */
  check(): Promise<void>;
  /** Makes what is under way reject. */
  stop(): void;
}

/** How long a service waits for a finger, and how long it waits for one to see that there is none any more. */
export interface FingerWaits {
  readonly fingerMs: number;
  readonly liftMs: number;
}

/** Host of a scanner behind a service. Such a service does not tell that a finger was lifted: one that it no longer finds was. */
export class FingerServiceDriver implements FingerprintDriver {
  readonly #profileId: string;
  readonly #waits: FingerWaits;
  readonly #service: FingerService;
  readonly #context: DriverContext;
  readonly #loop: FingerLoop;
  /** What lay on the glass when it was looked at last. */
  #lies: TakenFinger | undefined;

  constructor(
    profile: { readonly id: string; readonly waitsMs: FingerWaits },
    service: FingerService,
    context: DriverContext,
    pollIntervalMs = defaultPollIntervalMs,
  ) {
    this.#profileId = profile.id;
    this.#waits = profile.waitsMs;
    this.#service = service;
    this.#context = context;
    const glass = {
      look: () => this.#look(),
      take: async () => this.#pass(),
      check: () => service.check(),
    };
    this.#loop = new FingerLoop({ glass, pollIntervalMs, fail: context.fail });
  }

  identify(): Promise<DeviceIdentity> {
    return this.#service.identify();
  }

  start(): void {
    this.#loop.start();
  }

  stop(): Promise<void> {
    return this.#loop.stop(() => this.#service.stop());
  }

  /** Whether fingers are wanted now. */
  setCapturing(capturing: boolean): void {
    this.#loop.setCapturing(capturing);
  }

  async #look(): Promise<'finger' | 'no-finger'> {
    this.#lies = await this.#service.take(this.#lies ? this.#waits.liftMs : this.#waits.fingerMs);
    return this.#lies ? 'finger' : 'no-finger';
  }

  #pass(): void {
    const { clock, deviceId, emit } = this.#context;
    if (!this.#lies || !this.#loop.capturing) return;
    const { picture, dotsPerInch, serialNumber } = this.#lies;
    const provenance = { profileId: this.#profileId, deviceId, serialNumber, capturedAtMs: clock.nowMs() };
    emit({ kind: 'fingerprint-image', ...picture, dotsPerInch, provenance });
  }
}
