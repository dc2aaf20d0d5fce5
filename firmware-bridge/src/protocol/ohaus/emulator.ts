import type { ProfileOf } from '@custody-edge/device-profiles';
import { z } from 'zod';
import { gramsPer, type MassUnit } from '../../balance/units.ts';
import { read } from '../../emulator/emulator.ts';
import type { EmulatedLine } from '../../emulator/line.ts';
import { LineScale } from '../../emulator/line-scale.ts';
import { formatWeight, ohausUnits } from './codec.ts';

const defaultReadabilityGrams = 0.001;
const serialNumber = 'B123456789';
const version = 'Sr 1.00';

/** Emulated times, before the speed factor. */
const streamEveryMs = 200;
const watchMs = 100;
const adjustmentMs = 30_000;
const longestIntervalSeconds = 3600;

const units: readonly [MassUnit, ...MassUnit[]] = ['g', 'kg', '[oz_av]'];
const printedUnit = (unit: MassUnit): string =>
  Object.entries(ohausUnits).find(([, each]) => each === unit)?.[0] ?? 'g';

/** What is set in its menu. */
const menuSchema = z.strictObject({
  command: z.literal('menu'),
  /** Below which a weight is marked as one that moves is; 0 marks none. */
  minimumGrams: z.number().min(0).max(1e6).exactOptional(),
  /** Blanks at the end of a line are left out. */
  trims: z.boolean().exactOptional(),
});
type Menu = Required<Omit<z.infer<typeof menuSchema>, 'command'>>;

interface EmulatorOptions {
  readonly weight?: string | undefined;
}

/** An Ohaus balance. */
export class OhausEmulator extends LineScale {
  readonly protocol = 'ohaus';
  #menu: Menu = { minimumGrams: 0, trims: false };
  #answers = false;
  #isOff = false;
  #adjusts = false;

  /** @throws `emulator-command-refused` for a weight that is no expression */
  constructor(line: EmulatedLine, profile: ProfileOf<'ohaus'>, { weight }: EmulatorOptions = {}) {
    const { capacityGrams, readabilityGrams = defaultReadabilityGrams } = profile;
    super(line, { capacityGrams, readabilityGrams, units }, weight);
  }

  override restart(): void {
    super.restart();
    this.#isOff = false;
    this.#adjusts = false;
    this.#answers = false;
  }

  protected setMenu(command: unknown): void {
    const { command: _, ...changed } = read(menuSchema, this.protocol, command);
    this.#menu = { ...this.#menu, ...changed };
  }

  protected printKey(): void {
    if (!this.#isOff) this.#print();
  }

  protected execute(command: string): void {
    const isKnown =
      this.#isOff || (this.#adjusts && command !== 'AC')
        ? command === 'ON' && this.#control(command)
        : this.#printing(command) || this.#control(command) || this.#telling(command);
    if (!isKnown) this.say('ES');
  }

  /** @returns false for a command that is none of these */
  #printing(command: string): boolean {
    switch (command) {
      case 'IP':
      case 'P':
        this.#print();
        return true;
      case 'SP':
        this.whenStill((still) => (still ? this.#print() : this.say('ES')));
        return true;
      case 'CP':
        this.repeat(streamEveryMs, () => this.#print());
        return true;
      case 'SLP':
      case 'SLZP':
        this.#printChanges(command === 'SLZP');
        return true;
      case '0P':
        this.endRepeat();
        this.#done();
        return true;
      case 'PT': {
        const { tare } = this.scale.show();
        this.#sayWeight(tare, true, 'T');
        return true;
      }
      default:
        return this.#printEvery(command);
    }
  }

  #printEvery(command: string): boolean {
    const seconds = Number(/^(\d{1,4})P$/.exec(command)?.[1]);
    if (!(seconds >= 1 && seconds <= longestIntervalSeconds)) return false;
    let passed = 0;
    this.repeat(seconds * 1000, () => {
      this.#print(clockText(passed));
      passed += seconds;
    });
    return true;
  }

  /** Each load once, when it is still. */
  #printChanges(alsoZero: boolean): void {
    let last: string | undefined;
    this.repeat(watchMs, () => {
      const { stable, net } = this.scale.show();
      if (!stable || net === last) return;
      last = net;
      if (alsoZero || Number(net) !== 0) this.#print();
    });
  }

  /** @returns false for a command that is none of these */
  #control(command: string): boolean {
    switch (command) {
      case 'Z':
        this.whenStill((still) => still && this.scale.zero());
        break;
      case 'T':
        this.whenStill((still) => still && this.scale.tare());
        break;
      case 'ON':
      case 'OFF':
        this.stopAll();
        this.#isOff = command === 'OFF';
        break;
      case 'C':
      case 'IC':
        this.endRepeat();
        this.#adjusts = true;
        this.later(adjustmentMs, () => {
          this.#adjusts = false;
        });
        break;
      case 'AC':
        this.stopWaiting();
        this.#adjusts = false;
        break;
      case '0RL':
      case '1RL':
        this.#answers = command === '1RL';
        break;
      default:
        if (!this.#presetTare(command)) return false;
    }
    this.#done();
    return true;
  }

  #presetTare(command: string): boolean {
    const [, value] = /^(\d+(?:\.\d+)?)T$/.exec(command) ?? [];
    return value !== undefined && this.scale.presetTare(Number(value) * gramsPer[this.scale.unit]);
  }

  #telling(command: string): boolean {
    const answers: Readonly<Record<string, string>> = {
      PSN: serialNumber,
      PV: version,
      PU: printedUnit(this.scale.unit),
      PM: 'Weighing',
    };
    const answer = answers[command];
    if (answer !== undefined) this.say(answer);
    return answer !== undefined;
  }

  /** What is printed out of range is in no source at hand. */
  #print(clock?: string): void {
    const { side, stable, net, isTared } = this.scale.show();
    if (side) {
      this.say('ES');
      return;
    }
    const grams = Math.abs(Number(net)) * gramsPer[this.scale.unit];
    this.#sayWeight(net, stable && grams >= this.#menu.minimumGrams, clock ?? (isTared ? 'NET' : ''));
  }

  #sayWeight(value: string, isSound: boolean, legend: string): void {
    const line = formatWeight(value, printedUnit(this.scale.unit), isSound, legend);
    this.say(this.#menu.trims ? line.trimEnd() : line);
  }

  #done(): void {
    if (this.#answers) this.say('OK!');
  }
}

function clockText(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
