import { gramsPer, type MassUnit } from '../../balance/units.ts';

/** Commands that the emulator knows, by level. */
const commandsByLevel: readonly (readonly string[])[] = [
  ['I0', 'I1', 'I2', 'I3', 'I4', 'I5', '@', 'S', 'SI', 'SIR', 'Z', 'ZI'],
  ['D', 'DW', 'K', 'SR', 'T', 'TI', 'TA', 'TAC'],
  [
    ...['C0', 'C1', 'C2', 'C3', 'I10', 'I11', 'I14', 'M21', 'P100', 'P101', 'P102'],
    ...['PWR', 'SIRU', 'SIU', 'SNR', 'ST', 'SU'],
  ],
];

/** `M21` numbers the units; those that are units of mass here. */
const unitNumbers: readonly (readonly [number, MassUnit, string])[] = [
  [0, 'g', 'g'],
  [1, 'kg', 'kg'],
  [3, 'mg', 'mg'],
  [4, 'ug', 'ug'],
  [5, '[car_m]', 'ct'],
  [7, '[lb_av]', 'lb'],
  [8, '[oz_av]', 'oz'],
  [9, '[oz_tr]', 'ozt'],
  [10, '[gr]', 'GN'],
  [11, '[pwt_tr]', 'dwt'],
];

export const unitsShown = unitNumbers.map(([, unit]) => unit);
export const printedUnit = (unit: MassUnit): string => unitNumbers.find(([, each]) => each === unit)?.[2] ?? 'g';
const unitPrinted = (printed: string): MassUnit | undefined => unitNumbers.find(([, , each]) => each === printed)?.[1];
const numberOf = (unit: MassUnit): number => unitNumbers.find(([, each]) => each === unit)?.[0] ?? 0;

/** What an emulated balance is. */
export interface Badge {
  readonly serialNumber: string;
  readonly model: string;
  readonly capacity: string;
}

const longestName = 20;
const channels = 3;

/** The commands of an MT-SICS balance that move no weight: who it is, its display, its keys, its units. */
export class MtSicsSettings {
  readonly #badge: Badge;
  #name = '';
  /** Units of host, display and information field. */
  #units: MassUnit[] = ['g', 'g', 'g'];
  #shown: string | undefined;
  #keyMode = 1;
  /** Whether the print key sends a weight. */
  sendsOnPrint = false;
  /** Its text on the printer, latest last. */
  #printed: string[] = [];

  constructor(badge: Badge) {
    this.#badge = badge;
  }

  get hostUnit(): MassUnit {
    return this.#units[0] ?? 'g';
  }

  get displayUnit(): MassUnit {
    return this.#units[1] ?? 'g';
  }

  /** What a command wrote on its display, if anything. */
  get shown(): string | undefined {
    return this.#shown;
  }

  get printed(): readonly string[] {
    return this.#printed;
  }

  /** As after switching on; its name and units stay. */
  reset(): void {
    this.#shown = undefined;
    this.#keyMode = 1;
    this.sendsOnPrint = false;
  }

  /** Its display unit was switched with a key. */
  show(unit: MassUnit): void {
    this.#units[1] = unit;
  }

  /** @returns the lines that answer; undefined for a command that is none of these */
  answer(name: string, parameters: readonly string[]): readonly string[] | undefined {
    const plain = parameters.length === 0;
    switch (name) {
      case 'I0':
        return plain ? listing() : [`${name} L`];
      case 'I1':
        return ['I1 A "012" "2.30" "2.22" "2.33" ""'];
      case 'I2':
        return [`I2 A "${this.#badge.model} ${this.#badge.capacity} g"`];
      case 'I3':
        return ['I3 A "1.00"'];
      case 'I4':
        return [`I4 A "${this.#badge.serialNumber}"`];
      case 'I5':
        return ['I5 A "00000001A"'];
      case 'I10':
        return this.#named(parameters);
      case 'I11':
        return [`I11 A "${this.#badge.model}"`];
      case 'I14':
        return this.#parts(parameters);
      case 'D':
        return this.#display(parameters);
      case 'DW':
        this.#shown = undefined;
        return ['DW A'];
      case 'K':
        return this.#keys(parameters);
      case 'M21':
        return this.#unitsOf(parameters);
      case 'ST':
        return this.#onPrint(parameters);
      case 'P100':
        this.#printed = [...this.#printed, parameters.join(' ')].slice(-channels * longestName);
        return ['P100 A'];
      default:
        return undefined;
    }
  }

  #named(parameters: readonly string[]): readonly string[] {
    const [name] = parameters;
    if (name === undefined) return [`I10 A "${this.#name}"`];
    if (parameters.length > 1 || name.length > longestName) return ['I10 L'];
    this.#name = name;
    return ['I10 A'];
  }

  /** Which parts it consists of, and what each is called. */
  #parts([which = '0']: readonly string[]): readonly string[] {
    if (which === '0') return ['I14 A 0 1 "Bridge"'];
    return which === '1' ? [`I14 A 1 1 "${this.#badge.model}"`] : ['I14 L'];
  }

  #display(parameters: readonly string[]): readonly string[] {
    const [text] = parameters;
    if (text === undefined || parameters.length > 1) return ['D L'];
    this.#shown = text;
    return ['D A'];
  }

  #keys([mode]: readonly string[]): readonly string[] {
    if (mode === undefined) return [`K A ${this.#keyMode}`];
    if (!/^[1-4]$/.test(mode)) return ['K L'];
    this.#keyMode = Number(mode);
    return ['K A'];
  }

  #unitsOf(parameters: readonly string[]): readonly string[] {
    if (parameters.length === 0)
      return this.#units.map((unit, index) => `M21 ${index < channels - 1 ? 'B' : 'A'} ${index} ${numberOf(unit)}`);
    const [channel = '', number = ''] = parameters;
    const unit = unitNumbers.find(([each]) => String(each) === number)?.[1];
    if (!/^[0-2]$/.test(channel) || !unit || parameters.length !== 2) return ['M21 L'];
    this.#units[Number(channel)] = unit;
    return ['M21 A'];
  }

  #onPrint([wanted]: readonly string[]): readonly string[] {
    if (wanted === undefined) return [`ST A ${this.sendsOnPrint ? 1 : 0}`];
    if (!/^[01]$/.test(wanted)) return ['ST L'];
    this.sendsOnPrint = wanted === '1';
    return ['ST A'];
  }
}

function listing(): string[] {
  const all = commandsByLevel.flatMap((names, level) => names.map((name) => `${level} "${name}"`));
  return all.map((each, index) => `I0 ${index < all.length - 1 ? 'B' : 'A'} ${each}`);
}

/** Grams of a weight that a command names, such as `10.00 g`. */
export function gramsNamed([value = '', printed = '']: readonly string[]): number | undefined {
  const unit = unitPrinted(printed);
  return unit && /^\d+(\.\d+)?$/.test(value) ? Number(value) * gramsPer[unit] : undefined;
}
