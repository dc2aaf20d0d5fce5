import type { ProfileOf } from '@custody-edge/device-profiles';
import type { CustodyError } from '@custody-edge/foundation';
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
        const { stable, digits, unit } = reply;
        return { raw, kind: 'weight', stable, digits, unit, load: 'unsaid', auxiliaryDigits: 0 };
      }
      case 'out-of-range':
        return { raw, kind: 'out-of-range', side: reply.side };
      case 'unknown':
        return { raw, kind: 'unreadable' };
      default:
        return undefined;
    }
  },
  isAlike: (one, other) => one.kind === 'weight' && other.kind === 'weight' && one.width === other.width,
  isRefusal: ({ kind }) => kind === 'error',
  longestLineBytes,
  weigh: commandLine('Q'),
  beginStream: commandLine('SIR'),
  endStream: commandLine('C'),
};

/** `EC,E02` not ready, `EC,E11` not stable, `EC,E17` outside its range. */
const notReady = 'E02';
const notStable = 'E11';
const outsideRange = 'E17';

/** A&D’s standard format, with or without acknowledgements (`ErCd`). */
export class AndTalk extends LineTalk<ProfileOf<'and'>, Reply> {
  constructor(profile: ProfileOf<'and'>, context: ByteDriverContext, ear: BalanceEar) {
    super(dialect, profile, context, ear);
  }

  async identify(): Promise<FoundBalance> {
    await this.balance.greet();
    const type = await this.balance.tells(commandLine('?TN'), (reply) => textOf(reply, 'TN'));
    // One that does not tell its type tells nothing else of itself either.
    const serialNumber = type && (await this.balance.tells(commandLine('?SN'), (reply) => textOf(reply, 'SN')));
    const { maker, model } = this.profile.name;
    return {
      identity: { model: `${maker} ${type || model}`, ...(serialNumber && { serialNumber }) },
      capacityGrams: this.profile.capacityGrams,
    };
  }

  async weigh(): Promise<Said | undefined> {
    const line = await this.balance.weigh();
    const { reply } = line.reply;
    if (reply.kind === 'error' && reply.code === notReady) return undefined;
    const refusal = refusalOf('Q', line);
    if (refusal) throw refusal;
    return line.reply.said;
  }

  tare(): Promise<void> {
    return this.#untilNothing('T');
  }

  zero(): Promise<void> {
    return this.#untilNothing('Z');
  }

  async adjust(): Promise<void> {
    const heed = twice('CAL');
    await this.balance.untilDone(commandLine('CAL'), this.profile.timeLimitsMs.adjust, heed);
  }

  /** Its line comes unasked, as after a finger on the key. */
  print(): Promise<void> {
    return this.balance.send(commandLine('PRT'));
  }

  #untilNothing(command: string): Promise<void> {
    return this.balance.untilNothing(commandLine(command), twice(command));
  }
}

/** Acknowledged a second time it is done. A question that it is not ready for is none of the command’s. */
function twice(command: string) {
  let count = 0;
  return (line: HeardLine<Reply>, isAsked: boolean): 'done' | 'goes on' | undefined => {
    const { reply } = line.reply;
    if (isAsked && reply.kind === 'error' && reply.code === notReady) return undefined;
    const refusal = refusalOf(command, line);
    if (refusal) throw refusal;
    if (reply.kind !== 'acknowledged') return undefined;
    count += 1;
    return count > 1 ? 'done' : 'goes on';
  };
}

function refusalOf(command: string, { raw, reply: { reply } }: HeardLine<Reply>): CustodyError | undefined {
  if (reply.kind !== 'error') return undefined;
  if (reply.code === notStable) return bridgeError('balance-not-stable', { command, answer: raw });
  if (reply.code === outsideRange) return bridgeError('balance-out-of-range', { command, answer: raw });
  return bridgeError('device-refused', { command, answer: raw });
}

const textOf = (reply: Reply, of: 'SN' | 'TN'): string | undefined =>
  reply.kind === 'identity' && reply.of === of ? reply.text : undefined;
