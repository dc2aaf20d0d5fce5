/**
 * An exact decimal as an instrument printed it: the digits are kept, so 12.50 stays 12.50.
 * Source of the need: a weight's last zero is part of its precision.
 */
export class Decimal {
  /** The value times 10^scale. */
  readonly unscaled: bigint;
  /** Number of digits after the point, 0 or more. */
  readonly scale: number;

  private constructor(unscaled: bigint, scale: number) {
    this.unscaled = unscaled;
    this.scale = scale;
  }

  /** Reads `-12.50`; returns undefined for anything else (exponents, commas, blanks inside). */
  static parse(text: string): Decimal | undefined {
    const match = /^([+-]?)(\d{1,30})(?:\.(\d{1,30}))?$/.exec(text.trim());
    if (!match) return undefined;
    const fraction = match[3] ?? '';
    const magnitude = BigInt(`${match[2]}${fraction}`);
    return new Decimal(match[1] === '-' ? -magnitude : magnitude, fraction.length);
  }

  /**
   * What a calculation came to.
   * @param unscaled the value times 10^scale
   * @throws RangeError when the scale is no number of digits
   */
  static of(unscaled: bigint, scale: number): Decimal {
    if (!Number.isSafeInteger(scale) || scale < 0)
      throw new RangeError('a scale is a number of digits after the point');
    return new Decimal(unscaled, scale);
  }

  minus(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    return new Decimal(this.rescaled(scale) - other.rescaled(scale), scale);
  }

  abs(): Decimal {
    return new Decimal(this.unscaled < 0n ? -this.unscaled : this.unscaled, this.scale);
  }

  /** Negative, zero or positive as this value is less than, equal to or greater than the other. */
  compare(other: Decimal): number {
    const scale = Math.max(this.scale, other.scale);
    const difference = this.rescaled(scale) - other.rescaled(scale);
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  toNumber(): number {
    return Number(this.toString());
  }

  toString(): string {
    const digits = (this.unscaled < 0n ? -this.unscaled : this.unscaled).toString().padStart(this.scale + 1, '0');
    const sign = this.unscaled < 0n ? '-' : '';
    if (this.scale === 0) return sign + digits;
    return `${sign}${digits.slice(0, -this.scale)}.${digits.slice(-this.scale)}`;
  }

  toJSON(): string {
    return this.toString();
  }

  private rescaled(scale: number): bigint {
    return this.unscaled * 10n ** BigInt(scale - this.scale);
  }
}
