import type { ProfileOf } from '@custody-edge/device-profiles';
import type { BarcodeDriver, ByteDriver, DeviceIdentity, DriverContext } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import { CodeLines } from '../code-lines.ts';
import { TypedText } from './codec.ts';

/** Host of a reader that is a keyboard, and that the station holds for itself: a code and Enter. */
export class EvdevWedgeDriver implements ByteDriver, BarcodeDriver {
  readonly #profile: ProfileOf<'evdev-wedge'>;
  readonly #lines: CodeLines;
  readonly #typed = new TypedText();

  constructor(profile: ProfileOf<'evdev-wedge'>, context: DriverContext) {
    this.#profile = profile;
    this.#lines = new CodeLines(profile, context);
  }

  receive(chunk: Uint8Array): void {
    this.#lines.push(this.#typed.push(chunk));
  }

  /** A keyboard answers nothing: that it could be held is all there is to know. */
  identify(): Promise<DeviceIdentity> {
    const { maker, model } = this.#profile.name;
    return Promise.resolve({ model: `${maker} ${model}` });
  }

  start(): void {
    this.#lines.start();
  }

  stop(): Promise<void> {
    this.#lines.stop();
    return Promise.resolve();
  }

  setTrigger(): Promise<void> {
    return Promise.reject(bridgeError('reader-not-commanded', { profile: this.#profile.id }));
  }
}
