import type { ProfileOf } from '@custody-edge/device-profiles';
import { z } from 'zod';
import type { MassUnit } from '../../balance/units.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import type { EmulatedLine } from '../../emulator/line.ts';
import { EmulatedScale, type Shown } from '../../emulator/scale.ts';
import { LineSplitter } from '../line-splitter.ts';
import { formatWeight, longestLineBytes } from './codec.ts';
import { MtSicsClock } from './emulator-clock.ts';
import { inLines } from './emulator-listing.ts';
import { MtSicsMenu } from './emulator-menu.ts';
import { Occupation } from './emulator-occupation.ts';
import { MtSicsProcedures } from './emulator-procedures.ts';
import { MtSicsSettings } from './emulator-settings.ts';
import { gramsNamed, numberOf, printedUnit, unitsShown } from './emulator-units.ts';

const defaultCapacityGrams = 1200;
const defaultReadabilityGrams = 0.01;
const serialNumber = 'B123456789';
const rangeCharacters = 10;

/** Emulated time, before the speed factor. */
const watchMs = 100;
/** The longest wait for a still pan that a command can ask for. */
const mostWaitMs = 65_535;
/** A change of load that `SR` tells of: so much of the last weight, and so many divisions at least. */
const changePart = 0.125;
const changeDivisions = 30;
/** A change of load that `SNR` tells of, in grams, by the readability up to which it holds. */
const stillChanges: readonly (readonly [upToGrams: number, changeGrams: number])[] = [
  [0.000_001, 0.001],
  [0.000_01, 0.01],
  [0.000_1, 0.1],
  [0.1, 1],
];
const coarsestStillChange = 5;

