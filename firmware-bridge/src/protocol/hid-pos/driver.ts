import type { ProfileOf } from '@custody-edge/device-profiles';
import type { BarcodeDriver, DeviceIdentity, ReportDriver, ReportDriverContext } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import { CodeReporter } from '../code.ts';
import { FragmentJoiner } from '../fragments.ts';
import { triggerOff, triggerOn } from '../honeywell-serial/codec.ts';
import { readFragment } from './codec.ts';

/** Host of a reader that sends its codes as HID reports. */
export class HidPosDriver implements ReportDriver, BarcodeDriver {
  readonly #profile: ProfileOf<'hid-pos'>;
  readonly #context: ReportDriverContext;
  readonly #reporter: CodeReporter;
  readonly #joiner: FragmentJoiner;
  #started = false;
  #gapTimer: NodeJS.Timeout | undefined;

  constructor(profile: ProfileOf<'hid-pos'>, context: ReportDriverContext) {
    this.#profile = profile;
    this.#context = context;
    this.#reporter = new CodeReporter(context);
    this.#joiner = new FragmentJoiner(profile.maxLengthBytes);
  }

  receive(report: Uint8Array): void {
    if (!this.#started) return;
    clearTimeout(this.#gapTimer);
    const fragment = readFragment(report, this.#profile.reportBytes);
    const code = fragment ? this.#joiner.push(fragment) : this.#joiner.flush();
    if (code) this.#reporter.report(code);
    if (!this.#joiner.unfinished) return;
    this.#gapTimer = setTimeout(() => {
      const refused = this.#joiner.flush();
      if (refused) this.#reporter.report(refused);
    }, this.#profile.timeLimitsMs.reportGap);
  }

  /** Switches scanned data on where the model wants to be told; what the device is, the kernel has said already. */
  async identify(): Promise<DeviceIdentity> {
    const { enablingFeature, name } = this.#profile;
    if (enablingFeature)
      await this.#context.channel.setFeature(Uint8Array.of(enablingFeature.reportId, enablingFeature.value));
    return { model: `${name.maker} ${name.model}` };
  }

  start(): void {
    this.#started = true;
  }

  stop(): Promise<void> {
    this.#started = false;
    clearTimeout(this.#gapTimer);
    return Promise.resolve();
  }

  async setTrigger(pulled: boolean): Promise<void> {
    const { commands, id } = this.#profile;
    if (!commands) throw bridgeError('reader-not-commanded', { profile: id });
    const command = pulled ? triggerOn : triggerOff;
    await this.#context.channel.write(Uint8Array.of(commands.reportId, command.length, ...command));
  }
}
