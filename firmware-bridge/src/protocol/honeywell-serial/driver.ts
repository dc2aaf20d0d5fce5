import type { ProfileOf } from '@custody-edge/device-profiles';
import { isCustodyError } from '@custody-edge/foundation';
import type { BarcodeDriver, ByteDriver, ByteDriverContext, DeviceIdentity } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import { CodeLines } from '../code-lines.ts';
import { Mailbox } from '../mailbox.ts';
import {
  AnswerSearch,
  type MenuAnswer,
  menuCommand,
  menuStatus,
  readRevision,
  revisionCommand,
  triggerOff,
  triggerOn,
} from './codec.ts';

const attemptsToIdentify = 3;

/** Host of a Honeywell reader on a serial line: codes one a line; what it is, it says when it is opened. */
export class HoneywellSerialDriver implements ByteDriver, BarcodeDriver {
  readonly #profile: ProfileOf<'honeywell-serial'>;
  readonly #context: ByteDriverContext;
  readonly #lines: CodeLines;
  readonly #inbox = new Mailbox<MenuAnswer>();
  #search: AnswerSearch | undefined;

  constructor(profile: ProfileOf<'honeywell-serial'>, context: ByteDriverContext) {
    this.#profile = profile;
    this.#context = context;
    this.#lines = new CodeLines(profile, context);
  }

  /** Answers and codes share the line: while one is waited for, all that comes belongs to it. */
  receive(chunk: Uint8Array): void {
    if (!this.#search) {
      this.#lines.push(chunk);
      return;
    }
    const answer = this.#search.push(chunk);
    if (answer) this.#inbox.put(answer);
  }

  async identify(): Promise<DeviceIdentity> {
    const { maker, model } = this.#profile.name;
    const facts = readRevision(await this.#revision());
    const [name, serialNumber, firmware] = ['Product Name', 'Serial Number', 'Software Part Number'].map((each) =>
      facts.get(each),
    );
    return {
      model: name ? `${maker} ${name}` : `${maker} ${model}`,
      ...(serialNumber && { serialNumber }),
      ...(firmware && { firmware }),
    };
  }

  start(): void {
    this.#lines.start();
  }

  stop(): Promise<void> {
    this.#lines.stop();
    this.#inbox.close(bridgeError('device-not-ready', { deviceId: this.#context.deviceId }));
    return Promise.resolve();
  }

  async setTrigger(pulled: boolean): Promise<void> {
    await this.#context.channel.write(pulled ? triggerOn : triggerOff);
  }

  /** @throws `device-silent`, or `device-refused` by a reader that does not know the command */
  async #revision(): Promise<string> {
    for (let attempt = 1; ; attempt++) {
      try {
        this.#inbox.clear();
        this.#search = new AnswerSearch(revisionCommand);
        await this.#context.channel.write(menuCommand(revisionCommand));
        const { text, status } = await this.#inbox.take(this.#profile.timeLimitsMs.reply);
        if (status !== menuStatus.acknowledged)
          throw bridgeError('device-refused', { command: revisionCommand, status });
        return text;
      } catch (error) {
        if (attempt >= attemptsToIdentify || !isCustodyError(error, 'device-silent')) throw error;
      } finally {
        this.#search = undefined;
      }
    }
  }
}
