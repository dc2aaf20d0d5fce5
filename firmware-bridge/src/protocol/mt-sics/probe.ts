import type { DialectProbe } from '../../balance/probe/dialect.ts';
import { textLines } from '../../balance/probe/heard.ts';
import type { DeviceIdentity } from '../../driver.ts';
import { commandLine, parseReply, type Reply, restartIn } from './codec.ts';

const ask = (command: string, answerBytes: number) => ({
  bytes: Buffer.from(commandLine(command), 'latin1'),
  answerMs: 300,
  answerBytes,
});

/** What only MT-SICS says of a weight, or a balance that has just started. */
const isWeight = (reply: Reply): boolean =>
  'id' in reply &&
  reply.id === 'S' &&
  (reply.kind === 'weight' || reply.kind === 'out-of-range' || (reply.kind === 'state' && reply.state === 'I'));

/** The first parameter of the answer to a command of level 0. */
const tells = (command: string, field: keyof DeviceIdentity) => ({
  ...ask(command, 60),
  read: (heard: Uint8Array): Partial<DeviceIdentity> | undefined => {
    for (const line of textLines(heard)) {
      const reply = parseReply(line);
      if (reply.kind === 'state' && reply.id === command && reply.parameters[0])
        return { [field]: reply.parameters[0] };
    }
    return undefined;
  },
});

/** `SI` is answered at once, whatever the pan does. Of the repeat of an earlier session it is heard without being asked. */
export const mtSicsProbe: DialectProbe = {
  questions: [ask('SI', 20)],
  knows: (heard) => textLines(heard).some((line) => isWeight(parseReply(line)) || restartIn(line) !== undefined),
  identity: [tells('I2', 'model'), tells('I4', 'serialNumber'), tells('I3', 'firmware')],
};
