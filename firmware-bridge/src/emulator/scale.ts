import type { Protocol } from '@custody-edge/device-profiles';
import { z } from 'zod';
import { gramsPer, type MassUnit } from '../balance/units.ts';
import { bridgeError } from '../errors.ts';
import { read } from './emulator.ts';
import { type Expression, parseExpression } from './expression.ts';
import { ScaleSignal } from './scale-signal.ts';

/** What a balance can weigh. */
export interface ScaleModel {
  readonly capacityGrams: number;
  /** One scale division d. */
  readonly readabilityGrams: number;
  /** That it can show, the first one after switching it on. */
  readonly units: readonly [MassUnit, ...MassUnit[]];
}

export interface ScaleOptions {
  /** How much faster than real time. */
  readonly speed: number;
  /** What lies on it from the beginning: grams, or an expression of seconds. */
  readonly weight?: string | undefined;
  readonly seed?: number | undefined;
  /** Milliseconds that never go back; of this machine unless told otherwise. */
  readonly nowMs?: (() => number) | undefined;
}

/** What its display shows. */
export interface Shown {
  readonly stable: boolean;
  /** Whether the load is outside its range, and no weight is shown. */
  readonly side: 'overload' | 'underload' | undefined;
  readonly unit: MassUnit;
  /** Digits with a point, and a sign where negative. */
  readonly net: string;
  readonly gross: string;
  readonly tare: string;
  readonly isTared: boolean;
}

const key = z.enum(['print', 'tare', 'zero', 'unit']);

/** What people do to a balance. */
const scaleCommandSchema = z.discriminatedUnion('command', [
  z.strictObject({
    command: z.literal('load'),
    grams: z.number().min(-1e9).max(1e9).exactOptional(),
    expression: z.string().exactOptional(),
  }),
  z.strictObject({ command: z.literal('unload') }),
  z.strictObject({
    command: z.literal('vibrate'),
    divisions: z.number().min(0).max(1e6).default(20),
    durationMs: z.number().min(0).max(3_600_000).default(3000),
  }),
  z.strictObject({ command: z.literal('press'), key }),
  z.strictObject({
    command: z.literal('environment'),
    driftGramsPerHour: z.number().exactOptional(),
    noiseDivisions: z.number().min(0).max(1000).exactOptional(),
    warmUpDivisions: z.number().min(-1e6).max(1e6).exactOptional(),
    warmUpMs: z.number().min(1).exactOptional(),
  }),
]);

/** How long the pan must be still to count as stable, and how long is waited for it. */
const stillMs = 1500;
const stabilityLimitMs = 40_000;
const checkMs = 20;
/** Part of the capacity within which a pan can be set to zero, and below which it is missing. */
const zeroRange = 0.02;

/** The weighing part of an emulated balance: what lies on it, what it shows, and its keys. Its dialect puts it into words. */
export class EmulatedScale {
  readonly model: ScaleModel;
  readonly speed: number;
  readonly #signal: ScaleSignal;
  readonly #nowMs: () => number;
  readonly #originMs: number;
  readonly #waits = new Set<NodeJS.Timeout>();
  #zeroGrams = 0;
  #tareGrams = 0;
  #unit: MassUnit;
  #printTaker: () => void = () => undefined;

  /** @throws `emulator-command-refused` for a weight that is no expression */
  constructor(model: ScaleModel, { speed, weight, seed = 1, nowMs = () => performance.now() }: ScaleOptions) {
    this.model = model;
    this.speed = speed;
    this.#nowMs = nowMs;
    this.#originMs = nowMs();
    this.#unit = model.units[0];
    this.#signal = new ScaleSignal(model.readabilityGrams, seed, speed === Number.POSITIVE_INFINITY);
    if (weight !== undefined) this.load(weight);
  }

  get unit(): MassUnit {
    return this.#unit;
  }

  /** What lies on its pan, whatever was set to zero or tared. */
  get loadGrams(): number {
    return this.#signal.gramsAt(this.#deviceMs());
  }

  /** Who is told that its print key is pressed. */
  onPrint(taker: () => void): void {
    this.#printTaker = taker;
  }

  /** Puts a load on the pan in the place of what lay there. @throws `emulator-command-refused` for what is no expression */
  load(grams: number | string): void {
    this.#signal.lay(typeof grams === 'number' ? () => grams : expressionOf(grams), this.#deviceMs());
  }

