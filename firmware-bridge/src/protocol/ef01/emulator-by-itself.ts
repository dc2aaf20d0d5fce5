import type { GreyPicture } from '../../emulator/centred.ts';
import { confirmation } from './codec.ts';
import { type ModuleLibrary, twoBytes } from './emulator-library.ts';

/** Pictures that one enrolment takes (R503 manual). */
const takes = 6;
/** From this number on the module chooses the place. */
const chooseItself = 0xc8;
const step = { checkRepeated: 0x0d, merge: 0x0e, store: 0x0f } as const;
const identifySteps = { image: 1, features: 2, search: 3 } as const;

/** What such an instruction waits for. */
type Awaited = 'finger' | 'no-finger';

/** One answer: confirmation code, then its own bytes. */
type Answer = (code: number, ...body: number[]) => void;

interface Glass {
  picture(): GreyPicture | undefined;
}

/** Runs one instruction that waits for fingers by itself, until it is done, cancelled, or has waited too long. */
export class WaitingInstruction {
  readonly #steps: Generator<Awaited, void, void>;
  readonly #glass: Glass;
  readonly #patienceMs: number;
  readonly #tooLate: () => void;
  #awaited: Awaited | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(steps: Generator<Awaited, void, void>, glass: Glass, patienceMs: number, tooLate: () => void) {
    this.#steps = steps;
    this.#glass = glass;
    this.#patienceMs = patienceMs;
    this.#tooLate = tooLate;
    this.#goOn();
  }

  /** A finger was laid on or lifted. */
  fingerChanged(): void {
    if (this.#awaited === this.#now()) this.#goOn();
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#awaited = undefined;
  }

  #goOn(): void {
    do {
      clearTimeout(this.#timer);
      const { value, done } = this.#steps.next();
      this.#awaited = done ? undefined : value;
    } while (this.#awaited === this.#now());
    if (!this.#awaited) return;
    this.#timer = setTimeout(() => {
      this.cancel();
      this.#tooLate();
    }, this.#patienceMs);
  }

  #now(): Awaited {
    return this.#glass.picture() ? 'finger' : 'no-finger';
  }
}

/** `enrolByItself`: place, and the four wishes of the host. */
export function* enrolling(
  [place = 0, mayCover, mayRepeat, wantsSteps, mustLift]: readonly number[],
  library: ModuleLibrary,
  glass: Glass,
  securityLevel: number,
  answer: Answer,
): Generator<Awaited, void, void> {
  const chosen = place >= chooseItself ? library.stored.firstFree() : place;
  if (chosen === undefined) return answer(confirmation.libraryFull, 0, 0);
  if (chosen >= library.stored.places) return answer(confirmation.noSuchPlace, 0, 0);
  if (!mayCover && library.stored.has(chosen)) return answer(confirmation.placeTaken, 0, 0);
  const passed = (at: number) => {
    if (wantsSteps) answer(confirmation.ok, at, 0);
  };
  library.forgetBuffers();
  for (let take = 1; take <= takes; take++) {
    yield 'finger';
    passed(2 * take - 1);
    const code = library.makeFeatures(glass.picture(), take);
    if (code !== confirmation.ok) return answer(code, 2 * take, 0);
    passed(2 * take);
    if (mustLift && take < takes) yield 'no-finger';
  }
  const [known] = library.search(1, 0, library.stored.places, securityLevel);
  if (!mayRepeat && known === confirmation.ok) return answer(confirmation.alreadyEnrolled, step.checkRepeated, 0);
  passed(step.checkRepeated);
  const merged = library.merge(securityLevel);
  if (merged !== confirmation.ok) return answer(merged, step.merge, 0);
  passed(step.merge);
  answer(library.store(1, chosen), step.store, chosen);
}

/** `identifyByItself`: security level, first place, number of places, whether steps are wanted, and how often it may fail (0: for ever). */
export function* identifying(
  [securityLevel = 0, first = 0, count = 0, wantsSteps, tries = 1]: readonly number[],
  library: ModuleLibrary,
  glass: Glass,
  answer: Answer,
): Generator<Awaited, void, void> {
  if (securityLevel < 1 || securityLevel > 5) return answer(confirmation.receiveError, 0, 0, 0, 0, 0);
  if (first >= library.stored.places) return answer(confirmation.noSuchPlace, 0, 0, 0, 0, 0);
  if (library.stored.count === 0) return answer(confirmation.libraryEmpty, 0, 0, 0, 0, 0);
  for (let failures = 1; ; failures++) {
    yield 'finger';
    if (wantsSteps) answer(confirmation.ok, identifySteps.image, ...twoBytes(0), ...twoBytes(0));
    const made = library.makeFeatures(glass.picture(), 1);
    if (made === confirmation.ok && wantsSteps)
      answer(confirmation.ok, identifySteps.features, ...twoBytes(0), ...twoBytes(0));
    const searched = library.search(1, first, count, securityLevel);
    const [code, ...found] = made === confirmation.ok ? searched : [confirmation.notFound, 0, 0, 0, 0];
    if (code === confirmation.ok || failures === tries) return answer(code, identifySteps.search, ...found);
    yield 'no-finger';
  }
}
