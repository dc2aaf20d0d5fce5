import type { ProfileOf } from '@custody-edge/device-profiles';
import type { MassUnit } from '../../balance/units.ts';
import type { Emulator } from '../../emulator/emulator.ts';
import type { EmulatedLine } from '../../emulator/line.ts';
import { EmulatedScale, type Shown } from '../../emulator/scale.ts';
import { LineSplitter } from '../line-splitter.ts';
import { formatWeight, longestLineBytes } from './codec.ts';
import { gramsNamed, MtSicsSettings, printedUnit, unitsShown } from './emulator-settings.ts';

const defaultCapacityGrams = 1200;
const defaultReadabilityGrams = 0.01;
const serialNumber = 'B123456789';

/** Emulated times, before the speed factor. */
const repeatMs = 1000 / 15;
const watchMs = 100;
const adjustmentMs = 60_000;
/** A change of load that `SR` and `SNR` tell of: so much of the last weight, and so many divisions at least. */
const changePart = 0.125;
const changeDivisions = 30;

const sides = { overload: '+', underload: '-' } as const;
const parameterPattern = /"([^"]*)"|([^\s"]+)/g;

interface EmulatorOptions {
  readonly weight?: string | undefined;
}

/** A balance that speaks MT-SICS levels 0 to 2. */
export class MtSicsEmulator implements Emulator {
  readonly protocol = 'mt-sics';
  readonly line: EmulatedLine;
  readonly scale: EmulatedScale;
  readonly settings: MtSicsSettings;
  readonly #queryGapMs: number;
  readonly #splitter = new LineSplitter(longestLineBytes);
  #answeredAtMs = Number.NEGATIVE_INFINITY;
  /** A command is being carried out, and another one is lost. */
  #cancel: (() => void) | undefined;
  #repeating: NodeJS.Timeout | undefined;
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
    this.settings = new MtSicsSettings({
      serialNumber,
      model: 'Emulated',
      capacity: this.scale.text(model.capacityGrams, 'g'),
    });
    this.scale.onPrint(() => this.#printKey());
    line.onReceive((chunk) => this.#receive(chunk));
  }

  /** Loses power and starts again: tare and zero are gone and the serial number is sent unasked. */
  restart(): void {
    this.#isOff = false;
    this.#cancelAll();
    this.settings.reset();
    this.scale.restart();
    this.#say(`I4 A "${serialNumber}"`);
  }

  obey(command: unknown): void {
    this.scale.obey(this.protocol, command);
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
      else if (this.#cancel || this.#comesTooSoon()) continue;
      else this.#execute(text);
    }
  }

  /** A command before the last answer is lost, and so is one that leaves KERN’s instruments no time. */
  #comesTooSoon(): boolean {
    return (performance.now() - this.#answeredAtMs) * this.line.speed < this.#queryGapMs;
  }

  #reset(): void {
    this.#cancelAll();
    this.settings.reset();
    this.scale.presetTare(0);
    this.#say(`I4 A "${serialNumber}"`);
  }

  #execute(text: string): void {
    const [name = '', ...parameters] = [...text.matchAll(parameterPattern)].map(
      ([, quoted, word]) => quoted ?? word ?? '',
    );
    if (this.#isOff && name !== 'PWR') {
      this.#say('EL');
      return;
    }
    const answers = this.settings.answer(name, parameters);
    if (answers) for (const line of answers) this.#say(line);
    else if (!this.#weigh(name, parameters) && !this.#adjust(name, parameters)) this.#say('ES');
    if (name === 'M21') this.scale.setUnit(this.settings.displayUnit);
  }

