import { type ChildProcess, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const cli = fileURLToPath(new URL('../custody-edge.js', import.meta.url));
const readyLine = z.looseObject({ ready: z.unknown() });
const startLimitMs = 60_000;

/** A custody-edge command running as a process of its own. */
export class Child {
  readonly args: readonly string[];
  private readonly program: string;
  private readonly logFile: string;
  private process: ChildProcess | undefined;
  /** Those who asked and wait, in their order. */
  private readonly asking: PromiseWithResolvers<unknown>[] = [];

  /**
   * @param logFile takes everything it says besides answers
   * @param program runs in place of the command line
   */
  constructor(args: readonly string[], logFile: string, program: string = cli) {
    this.args = args;
    this.program = program;
    this.logFile = logFile;
  }

  get pid(): number | undefined {
    return this.process?.pid;
  }

  /** Starts it and waits, a minute unless told otherwise, for its `{"ready": …}` line. @returns what it said is ready */
  start(env: Readonly<Record<string, string>> = {}, limitMs = startLimitMs): Promise<unknown> {
    const child = spawn(process.execPath, [this.program, ...this.args], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    this.process = child;
    const name = this.args.slice(0, 3).join(' ');
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${name} did not become ready`)), limitMs);
      const failed = (why: string): void => {
        clearTimeout(timer);
        reject(new Error(`${name} ${why}; see ${this.logFile}`));
      };
      child.once('error', (error) => failed(String(error)));
      child.once('exit', (code, signal) => failed(`ended with ${signal ?? code}`));
      // What cannot be written any more is told by its end, which comes too.
      child.stdin.on('error', () => {});
      child.once('close', () => {
        for (const { reject: unanswered } of this.asking.splice(0)) unanswered(new Error(`${name} ended`));
      });
      createInterface({ input: child.stderr }).on('line', (line) => this.keep(line));
      createInterface({ input: child.stdout }).on('line', (line) => {
        const ready = readyLine.safeParse(parsed(line));
        if (ready.success) {
          clearTimeout(timer);
          resolve(ready.data.ready);
        } else if (line.startsWith('{"ok":')) this.asking.shift()?.resolve(parsed(line));
        else this.keep(line);
      });
    });
  }

  /** Sends one command line and waits for its answer line; fails when it has ended, or ends first. */
  async ask(command: object): Promise<unknown> {
    const { process: child } = this;
    if (!child?.stdin || this.hasEnded) throw new Error(`${this.args.slice(0, 3).join(' ')} ended`);
    const answer = Promise.withResolvers<unknown>();
    this.asking.push(answer);
    child.stdin.write(`${JSON.stringify(command)}\n`);
    return answer.promise;
  }

  private get hasEnded(): boolean {
    return this.process?.exitCode !== null || this.process.signalCode !== null;
  }

  /** Ends it and waits until it is gone. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.process;
    if (!child || this.hasEnded) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await gone;
    clearTimeout(timer);
  }

  private keep(line: string): void {
    appendFileSync(this.logFile, `${line}\n`);
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