  /** @param unit the one that is set unless named */
  show(unit = this.#unit): Shown {
    const ms = this.#deviceMs();
    const gross = this.#rounded(this.#signal.gramsAt(ms) - this.#zeroGrams + this.#signal.noiseAt(ms));
    const text = (grams: number) => this.text(grams, unit);
    return {
      stable: this.isStill(),
      side: this.#outOfRange(),
      unit,
      net: text(gross - this.#tareGrams),
      gross: text(gross),
      tare: text(this.#tareGrams),
      isTared: this.#tareGrams !== 0,
    };
  }

  isStill(): boolean {
    return this.#signal.isStill(this.#deviceMs(), stillMs);
  }

  /** Takes the load as tare, still or not. @returns which limit forbids it */
  tare(): 'overload' | 'underload' | undefined {
    const side = this.#outOfRange();
    if (!side) this.#tareGrams = this.#rounded(this.#signal.gramsAt(this.#deviceMs()) - this.#zeroGrams);
    return side;
  }

  /** A tare that is known beforehand; 0 clears it. @returns false for one that it cannot have */
  presetTare(grams: number): boolean {
    if (!(grams >= 0 && grams <= this.model.capacityGrams)) return false;
    this.#tareGrams = this.#rounded(grams);
    return true;
  }

  /** Sets the pan to zero, still or not; its tare is gone. @returns which limit forbids it */
  zero(): 'overload' | 'underload' | undefined {
    const grams = this.#signal.gramsAt(this.#deviceMs());
    const limitGrams = this.model.capacityGrams * zeroRange;
    if (Math.abs(grams) > limitGrams) return grams > 0 ? 'overload' : 'underload';
    this.#zeroGrams = grams;
    this.#tareGrams = 0;
    return undefined;
  }

  /** @returns false for a unit that it cannot show */
  setUnit(unit: MassUnit): boolean {
    if (!this.model.units.includes(unit)) return false;
    this.#unit = unit;
    return true;
  }

  /** Decimals that its display has for a unit, and by how much the last of them goes up. */
  divisionIn(unit: MassUnit): { readonly decimals: number; readonly step: number } {
    const { step, decimals } = stepOf(this.model.readabilityGrams / gramsPer[unit]);
    return { decimals, step: Math.round(step * 10 ** decimals) };
  }

  /** Weight in a unit with the digits that its display has for it. */
  text(grams: number, unit: MassUnit): string {
    const { step, decimals } = stepOf(this.model.readabilityGrams / gramsPer[unit]);
    const value = Math.round(grams / gramsPer[unit] / step) * step;
    return value.toFixed(decimals).replace(/^-(0(?:\.0*)?)$/, '$1');
  }

  /** Calls back once the pan is still, or it was waited too long for it. @returns how to wait no more */
  whenStill(then: (still: boolean) => void, limitMs = stabilityLimitMs): () => void {
    if (this.isStill()) {
      then(true);
      return () => undefined;
    }
    const startedMs = this.#deviceMs();
    const look = () => {
      const still = this.isStill();
      if (!still && this.#deviceMs() - startedMs < limitMs) return;
      cancel();
      then(still);
    };
    const timer = setInterval(look, Math.max(checkMs / this.speed, 1));
    const cancel = () => {
      clearInterval(timer);
      this.#waits.delete(timer);
    };
    this.#waits.add(timer);
    return cancel;
  }

  press(pressed: z.infer<typeof key>): void {
    const { units } = this.model;
    switch (pressed) {
      case 'print':
        this.#printTaker();
        break;
      case 'tare':
        this.whenStill((still) => still && this.tare());
        break;
      case 'zero':
        this.whenStill((still) => still && this.zero());
        break;
      case 'unit':
        this.#unit = units[(units.indexOf(this.#unit) + 1) % units.length] ?? units[0];
    }
  }

  /** Does what one command of JSON says. @throws `emulator-command-refused` */
  obey(protocol: Protocol, command: unknown): void {
    const told = read(scaleCommandSchema, protocol, command);
    switch (told.command) {
      case 'load': {
        const { grams, expression } = told;
        if ((grams === undefined) === (expression === undefined))
          throw bridgeError('emulator-command-refused', { protocol, wanted: 'grams or expression' });
        this.load(grams ?? expression ?? 0);
        break;
      }
      case 'unload':
        this.load(0);
        break;
      case 'vibrate':
        this.#signal.vibrate(told.divisions, told.durationMs, this.#deviceMs());
        break;
      case 'press':
        this.press(told.key);
        break;
      case 'environment': {
        const { command: _, ...changed } = told;
        this.#signal.disturbances = { ...this.#signal.disturbances, ...changed };
      }
    }
  }

  /** Loses power and starts again: tare, zero and unit are as when it was new, and it is cold. */
  restart(): void {
    this.stop();
    this.#tareGrams = 0;
    this.#zeroGrams = 0;
    this.#unit = this.model.units[0];
    this.#signal.powerOn(this.#deviceMs());
  }

  /** Waits for nothing any more. */
  stop(): void {
    for (const timer of this.#waits) clearInterval(timer);
    this.#waits.clear();
  }

  #outOfRange(): 'overload' | 'underload' | undefined {
    const grams = this.#signal.gramsAt(this.#deviceMs());
    if (grams > this.model.capacityGrams) return 'overload';
    return grams < -this.model.capacityGrams * zeroRange ? 'underload' : undefined;
  }

  #rounded(grams: number): number {
    return Math.round(grams / this.model.readabilityGrams) * this.model.readabilityGrams;
  }

  /** Time of the device; one that waits for nothing has the time of this machine. */
  #deviceMs(): number {
    return (this.#nowMs() - this.#originMs) * (Number.isFinite(this.speed) ? this.speed : 1);
  }
}

/** The scale division in another unit: the next of 1, 2, 5, 10 … */
function stepOf(division: number): { readonly step: number; readonly decimals: number } {
  const exponent = Math.floor(Math.log10(division) + 1e-9);
  const mantissa = [1, 2, 5, 10].find((each) => each * 10 ** exponent >= division * (1 - 1e-9)) ?? 10;
  const shift = mantissa === 10 ? 1 : 0;
  return { step: mantissa * 10 ** exponent, decimals: Math.max(0, -exponent - shift) };
}

function expressionOf(text: string): Expression {
  try {
    return parseExpression(text);
  } catch (cause) {
    throw bridgeError('emulator-command-refused', { expression: text, reason: String(cause) }, cause);
  }
}
