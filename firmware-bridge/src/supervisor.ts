import { existsSync } from 'node:fs';
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
import type { Channel, OpenChannel } from './transport/channel.ts';

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
  readonly openChannel: OpenChannel;
  readonly createDriver: (context: DriverContext) => Specific;
  readonly clock: Clock;
  readonly random: Random;
  readonly limits: ReopenLimits;
  readonly onReading: (reading: Reading) => void;
  readonly onStatus: (status: DeviceStatus) => void;
}

/** Keeps one device open: absent → opening → identifying → ready → faulted, and again, until stopped. */
export class Supervisor<Specific extends Driver> {
  readonly #options: SupervisorOptions<Specific>;
  #status: DeviceStatus;
  #stopping = new AbortController();
  #loop: Promise<void> | undefined;
  #ready: Specific | undefined;

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
      const state = this.#isPresent() && error.code !== 'device-absent' ? 'faulted' : 'absent';
      const attempts = steady ? 1 : this.#status.attempts;
      this.#become({ state, error, attempts });
      const delayMs =
        state === 'absent' && this.#options.address.kind === 'serial'
          ? limits.presenceIntervalMs
          : fullJitterMs(attempts - 1, limits, random);
      await sleep(delayMs, stopping);
      while (!stopping.aborted && !this.#isPresent()) await sleep(limits.presenceIntervalMs, stopping);
    }
  }

  /** One life of the device, from opening to its end; resolves with what ended it. */
  async #openOnce(stopping: AbortSignal): Promise<CustodyError> {
    let channel: Channel | undefined;
    let driver: Specific | undefined;
    const end = Promise.withResolvers<CustodyError>();
    const stopped = () => end.resolve(bridgeError('device-not-ready', { deviceId: this.#options.deviceId }));
    stopping.addEventListener('abort', stopped);
    try {
      this.#become({ state: 'opening', attempts: this.#status.attempts + 1 });
      const opening = this.#options.openChannel({
        bytes: (chunk) => driver?.receive(chunk),
        closed: (reason) => end.resolve(reason.error),
      });
      const opened = await Promise.race([opening, end.promise]);
      if (isCustodyError(opened)) {
        opening.then((late) => late.close()).catch(() => undefined);
        return opened;
      }
      channel = opened;
      driver = this.#options.createDriver({
        deviceId: this.#options.deviceId,
        channel,
        clock: this.#options.clock,
        emit: this.#options.onReading,
        fail: end.resolve,
      });
      this.#become({ state: 'identifying' });
      const identity = await Promise.race([driver.identify(), end.promise]);
      if (isCustodyError(identity)) return identity;
      this.#ready = driver;
      this.#become({ state: 'ready', identity });
      driver.start();
      return await end.promise;
    } catch (error) {
      return toCustodyError(error);
    } finally {
      this.#ready = undefined;
      stopping.removeEventListener('abort', stopped);
      await driver?.stop().catch(() => undefined);
      await channel?.close();
    }
  }

  #isPresent(): boolean {
    const { address } = this.#options;
    return address.kind !== 'serial' || existsSync(address.path);
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
