import type { ProfileOf } from '@custody-edge/device-profiles';
import type { ByteDriver, ByteDriverContext, DeviceIdentity } from '../../driver.ts';
import { LineSplitter, type SplitItem } from '../line-splitter.ts';
import { readCode } from './codec.ts';

/** Host of a reader that only talks: one code a line, nothing to ask. */
export class LineBarcodeDriver implements ByteDriver {
  readonly #profile: ProfileOf<'line-barcode'>;
  readonly #context: ByteDriverContext;
  readonly #splitter: LineSplitter;
  #started = false;
  #rejectedCount = 0;
  #gapTimer: NodeJS.Timeout | undefined;

  constructor(profile: ProfileOf<'line-barcode'>, context: ByteDriverContext) {
    this.#profile = profile;
    this.#context = context;
    this.#splitter = new LineSplitter(profile.maxLengthBytes);
  }

  receive(chunk: Uint8Array): void {
    clearTimeout(this.#gapTimer);
    for (const item of this.#splitter.push(chunk)) this.#report(item);
    if (!this.#splitter.unfinished) return;
    this.#gapTimer = setTimeout(() => {
      for (const item of this.#splitter.flush()) this.#report(item);
    }, this.#profile.timeLimitsMs.lineGap);
  }

  /** A reader of this kind answers nothing: that its port opened is all there is to know. */
  identify(): Promise<DeviceIdentity> {
    const { maker, model } = this.#profile.name;
    return Promise.resolve({ model: `${maker} ${model}` });
  }

  start(): void {
    this.#started = true;
  }

  stop(): Promise<void> {
    this.#started = false;
    clearTimeout(this.#gapTimer);
    return Promise.resolve();
  }

  #report(item: SplitItem): void {
    if (!this.#started) return;
    const { clock, emit } = this.#context;
    const code = readCode(item, this.#profile.aimIdentifier);
    if (code.kind === 'rejected') {
      this.#rejectedCount += 1;
      const { reason, byteCount } = code;
      emit({ kind: 'rejected-input', reason, byteCount, count: this.#rejectedCount, atMs: clock.nowMs() });
      return;
    }
    if (code.text === '') return;
    const { text, symbology } = code;
    emit({ kind: 'barcode', text, ...(symbology ? { symbology } : {}), atMs: clock.nowMs() });
  }
}
