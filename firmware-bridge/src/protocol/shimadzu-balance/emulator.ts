import type { ProfileOf } from '@custody-edge/device-profiles';
import { z } from 'zod';
import type { MassUnit } from '../../balance/units.ts';
import { read } from '../../emulator/emulator.ts';
import type { EmulatedLine } from '../../emulator/line.ts';
import { LineScale } from '../../emulator/line-scale.ts';
import { formatWeight, overloadLine, shimadzuUnits } from './codec.ts';

const defaultReadabilityGrams = 0.001;

/** Emulated times, before the speed factor. */
const streamEveryMs = 110;
const watchMs = 110;
const adjustmentMs = 30_000;

const units: readonly [MassUnit, ...MassUnit[]] = ['g', 'mg', '[car_m]'];
const printedUnit = (unit: MassUnit): string =>
  Object.entries(shimadzuUnits).find(([, each]) => each === unit)?.[0] ?? 'g';

/** What is set in its menu. */
const menuSchema = z.strictObject({
  command: z.literal('menu'),
  width: z.union([z.literal(8), z.literal(9)]).exactOptional(),
  /** A verified balance: its last digit stands in brackets. */
  auxiliaryDigits: z.union([z.literal(0), z.literal(1)]).exactOptional(),
});
type Menu = Required<Omit<z.infer<typeof menuSchema>, 'command'>>;

interface EmulatorOptions {
  readonly weight?: string | undefined;
}

/** A Shimadzu balance: it answers questions for a weight, and does everything else without a word. */
export class ShimadzuBalanceEmulator extends LineScale {
  readonly protocol = 'shimadzu-balance';
  #menu: Menu = { width: 9, auxiliaryDigits: 0 };
  #isOff = false;
  #adjusts = false;

  /** @throws `emulator-command-refused` for a weight that is no expression */
  constructor(line: EmulatedLine, profile: ProfileOf<'shimadzu-balance'>, { weight }: EmulatorOptions = {}) {
    const { capacityGrams, readabilityGrams = defaultReadabilityGrams } = profile;
    super(line, { capacityGrams, readabilityGrams, units }, weight, '\r');
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
    if (!this.#isOff && !this.#adjusts) this.#sayWeight(false);
  }

  /** Units, counting, percent, density and formulation show in no weight here. */
  protected execute(command: string): void {
    if (command === 'Q') {
      this.stopAll();
      this.#isOff = !this.#isOff;
      this.#adjusts = false;
    } else if (!this.#isOff && !this.#adjusts) this.#obeyed(command);
  }

  #obeyed(command: string): void {
    switch (command) {
      case 'D01':
        this.repeat(streamEveryMs, () => this.#sayWeight(false));
        break;
      case 'D05':
        this.printKey();
        break;
      case 'D06':
        this.#printChanges();
        break;
      case 'D07':
        this.#sayWeight(true);
        break;
      case 'D08':
        this.whenStill((still) => still && this.#sayWeight(false));
        break;
      case 'D09':
        this.endRepeat();
        break;
      case 'T':
      case 'TS':
        this.whenStill((still) => still && this.scale.zero() && this.scale.tare());
        break;
      case 'C18':
        this.endRepeat();
        this.#adjusts = true;
        this.later(adjustmentMs, () => {
          this.#adjusts = false;
        });
    }
  }

  /** Each load once, when it is still. */
  #printChanges(): void {
    let last = this.scale.show().net;
    this.repeat(watchMs, () => {
      const { stable, net } = this.scale.show();
      if (!stable || net === last) return;
      last = net;
      if (Number(net) !== 0) this.#sayWeight(false);
    });
  }

  #sayWeight(tellsStability: boolean): void {
    const { side, stable, net, unit } = this.scale.show();
    const lead = tellsStability ? (stable && !side ? 'S' : 'U') : '';
    const format = { ...this.#menu, lead } as const;
    this.say(side ? overloadLine(side, format) : formatWeight(net, printedUnit(unit), format));
  }
}
