import type { ProfileOf } from '@custody-edge/device-profiles';
import { z } from 'zod';
import { gramsPer, type MassUnit } from '../../balance/units.ts';
import { read } from '../../emulator/emulator.ts';
import type { EmulatedLine } from '../../emulator/line.ts';
import { LineScale } from '../../emulator/line-scale.ts';
import { formatWeight, radwagUnits } from './codec.ts';

const defaultReadabilityGrams = 0.001;
const serialNumber = '1234567';
const type = 'AS';
const version = '1.1.1';

/** Emulated times, before the speed factor. */
const streamEveryMs = 100;
const adjustmentMs = 30_000;

const units: readonly [MassUnit, ...MassUnit[]] = [
  'g',
  'kg',
  'mg',
  '[car_m]',
  '[lb_av]',
  '[oz_av]',
  '[oz_tr]',
  '[pwt_tr]',
];
const printedUnit = (unit: MassUnit): string =>
  Object.entries(radwagUnits).find(([, each]) => each === unit)?.[0] ?? 'g';

/** Settings that show in no weight, with and without a number. */
const plainSettings = ['K1', 'K0', 'IC1', 'IC0', 'NT'];
const numberedSettings = ['BP', 'A', 'EV', 'FIS', 'ARS', 'LDS'];
/** Wanted in other modes of working than weighing. */
const otherModes = ['DH', 'UH', 'ODH', 'OUH', 'SM', 'TV', 'RM', 'OMS'];
const commands =
  'Z,T,OT,UT,S,SI,SU,SUI,C1,C0,CU1,CU0,DH,UH,ODH,OUH,SM,TV,RM,NB,SS,IC,IC1,IC0,K1,K0,OMI,OMS,OMG,UI,US,UG,BP,PC,BN,FS,RV,A,EV,FIS,ARS,LDS,NT';
const weighingMode = '13';

/** What is set in its menu. */
const menuSchema = z.strictObject({
  command: z.literal('menu'),
  /** Digits that its print key puts in brackets. */
  auxiliaryDigits: z.int().min(0).max(2).exactOptional(),
});
type Menu = Required<Omit<z.infer<typeof menuSchema>, 'command'>>;

interface EmulatorOptions {
  readonly weight?: string | undefined;
}

/** A Radwag balance. */
export class RadwagEmulator extends LineScale {
  readonly protocol = 'radwag';
  #menu: Menu = { auxiliaryDigits: 0 };
  #adjusts = false;

  /** @throws `emulator-command-refused` for a weight that is no expression */
  constructor(line: EmulatedLine, profile: ProfileOf<'radwag'>, { weight }: EmulatorOptions = {}) {
    const { capacityGrams, readabilityGrams = defaultReadabilityGrams } = profile;
    super(line, { capacityGrams, readabilityGrams, units }, weight);
  }

  override restart(): void {
    super.restart();
    this.#adjusts = false;
  }

  protected setMenu(command: unknown): void {
    const { command: _, ...changed } = read(menuSchema, this.protocol, command);
    this.#menu = { ...this.#menu, ...changed };
  }

