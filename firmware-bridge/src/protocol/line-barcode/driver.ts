import type { ProfileOf } from '@custody-edge/device-profiles';
import type { BarcodeDriver, ByteDriver, ByteDriverContext, DeviceIdentity } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import { CodeLines } from '../code-lines.ts';

/** Host of a reader that only talks: one code a line, nothing to ask. */
export class LineBarcodeDriver implements ByteDriver, BarcodeDriver {
  readonly #profile: ProfileOf<'line-barcode'>;
  readonly #lines: CodeLines;

  constructor(profile: ProfileOf<'line-barcode'>, context: ByteDriverContext) {
    this.#profile = profile;
    this.#lines = new CodeLines(profile, context);
  }

  receive(chunk: Uint8Array): void {
    this.#lines.push(chunk);
  }

  /** A reader of this kind answers nothing: that its port opened is all there is to know. */
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
