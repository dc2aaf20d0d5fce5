import type { ProfileOf } from '@custody-edge/device-profiles';
import type { FingerStep, OnSensorStore } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import type { FingerLoop } from '../finger-loop.ts';
import { confirmation, instruction, parseParameters } from './codec.ts';
import { type Acknowledgement, type Exchange, refused } from './exchange.ts';

/** How long each finger is waited for. */
const fingerMs = 20_000;
/** The R503 manual recommends at least four where there are buffers for them. */
const takesWithSixBuffers = 4;
const takesWithTwoBuffers = 2;
const placesPerIndexPage = 256;

/** The library inside a 0xEF01 module. */
export class ModuleStore implements OnSensorStore {
  readonly #takes: number;
  readonly #exchange: Exchange;
  readonly #loop: FingerLoop;

  constructor({ library }: ProfileOf<'ef01'>, exchange: Exchange, loop: FingerLoop) {
    this.#takes = library?.charBuffers === 6 ? takesWithSixBuffers : takesWithTwoBuffers;
    this.#exchange = exchange;
    this.#loop = loop;
  }

  places(): Promise<number> {
    return this.#loop.alone(() => this.#places());
  }

  count(): Promise<number> {
    return this.#loop.alone(async () => {
      const { body } = await this.#ask([instruction.countTemplates]);
      return ((body[0] ?? 0) << 8) | (body[1] ?? 0);
    });
  }

  enrol(place: number, ask: (step: FingerStep) => void): Promise<void> {
    return this.#loop.alone(async () => {
      await this.#demandFree(place);
      for (let take = 1; take <= this.#takes; take++) {
        if (take > 1) {
          ask('lift');
          await this.#loop.until('no-finger', fingerMs);
        }
        await this.#readFinger(take, ask);
      }
      const merged = await this.#exchange.command([instruction.merge]);
      if (merged.code === confirmation.mergeFailed) throw bridgeError('fingers-differ', { place });
      if (merged.code !== confirmation.ok) throw refused(instruction.merge, merged);
      await this.#ask([instruction.store, 1, ...twoBytes(place)]);
    });
  }

  search() {
    return this.#loop.alone(async () => {
      const places = await this.#places();
      await this.#readFinger(1, () => undefined);
      const answer = await this.#exchange.command([instruction.search, 1, ...twoBytes(0), ...twoBytes(places)]);
      if (answer.code === confirmation.notFound) return undefined;
      if (answer.code !== confirmation.ok || answer.body.length < 4) throw refused(instruction.search, answer);
      const view = new DataView(answer.body.buffer);
      return { place: view.getUint16(0), score: view.getUint16(2) };
    });
  }

  delete(place: number): Promise<void> {
    return this.#loop.alone(async () => {
      if (place >= (await this.#places())) throw bridgeError('finger-place-unknown', { place });
      await this.#ask([instruction.delete, ...twoBytes(place), ...twoBytes(1)]);
    });
  }

  /** Waits for a finger and makes its features in a char buffer. */
  async #readFinger(buffer: number, ask: (step: FingerStep) => void): Promise<void> {
    ask('lay-on');
    await this.#loop.show('waiting');
    await this.#loop.until('finger', fingerMs);
    await this.#loop.show('done');
    const made = await this.#exchange.command([instruction.makeFeatures, buffer]);
    if (made.code === confirmation.tooFewPoints || made.code === confirmation.tooMessy)
      throw bridgeError('finger-unclear', { confirmation: made.code });
    if (made.code !== confirmation.ok) throw refused(instruction.makeFeatures, made);
  }

  async #places(): Promise<number> {
    const answer = await this.#ask([instruction.readParameters]);
    const parameters = parseParameters(answer.body);
    if (!parameters) throw refused(instruction.readParameters, answer);
    return parameters.capacity;
  }

  async #demandFree(place: number): Promise<void> {
    if (place >= (await this.#places())) throw bridgeError('finger-place-unknown', { place });
    const { body } = await this.#ask([instruction.readIndex, Math.floor(place / placesPerIndexPage)]);
    const byte = body[(place % placesPerIndexPage) >> 3] ?? 0;
    if ((byte >> (place & 7)) & 1) throw bridgeError('finger-place-taken', { place });
  }

  async #ask(payload: readonly [number, ...number[]]): Promise<Acknowledgement> {
    const answer = await this.#exchange.command(payload);
    if (answer.code !== confirmation.ok) throw refused(payload[0], answer);
    return answer;
  }
}

const twoBytes = (value: number): [number, number] => [(value >> 8) & 255, value & 255];