const sides = { overload: '+', underload: '-' } as const;
const sideNumbers = { overload: 4, underload: 5 } as const;
const parameterPattern = /"((?:\\"|[^"])*)"|([^\s"]+)/g;

/** Keys that `K` numbers; how it numbers what they do. */
const keyNumbers = { zero: 5, print: 7, tare: 10 } as const;
const functionNumbers = { tare: 1, zero: 2, print: 3 } as const;
const keyPress = z.strictObject({ command: z.literal('press'), key: z.enum(['zero', 'print', 'tare']) });
type Key = z.infer<typeof keyPress>['key'];

interface EmulatorOptions {
  readonly weight?: string | undefined;
}

/** A balance with a terminal and a built-in weight that speaks MT-SICS levels 0 to 2. */
export class MtSicsEmulator implements Emulator {
  readonly protocol = 'mt-sics';
  readonly line: EmulatedLine;
  readonly scale: EmulatedScale;
  readonly settings: MtSicsSettings;
  readonly #menu: MtSicsMenu;
  readonly #clock = new MtSicsClock();
  readonly #occupation: Occupation;
  readonly #procedures: MtSicsProcedures;
  readonly #queryGapMs: number;
  readonly #splitter = new LineSplitter(longestLineBytes);
  #answeredAtMs = Number.NEGATIVE_INFINITY;
  #repeating: NodeJS.Timeout | undefined;
  #tareIsPreset = false;
  #isOff = false;

  /** @throws `emulator-command-refused` for a weight that is no expression */
  constructor(line: EmulatedLine, profile: ProfileOf<'mt-sics'>, { weight }: EmulatorOptions = {}) {
    this.line = line;
    this.#queryGapMs = profile.queryGapMs;
    const [first = 'g', ...others] = unitsShown;
    const model = {
      capacityGrams: profile.capacityGrams ?? defaultCapacityGrams,
      readabilityGrams: profile.readabilityGrams ?? defaultReadabilityGrams,
      units: [first, ...others] as const,
    };
    this.scale = new EmulatedScale(model, { speed: line.speed, weight });
    const text = (grams: number) => this.scale.text(grams, 'g');
    const { capacityGrams } = model;
    this.settings = new MtSicsSettings({ serialNumber, model: 'Emulated', capacity: text(capacityGrams) });
    this.#menu = new MtSicsMenu({ capacityGrams, text }, () => this.#clock.now);
    this.#occupation = new Occupation(this.scale);
    this.#procedures = new MtSicsProcedures(this.scale, this.#menu, this.#occupation, (said) => this.#say(said));
    this.scale.onPrint(() => this.#printKey());
    line.onReceive((chunk) => this.#receive(chunk));
  }

  /** Loses power and starts again: tare and zero are gone and the serial number is sent unasked. */
  restart(): void {
    this.#isOff = false;
    this.#cancelAll();
    this.settings.powerOn();
    this.#menu.restart();
    this.#clock.powerOn();
    this.scale.restart();
    this.#say(`I4 A "${serialNumber}"`);
  }

  obey(command: unknown): void {
    const press = keyPress.safeParse(command);
    if (press.success) this.#press(press.data.key);
    else this.scale.obey(this.protocol, command);
    this.settings.show(this.scale.unit);
  }

  close(): void {
    this.#cancelAll();
    this.scale.stop();
    this.line.detach();
  }

  #receive(chunk: Uint8Array): void {
    for (const item of this.#splitter.push(chunk)) {
      const text = item.kind === 'line' ? Buffer.from(item.bytes).toString('latin1') : '';
      if (text === '@') this.#reset();
      else if (text === 'C' && !this.#isOff) this.#cancelCommands();
      else if (this.#occupation.isBusy || this.#comesTooSoon()) continue;
      else this.#execute(text);
    }
  }

  /** A command before the last answer is lost, and so is one that leaves KERN’s instruments no time. */
  #comesTooSoon(): boolean {
    return (performance.now() - this.#answeredAtMs) * this.line.speed < this.#queryGapMs;
  }

  /** As after switching on, but that its zero and its tare stay. */
  #reset(): void {
    this.#isOff = false;
    this.#cancelAll();
    this.settings.reset();
    this.#clock.start();
    this.#say(`I4 A "${serialNumber}"`);
  }

  #cancelCommands(): void {
    this.#say('C B');
    this.#cancelAll();
    this.#say('C A');
  }

  #execute(text: string): void {
    const [name = '', ...parameters] = [...text.matchAll(parameterPattern)].map(
      ([, quoted, word]) => quoted?.replaceAll('\\"', '"') ?? word ?? '',
    );
    if (this.#isOff && name !== 'PWR') {
      this.#say('EL');
      return;
    }
    const told =
      this.settings.answer(name, parameters) ??
      this.#menu.answer(name, parameters) ??
      this.#clock.answer(name, parameters) ??
      this.#tell(name, parameters);
    if (told) for (const line of told) this.#say(line);
    else if (!this.#weigh(name, parameters) && !this.#tareOrZero(name, parameters) && !this.#procedures.begin(name))
      this.#say('ES');
    if (name === 'M21') this.scale.setUnit(this.settings.displayUnit);
  }

  /** What it tells of itself at once. @returns undefined for a command that is none of these */
  #tell(name: string, parameters: readonly string[]): readonly string[] | undefined {
    switch (name) {
      case 'SIS':
        return [this.#status()];
      case 'I50':
        return this.#ranges();
      case 'P102':
        return ['P102 A'];
      case 'PWR':
        return this.#power(parameters);
      default:
        return undefined;
    }
  }

  /** @returns false for a command that is none of these */
  #weigh(name: string, parameters: readonly string[]): boolean {
    const unit = name.endsWith('U') ? this.settings.displayUnit : this.settings.hostUnit;
    if (/^S(I?U?|IRU?|N?RU?)$/.test(name)) this.#endRepeat();
    switch (name) {
      case 'S':
      case 'SU':
        this.#whenStill('S', () => this.#sayWeight(unit));
        return true;
      case 'SC':
        this.#within('S', parameters, 0, () => this.#sayWeight(unit));
        return true;
      case 'SI':
      case 'SIU':
        this.#sayWeight(unit);
        return true;
      case 'SIR':
      case 'SIRU':
        this.#repeat(unit, parameters);
        return true;
      case 'SR':
      case 'SRU':
        this.#follow(unit, parameters, { tellsMoving: true, leastChange: this.#changeOf });
        return true;
      case 'SNR':
      case 'SNRU':
        this.#follow(unit, parameters, { tellsMoving: false, leastChange: () => this.#stillChange });
        return true;
      case 'P101':
        this.#whenStill('P101', () => this.#say('P101 A'));
        return true;
      default:
        return false;
    }
  }

  /** @returns false for a command that is none of these */
  #tareOrZero(name: string, parameters: readonly string[]): boolean {
    switch (name) {
      case 'T':
        this.#whenStill('T', () => this.#tare('T'));
        return true;
      case 'TC':
        this.#within('TC', parameters, 1, () => this.#tare('TC'));
        return true;
      case 'TI':
        this.#tare('TI');
        return true;
      case 'TA':
        this.#presetTare(parameters);
        return true;
      case 'TAC':
        this.scale.presetTare(0);
        this.#say('TAC A');
        return true;
      case 'Z':
        this.#whenStill('Z', () => this.#zero('Z', 'Z A'));
        return true;
      case 'ZC':
        this.#within('ZC', parameters, 1, () => this.#zero('ZC', `ZC ${this.#stability}`));
        return true;
      case 'ZI':
        this.#zero('ZI', `ZI ${this.#stability}`);
        return true;
      default:
        return false;
    }
  }

  #power([wanted, ...more]: readonly string[]): readonly string[] {
    if ((wanted !== '0' && wanted !== '1') || more.length > 0) return ['PWR L'];
    this.#isOff = wanted === '0';
    this.#endRepeat();
    return wanted === '1' ? ['PWR A', `I4 A "${serialNumber}"`] : ['PWR A'];
  }

  /** State, net weight, number of its unit, decimals, step of the last of them, no approval, and where its tare is from. */
  #status(): string {
    const unit = this.settings.hostUnit;
    const { side, stable, net, isTared } = this.scale.show(unit);
    if (side) return `SIS A ${sideNumbers[side]} ""`;
    const { decimals, step } = this.scale.divisionIn(unit);
    const tare = isTared ? (this.#tareIsPreset ? 2 : 1) : 0;
    return `SIS A ${stable ? 0 : 1} "${net}" ${numberOf(unit)} ${decimals} ${step} 0 ${tare}`;
  }

  /** What can still be laid on: to be weighed, and for an adjustment with the built-in weight and with one from without. */
  #ranges(): readonly string[] {
    const unit = this.settings.hostUnit;
    const left = this.scale.model.capacityGrams - this.scale.loadGrams;
    const text = (grams: number) => `${this.scale.text(grams, unit).padStart(rangeCharacters)} ${printedUnit(unit)}`;
    const needed = [0, this.scale.model.capacityGrams / 2, this.#menu.adjustmentGrams];
    return inLines(
      'I50',
      needed.map((grams, range) => `${range} ${text(left - grams)}`),
    );
  }

  #press(key: Key): void {
    const { keyMode } = this.settings;
    if (keyMode === 3) this.#say(`K C ${keyNumbers[key]}`);
    if (keyMode === 1) this.scale.press(key);
    if (keyMode === 4) this.#doAndTell(key);
  }

  #doAndTell(key: Key): void {
    const number = functionNumbers[key];
    this.#say(`K B ${number}`);
    const act = { tare: () => this.scale.tare(), zero: () => this.scale.zero(), print: () => undefined }[key];
    this.scale.whenStill((still) => {
      const isDone = still && act() === undefined;
      if (isDone && key === 'print') this.scale.press('print');
      this.#say(`K ${isDone ? 'A' : 'I'} ${number}`);
    });
  }

  #printKey(): void {
    if (!this.settings.sendsOnPrint || this.#occupation.isBusy || this.#isOff) return;
    this.#whenStill('S', () => this.#sayWeight(this.settings.displayUnit));
  }

  #repeat(unit: MassUnit, [interval]: readonly string[]): void {
    if (interval !== undefined && !/^\d{1,6}$/.test(interval)) {
      this.#say('S L');
      return;
    }
    this.#sayWeight(unit);
    const everyMs = Math.max((Number(interval) || 1000 / this.#menu.updateHz) / this.line.speed, 1);
    this.#repeating = setInterval(() => this.#sayWeight(unit), everyMs);
  }

  readonly #changeOf = (lastGrams: number): number =>
    Math.max(Math.abs(lastGrams) * changePart, changeDivisions * this.scale.model.readabilityGrams);

  get #stillChange(): number {
    const { readabilityGrams } = this.scale.model;
    return stillChanges.find(([upTo]) => readabilityGrams <= upTo)?.[1] ?? coarsestStillChange;
  }

  /** Tells the weight once still, and each time that the load has changed and is still again. */
  #follow(
    unit: MassUnit,
    parameters: readonly string[],
    { tellsMoving, leastChange }: { tellsMoving: boolean; leastChange(lastGrams: number): number },
  ): void {
    const preset = gramsNamed(parameters);
    if (parameters.length > 0 && preset === undefined) {
      this.#say('S L');
      return;
    }
    let last: number | undefined;
    let moving = false;
    const look = () => {
      const shown: Shown = this.scale.show('g');
      const grams = Number(shown.net);
      const changed = last === undefined || Math.abs(grams - last) >= (preset ?? leastChange(last));
      if (changed && !moving && last !== undefined && tellsMoving) this.#sayWeight(unit);
      moving ||= changed;
      if (!moving || !shown.stable) return;
      moving = false;
      last = grams;
      this.#sayWeight(unit);
    };
    look();
    this.#repeating = setInterval(look, Math.max(watchMs / this.line.speed, 1));
  }

  #tare(id: 'T' | 'TI' | 'TC'): void {
    const side = this.scale.tare();
    this.#tareIsPreset = false;
    this.#say(side ? `${id} ${sides[side]}` : this.#tareLine(id, this.#stability));
  }

  #presetTare(parameters: readonly string[]): void {
    const grams = gramsNamed(parameters);
    if (parameters.length > 0 && (grams === undefined || !this.scale.presetTare(grams))) this.#say('TA L');
    else {
      if (grams !== undefined) this.#tareIsPreset = true;
      this.#say(this.#tareLine('TA', 'A'));
    }
  }

  #tareLine(id: string, status: 'S' | 'D' | 'A'): string {
    const unit = this.settings.hostUnit;
    return formatWeight(id, status, this.scale.show(unit).tare, printedUnit(unit));
  }

  #zero(id: 'Z' | 'ZI' | 'ZC', done: string): void {
    const side = this.scale.zero();
    this.#say(side ? `${id} ${sides[side]}` : done);
  }

  get #stability(): 'S' | 'D' {
    return this.scale.isStill() ? 'S' : 'D';
  }

  #sayWeight(unit: MassUnit): void {
    const { side, stable, net } = this.scale.show(unit);
    this.#say(side ? `S ${sides[side]}` : formatWeight('S', stable ? 'S' : 'D', net, printedUnit(unit)));
  }

  #whenStill(id: string, action: () => void): void {
    this.#occupation.whenStill((still) => (still ? action() : this.#say(`${id} I`)));
  }

  /** Waits for a still pan no longer than it was told to in milliseconds, and then does it all the same. */
  #within(id: string, [limit = '', ...more]: readonly string[], leastMs: number, action: () => void): void {
    const limitMs = /^\d{1,5}$/.test(limit) && more.length === 0 ? Number(limit) : -1;
    if (limitMs < leastMs || limitMs > mostWaitMs) this.#say(`${id} L`);
    else this.#occupation.whenStill(action, limitMs);
  }

  #endRepeat(): void {
    clearInterval(this.#repeating);
  }

  #cancelAll(): void {
    this.#endRepeat();
    this.#occupation.end();
  }

  #say(text: string): void {
    this.line.send(Buffer.from(`${text}\r\n`, 'latin1'));
    this.line.afterSending(() => {
      this.#answeredAtMs = performance.now();
    });
  }
}
