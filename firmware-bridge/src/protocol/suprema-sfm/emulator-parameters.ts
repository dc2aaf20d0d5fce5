import { enrolMode, imageFormat, parameter } from './codec.ts';

/** Factory settings (UF protocol manual), firmware V1.6 and a serial number. */
const factory: readonly (readonly [number, number])[] = [
  [parameter.timeout, 0x3a],
  [parameter.enrolMode, enrolMode.twoTemplates],
  [parameter.securityLevel, 0x50],
  [parameter.imageFormat, imageFormat.binary],
  [parameter.moduleId, 1],
  [parameter.firmwareVersion, 0x56313630],
  [parameter.serialNumber, 20_261_126],
  [parameter.sendScanned, 0x31],
];
const readOnly: readonly number[] = [parameter.firmwareVersion, parameter.serialNumber];

/** The system parameters of an emulated module: what is written is lost without power unless it was saved. */
export class SystemParameters {
  /** Those that the module works out itself. */
  readonly #own: (of: number) => number | undefined;
  #saved = new Map<number, number>(factory);
  #values = new Map<number, number>(factory);

  constructor(own: (of: number) => number | undefined) {
    this.#own = own;
  }

  read(of: number): number | undefined {
    return this.#own(of) ?? this.#values.get(of);
  }

  /** @returns false for one that it does not have, or that cannot be written */
  write(of: number, value: number): boolean {
    if (!this.#values.has(of) || readOnly.includes(of)) return false;
    this.#values.set(of, value);
    return true;
  }

  save(): void {
    this.#saved = new Map(this.#values);
  }

  poweredOn(): void {
    this.#values = new Map(this.#saved);
  }
}