  protected printKey(): void {
    if (!this.#adjusts) this.whenStill((still) => still && this.#sayWeight('', this.scale.unit));
  }

  protected execute(text: string): void {
    const [command = '', ...parameters] = text.split(' ').filter((word) => word !== '');
    if (this.#adjusts && command !== '') this.say(`${command} I`);
    else if (!this.#weigh(command) && !this.#control(command, parameters) && !this.#tell(command, parameters))
      this.say('ES');
  }

  /** @returns false for a command that is none of these */
  #weigh(command: string): boolean {
    const { unit } = this.scale;
    switch (command) {
      case 'SI':
        this.#sayWeight('SI', 'g');
        return true;
      case 'SUI':
        this.#sayWeight('SUI', unit);
        return true;
      case 'S':
      case 'SU':
        this.say(`${command} A`);
        this.whenStill((still) =>
          still ? this.#sayWeight(command, command === 'S' ? 'g' : unit) : this.say(`${command} E`),
        );
        return true;
      case 'C1':
      case 'CU1': {
        const isBasic = command === 'C1';
        this.say(`${command} A`);
        this.repeat(streamEveryMs, () => this.#sayWeight(isBasic ? 'SI' : 'SUI', isBasic ? 'g' : this.scale.unit));
        return true;
      }
      case 'C0':
      case 'CU0':
        this.endRepeat();
        this.say(`${command} A`);
        return true;
      case 'SS':
        this.say('SS OK');
        this.printKey();
        return true;
      default:
        return false;
    }
  }

  /** @returns false for a command that is none of these */
  #control(command: string, [value]: readonly string[]): boolean {
    switch (command) {
      case 'Z':
        this.#whenStill(command, () => this.scale.zero());
        return true;
      case 'T':
        this.#whenStill(command, () => this.scale.tare());
        return true;
      case 'UT':
        this.#presetTare(value);
        return true;
      case 'IC':
        this.#adjust();
        return true;
      default:
        if (plainSettings.includes(command)) this.say(`${command} OK`);
        else if (numberedSettings.includes(command)) this.say(`${command} ${/^\d+$/.test(value ?? '') ? 'OK' : 'E'}`);
        else if (otherModes.includes(command)) this.say(`${command} I`);
        else return false;
        return true;
    }
  }

  /** @returns false for a command that is none of these */
  #tell(command: string, parameters: readonly string[]): boolean {
    if (command === 'US') {
      this.#setUnit(parameters[0]);
      return true;
    }
    const { tare } = this.scale.show('g');
    const answers: Readonly<Record<string, string>> = {
      OT: `OT ${tare.padStart(9)} ${'g'.padEnd(3)} `,
      NB: `NB A "${serialNumber}"`,
      BN: `BN A "${type}"`,
      RV: `RV A "${version}"`,
      FS: `FS A "${this.scale.text(this.scale.model.capacityGrams, 'g')}"`,
      PC: `PC A "${commands}"`,
      OMI: `OMI "${weighingMode}" OK`,
      OMG: `OMG ${weighingMode} OK`,
      UI: `UI "${units.map(printedUnit).join(', ')}" OK`,
      UG: `UG ${printedUnit(this.scale.unit)} OK`,
    };
    const answer = answers[command];
    if (answer !== undefined) this.say(answer);
    return answer !== undefined;
  }

  #setUnit(wanted: string | undefined): void {
    const unit = wanted === undefined ? undefined : radwagUnits[wanted];
    if (wanted === 'next') this.scale.press('unit');
    const isSet = wanted === 'next' || (unit !== undefined && this.scale.setUnit(unit));
    this.say(isSet ? `US ${printedUnit(this.scale.unit)} OK` : 'US E');
  }

  #presetTare(value: string | undefined): void {
    const isNumber = value !== undefined && /^\d+(\.\d+)?$/.test(value);
    if (!isNumber) this.say('ES');
    else this.say(this.scale.presetTare(Number(value) * gramsPer.g) ? 'UT OK' : 'UT I');
  }

  /** Accepted at once, then done or not. */
  #whenStill(command: string, act: () => 'overload' | 'underload' | undefined): void {
    this.say(`${command} A`);
    this.whenStill((still) => {
      const side = still ? act() : undefined;
      if (!still) this.say(`${command} E`);
      else if (side) this.say(`${command} ${side === 'overload' ? '^' : 'v'}`);
      else this.say(`${command} D`);
    });
  }

  #adjust(): void {
    this.endRepeat();
    this.say('IC A');
    this.#adjusts = true;
    this.later(adjustmentMs, () => {
      this.#adjusts = false;
      this.say('IC D');
    });
  }

  #sayWeight(id: string, unit: MassUnit): void {
    const { side, stable, net } = this.scale.show(unit);
    const mark = side ? (side === 'overload' ? '^' : 'v') : stable ? ' ' : '?';
    const auxiliaryDigits = id === '' ? this.#menu.auxiliaryDigits : 0;
    const value = side ? this.scale.text(0, unit) : net;
    this.say(formatWeight(value, printedUnit(unit), { id, mark, auxiliaryDigits }));
  }
}
