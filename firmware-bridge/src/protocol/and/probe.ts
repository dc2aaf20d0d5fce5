import type { DialectProbe } from '../../balance/probe/dialect.ts';
import { textLines } from '../../balance/probe/heard.ts';
import type { DeviceIdentity } from '../../driver.ts';
import { commandLine, parseReply } from './codec.ts';

const ask = (command: string) => ({
  bytes: Buffer.from(commandLine(command), 'latin1'),
  answerMs: 300,
  answerBytes: 20,
});

const tells = (of: 'TN' | 'SN', field: keyof DeviceIdentity) => ({
  ...ask(`?${of}`),
  read: (heard: Uint8Array): Partial<DeviceIdentity> | undefined => {
    for (const line of textLines(heard)) {
      const reply = parseReply(line);
      if (reply.kind === 'identity' && reply.of === of && reply.text) return { [field]: reply.text };
    }
    return undefined;
  },
});

/** `SI` is what other dialects are asked too. `Q`, which means the same here, switches a Shimadzu off. */
export const andProbe: DialectProbe = {
  questions: [ask('SI')],
  knows: (heard) => textLines(heard).some((line) => ['weight', 'out-of-range'].includes(parseReply(line).kind)),
  identity: [tells('TN', 'model'), tells('SN', 'serialNumber')],
};
