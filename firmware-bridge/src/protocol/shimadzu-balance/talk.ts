import type { ProfileOf } from '@custody-edge/device-profiles';
import type { LineDialect } from '../../balance/line-balance.ts';
import { LineTalk } from '../../balance/line-talk.ts';
import type { BalanceEar, FoundBalance, Said } from '../../balance/talk.ts';
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
  beginStream: commandLine('D01'),
  endStream: commandLine('D09'),
};

/** Shimadzu’s standard format. It tells nothing of itself, and answers nothing but questions for a weight. */
export class ShimadzuBalanceTalk extends LineTalk<ProfileOf<'shimadzu-balance'>, Reply> {
  constructor(profile: ProfileOf<'shimadzu-balance'>, context: ByteDriverContext, ear: BalanceEar) {
    super(dialect, profile, context, ear);
  }

  async identify(): Promise<FoundBalance> {
    await this.balance.greet();
    const { maker, model } = this.profile.name;
    return { identity: { model: `${maker} ${model}` }, capacityGrams: this.profile.capacityGrams };
  }

  async weigh(): Promise<Said | undefined> {
    return (await this.balance.weigh()).reply.said;
  }

  tare(): Promise<void> {
    return this.balance.untilNothing(commandLine('T'));
  }

  /** It has one key for both. */
  zero(): Promise<void> {
    return this.tare();
  }

  /** Its line comes unasked, as after a finger on the key. */
  print(): Promise<void> {
    return this.balance.send(commandLine('D05'));
  }
}
