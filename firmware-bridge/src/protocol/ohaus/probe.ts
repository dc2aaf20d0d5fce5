import type { DialectProbe } from '../../balance/probe/dialect.ts';
import { textLines } from '../../balance/probe/heard.ts';
import type { DeviceIdentity } from '../../driver.ts';
import { commandLine, parseReply } from './codec.ts';

const ask = (command: string) => ({
  bytes: Buffer.from(commandLine(command), 'latin1'),
  answerMs: 300,
  answerBytes: 32,
});

const tells = (command: string, field: keyof DeviceIdentity) => ({
  ...ask(command),
  read: (heard: Uint8Array): Partial<DeviceIdentity> | undefined => {
    for (const line of textLines(heard)) {
      const reply = parseReply(line);
      if (reply.kind === 'words') return { [field]: reply.text };
    }
    return undefined;
  },
});

/** `IP` is answered at once, whatever the pan does. */
export const ohausProbe: DialectProbe = {
  questions: [ask('IP')],
  knows: (heard) => textLines(heard).some((line) => parseReply(line).kind === 'weight'),
  identity: [tells('PSN', 'serialNumber'), tells('PV', 'firmware')],
};
