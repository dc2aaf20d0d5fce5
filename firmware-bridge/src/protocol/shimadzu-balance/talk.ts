import type { ProfileOf, WeighingMode } from '@custody-edge/device-profiles';
import { LineBalance, type LineDialect } from '../../balance/line-balance.ts';
import type { BalanceEar, BalanceTalk, FoundBalance, Said } from '../../balance/talk.ts';
import type { ByteDriverContext } from '../../driver.ts';
import { commandLine, longestLineBytes, parseReply, type Reply } from './codec.ts';

const dialect: LineDialect<Reply> = {
  parse: parseReply,
  said: (raw, reply) => {
    switch (reply.kind) {
      case 'weight': {
        const { stability, digits, unit, auxiliaryDigits } = reply;
        // A line that does not say that the pan is still is never a stable weight.
        return { raw, kind: 'weight', stable: stability === 'stable', digits, unit, load: 'unsaid', auxiliaryDigits };
      }
      case 'out-of-range':
        return { raw, kind: 'out-of-range', side: reply.side };
      case 'unknown':
        return { raw, kind: 'unreadable' };
    }
  },
  isAlike: (one, other) =>
    one.kind === 'weight' &&
    other.kind === 'weight' &&
    one.width === other.width &&
    one.auxiliaryDigits === other.auxiliaryDigits,
  isRefusal: () => false,
  longestLineBytes,
  // Once, with the sign of stability.
  weigh: commandLine('D07'),
  endStream: commandLine('D09'),
};

/** Shimadzu’s standard format. It tells nothing of itself, and answers nothing but questions for a weight. */
export class ShimadzuBalanceTalk implements BalanceTalk {
  readonly #profile: ProfileOf<'shimadzu-balance'>;
  readonly #balance: LineBalance<Reply>;

  constructor(profile: ProfileOf<'shimadzu-balance'>, context: ByteDriverContext, ear: BalanceEar) {
    this.#profile = profile;
    this.#balance = new LineBalance(dialect, context, ear, profile.timeLimitsMs);
  }

  receive(chunk: Uint8Array): void {
    this.#balance.receive(chunk);
  }

  close(error: Error): void {
    this.#balance.close(error);
  }

  async identify(): Promise<FoundBalance> {
    await this.#balance.greet();
    const { maker, model } = this.#profile.name;
    return { identity: { model: `${maker} ${model}` }, capacityGrams: this.#profile.capacityGrams };
  }

  async weigh(): Promise<Said | undefined> {
    return (await this.#balance.weigh()).reply.said;
  }

  async begin(mode: Exclude<WeighingMode, 'poll'>): Promise<void> {
    if (mode === 'stream') await this.#balance.begin(commandLine('D01'));
  }

  end(): Promise<void> {
    return this.#balance.end();
  }

  tare(): Promise<void> {
    return this.#balance.untilNothing(commandLine('T'));
  }

  /** It has one key for both. */
  zero(): Promise<void> {
    return this.tare();
  }

  /** Its line comes unasked, as after a finger on the key. */
  print(): Promise<void> {
    return this.#balance.send(commandLine('D05'));
  }
}
