import { inLines } from './emulator-listing.ts';
import { gramsNamed } from './emulator-units.ts';

/** What a command of its own sets, one value each, and which values there are. It stays when the balance is switched off. */
const choices: Readonly<Record<string, { readonly initial: string; readonly values: readonly string[] }>> = {
  /** Weighing mode. */
  M01: { initial: '0', values: ['0', '1', '2', '3', '6'] },
  /** Surroundings. */
  M02: { initial: '2', values: ['0', '1', '2', '3', '4'] },
  /** Automatic zero. */
  M03: { initial: '1', values: ['0', '1'] },
  /** How soon a weight counts. */
  M29: { initial: '2', values: ['0', '1', '2', '3', '4'] },
  /** Mode after a restart: a customer has the user's and the diagnostic one. */
  M31: { initial: '0', values: ['0', '3'] },
  /** What is zero after switching on. */
  M35: { initial: '0', values: ['0', '1'] },
};

/** What the emulated balance is, where it has nothing to choose. */
const fixed: Readonly<Record<string, string>> = {
  /** Date of next service. */
  I16: '31 12 2030',
  /** Revision of its tolerances. */
  I21: '"1.00.00"',
  /** User mode. */
  I26: '0',
  /** Its one temperature sensor. */
  M28: '1 22.5',
};

/** Values a second of a repeated weight; the most that a balance with a terminal can. */
const updateRate = { initial: 15, least: 1, most: 23 };
const weightCharacters = 10;

/** What the menu has to know of the balance. */
export interface Weights {
  readonly capacityGrams: number;
  text(grams: number): string;
}

/** What is set in the menu of an emulated balance: how it weighs, adjusts and tests itself. */
export class MtSicsMenu {
  readonly #weights: Weights;
  readonly #now: () => Date;
  readonly #chosen = new Map(Object.entries(choices).map(([name, { initial }]) => [name, initial]));
  #updateHz = updateRate.initial;
  /** When it asks for an adjustment, and with which weight: 0 built-in, 1 from without. */
  #adjustment: readonly [mode: string, weight: string] = ['0', '0'];
  #test = '0';
  #adjustmentGrams: number;
  #testGrams: number;
  /** Latest first. */
  #history: readonly string[] = ['1 1 2020 08 00 0 ""'];

  constructor(weights: Weights, now: () => Date) {
    this.#weights = weights;
    this.#now = now;
    this.#adjustmentGrams = weights.capacityGrams / 2;
    this.#testGrams = weights.capacityGrams / 2;
  }

  get updateHz(): number {
    return this.#updateHz;
  }

  /** Weight of the adjustment that is set, where somebody lays it on. */
  get adjustedByHand(): boolean {
    return this.#adjustment[1] === '1';
  }

  get testedByHand(): boolean {
    return this.#test === '1';
  }

  get adjustmentGrams(): number {
    return this.#adjustmentGrams;
  }

  get testGrams(): number {
    return this.#testGrams;
  }

  restart(): void {
    this.#adjustment = ['0', '0'];
  }

  noteAdjustment(byHand: boolean): void {
    const now = this.#now();
    const day = `${now.getUTCDate()} ${now.getUTCMonth() + 1} ${now.getUTCFullYear()}`;
    const [hour, minute] = [now.getUTCHours(), now.getUTCMinutes()].map((each) => String(each).padStart(2, '0'));
    const weight = byHand ? `1 "${this.#weights.text(this.#adjustmentGrams)} g"` : '0 ""';
    this.#history = [`${day} ${hour} ${minute} ${weight}`, ...this.#history];
  }

  /** A weight as commands print it between quotation marks. */
  quoted(grams: number): string {
    return `"${this.#weights.text(grams).padStart(weightCharacters)} g"`;
  }

  /** @returns the lines that answer; undefined for a command that is none of these */
  answer(name: string, parameters: readonly string[]): readonly string[] | undefined {
    const told = fixed[name];
    if (told !== undefined) return [parameters.length === 0 ? `${name} A ${told}` : `${name} L`];
    switch (name) {
      case 'C0':
        return this.#adjustmentSet(parameters);
      case 'TST0':
        return this.#choose(
          'TST0',
          parameters,
          ['0', '1'],
          `${this.#test} ${this.#weightOf(this.#test, this.#testGrams)}`,
          (test) => {
            this.#test = test;
          },
        );
      case 'UPD':
        return this.#rate(parameters);
      case 'M19':
        return this.#weigh(name, parameters, this.#adjustmentGrams, (grams) => {
          this.#adjustmentGrams = grams;
        });
      case 'M20':
        return this.#weigh(name, parameters, this.#testGrams, (grams) => {
          this.#testGrams = grams;
        });
      case 'M27':
        return inLines(
          'M27',
          this.#history.map((entry, index) => `${index + 1} ${entry}`),
        );
      default: {
        const { values } = choices[name] ?? {};
        return (
          values &&
          this.#choose(name, parameters, values, this.#chosen.get(name) ?? '', (value) => this.#chosen.set(name, value))
        );
      }
    }
  }

  #weightOf(kind: string, grams: number): string {
    return kind === '1' ? this.quoted(grams) : '""';
  }

  #choose(
    name: string,
    [wanted, ...more]: readonly string[],
    values: readonly string[],
    now: string,
    take: (value: string) => void,
  ): readonly string[] {
    if (wanted === undefined) return [`${name} A ${now}`];
    if (more.length > 0 || !values.includes(wanted)) return [`${name} L`];
    take(wanted);
    return [`${name} A`];
  }

  #adjustmentSet([mode, weight, ...more]: readonly string[]): readonly string[] {
    const [set, kind] = this.#adjustment;
    if (mode === undefined) return [`C0 A ${set} ${kind} ${this.#weightOf(kind, this.#adjustmentGrams)}`];
    if (!/^[01]$/.test(mode) || weight === undefined || !/^[01]$/.test(weight) || more.length > 0) return ['C0 L'];
    this.#adjustment = [mode, weight];
    return ['C0 A'];
  }

  #rate([wanted, ...more]: readonly string[]): readonly string[] {
    if (wanted === undefined) return [`UPD A ${this.#updateHz}`];
    const isRate = more.length === 0 && /^\d{1,4}(\.\d{1,3})?$/.test(wanted);
    if (!isRate || Number(wanted) < updateRate.least || Number(wanted) > updateRate.most) return ['UPD L'];
    this.#updateHz = Number(wanted);
    return ['UPD A'];
  }

  #weigh(name: string, parameters: readonly string[], now: number, take: (grams: number) => void): readonly string[] {
    if (parameters.length === 0) return [`${name} A ${this.#weights.text(now)} g`];
    const grams = gramsNamed(parameters);
    const isOne = parameters[1] === 'g' && grams !== undefined && grams > 0 && grams <= this.#weights.capacityGrams;
    if (!isOne) return [`${name} L`];
    take(grams);
    return [`${name} A`];
  }
}
