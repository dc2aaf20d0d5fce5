import type { ProfileOf } from '@custody-edge/device-profiles';
import type { HeardLine, LineDialect } from '../../balance/line-balance.ts';
import { LineTalk } from '../../balance/line-talk.ts';
import type { BalanceEar, FoundBalance, Said } from '../../balance/talk.ts';
import type { ByteDriverContext } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import { commandLine, longestLineBytes, parseReply, type Reply } from './codec.ts';

const isNotNow = (reply: Reply): boolean => reply.kind === 'state' && reply.id === 'SI' && reply.state === 'I';

const dialect: LineDialect<Reply> = {
  parse: parseReply,
  said: (raw, reply) => {
    switch (reply.kind) {
      case 'weight': {
        const { stable, digits, unit, auxiliaryDigits } = reply;
        return { raw, kind: 'weight', stable, digits, unit, load: 'unsaid', auxiliaryDigits };
      }
      case 'out-of-range':
        return { raw, kind: 'out-of-range', side: reply.side };
      case 'unknown':
        return { raw, kind: 'unreadable' };
      default:
        return undefined;
    }
  },
  // Its frames have one length, which the codec holds them to.
  isAlike: () => true,
  isRefusal: (reply) => reply.kind === 'refused' || isNotNow(reply),
  longestLineBytes,
  weigh: commandLine('SI'),
  beginStream: commandLine('C1'),
  endStream: commandLine('C0'),
};

/** Radwag’s own protocol: letters of MT-SICS, and frames of its own. */
export class RadwagTalk extends LineTalk<ProfileOf<'radwag'>, Reply> {
  constructor(profile: ProfileOf<'radwag'>, context: ByteDriverContext, ear: BalanceEar) {
    super(dialect, profile, context, ear);
  }

  async identify(): Promise<FoundBalance> {
    await this.balance.greet();
    const type = await this.#tells('BN');
    const serialNumber = await this.#tells('NB');
    const firmware = await this.#tells('RV');
    const { maker, model } = this.profile.name;
    return {
      identity: {
        model: `${maker} ${type || model}`,
        ...(serialNumber && { serialNumber }),
        ...(firmware && { firmware }),
      },
      capacityGrams: this.profile.capacityGrams,
    };
  }

  async weigh(): Promise<Said | undefined> {
    const { raw, reply } = await this.balance.weigh();
    if (reply.reply.kind === 'refused') throw bridgeError('device-refused', { command: 'SI', answer: raw });
    return reply.said;
  }

  tare(): Promise<void> {
    return this.#untilDone('T', this.profile.timeLimitsMs.stable);
  }

  zero(): Promise<void> {
    return this.#untilDone('Z', this.profile.timeLimitsMs.stable);
  }

  adjust(): Promise<void> {
    return this.#untilDone('IC', this.profile.timeLimitsMs.adjust);
  }

  #tells(command: string): Promise<string | undefined> {
    return this.balance.tells(commandLine(command), (reply) =>
      reply.kind === 'state' && reply.id === command && (reply.state === 'A' || reply.state === 'I')
        ? reply.text
        : undefined,
    );
  }

  #untilDone(command: string, limitMs: number): Promise<void> {
    return this.balance.untilDone(commandLine(command), limitMs, (line) => heed(command, line));
  }
}

function heed(command: string, { raw, reply: { reply } }: HeardLine<Reply>): 'done' | 'goes on' | undefined {
  if (reply.kind === 'refused') throw bridgeError('device-refused', { command, answer: raw });
  if (reply.kind !== 'state' || reply.id !== command) return undefined;
  switch (reply.state) {
    case 'A':
      return 'goes on';
    case 'D':
    case 'OK':
      return 'done';
    case 'E':
      throw bridgeError('balance-not-stable', { command, answer: raw });
    case '^':
    case 'v':
      throw bridgeError('balance-out-of-range', { command, side: reply.state === '^' ? 'overload' : 'underload' });
    case 'I':
      throw bridgeError('device-refused', { command, answer: raw });
  }
}
