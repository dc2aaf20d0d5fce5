import type { ProfileOf } from '@custody-edge/device-profiles';
import type { FingerStep, OnSensorStore } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import type { FingerLoop } from '../finger-loop.ts';
import { command, refusal } from './codec.ts';
import { type Exchange, type Reply, refused } from './exchange.ts';

/** How long each finger is waited for. */
const fingerMs = 20_000;
const touches = [command.firstTouch, command.secondTouch, command.thirdTouch] as const;
/** Parameters of `capture`: a better picture takes longer. */
const bestPicture = 1;
const fastPicture = 0;

/** The library inside a GT-511 module. */
export class ModuleStore implements OnSensorStore {
  readonly #profile: ProfileOf<'gt-511'>;
  readonly #exchange: Exchange;
  readonly #loop: FingerLoop;

  constructor(profile: ProfileOf<'gt-511'>, exchange: Exchange, loop: FingerLoop) {
    this.#profile = profile;
    this.#exchange = exchange;
    this.#loop = loop;
  }

  places(): Promise<number> {
    return Promise.resolve(this.#profile.library.places);
  }

  count(): Promise<number> {
    return this.#loop.alone(async () => {
      const reply = await this.#exchange.command(command.count);
      if (!reply.ok) throw refused(command.count, reply);
      return reply.parameter;
    });
  }

  enrol(place: number, ask: (step: FingerStep) => void): Promise<void> {
    return this.#loop.alone(async () => {
      const started = await this.#exchange.command(command.startEnrolment, place);
      if (!started.ok) throw placeError(command.startEnrolment, place, started);
      for (const [index, touch] of touches.entries()) {
        if (index > 0) {
          ask('lift');
          await this.#loop.until('no-finger', fingerMs);
        }
        ask('lay-on');
        await this.#takeFinger(bestPicture);
        const reply = await this.#exchange.command(touch, 0, this.#profile.timeLimitsMs.capture);
        if (!reply.ok) throw enrolError(touch, place, reply);
      }
    });
  }

  search() {
    return this.#loop.alone(async () => {
      await this.#takeFinger(fastPicture);
      const reply = await this.#exchange.command(command.identify, 0, this.#profile.timeLimitsMs.capture);
      if (reply.ok) return { place: reply.parameter };
      if (reply.refusal === refusal.notIdentified || reply.refusal === refusal.empty) return undefined;
      if (reply.refusal === refusal.badFinger) throw bridgeError('finger-unclear', { refusal: reply.refusal });
      throw refused(command.identify, reply);
    });
  }

  delete(place: number): Promise<void> {
    return this.#loop.alone(async () => {
      const reply = await this.#exchange.command(command.delete, place);
      if (!reply.ok && reply.refusal !== refusal.placeFree) throw placeError(command.delete, place, reply);
    });
  }

  async #takeFinger(quality: number): Promise<void> {
    await this.#loop.show('waiting');
    await this.#loop.until('finger', fingerMs);
    const taken = await this.#exchange.command(command.capture, quality, this.#profile.timeLimitsMs.capture);
    if (taken.ok) return;
    if (taken.refusal === refusal.notPressed) throw bridgeError('finger-unclear', { refusal: taken.refusal });
    throw refused(command.capture, taken);
  }
}

function placeError(of: number, place: number, reply: Reply & { ok: false }) {
  if (reply.refusal === refusal.noSuchPlace) return bridgeError('finger-place-unknown', { place });
  if (reply.refusal === refusal.placeTaken) return bridgeError('finger-place-taken', { place });
  return refused(of, reply);
}

function enrolError(of: number, place: number, reply: Reply & { ok: false }) {
  if (reply.refusal === refusal.badFinger) return bridgeError('finger-unclear', { place });
  if (reply.refusal === refusal.enrolmentFailed) return bridgeError('fingers-differ', { place });
  return refused(of, reply);
}
