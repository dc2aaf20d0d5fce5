import { Child } from './child.ts';

/** An emulated device in the hands of whoever stands before it. */
export interface Emulated {
  /** Does what one command says. @returns the answer of the process */
  ask(command: object): Promise<unknown>;
}

interface OnLine {
  readonly id: string;
  readonly profile: string;
  readonly address: { readonly kind: 'serial'; readonly path: string };
}

/**
 * The process that emulates all devices of one place.
 * @param speed how much faster than its line rate each of them runs
 * @param more options of `custody-edge emulate-all`
 */
export function emulatorsOf(devices: readonly OnLine[], speed: number, logFile: string, ...more: string[]): Child {
  const written = devices.map(({ id, profile, address }) => `id=${id},profile=${profile},serial=${address.path}`);
  return new Child(['emulate-all', ...written, '--speed', String(speed), ...more], logFile);
}

/** One device of those that a process emulates. */
export const emulated = (emulators: Child, id: string): Emulated => ({
  ask: (command) => emulators.ask({ device: id, ...command }),
});
