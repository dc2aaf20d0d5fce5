import { Pause } from '../protocol/pause.ts';

/** What a gate tells whoever stands before it. */
export type GateSignal = 'granted' | 'refused' | 'alarm';

/** A light and beeps; every pause between two beeps is as long as a beep. */
interface SignalPattern {
  readonly light: 'green' | 'red';
  readonly lightMs: number;
  readonly beeps: number;
  readonly beepMs: number;
}

/** Told apart by ear alone and by eye alone. */
export const signalPatterns: Readonly<Record<GateSignal, SignalPattern>> = {
  granted: { light: 'green', lightMs: 2000, beeps: 1, beepMs: 300 },
  refused: { light: 'red', lightMs: 2000, beeps: 3, beepMs: 200 },
  alarm: { light: 'red', lightMs: 10_000, beeps: 10, beepMs: 500 },
};

/** What a board may have to signal with. */
export const signalOutputs = ['greenLight', 'redLight', 'buzzer'] as const;
export type SignalOutput = (typeof signalOutputs)[number];

/** Plays signals on outputs that know only on and off; one that comes during another takes its place. */
export class Signaller {
  readonly #set: (output: SignalOutput, on: boolean) => Promise<void>;
  #turn: Promise<unknown> = Promise.resolve();
  #playing: { readonly pause: Pause; readonly done: Promise<void> } | undefined;
  #ended = false;

  /** @param set does nothing for an output that the board does not have */
  constructor(set: (output: SignalOutput, on: boolean) => Promise<void>) {
    this.#set = set;
  }

  /** Resolves when its light is on. @throws what kept the light from being switched */
  show(signal: GateSignal): Promise<void> {
    const shown = this.#turn.then(() => this.#begin(signalPatterns[signal]));
    this.#turn = shown.catch(() => undefined);
    return shown;
  }

  async #begin(pattern: SignalPattern): Promise<void> {
    await this.#interrupt();
    if (this.#ended) return;
    await this.#set(pattern.light === 'green' ? 'greenLight' : 'redLight', true);
    const pause = new Pause();
    // A board that stops answering is noticed by whoever polls it.
    this.#playing = { pause, done: this.#play(pattern, pause).catch(() => undefined) };
  }

  /** Ends what is shown: everything is off, as far as the board still answers. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.#turn;
    await this.#interrupt();
  }

  async #interrupt(): Promise<void> {
    const playing = this.#playing;
    this.#playing = undefined;
    playing?.pause.end();
    await playing?.done;
  }

  async #play({ lightMs, beeps, beepMs }: SignalPattern, pause: Pause): Promise<void> {
    try {
      for (let beep = 0; beep < beeps && !pause.ended; beep++) {
        await this.#set('buzzer', true);
        await pause.forMs(beepMs);
        await this.#set('buzzer', false);
        await pause.forMs(beepMs);
      }
      await pause.forMs(Math.max(0, lightMs - 2 * beeps * beepMs));
    } finally {
      for (const output of signalOutputs) await this.#set(output, false);
    }
  }
}
