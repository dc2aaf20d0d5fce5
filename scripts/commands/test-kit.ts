import { format } from 'node:util';
import { vi } from 'vitest';
import { runCommandLine } from '../command-line.ts';
import { reportFailure } from '../failure.ts';

/** How a command ended, and what it said. */
interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

const signals = ['SIGINT', 'SIGTERM'] as const;

/** Thrown where the process would end. */
class Ended extends Error {}

/** Runs `custody-edge …` as its process does, but in this one: half a second of imports less each time. One at a time. */
export async function commandHere(...args: readonly string[]): Promise<Outcome> {
  const said = { stdout: '', stderr: '' };
  const keep = (stream: keyof typeof said, text: string): true => {
    said[stream] += text;
    return true;
  };
  let status: number | undefined;
  const spies = [
    vi.spyOn(console, 'log').mockImplementation((...what) => void keep('stdout', `${format(...what)}\n`)),
    vi.spyOn(console, 'error').mockImplementation((...what) => void keep('stderr', `${format(...what)}\n`)),
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => keep('stdout', String(text))),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => keep('stderr', String(text))),
    vi.spyOn(process, 'exit').mockImplementation((code) => {
      status = Number(code ?? 0);
      throw new Ended();
    }),
  ];
  const listening = signals.flatMap((signal) => process.listeners(signal));
  const { exitCode } = process;
  process.exitCode = undefined;
  try {
    await runCommandLine(args).catch((error: unknown) => {
      if (!(error instanceof Ended)) reportFailure(error);
    });
    return { status: status ?? Number(process.exitCode ?? 0), ...said };
  } finally {
    process.exitCode = exitCode;
    for (const spy of spies) spy.mockRestore();
    // What waited for a signal would have ended with its process.
    for (const signal of signals)
      for (const listener of process.listeners(signal))
        if (!listening.includes(listener)) process.off(signal, listener);
  }
}
