import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const launcher = fileURLToPath(new URL('../../custody-edge.js', import.meta.url));
const readySchema = z.object({ ready: z.object({ kind: z.literal('tcp'), host: z.string(), port: z.number() }) });

export type TcpPlace = z.infer<typeof readySchema>['ready'];

/** Lets an emulated device stand at a TCP port, in a process of its own, for as long as it is used. */
export async function withEmulator<Value>(
  profileId: string,
  pace: 'real' | 'fast',
  use: (place: TcpPlace) => Promise<Value>,
): Promise<Value> {
  const args = [launcher, 'emulate', profileId, '--tcp', '0', ...(pace === 'fast' ? ['--fast'] : [])];
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    if (!child.stdout) throw new Error('its output is read');
    const [said] = await once(createInterface({ input: child.stdout }), 'line');
    return await use(readySchema.parse(JSON.parse(String(said))).ready);
  } finally {
    child.kill();
  }
}

/** What a driver said for one reading, and how much came back. */
export interface Exchanged {
  readonly question: Uint8Array;
  readonly answerBytes: number;
}

/**
 * The same exchange over a bare socket: no driver, no decoding.
 * @param pauseMs between an answer and the next question
 * @returns the time that each took, in milliseconds
 */
export async function bareExchanges(
  { host, port }: TcpPlace,
  { question, answerBytes }: Exchanged,
  count: number,
  pauseMs: number,
): Promise<number[]> {
  const socket = connect({ host, port, noDelay: true });
  await once(socket, 'connect');
  const took: number[] = [];
  let heard = 0;
  let whole: () => void = () => undefined;
  socket.on('data', (chunk) => {
    heard += chunk.length;
    if (heard >= answerBytes) whole();
  });
  for (let index = 0; index < count; index++) {
    heard = 0;
    const answered = new Promise<void>((resolve) => {
      whole = resolve;
    });
    const askedMs = performance.now();
    socket.write(question);
    await answered;
    took.push(performance.now() - askedMs);
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  socket.destroy();
  return took;
}
