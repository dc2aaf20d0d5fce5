import type { ProfileOf } from '@custody-edge/device-profiles';
import { type CustodyError, toCustodyError } from '@custody-edge/foundation';
import type { DeviceIdentity, DriverContext, FingerprintDriver } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import { HelperProcess } from '../../transport/helper-process.ts';
import {
  type HelperCommand,
  type HelperFailure,
  type HelperMessage,
  type HelperTask,
  helperMessageSchema,
} from './messages.ts';

/** A helper that the library stops again so soon cannot be helped by another one. */
const shortestLifeMs = 10_000;
const helperProgram = new URL('./helper.ts', import.meta.url);
const debianPackage = 'libfprint-2-2';

export interface LibfprintOptions {
  /** Socket of the library's virtual reader, taken instead of a real one. */
  readonly virtualImageSocket?: string | undefined;
  /** File of the library, as the dynamic linker finds it. */
  readonly library?: string;
  /** What is run as the helper. */
  readonly program?: URL;
}

/** Host of a reader that libfprint drives, in a helper process: what crashes there is a reader that was unplugged here. */
export class LibfprintDriver implements FingerprintDriver {
  readonly #profile: ProfileOf<'libfprint'>;
  readonly #context: DriverContext;
  readonly #options: LibfprintOptions;
  #helper: HelperProcess<HelperMessage> | undefined;
  #startedMs = 0;
  #opened: PromiseWithResolvers<DeviceIdentity> | undefined;
  #silence: NodeJS.Timeout | undefined;
  #capturing = false;
  #stopped = false;
  #seenAtMs: { readonly wall: number; readonly monotonic: number } | undefined;

  constructor(profile: ProfileOf<'libfprint'>, context: DriverContext, options: LibfprintOptions = {}) {
    this.#profile = profile;
    this.#context = context;
    this.#options = options;
  }

  identify(): Promise<DeviceIdentity> {
    return this.#begin();
  }

  start(): void {
    this.#tellHelper();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#silence);
    this.#opened?.reject(bridgeError('device-not-ready', { deviceId: this.#context.deviceId }));
    await this.#helper?.stop();
  }

  /** Whether fingers are wanted now. */
  setCapturing(capturing: boolean): void {
    this.#capturing = capturing;
    this.#tellHelper();
  }

  async #begin(): Promise<DeviceIdentity> {
    const { virtualImageSocket, library = 'libfprint-2.so.2', program = helperProgram } = this.#options;
    const { driver, timeLimitsMs } = this.#profile;
    const task: HelperTask =
      virtualImageSocket === undefined
        ? { library, ...(driver !== undefined && { driver }) }
        : { library, driver: 'virtual_image' };
    const opened = Promise.withResolvers<DeviceIdentity>();
    this.#opened = opened;
    this.#startedMs = this.#context.clock.monotonicMs();
    this.#helper = new HelperProcess({
      program,
      task: { ...task },
      ...(virtualImageSocket !== undefined && { environment: { FP_VIRTUAL_IMAGE: virtualImageSocket } }),
      schema: helperMessageSchema,
      onMessage: (message) => this.#hear(message),
      onEnd: (error) => this.#fail(toCustodyError(error)),
    });
    const limit = setTimeout(
      () => opened.reject(bridgeError('device-silent', { limitMs: timeLimitsMs.open })),
      timeLimitsMs.open,
    );
    try {
      return await opened.promise;
    } finally {
      this.#opened = undefined;
      clearTimeout(limit);
    }
  }

  #hear(message: HelperMessage): void {
    if (this.#stopped) return;
    this.#expectMore();
    if (message.kind === 'opened') this.#opened?.resolve({ model: message.name });
    if (message.kind === 'finger-seen') this.#seenAtMs = this.#now();
    if (message.kind === 'image') this.#take(message);
    if (message.kind === 'failed' && message.failure === 'hot') void this.#beginAgain();
    else if (message.kind === 'failed') this.#fail(failureOf(message.failure, message.message));
  }

  #now() {
    const { clock } = this.#context;
    return { wall: clock.nowMs(), monotonic: clock.monotonicMs() };
  }

  #take({ width, height, pixels }: Extract<HelperMessage, { kind: 'image' }>): void {
    const { id, pictureSize, dotsPerInch } = this.#profile;
    if (pictureSize && (width !== pictureSize.widthPixels || height !== pictureSize.heightPixels)) {
      this.#fail(bridgeError('device-mismatch', { width, height, ...pictureSize }));
      return;
    }
    if (!this.#capturing) return;
    const { deviceId, emit } = this.#context;
    const now = this.#now();
    const seen = this.#seenAtMs ?? now;
    const captureMs = now.monotonic - seen.monotonic;
    const provenance = { profileId: id, deviceId, capturedAtMs: seen.wall, captureMs };
    emit({ kind: 'fingerprint-image', width, height, dotsPerInch, pixels, provenance });
  }

  /** The library counts warmth in the process that it runs in, by the clock: another process begins cool. */
  async #beginAgain(): Promise<void> {
    try {
      if (this.#context.clock.monotonicMs() - this.#startedMs < shortestLifeMs) throw failureOf('hot', 'at once');
      await this.#helper?.stop();
      if (this.#stopped) return;
      await this.#begin();
      this.#tellHelper();
    } catch (error) {
      this.#fail(toCustodyError(error));
    }
  }

  #tellHelper(): void {
    const command: HelperCommand = { capturing: this.#capturing };
    this.#helper?.send({ ...command });
  }

  #expectMore(): void {
    clearTimeout(this.#silence);
    const limitMs = this.#profile.timeLimitsMs.silence;
    this.#silence = setTimeout(() => this.#fail(bridgeError('device-silent', { limitMs })), limitMs);
  }

  #fail(error: CustodyError): void {
    if (this.#stopped) return;
    clearTimeout(this.#silence);
    this.#opened?.reject(error);
    this.#context.fail(error);
  }
}

function failureOf(failure: HelperFailure, message: string): CustodyError {
  switch (failure) {
    case 'library-missing':
      return bridgeError('system-library-missing', { debianPackage, message });
    case 'no-reader':
      return bridgeError('device-absent', { message });
    case 'not-imaging':
      return bridgeError('device-mismatch', { message });
    case 'no-permission':
      return bridgeError('device-no-permission', { message });
    case 'busy':
      return bridgeError('device-busy', { message });
    case 'removed':
      return bridgeError('device-disconnected', { message });
    case 'hot':
    case 'refused':
      return bridgeError('device-refused', { message });
  }
}
