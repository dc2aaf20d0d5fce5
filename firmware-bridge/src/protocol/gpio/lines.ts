/** A line that drives something. */
export interface OutputLine {
  /** Its number on its chip. */
  readonly line: number;
  /** Whether it works at low level, as most relay boards do. */
  readonly activeLow: boolean;
}

export type Bias = 'none' | 'pull-up' | 'pull-down';

/** A line that is looked at. */
export interface InputLine {
  readonly line: number;
  /** Resistor of the chip's own; one reached through sysfs has to be soldered. */
  readonly bias: Bias;
}

export interface LineRequest {
  readonly outputs: readonly OutputLine[];
  readonly inputs: readonly InputLine[];
}

/** Lines of one chip that are ours until they are closed. Outputs are OFF from the moment on that they are ours. */
export interface GpioLines {
  /** How they are reached, to be said of the device. */
  readonly via: string;
  /** Whether each input is high, in the order of the request. @throws `device-disconnected`, `device-silent` */
  read(): Promise<boolean[]>;
  /** Switches an output, by its place in the request. @throws as `read` */
  write(output: number, on: boolean): Promise<void>;
  /** Every output is OFF, then the lines are nobody's; safe to call twice. */
  close(): Promise<void>;
}

/** The level at which an output is on, or off. */
export const levelOf = ({ activeLow }: OutputLine, on: boolean): boolean => on !== activeLow;
