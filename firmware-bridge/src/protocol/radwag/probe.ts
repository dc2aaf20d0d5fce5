import type { DialectProbe } from '../../balance/probe/dialect.ts';
import { textLines } from '../../balance/probe/heard.ts';
import type { DeviceIdentity } from '../../driver.ts';
import { commandLine, parseReply } from './codec.ts';

const ask = (command: string) => ({
  bytes: Buffer.from(commandLine(command), 'latin1'),
  answerMs: 300,
  answerBytes: 30,
});

const tells = (command: string, field: keyof DeviceIdentity) => ({
  ...ask(command),
  read: (heard: Uint8Array): Partial<DeviceIdentity> | undefined => {
    for (const line of textLines(heard)) {
      const reply = parseReply(line);
      if (reply.kind === 'state' && reply.id === command && reply.text) return { [field]: reply.text };
    }
    return undefined;
  },
});

/** `SI` is a question of MT-SICS as well: the frame of its answer tells them apart. */
export const radwagProbe: DialectProbe = {
  questions: [ask('SI')],
  knows: (heard) =>
    textLines(heard).some((line) => {
      const reply = parseReply(line);
      return (reply.kind === 'weight' || reply.kind === 'out-of-range') && reply.id !== '';
    }),
  identity: [tells('BN', 'model'), tells('NB', 'serialNumber'), tells('RV', 'firmware')],
};