  /** @returns false for a command that is none of these */
  #weigh(name: string, parameters: readonly string[]): boolean {
    const unit = name.endsWith('U') ? this.settings.displayUnit : this.settings.hostUnit;
    if (/^S(I?U?|IRU?|R|NR)$/.test(name)) this.#endRepeat();
    switch (name) {
      case 'S':
      case 'SU':
        this.#whenStill('S', () => this.#sayWeight(unit));
        return true;
      case 'SI':
      case 'SIU':
        this.#sayWeight(unit);
        return true;
      case 'SIR':
      case 'SIRU':
        return this.#repeat(unit, parameters);
      case 'SR':
        return this.#follow(parameters, (before) => before);
      case 'SNR':
        return this.#follow(parameters, () => undefined);
      case 'T':
        this.#whenStill('T', () => this.#tare('T'));
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
      case 'ZI':
        this.#zero('ZI', `ZI ${this.scale.isStill() ? 'S' : 'D'}`);
        return true;
      case 'P101':
        this.#whenStill('P101', () => this.#say('P101 A'));
        return true;
      case 'P102':
        this.#say('P102 A');
        return true;
      default:
        return false;
    }
  }

  /** @returns false for a command that is none of these */
  #adjust(name: string, [wanted]: readonly string[]): boolean {
    switch (name) {
      case 'C0':
        this.#say(wanted === undefined ? 'C0 A 0 0 ""' : 'C0 I');
        return true;
      case 'C1':
      case 'C3':
        this.#say(`${name} B`);
        this.#later(adjustmentMs, () => this.#say(`${name} ${this.scale.show().side ? 'I' : 'A'}`));
        return true;
      case 'C2':
        this.#adjustByHand();
        return true;
      case 'PWR':
        this.#power(wanted);
        return true;
      default:
        return false;
    }
  }

  /** Asks for half of its capacity on the pan, then for nothing. */
  #adjustByHand(): void {
    const { capacityGrams } = this.scale.model;
    const steps = [capacityGrams / 2, 0];
    this.#say('C2 B');
    const ask = (index: number) => {
      const wanted = steps[index];
      if (wanted === undefined) {
        this.#say('C2 A');
        return;
      }
      this.#say(`C2 "${this.scale.text(wanted, 'g')} g"`);
      this.#until(
        () => this.scale.isStill() && Math.abs(Number(this.scale.show().gross) - wanted) < capacityGrams / 100,
        (came) => (came ? ask(index + 1) : this.#say('C2 I')),
      );
    };
    ask(0);
  }

  #power(wanted: string | undefined): void {
    if (wanted !== '0' && wanted !== '1') {
      this.#say('PWR L');
      return;
    }
    this.#say('PWR A');
    this.#isOff = wanted === '0';
    this.#endRepeat();
    if (wanted === '1') this.#say(`I4 A "${serialNumber}"`);
  }

  #printKey(): void {
    if (!this.settings.sendsOnPrint || this.#cancel || this.#isOff) return;
    this.#whenStill('S', () => this.#sayWeight(this.settings.hostUnit));
  }

  #repeat(unit: MassUnit, [interval]: readonly string[]): boolean {
    if (interval !== undefined && !/^\d{1,6}$/.test(interval)) {
      this.#say('S L');
      return true;
    }
    this.#sayWeight(unit);
    const everyMs = Math.max((Number(interval) || repeatMs) / this.line.speed, 1);
    this.#repeating = setInterval(() => this.#sayWeight(unit), everyMs);
    return true;
  }

  /**
   * Tells the weight once still, and each time that the load has changed: `SR` at once and when it is still again, `SNR` only then.
   * @param dynamic the weight to tell of while it moves, if any
   */
  #follow(parameters: readonly string[], dynamic: (shown: Shown) => Shown | undefined): boolean {
    const preset = gramsNamed(parameters);
    if (parameters.length > 0 && preset === undefined) {
      this.#say('S L');
      return true;
    }
    const { readabilityGrams } = this.scale.model;
    const unit = this.settings.hostUnit;
    let last: number | undefined;
    let moving = false;
    const look = () => {
      const shown = this.scale.show();
      const grams = Number(shown.net);
      const changed =
        last === undefined ||
        Math.abs(grams - last) >= (preset ?? Math.max(Math.abs(last) * changePart, changeDivisions * readabilityGrams));
      if (changed && !moving && last !== undefined && dynamic(shown)) this.#sayWeight(unit);
      moving ||= changed;
      if (!moving || !shown.stable) return;
      moving = false;
      last = grams;
      this.#sayWeight(unit);
    };
    look();
    this.#repeating = setInterval(look, Math.max(watchMs / this.line.speed, 1));
    return true;
  }

  #tare(id: 'T' | 'TI'): void {
    const side = this.scale.tare();
    const { tare } = this.scale.show();
    const status = this.scale.isStill() ? 'S' : 'D';
    this.#say(side ? `${id} ${sides[side]}` : formatWeight(id, status, tare, printedUnit(this.scale.unit)));
  }

  #presetTare(parameters: readonly string[]): void {
    const grams = gramsNamed(parameters);
    const isRefused = parameters.length > 0 && (grams === undefined || !this.scale.presetTare(grams));
    this.#say(isRefused ? 'TA L' : formatWeight('TA', 'A', this.scale.show().tare, printedUnit(this.scale.unit)));
  }

  #zero(id: 'Z' | 'ZI', done: string): void {
    const side = this.scale.zero();
    this.#say(side ? `${id} ${sides[side]}` : done);
  }

  #sayWeight(unit: MassUnit): void {
    const { side, stable, net } = this.scale.show(unit);
    this.#say(side ? `S ${sides[side]}` : formatWeight('S', stable ? 'S' : 'D', net, printedUnit(unit)));
  }

  #whenStill(id: string, action: () => void): void {
    let waits = true;
    const cancel = this.scale.whenStill((still) => {
      waits = false;
      this.#cancel = undefined;
      if (still) action();
      else this.#say(`${id} I`);
    });
    if (waits) this.#cancel = cancel;
  }

  #until(condition: () => boolean, then: (came: boolean) => void): void {
    const startedMs = performance.now();
    const timer = setInterval(
      () => {
        const came = condition();
        if (!came && (performance.now() - startedMs) * this.line.speed < adjustmentMs) return;
        this.#cancel?.();
        then(came);
      },
      Math.max(watchMs / this.line.speed, 1),
    );
    this.#holdUntil(() => clearInterval(timer));
  }

  #later(afterMs: number, action: () => void): void {
    const timer = setTimeout(() => {
      this.#cancel?.();
      action();
    }, afterMs / this.line.speed);
    this.#holdUntil(() => clearTimeout(timer));
  }

  #holdUntil(cancel: () => void): void {
    this.#cancel = () => {
      cancel();
      this.#cancel = undefined;
    };
  }

  #endRepeat(): void {
    clearInterval(this.#repeating);
  }

  #cancelAll(): void {
    this.#endRepeat();
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #say(text: string): void {
    this.line.send(Buffer.from(`${text}\r\n`, 'latin1'));
    this.line.afterSending(() => {
      this.#answeredAtMs = performance.now();
    });
  }
}
