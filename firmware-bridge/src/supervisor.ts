import type { DeviceKind } from '@custody-edge/device-profiles';
import {
  type Clock,
  type CustodyError,
  fullJitterMs,
  isCustodyError,
  type Random,
  toCustodyError,
} from '@custody-edge/foundation';
import type { DeviceAddress } from './device-config.ts';
import type { DeviceIdentity, Driver, DriverContext } from './driver.ts';
import { bridgeError } from './errors.ts';
import type { Reading } from './reading.ts';
import type { ReopenLimits } from './supervision.ts';
import type { Opened, Opening } from './transport/opening.ts';
import { isPresent, isSeenWhenPlugged } from './transport/presence.ts';
import type { WireEar } from './wire.ts';

export type DeviceState = 'absent' | 'opening' | 'identifying' | 'ready' | 'faulted';

/** How one device is, for status pages and health messages. */
export interface DeviceStatus {
  readonly deviceId: string;
  readonly kind: DeviceKind;
  readonly state: DeviceState;
  /** Why it is absent or faulted, or why the last attempt failed. */
  readonly error?: CustodyError;
  /** What it said of itself when it was last identified. */
  readonly identity?: DeviceIdentity;
  /** Wall time of the last change of state. */
  readonly sinceMs: number;
  /** Attempts to open it since it was last steadily ready. */
  readonly attempts: number;
}

export interface SupervisorOptions<Specific extends Driver> {
  readonly deviceId: string;
  readonly kind: DeviceKind;
  readonly address: DeviceAddress;
  /** Reads what opening it takes, once. @throws `device-config-invalid`, `native-module-missing` */
  readonly load: () => Promise<Opening<Specific>>;
  /** Told of each driver that was identified, before it starts. */
  readonly ready?: (driver: Specific) => void;
  readonly clock: Clock;
  readonly random: Random;
  readonly limits: ReopenLimits;
  readonly onReading: (reading: Reading) => void;
  readonly onStatus: (status: DeviceStatus) => void;
  readonly wire: WireEar;
}

/** Keeps one device open: absent → opening → identifying → ready → faulted, and again, until stopped. */
export class Supervisor<Specific extends Driver> {
  readonly #options: SupervisorOptions<Specific>;
  #status: DeviceStatus;
  #stopping = new AbortController();
  #loop: Promise<void> | undefined;
  #ready: Specific | undefined;
  #opening: Opening<Specific> | undefined;
  /** Which of the settings that the unit may have is tried. */
  #wayIn = 0;

  constructor(options: SupervisorOptions<Specific>) {
    this.#options = options;
    const { deviceId, kind, clock } = options;
    this.#status = { deviceId, kind, state: 'absent', sinceMs: clock.nowMs(), attempts: 0 };
  }

  get status(): DeviceStatus {
    return this.#status;
  }

  /** The driver to command. @throws `device-not-ready` */
  get driver(): Specific {
    if (this.#ready) return this.#ready;
    const { deviceId, state, error } = this.#status;
    throw bridgeError('device-not-ready', { deviceId, state }, error);
  }

  start(): void {
    if (this.#loop) return;
    this.#stopping = new AbortController();
    this.#loop = this.#keepOpen(this.#stopping.signal);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
    this.#loop = undefined;
  }

  async #keepOpen(stopping: AbortSignal): Promise<void> {
    const { clock, limits, random } = this.#options;
    while (!stopping.aborted) {
      const startedMs = clock.monotonicMs();
      const error = await this.#openOnce(stopping);
      if (stopping.aborted) return;
      const steady = this.#status.state === 'ready' && clock.monotonicMs() - startedMs >= limits.steadyAfterMs;
      const state = isPresent(this.#options.address) && error.code !== 'device-absent' ? 'faulted' : 'absent';
      const attempts = steady ? 1 : this.#status.attempts;
      this.#become({ state, error, attempts });
      const delayMs =
        state === 'absent' && isSeenWhenPlugged(this.#options.address)
          ? limits.presenceIntervalMs
          : fullJitterMs(attempts - 1, limits, random);
      await sleep(delayMs, stopping);
      while (!stopping.aborted && !isPresent(this.#options.address)) await sleep(limits.presenceIntervalMs, stopping);
    }
  }

  /** One life of the device, from opening to its end; resolves with what ended it. */
  async #openOnce(stopping: AbortSignal): Promise<CustodyError> {
    let opened: Opened<Specific> | undefined;
    const end = Promise.withResolvers<CustodyError>();
    const watch = this.#watchPresence(end.resolve);
    const stopped = () => end.resolve(bridgeError('device-not-ready', { deviceId: this.#options.deviceId }));
    stopping.addEventListener('abort', stopped);
    try {
      const { deviceId, clock, random, onReading, wire } = this.#options;
      this.#become({ state: 'opening', attempts: this.#status.attempts + 1 });
      this.#opening ??= await this.#options.load();
      const context: DriverContext = { deviceId, clock, random, emit: onReading, fail: end.resolve, wire };
      const opening = this.#opening(context, this.#wayIn, end.resolve);
      const first = await Promise.race([opening, end.promise]);
      if (isCustodyError(first)) {
        opening.then((late) => late.close()).catch(() => undefined);
        return first;
      }
      opened = first;
      const { driver } = opened;
      this.#become({ state: 'identifying' });
      const identity = await Promise.race([this.#identify(driver), end.promise]);
      if (isCustodyError(identity)) return identity;
      this.#ready = driver;
      this.#become({ state: 'ready', identity });
      this.#options.ready?.(driver);
      driver.start();
      return await end.promise;
    } catch (error) {
      return toCustodyError(error);
    } finally {
      this.#ready = undefined;
      clearInterval(watch);
      stopping.removeEventListener('abort', stopped);
      await opened?.driver.stop().catch(() => undefined);
      await opened?.close();
    }
  }

  /** Now and then the end of an unplugged port is told to nobody, and who only listens would wait for ever. */
  #watchPresence(closed: (error: CustodyError) => void): NodeJS.Timeout {
    const { address, limits, deviceId } = this.#options;
    let wasMissing = false;
    return setInterval(() => {
      const isMissing = !isPresent(address);
      // Most lines say so by themselves, and better: they are given the time.
      if (isMissing && wasMissing) closed(bridgeError('device-disconnected', { deviceId }));
      wasMissing = isMissing;
    }, limits.presenceIntervalMs);
  }

  /** Whoever does not answer, or not in this protocol, may be set otherwise: the next attempt goes another way in. */
  async #identify(driver: Specific): Promise<DeviceIdentity> {
    try {
      return await driver.identify();
    } catch (error) {
      this.#wayIn += 1;
      throw error;
    }
  }

  #become(change: { state: DeviceState; error?: CustodyError; identity?: DeviceIdentity; attempts?: number }): void {
    const { deviceId, kind, identity, attempts, error } = this.#status;
    const keptError = change.error ?? (change.state === 'ready' ? undefined : error);
    const keptIdentity = change.identity ?? identity;
    this.#status = {
      deviceId,
      kind,
      state: change.state,
      sinceMs: this.#options.clock.nowMs(),
      attempts: change.attempts ?? attempts,
      ...(keptError ? { error: keptError } : {}),
      ...(keptIdentity ? { identity: keptIdentity } : {}),
    };
    this.#options.onStatus(this.#status);
  }
}

function sleep(delayMs: number, stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stopping.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      stopping.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, delayMs);
    stopping.addEventListener('abort', done);
  });
}
