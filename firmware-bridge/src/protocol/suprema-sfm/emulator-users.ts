import type { TemplateFormat } from '../../emulator/stored-prints.ts';
import { result } from './codec.ts';

/** Most fingers of one user. */
const mostFingers = 10;

interface Enrolled {
  readonly userId: number;
  readonly template: Uint8Array;
}

/** The users that an emulated module keeps, each with some fingers. */
export class EnrolledUsers {
  readonly #format: TemplateFormat;
  readonly #capacity: number;
  #fingers: Enrolled[] = [];

  constructor(format: TemplateFormat, capacity: number) {
    this.#format = format;
    this.#capacity = capacity;
  }

  get count(): number {
    return this.#fingers.length;
  }

  get free(): number {
    return this.#capacity - this.#fingers.length;
  }

  /** Of each finger, in the order of enrolment. */
  get userIds(): number[] {
    return this.#fingers.map(({ userId }) => userId);
  }

  of(userId: number): Uint8Array[] {
    return this.#fingers.filter((finger) => finger.userId === userId).map(({ template }) => template);
  }

  /** @returns the result code of an enrolment */
  enrol(userId: number, templates: readonly Uint8Array[]): number {
    if (this.of(userId).length + templates.length > mostFingers) return result.fingerLimit;
    if (templates.length > this.free) return result.memoryFull;
    this.#fingers.push(...templates.map((template) => ({ userId, template })));
    return result.success;
  }

  /** The lowest number that no user has. */
  firstFree(): number {
    const taken = new Set(this.userIds);
    let userId = 1;
    while (taken.has(userId)) userId += 1;
    return userId;
  }

  delete(userId: number): boolean {
    const before = this.#fingers.length;
    this.#fingers = this.#fingers.filter((finger) => finger.userId !== userId);
    return this.#fingers.length < before;
  }

  clear(): void {
    this.#fingers = [];
  }

  /** The user whose finger is most alike, and which of the user's fingers it is, if one is alike enough. */
  find(template: Uint8Array, threshold: number): { readonly userId: number; readonly finger: number } | undefined {
    let best: { userId: number; finger: number; likeness: number } | undefined;
    for (const userId of new Set(this.userIds))
      for (const [finger, stored] of this.of(userId).entries()) {
        const likeness = this.#format.likeness(template, stored);
        if (likeness >= threshold && likeness > (best?.likeness ?? -1)) best = { userId, finger, likeness };
      }
    return best;
  }
}
