import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import type { CustodyError } from '@custody-edge/foundation';
import { z } from 'zod';
import { bridgeError } from '../../errors.ts';
import { Mailbox } from '../mailbox.ts';
import { type GpioLines, type LineRequest, levelOf } from './lines.ts';

const replyLimitMs = 500;

/** What is asked of an emulated chip, one JSON a line. Levels are those of the wire. */
export const chipQuestionSchema = z.union([
  z.strictObject({ take: z.array(z.int()), set: z.array(z.tuple([z.int(), z.boolean()])) }),
  z.strictObject({ set: z.tuple([z.int(), z.boolean()]) }),
  z.strictObject({ read: z.array(z.int()) }),
]);
type ChipQuestion = z.infer<typeof chipQuestionSchema>;

/** What it answers. */
const chipAnswerSchema = z.union([
  z.strictObject({ levels: z.array(z.boolean()) }),
  z.strictObject({ refused: z.enum(['busy', 'no such line']) }),
]);
export type ChipAnswer = z.infer<typeof chipAnswerSchema>;

/**
 * Takes lines of an emulated chip that listens at a socket of this machine.
 * @throws `device-absent`, `device-busy`, `device-open-failed`, `device-silent`
 */
export async function openVirtualChip(
  path: string,
  request: LineRequest,
  closed: (error: CustodyError) => void,
): Promise<GpioLines> {
  const socket = connect(path);
  const answers = new Mailbox<ChipAnswer>();
  let isOurs = true;
  const fail = (cause?: unknown) => {
    const error = bridgeError('device-disconnected', { socket: path }, cause);
    answers.close(error);
    if (isOurs) closed(error);
    socket.destroy();
  };
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', (cause) => reject(bridgeError('device-absent', { socket: path }, cause)));
  });
  socket.on('error', fail);
  socket.on('close', () => fail());
  const input = createInterface({ input: socket });
  input.on('error', fail);
  input.on('line', (line) => {
    const answer = chipAnswerSchema.safeParse(parsed(line));
    if (answer.success) answers.put(answer.data);
  });
  let queue: Promise<unknown> = Promise.resolve();
  const ask = (question: ChipQuestion): Promise<boolean[]> => {
    const answer = queue.then(async () => {
      answers.clear();
      socket.write(`${JSON.stringify(question)}\n`);
      const said = await answers.take(replyLimitMs);
      if ('levels' in said) return said.levels;
      throw bridgeError(said.refused === 'busy' ? 'device-busy' : 'device-open-failed', { socket: path, ...said });
    });
    queue = answer.catch(() => undefined);
    return answer;
  };
  const close = async () => {
    isOurs = false;
    socket.destroy();
  };
  try {
    const inputs = request.inputs.map(({ line }) => line);
    await ask({ take: inputs, set: request.outputs.map((output) => [output.line, levelOf(output, false)]) });
    return {
      via: 'emulated chip',
      read: () => ask({ read: inputs }),
      write: async (index, on) => {
        const output = request.outputs[index];
        if (output) await ask({ set: [output.line, levelOf(output, on)] });
      },
      close: async () => {
        for (const output of request.outputs)
          if (isOurs) await ask({ set: [output.line, levelOf(output, false)] }).catch(close);
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
