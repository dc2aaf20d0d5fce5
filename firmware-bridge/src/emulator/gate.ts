import { z } from 'zod';

/** Monotonic times at which the lock relay was energised and let go. */
export interface LockPulse {
  readonly startedMs: number;
  readonly endedMs?: number;
}

const keptPulses = 100;

/** What a person does to a gate. */
export const gateCommands = [
  z.strictObject({ command: z.literal('open-door'), forced: z.boolean().default(false) }),
  z.strictObject({ command: z.literal('close-door') }),
  z.strictObject({ command: z.literal('tamper'), active: z.boolean() }),
] as const;
type GateCommand = z.infer<(typeof gateCommands)[number]>;

/** The lock, the door and the tamper loop that a board is wired to. */
export class EmulatedGate {
  #lockPulses: LockPulse[] = [];
  #lockReleased = false;
  #doorOpen = false;
  #tampered = false;

  get lockReleased(): boolean {
    return this.#lockReleased;
  }

  get doorOpen(): boolean {
    return this.#doorOpen;
  }

  get tampered(): boolean {
    return this.#tampered;
  }

  /** The latest pulses of the lock relay, oldest first. */
  get lockPulses(): readonly LockPulse[] {
    return this.#lockPulses;
  }

  /** Works the lock relay. */
  setLock(released: boolean): void {
    if (released === this.#lockReleased) return;
    this.#lockReleased = released;
    const atMs = performance.now();
    const last = this.#lockPulses.at(-1);
    if (released) this.#lockPulses = [...this.#lockPulses, { startedMs: atMs }].slice(-keptPulses);
    else if (last) this.#lockPulses = [...this.#lockPulses.slice(0, -1), { ...last, endedMs: atMs }];
  }

  /** Pushes the door. It opens only while the lock is released, unless it is forced. @returns whether it is open */
  openDoor(forced = false): boolean {
    if (this.#lockReleased || forced) this.#doorOpen = true;
    return this.#doorOpen;
  }

  closeDoor(): void {
    this.#doorOpen = false;
  }

  /** Breaks or mends the tamper loop. */
  tamper(active: boolean): void {
    this.#tampered = active;
  }

  /** @returns whether the door is open, where it was pushed */
  obey(told: GateCommand): boolean | undefined {
    switch (told.command) {
      case 'open-door':
        return this.openDoor(told.forced);
      case 'close-door':
        return void this.closeDoor();
      case 'tamper':
        return void this.tamper(told.active);
    }
  }
}
