import type { MassUnit } from '../../balance/units.ts';
import { inLines, listing } from './emulator-listing.ts';
import { numberOf, unitNumbered } from './emulator-units.ts';

/** What an emulated balance is. */
export interface Badge {
  readonly serialNumber: string;
  readonly model: string;
  readonly capacity: string;
}

const longestName = 20;
const mostPrinted = 60;

const softwareNumber = '00000001A';
const softwareVersion = '1.00';
const typeDefinition = '1.0.0.0.1';

/** What `K` lets its keys do, and tell the host. */
export type KeyMode = 1 | 2 | 3 | 4;

/** The commands of an MT-SICS balance that move no weight: who it is, its display, its keys, its units. */
export class MtSicsSettings {
  readonly #badge: Badge;
  #name = '';
  /** Units of host, display and information field. */
  #units: MassUnit[] = ['g', 'g', 'g'];
  #shown: string | undefined;
  #keyMode: KeyMode = 1;
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

  get keyMode(): KeyMode {
    return this.#keyMode;
  }

  /** As after switching on; its name and units stay. */
  reset(): void {
    this.#shown = undefined;
    this.#keyMode = 1;
    this.sendsOnPrint = false;
  }

  /** Its power came back: it has forgotten the unit of the host. */
  powerOn(): void {
    this.reset();
    this.#units[0] = 'g';
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
        return [`I3 A "${softwareVersion} ${typeDefinition}"`];
      case 'I4':
        return [`I4 A "${this.#badge.serialNumber}"`];
      case 'I5':
        return [`I5 A "${softwareNumber}"`];
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
        this.#printed = [...this.#printed, parameters.join(' ')].slice(-mostPrinted);
        return ['P100 A'];
      default:
        return undefined;
    }
  }

  #named(parameters: readonly string[]): readonly string[] {
    const [name] = parameters;
    if (name === undefined) return [`I10 A "${this.#name.replaceAll('"', '\\"')}"`];
    if (parameters.length > 1 || name.length > longestName) return ['I10 L'];
    this.#name = name;
    return ['I10 A'];
  }

  /** What it consists of, by one question after another: a bridge that weighs, and its terminal. */
  #parts([which, ...more]: readonly string[]): readonly string[] {
    const { model, serialNumber } = this.#badge;
    const answers: readonly (readonly [string, string])[] = [
      ['Bridge', 'Terminal'],
      [model, model],
      [softwareNumber, softwareNumber],
      [softwareVersion, softwareVersion],
      [serialNumber, serialNumber],
      [typeDefinition, typeDefinition],
    ];
    const told = which !== undefined && /^\d$/.test(which) && more.length === 0 ? answers[Number(which)] : undefined;
    return told
      ? inLines(
          'I14',
          told.map((text, part) => `${which} ${part + 1} "${text}"`),
        )
      : ['I14 L'];
  }

  #display(parameters: readonly string[]): readonly string[] {
    const [text] = parameters;
    if (text === undefined || parameters.length > 1) return ['D L'];
    this.#shown = text;
    return ['D A'];
  }

  #keys([mode, ...more]: readonly string[]): readonly string[] {
    const known = ([1, 2, 3, 4] as const).find((each) => String(each) === mode);
    if (!known || more.length > 0) return ['K L'];
    this.#keyMode = known;
    return ['K A'];
  }

  #unitsOf([channel, number, ...more]: readonly string[]): readonly string[] {
    const all = this.#units.map((unit, index) => `${index} ${numberOf(unit)}`);
    if (channel === undefined) return inLines('M21', all);
    const asked = /^[0-2]$/.test(channel) ? all[Number(channel)] : undefined;
    if (asked !== undefined && number === undefined) return [`M21 A ${asked}`];
    const unit = unitNumbered(number ?? '');
    if (asked === undefined || !unit || more.length > 0) return ['M21 L'];
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
