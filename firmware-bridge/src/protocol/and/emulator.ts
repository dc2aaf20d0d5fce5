import type { ProfileOf } from '@custody-edge/device-profiles';
import { z } from 'zod';
import { gramsPer, type MassUnit } from '../../balance/units.ts';
import { read } from '../../emulator/emulator.ts';
import type { EmulatedLine } from '../../emulator/line.ts';
import { LineScale } from '../../emulator/line-scale.ts';
import { acknowledgeLine, andUnits, formatWeight, overloadLine } from './codec.ts';

const defaultReadabilityGrams = 0.001;
const model = 'GX-1003A';
const serialNumber = 'T1234567';

/** Emulated times, before the speed factor. */
const streamEveryMs = 100;
const adjustmentMs = 30_000;

/** Commands that show nothing in the weight, or need a part that it does not have. */
const withoutEffect = ['SMP', 'TST'];
const units: readonly [MassUnit, ...MassUnit[]] = [
  'g',
  'kg',
  '[car_m]',
  '[oz_av]',
  '[oz_tr]',
  '[lb_av]',
  '[pwt_tr]',
  '[gr]',
];
const printedUnit = (unit: MassUnit): string => Object.entries(andUnits).find(([, each]) => each === unit)?.[0] ?? 'g';

/** What is set in its function table. */
const menuSchema = z.strictObject({
  command: z.literal('menu'),
  /** `ErCd`: commands are acknowledged, and errors told. */
  acknowledges: z.boolean().exactOptional(),
  width: z.union([z.literal(8), z.literal(9)]).exactOptional(),
  comma: z.boolean().exactOptional(),
});
type Menu = Required<Omit<z.infer<typeof menuSchema>, 'command'>>;

interface EmulatorOptions {
  readonly weight?: string | undefined;
}

/** An A&D balance. */
export class AndEmulator extends LineScale {
  readonly protocol = 'and';
  #menu: Menu = { acknowledges: false, width: 8, comma: false };
  #isOff = false;
  #adjusts = false;

  /** @throws `emulator-command-refused` for a weight that is no expression */
  constructor(line: EmulatedLine, profile: ProfileOf<'and'>, { weight }: EmulatorOptions = {}) {
    const { capacityGrams, readabilityGrams = defaultReadabilityGrams } = profile;
    super(line, { capacityGrams, readabilityGrams, units }, weight);
  }

  override restart(): void {
    super.restart();
    this.#isOff = false;
    this.#adjusts = false;
  }

  protected setMenu(command: unknown): void {
    const { command: _, ...changed } = read(menuSchema, this.protocol, command);
    this.#menu = { ...this.#menu, ...changed };
  }

  protected printKey(): void {
    if (!this.#isOff && !this.#adjusts) this.whenStill((still) => still && this.#sayWeight());
  }

  protected execute(command: string): void {
    if (this.#isOff && command !== 'ON' && command !== 'P') this.#error('E02');
    else if (this.#adjusts) this.#error('E02');
    else if (!this.#query(command) && !this.#control(command) && !this.#identify(command)) this.#error('E01');
  }

  /** @returns false for a command that is none of these */
  #query(command: string): boolean {
    switch (command) {
      case 'Q':
      case 'SI':
        this.#sayWeight();
        return true;
      case 'S':
      case '\x1bP':
        this.whenStill((still) => (still ? this.#sayWeight() : this.#error('E11')));
        return true;
      case 'SIR':
        this.repeat(streamEveryMs, () => this.#sayWeight());
        return true;
      case 'C':
        this.endRepeat();
        this.stopWaiting();
        return true;
      default:
        return false;
    }
  }

  /** @returns false for a command that is none of these */
  #control(command: string): boolean {
    if (withoutEffect.includes(command)) {
      this.#acknowledge();
      if (command === 'TST') this.#acknowledge();
      return true;
    }
    switch (command) {
      case 'R':
      case 'Z':
      case '\x1bT':
        this.#whenStill(() => this.scale.zero() && this.scale.tare());
        return true;
      case 'T':
        this.#whenStill(() => this.scale.tare());
        return true;
      case 'CAL':
        this.#adjust();
        return true;
      case 'ON':
      case 'P':
        this.#isOff = command === 'P' && !this.#isOff;
        this.#acknowledge();
        this.#acknowledge();
        return true;
      case 'OFF':
        this.stopAll();
        this.#isOff = true;
        this.#acknowledge();
        return true;
      case 'U':
        this.scale.press('unit');
        this.#acknowledge();
        return true;
      case 'PRT':
        this.#acknowledge();
        this.printKey();
        return true;
      default:
        return this.#presetTare(command);
    }
  }

  #presetTare(command: string): boolean {
    const [, value, unit] = /^PT:\+?(\d+(?:[.,]\d+)?) *([A-Za-z]{1,3})$/.exec(command) ?? [];
    if (value === undefined) return false;
    const mass = unit === undefined ? undefined : andUnits[unit];
    const grams = mass && Number(value.replace(',', '.')) * gramsPer[mass];
    if (grams === undefined) this.#error('E06');
    else if (this.scale.presetTare(grams)) this.#acknowledge();
    else this.#error('E07');
    return true;
  }

  #identify(command: string): boolean {
    const { tare } = this.scale.show();
    const answers: Readonly<Record<string, string>> = {
      '?ID': 'ID,0000000',
      '?SN': `SN,${serialNumber}`,
      '?TN': `TN,${model}`,
      '?PT': formatWeight('PT', tare, printedUnit(this.scale.unit), this.#menu),
    };
    const answer = answers[command];
    if (answer !== undefined) this.say(answer);
    return answer !== undefined;
  }

  /** Acknowledged when it is heard and when it is done. */
  #whenStill(act: () => 'overload' | 'underload' | undefined): void {
    this.#acknowledge();
    this.whenStill((still) => {
      if (!still) this.#error('E11');
      else if (act()) this.#error('E17');
      else this.#acknowledge();
    });
  }

  #adjust(): void {
    this.endRepeat();
    this.#acknowledge();
    this.#adjusts = true;
    this.later(adjustmentMs, () => {
      this.#adjusts = false;
      this.#acknowledge();
    });
  }

  #sayWeight(): void {
    const { side, stable, net, unit } = this.scale.show();
    this.say(side ? overloadLine(side) : formatWeight(stable ? 'ST' : 'US', net, printedUnit(unit), this.#menu));
  }

  #acknowledge(): void {
    if (this.#menu.acknowledges) this.say(acknowledgeLine);
  }

  #error(code: string): void {
    if (this.#menu.acknowledges) this.say(`EC,${code}`);
  }
}
