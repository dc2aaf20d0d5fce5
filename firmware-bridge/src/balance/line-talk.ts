import type { WeighingMode } from '@custody-edge/device-profiles';
import type { ByteDriverContext } from '../driver.ts';
import { LineBalance, type LineDialect, type LineLimits } from './line-balance.ts';
import type { BalanceEar, BalanceTalk, FoundBalance, Said } from './talk.ts';

/** What the talk of every dialect in lines of text leaves to its `LineBalance`; a dialect adds what it has words for. */
export abstract class LineTalk<Profile extends { readonly timeLimitsMs: LineLimits }, Reply> implements BalanceTalk {
  protected readonly profile: Profile;
  protected readonly balance: LineBalance<Reply>;

  constructor(dialect: LineDialect<Reply>, profile: Profile, context: ByteDriverContext, ear: BalanceEar) {
    this.profile = profile;
    this.balance = new LineBalance(dialect, context, ear, profile.timeLimitsMs);
  }

  abstract identify(): Promise<FoundBalance>;
  abstract weigh(): Promise<Said | undefined>;
  abstract tare(): Promise<void>;
  abstract zero(): Promise<void>;

  receive(chunk: Uint8Array): void {
    this.balance.receive(chunk);
  }

  close(error: Error): void {
    this.balance.close(error);
  }

  async begin(mode: Exclude<WeighingMode, 'poll'>): Promise<void> {
    if (mode === 'stream') await this.balance.begin();
  }

  end(): Promise<void> {
    return this.balance.end();
  }
}
