import type { EmulatedScale } from '../../emulator/scale.ts';
import type { MtSicsMenu } from './emulator-menu.ts';
import type { Occupation } from './emulator-occupation.ts';

const procedureMs = 60_000;
const weightCharacters = 10;

/** Adjusting and testing, which take their time: begun with `B`, and done with `A` or given up with `I`. */
export class MtSicsProcedures {
  readonly #scale: EmulatedScale;
  readonly #menu: MtSicsMenu;
  readonly #occupation: Occupation;
  readonly #say: (text: string) => void;

  constructor(scale: EmulatedScale, menu: MtSicsMenu, occupation: Occupation, say: (text: string) => void) {
    this.#scale = scale;
    this.#menu = menu;
    this.#occupation = occupation;
    this.#say = say;
  }

  /** @returns false for a command that is none of these */
  begin(name: string): boolean {
    const { adjustedByHand, testedByHand } = this.#menu;
    switch (name) {
      case 'C1':
        this.#adjust(name, adjustedByHand);
        return true;
      case 'C2':
      case 'C3':
        this.#adjust(name, name === 'C2');
        return true;
      case 'TST1':
        this.#test(name, testedByHand);
        return true;
      case 'TST2':
      case 'TST3':
        this.#test(name, name === 'TST2');
        return true;
      default:
        return false;
    }
  }

  #adjust(name: string, byHand: boolean): void {
    const done = () => {
      this.#menu.noteAdjustment(byHand);
      this.#say(`${name} A`);
    };
    if (byHand) this.#byHand(name, this.#menu.adjustmentGrams, done);
    else this.#byItself(name, done);
  }

  #test(name: string, byHand: boolean): void {
    const { testGrams } = this.#menu;
    if (byHand)
      this.#byHand(name, testGrams, (grams) => this.#say(`${name} A ${this.#menu.quoted(grams - testGrams)}`));
    else this.#byItself(name, () => this.#say(`${name} A "${this.#scale.text(0, 'g').padStart(weightCharacters)}"`));
  }

  /** With the weight that is built in. */
  #byItself(name: string, done: () => void): void {
    this.#say(`${name} B`);
    this.#occupation.later(procedureMs, () => (this.#scale.show().side ? this.#say(`${name} I`) : done()));
  }

  /** Asks for nothing on the pan, for the weight, and for nothing again. */
  #byHand(name: string, wantedGrams: number, done: (measuredGrams: number) => void): void {
    const steps = [0, wantedGrams, 0];
    let measuredGrams = 0;
    const gross = () => Number(this.#scale.show('g').gross);
    const ask = (index: number) => {
      const wanted = steps[index];
      if (wanted === undefined) {
        done(measuredGrams);
        return;
      }
      this.#say(`${name} ${this.#menu.quoted(wanted)}`);
      const isLaid = () => this.#scale.isStill() && Math.abs(gross() - wanted) < this.#scale.model.capacityGrams / 100;
      this.#occupation.until(isLaid, procedureMs, (came) => {
        if (index === 1) measuredGrams = gross();
        if (came) ask(index + 1);
        else this.#say(`${name} I`);
      });
    };
    this.#say(`${name} B`);
    ask(0);
  }
}
