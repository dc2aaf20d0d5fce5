import { isCustodyError, toCustodyError } from '@custody-edge/foundation';
import type { ByteDriver, ByteDriverContext, DeviceIdentity, Measurement, SpectrometerDriver } from '../driver.ts';
import { bridgeError } from '../errors.ts';
import { Pause } from '../protocol/pause.ts';
import type { LiveView } from './live.ts';
import { measurementOf } from './measurement.ts';
import {
  changed,
  refusalOf,
  type SpectrometerAbilities,
  type SpectrometerAdjustment,
  type SpectrometerSettings,
} from './settings.ts';
import type { NoValue, Scan, SpectrometerFacts, SpectrometerTalk, Value } from './talk.ts';

/** While nobody looks, a spectrometer is still asked now and then, so that a dead one is noticed. */
const idleCheckMs = 3000;

/** What is wished of a device outlives its re-opening: a power cut must not leave it set otherwise without anybody knowing. */
export interface Standing {
  /** What was asked for, and was done, since the station started. */
  wished: SpectrometerSettings;
  readonly live: LiveView;
}

/** Host of a spectrometer in any language. */
export class SpectrometerHost implements ByteDriver, SpectrometerDriver {
  readonly #profileId: string;
  readonly #context: ByteDriverContext;
  readonly #talk: SpectrometerTalk;
  readonly #standing: Standing;
  readonly #pause = new Pause();
  #facts: SpectrometerFacts | undefined;
  #settings: SpectrometerSettings = {};
  #queue: Promise<unknown> = Promise.resolve();
  #running: Promise<void> | undefined;

  constructor({ id }: { readonly id: string }, context: ByteDriverContext, talk: SpectrometerTalk, standing: Standing) {
    this.#profileId = id;
    this.#context = context;
    this.#talk = talk;
    this.#standing = standing;
    standing.live.onWanted(() => this.#pause.wake());
  }

  get abilities(): SpectrometerAbilities {
    return this.#facts?.abilities ?? {};
  }

  get settings(): SpectrometerSettings {
    return this.#settings;
  }

  receive(chunk: Uint8Array): void {
    this.#talk.receive(chunk);
  }

  async identify(): Promise<DeviceIdentity> {
    const facts = await this.#talk.identify();
    this.#facts = facts;
    this.#settings = facts.settings;
    await this.#set(this.#standing.wished);
    return facts.identity;
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#pause.end();
    this.#talk.close(bridgeError('device-not-ready', { deviceId: this.#context.deviceId }));
    await this.#running;
  }

  set(change: SpectrometerSettings): Promise<void> {
    const refusal = refusalOf(change, this.abilities);
    if (refusal) return Promise.reject(refusal);
    return this.#alone(async () => {
      await this.#set(change);
      this.#standing.wished = changed(this.#standing.wished, change);
    });
  }

  take(): Promise<Measurement> {
    return this.#alone(() => this.#measure());
  }

  adjust(what: SpectrometerAdjustment): Promise<void> {
    const talk = this.#talk;
    if (!talk.adjust || !this.abilities.adjustments?.includes(what))
      return Promise.reject(
        bridgeError('spectrometer-setting-refused', { what, allowed: this.abilities.adjustments ?? [] }),
      );
    return this.#alone(async () => talk.adjust?.(what));
  }

  async #set(change: SpectrometerSettings): Promise<void> {
    if (Object.keys(change).length === 0) return;
    await this.#talk.set(change);
    this.#settings = changed(this.#settings, change);
  }

  async #measure(): Promise<Measurement> {
    const { clock, deviceId } = this.#context;
    const { identity, abilities } = this.#facts ?? {};
    if (!identity || this.#pause.ended) throw bridgeError('device-not-ready', { deviceId });
    const startedAtMs = clock.nowMs();
    const settings = this.#settings;
    const averagedBy = abilities?.scansToAverage?.by ?? 'device';
    const given: (Scan | Value | NoValue)[] = [];
    for (let left = averagedBy === 'station' ? (settings.scansToAverage ?? 1) : 1; left > 0; left--)
      given.push(await this.#talk.measure(settings));
    const { model, serialNumber } = identity;
    const device = { deviceId, profileId: this.#profileId, model, ...(serialNumber !== undefined && { serialNumber }) };
    return measurementOf(given, { device, settings, averagedBy, startedAtMs }, clock);
  }

  async #run(): Promise<void> {
    const { live } = this.#standing;
    try {
      while (!this.#pause.ended) {
        if (live.isWanted) await this.#look();
        else {
          await this.#pause.forMs(idleCheckMs);
          if (!live.isWanted && !this.#pause.ended) await this.#alone(() => this.#talk.check());
        }
      }
    } catch (error) {
      if (!this.#pause.ended) this.#context.fail(toCustodyError(error));
    }
  }

  /** One measurement for those who look; one that nobody triggered is none. */
  async #look(): Promise<void> {
    try {
      this.#standing.live.offer(await this.take());
    } catch (error) {
      if (!isCustodyError(error, 'spectrum-not-triggered')) throw error;
    }
  }

  /** Runs one conversation with the line to itself. A device that cannot be understood any more is opened again. */
  #alone<Value>(conversation: () => Promise<Value>): Promise<Value> {
    const result = this.#queue.then(conversation);
    this.#queue = result.catch((error: unknown) => {
      if (!this.#pause.ended && !isAnswer(error)) this.#context.fail(toCustodyError(error));
    });
    return result;
  }
}

/** Whether the device is well, and only said no. */
const isAnswer = (error: unknown): boolean =>
  isCustodyError(error, 'device-refused') ||
  isCustodyError(error, 'spectrum-not-triggered') ||
  isCustodyError(error, 'spectrometer-setting-refused');
