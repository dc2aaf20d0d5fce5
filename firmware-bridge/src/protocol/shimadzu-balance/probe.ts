import type { DialectProbe } from '../../balance/probe/dialect.ts';
import { textLines } from '../../balance/probe/heard.ts';
import { commandLine, parseReply } from './codec.ts';

/** `D07` is answered at once, whatever the pan does. It tells nothing of itself. */
export const shimadzuBalanceProbe: DialectProbe = {
  questions: [{ bytes: Buffer.from(commandLine('D07'), 'latin1'), answerMs: 300, answerBytes: 16 }],
  knows: (heard) => textLines(heard).some((line) => parseReply(line).kind !== 'unknown'),
  identity: [],
};
