import type { ProfileOf } from '@custody-edge/device-profiles';
import type { HeardLine, LineDialect } from '../../balance/line-balance.ts';
import { LineTalk } from '../../balance/line-talk.ts';
import type { BalanceEar, FoundBalance, Said } from '../../balance/talk.ts';
import type { ByteDriverContext } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import { commandLine, longestLineBytes, parseReply, type Reply } from './codec.ts';

const dialect: LineDialect<Reply> = {
  parse: parseReply,
  said: (raw, reply) => {
    switch (reply.kind) {
      case 'weight': {
        const { isSound, digits, unit, load } = reply;
        return { raw, kind: 'weight', stable: isSound, digits, unit, load, auxiliaryDigits: 0 };
      }
      case 'acknowledged':
      case 'refused':
        return undefined;
      default:
        return { raw, kind: 'unreadable' };
    }
  },
  isAlike: (one, other) =>
    one.kind === 'weight' &&
    other.kind === 'weight' &&
    one.width === other.width &&
    (one.tail === undefined || other.tail === undefined || one.tail === other.tail),
  isRefusal: ({ kind }) => kind === 'refused',
  longestLineBytes,
  weigh: commandLine('IP'),
  beginStream: commandLine('CP'),
  endStream: commandLine('0P'),
};

/** Ohaus’s own commands: Explorer, Adventurer and others. */
export class OhausTalk extends LineTalk<ProfileOf<'ohaus'>, Reply> {
  constructor(profile: ProfileOf<'ohaus'>, context: ByteDriverContext, ear: BalanceEar) {
    super(dialect, profile, context, ear);
  }

  async identify(): Promise<FoundBalance> {
    await this.balance.greet();
    const serialNumber = await this.balance.tells(commandLine('PSN'), wordsIn);
    const firmware = serialNumber && (await this.balance.tells(commandLine('PV'), wordsIn));
    const { maker, model } = this.profile.name;
    return {
      identity: { model: `${maker} ${model}`, ...(serialNumber && { serialNumber }), ...(firmware && { firmware }) },
      capacityGrams: this.profile.capacityGrams,
    };
  }

  async weigh(): Promise<Said | undefined> {
    const { raw, reply } = await this.balance.weigh();
    return reply.said ?? { raw, kind: 'unreadable' };
  }

  tare(): Promise<void> {
    return this.#untilNothing('T');
  }

  zero(): Promise<void> {
    return this.#untilNothing('Z');
  }

  /** Its line comes unasked, as after a finger on the key. */
  print(): Promise<void> {
    return this.balance.send(commandLine('P'));
  }

  /**
   * `OK!` says that a command was understood, not that it is done. What answers `SP` is a weight of a still pan, also where a sign says
   * that it is below the minimum weight, as nothing always is.
   */
  #untilNothing(command: string): Promise<void> {
    const heed = ({ raw, reply }: HeardLine<Reply>, isAsked: boolean): undefined => {
      if (reply.reply.kind === 'refused')
        throw bridgeError(isAsked ? 'balance-not-stable' : 'device-refused', { command, answer: raw });
    };
    return this.balance.untilNothing(commandLine(command), heed, {
      command: commandLine('SP'),
      limitMs: this.profile.timeLimitsMs.stable,
      isStill: ({ stable }, isAsked) => stable || isAsked,
    });
  }
}

const wordsIn = (reply: Reply): string | undefined => (reply.kind === 'words' ? reply.text : undefined);
