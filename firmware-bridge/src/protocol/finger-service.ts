import { toCustodyError } from '@custody-edge/foundation';
import type { DeviceIdentity, DriverContext, FingerprintDriver } from '../driver.ts';
import type { GreyPicture } from '../picture/grey-picture.ts';
import { Pause } from './pause.ts';

const defaultPollIntervalMs = 250;
/** While no finger is wanted, the service is still asked now and then, so that a dead one is noticed. */
const idleCheckMs = 3000;

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
  readonly #pollIntervalMs: number;
  readonly #pause = new Pause();
  #capturing = false;
  #running: Promise<void> | undefined;

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
    this.#pollIntervalMs = pollIntervalMs;
  }

  identify(): Promise<DeviceIdentity> {
    return this.#service.identify();
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#pause.end();
    this.#service.stop();
    await this.#running;
  }

  /** Whether fingers are wanted now. */
  setCapturing(capturing: boolean): void {
    this.#capturing = capturing;
    this.#pause.wake();
  }

  async #run(): Promise<void> {
    try {
      let lies = false;
      while (!this.#pause.ended) {
        if (this.#capturing) {
          const taken = await this.#service.take(lies ? this.#waits.liftMs : this.#waits.fingerMs);
          if (taken && !lies) this.#pass(taken);
          lies = taken !== undefined;
          await this.#pause.forMs(this.#pollIntervalMs);
        } else {
          await this.#pause.forMs(idleCheckMs);
          if (!this.#capturing && !this.#pause.ended) await this.#service.check();
        }
      }
    } catch (error) {
      if (!this.#pause.ended) this.#context.fail(toCustodyError(error));
    }
  }

  #pass({ picture, dotsPerInch, serialNumber }: TakenFinger): void {
    const { clock, deviceId, emit } = this.#context;
    if (!this.#capturing) return;
    const provenance = { profileId: this.#profileId, deviceId, serialNumber, capturedAtMs: clock.nowMs() };
    emit({ kind: 'fingerprint-image', ...picture, dotsPerInch, provenance });
  }
}
