import { type ChildProcess, fork, type Serializable } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { bridgeError } from '../errors.ts';

/** How long a helper that is told to end may take to leave its device in order. */
const endingLimitMs = 1500;
/** What is kept of what a helper wrote before it died. */
const mostLastWords = 2000;

interface HelperOptions<Message> {
  /** File of the program. */
  readonly program: URL;
  /** Its one argument, in JSON. */
  readonly task: Serializable;
  /** Added to the environment of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly schema: z.ZodType<Message>;
  readonly onMessage: (message: Message) => void;
  /** Told once when it ends by itself, or says what its schema does not allow. */
  readonly onEnd: (error: Error) => void;
}

/**
 * A program that does for the station what may crash, in a process of its own. It ends when this process does: its channel closes then.
 */
export class HelperProcess<Message> {
  readonly #child: ChildProcess;
  readonly #exited: Promise<void>;
  #ended = false;

  constructor({ program, task, environment, schema, onMessage, onEnd }: HelperOptions<Message>) {
    const child = fork(fileURLToPath(program), [JSON.stringify(task)], {
      execArgv: [],
      env: { ...process.env, ...environment },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child = child;
    let lastWords = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      lastWords = `${lastWords}${chunk.toString()}`.slice(-mostLastWords);
    });
    const end = (error: Error) => {
      if (this.#ended) return;
      this.#ended = true;
      child.kill('SIGKILL');
      onEnd(error);
    };
    child.on('message', (value) => {
      if (this.#ended) return;
      const parsed = schema.safeParse(value);
      if (parsed.success) onMessage(parsed.data);
      else end(bridgeError('device-garbled', { issues: z.prettifyError(parsed.error) }));
    });
    child.on('error', (cause) => end(bridgeError('device-open-failed', { program: program.pathname }, cause)));
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#exited = promise;
    child.on('exit', (exitCode, signal) => {
      resolve();
      // What it wrote last may come behind it.
      setImmediate(() => end(bridgeError('device-disconnected', { exitCode, signal, lastWords })));
    });
  }

  send(message: Serializable): void {
    // Whether it was heard shows in what the helper does; that it died is told by `onEnd`.
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  /** Ends it, in order where it can; resolves when it is gone. Safe to call twice. */
  async stop(): Promise<void> {
    this.#ended = true;
    if (this.#child.connected) this.#child.disconnect();
    const killing = setTimeout(() => this.#child.kill('SIGKILL'), endingLimitMs);
    await this.#exited;
    clearTimeout(killing);
  }
}
