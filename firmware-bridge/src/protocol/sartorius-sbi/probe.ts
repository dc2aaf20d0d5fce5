import type { DialectProbe } from '../../balance/probe/dialect.ts';
import { textLines } from '../../balance/probe/heard.ts';
import type { DeviceIdentity } from '../../driver.ts';
import { commandBytes, parseReply, type Reply } from './codec.ts';

const ask = (command: string) => ({
  bytes: Buffer.from(commandBytes(command), 'latin1'),
  answerMs: 300,
  answerBytes: 22,
});

/** A word alone, such as `H`, others say as well. */
const isOwn = (line: string): boolean => {
  const { kind } = parseReply(line);
  if (kind === 'weight' || kind === 'identity') return true;
  return /^Stat /.test(line) && (kind === 'out-of-range' || kind === 'busy' || kind === 'error');
};

const tells = (command: string, field: keyof DeviceIdentity, textOf: (reply: Reply) => string | undefined) => ({
  ...ask(command),
  read: (heard: Uint8Array): Partial<DeviceIdentity> | undefined => {
    for (const line of textLines(heard)) {
      const text = textOf(parseReply(line));
      if (text !== undefined) return { [field]: text };
    }
    return undefined;
  },
});

const labelled = (of: 'serial-number' | 'software') => (reply: Reply) =>
  reply.kind === 'identity' && reply.of === of ? reply.text : undefined;

/** `P` would stop automatic output: who has that is heard before anything is asked. */
export const sbiProbe: DialectProbe = {
  questions: [ask('P')],
  knows: (heard) => textLines(heard).some(isOwn),
  identity: [
    tells('x1_', 'model', (reply) => (reply.kind === 'words' ? reply.text : undefined)),
    tells('x2_', 'serialNumber', labelled('serial-number')),
    tells('x3_', 'firmware', labelled('software')),
  ],
};
