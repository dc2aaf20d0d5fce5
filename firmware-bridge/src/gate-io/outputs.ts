import type { DriverContext } from '../driver.ts';
import { Lock } from './lock.ts';
import { type GateSignal, Signaller, type SignalOutput, signalOutputs } from './signal.ts';

/** What a board of plain relays may be wired to. */
export type GateOutput = 'lock' | 'turnstile' | SignalOutput;

interface OutputLimits {
  readonly longestPulseMs: number;
  /** How long a turnstile is told to let one person through; nothing where there is none. */
  readonly turnstilePulseMs?: number | undefined;
}

/** The outputs of a board that knows only on and off: a lock, perhaps a turnstile that goes with it, lights and a buzzer. */
export class GateOutputs {
  readonly #set: (output: GateOutput, on: boolean) => Promise<void>;
  readonly #lock: Lock;
  readonly #turnstile: Lock | undefined;
  readonly #signaller: Signaller;

  /** @param set resolves when the board says that it is so; does nothing for an output that the board does not have */
  constructor(context: DriverContext, limits: OutputLimits, set: (output: GateOutput, on: boolean) => Promise<void>) {
    this.#set = set;
    const { longestPulseMs, turnstilePulseMs } = limits;
    const turnstile =
      turnstilePulseMs === undefined
        ? undefined
        : new Lock({ ...context, longestPulseMs: turnstilePulseMs, set: (on) => set('turnstile', on) });
    this.#turnstile = turnstile;
    this.#lock = new Lock({
      ...context,
      longestPulseMs,
      set: async (on) => {
        await set('lock', on);
        // One that could not be confirmed OFF has failed the device by itself.
        if (on && turnstilePulseMs !== undefined) turnstile?.pulse(turnstilePulseMs).catch(() => undefined);
      },
    });
    this.#signaller = new Signaller(set);
  }

  /** Has every output OFF, the lock first: what an earlier session left on does not stay. */
  async secure(): Promise<void> {
    for (const output of ['lock', 'turnstile', ...signalOutputs] as const) await this.#set(output, false);
  }

  /** @throws as `Lock.pulse` */
  pulseLock(durationMs: number): Promise<void> {
    return this.#lock.pulse(durationMs);
  }

  signal(what: GateSignal): Promise<void> {
    return this.#signaller.show(what);
  }

  /** Everything OFF, as far as the board still answers. */
  async end(): Promise<void> {
    await Promise.all([this.#lock.end(), this.#turnstile?.end(), this.#signaller.end()]);
  }
}
