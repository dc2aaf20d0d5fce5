import { outputControl, refusal, tickMs } from './messages.ts';

/** What can be seen and heard of a reader. */
export interface ReaderShown {
  readonly outputs: readonly boolean[];
  /** Colour of its light: 0 dark, 1 red, 2 green, 3 amber, 4 blue. */
  readonly light: number;
  readonly text: string;
  /** How often its buzzer was told to beep. */
  readonly beeps: number;
}

const controls = { off: 1, on: 2, offLater: 3, onLater: 4, onFor: 5, offFor: 6 } as const;
const outputBytes = 4;
const lightBytes = 14;
const lightControl = { cancel: 1, setForTime: 2, setLasting: 1 } as const;
const buzzerBytes = 5;
const silentTone = 1;
const textHeadBytes = 6;

interface Lasting<Value> {
  lasting: Value;
  forNow: { readonly value: Value; readonly timer: NodeJS.Timeout | undefined } | undefined;
}

/** The relays, light, buzzer and display of a reader, each with what it shows at rest and for a time: the time of whoever asked for it. */
export class ReaderHead {
  static readonly outputCount = 2;
  readonly #onOutput: (output: number, on: boolean) => void;
  readonly #outputs: Lasting<boolean>[] = [];
  readonly #light: Lasting<number> = { lasting: 1, forNow: undefined };
  #text = '';
  #beeps = 0;

  /** @param onOutput told whatever a relay is set to */
  constructor(onOutput: (output: number, on: boolean) => void) {
    this.#onOutput = onOutput;
    for (let output = 0; output < ReaderHead.outputCount; output++)
      this.#outputs.push({ lasting: false, forNow: undefined });
  }

  get shown(): ReaderShown {
    return {
      outputs: this.#outputs.map(shownBy),
      light: shownBy(this.#light),
      text: this.#text,
      beeps: this.#beeps,
    };
  }

  get outputs(): Uint8Array {
    return Uint8Array.from(this.#outputs, (output) => (shownBy(output) ? 1 : 0));
  }

  /** @returns why it is refused, or true; nothing is done unless all can be */
  setOutputs(data: Uint8Array): true | number {
    const records = recordsOf(data, outputBytes);
    if (!records) return refusal.length;
    const isKnown = ([output = 0, control = 0]: Uint8Array) =>
      this.#outputs[output] !== undefined && control <= controls.offFor;
    if (!records.every(isKnown)) return refusal.record;
    for (const [number = 0, control = 0, low = 0, high = 0] of records) {
      const output = this.#outputs[number];
      if (!output) continue;
      const forMs = (low | (high << 8)) * tickMs;
      if (control === outputControl.off || control === outputControl.on) endForNow(output);
      if (control === outputControl.off || control === controls.offLater) output.lasting = false;
      if (control === outputControl.on || control === controls.onLater) output.lasting = true;
      if (control === outputControl.onFor || control === controls.offFor)
        this.#hold(output, control === outputControl.onFor, forMs, () => this.#onOutput(number, shownBy(output)));
      this.#onOutput(number, shownBy(output));
    }
    return true;
  }

  setLights(data: Uint8Array): true | number {
    const records = recordsOf(data, lightBytes);
    if (!records) return refusal.length;
    if (!records.every(([reader, light]) => reader === 0 && light === 0)) return refusal.record;
    for (const record of records) {
      const [, , forNow = 0, , , shown = 0, , low = 0, high = 0, lasting = 0, , , atRest = 0] = record;
      if (forNow === lightControl.cancel) endForNow(this.#light);
      if (forNow === lightControl.setForTime) this.#hold(this.#light, shown, (low | (high << 8)) * tickMs);
      if (lasting === lightControl.setLasting) this.#light.lasting = atRest;
    }
    return true;
  }

  beep(data: Uint8Array): true | number {
    if (data.length !== buzzerBytes) return refusal.length;
    const [reader, tone = 0, , , count = 0] = data;
    if (reader !== 0) return refusal.record;
    if (tone > silentTone) this.#beeps += count;
    return true;
  }

  showText(data: Uint8Array): true | number {
    if (data.length < textHeadBytes || data.length !== textHeadBytes + (data[5] ?? 0)) return refusal.length;
    this.#text = Buffer.from(data.subarray(textHeadBytes)).toString('latin1');
    return true;
  }

  /** Power is lost: relays fall off, nothing is shown. */
  reset(): void {
    for (const [number, output] of this.#outputs.entries()) {
      endForNow(output);
      output.lasting = false;
      this.#onOutput(number, false);
    }
    endForNow(this.#light);
    this.#text = '';
  }

  #hold<Value>(what: Lasting<Value>, value: Value, forMs: number, over: () => void = () => undefined): void {
    endForNow(what);
    const end = () => {
      what.forNow = undefined;
      over();
    };
    // No time at all is for ever, until it is told otherwise.
    what.forNow = { value, timer: forMs === 0 ? undefined : setTimeout(end, forMs) };
  }
}

const shownBy = <Value>({ lasting, forNow }: Lasting<Value>): Value => (forNow ? forNow.value : lasting);

function endForNow<Value>(what: Lasting<Value>): void {
  clearTimeout(what.forNow?.timer);
  what.forNow = undefined;
}

function recordsOf(data: Uint8Array, bytes: number): Uint8Array[] | undefined {
  if (data.length === 0 || data.length % bytes !== 0) return undefined;
  return Array.from({ length: data.length / bytes }, (_, index) => data.subarray(index * bytes, (index + 1) * bytes));
}
