import type { WeighingMode } from '@custody-edge/device-profiles';
import { toCustodyError } from '@custody-edge/foundation';
import type { BalanceDriver, ByteDriver, ByteDriverContext, DeviceIdentity } from '../driver.ts';
import { bridgeError } from '../errors.ts';
import { Pause } from '../protocol/pause.ts';
import type { BalanceEar, BalanceTalk, Said } from './talk.ts';
import type { PrintedUnits } from './units.ts';
import { weighingOf } from './weighing.ts';

/** What the host of a balance must know of its model. */
interface BalanceModel {
  readonly reading: WeighingMode;
  readonly pollIntervalMs: number;
  readonly capacityGrams?: number;
  readonly timeLimitsMs: { readonly reply: number };
}

/** What of that this unit was given otherwise. */
interface BalanceSettings {
  readonly reading?: WeighingMode | undefined;
  readonly pollIntervalMs?: number | undefined;
}

/** Silences of a stream in a row after which it is not begun once more. */
const mostSilences = 2;

/** Host of a balance in any dialect. */
export class BalanceHost implements ByteDriver, BalanceDriver {
  readonly #context: ByteDriverContext;
  readonly #talk: BalanceTalk;
  readonly #units: PrintedUnits;
  readonly #mode: WeighingMode;
  readonly #pollIntervalMs: number;
  readonly #replyLimitMs: number;
  readonly #pause = new Pause();
  #capacityGrams: number | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #running: Promise<void> | undefined;
  /** The balance no longer sends by itself. */
  #mustBegin = true;
  #silences = 0;

  constructor(
    model: BalanceModel,
    units: PrintedUnits,
    context: ByteDriverContext,
    talk: (ear: BalanceEar) => BalanceTalk,
    settings: BalanceSettings = {},
  ) {
    this.#context = context;
    this.#units = units;
    this.#mode = settings.reading ?? model.reading;
    this.#pollIntervalMs = settings.pollIntervalMs ?? model.pollIntervalMs;
    this.#replyLimitMs = model.timeLimitsMs.reply;
    this.#capacityGrams = model.capacityGrams;
    this.#talk = talk({
      streamed: (said) => this.#report(said, false),
      unasked: (said) => this.#report(said, true),
      restarted: (serialNumber) => this.#restarted(serialNumber),
      failed: context.fail,
    });
  }

  receive(chunk: Uint8Array): void {
    this.#talk.receive(chunk);
  }

  async identify(): Promise<DeviceIdentity> {
    const { identity, capacityGrams } = await this.#talk.identify();
    this.#capacityGrams = capacityGrams ?? this.#capacityGrams;
    return identity;
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#pause.end();
    this.#talk.close(bridgeError('device-not-ready', { deviceId: this.#context.deviceId }));
    await this.#running;
  }

  /** @throws `balance-not-stable`, `balance-out-of-range`, `device-refused` among others */
  tare(): Promise<void> {
    return this.#command(() => this.#talk.tare());
  }

  /** @throws as `tare` */
  zero(): Promise<void> {
    return this.#command(() => this.#talk.zero());
  }

  get adjust(): (() => Promise<void>) | undefined {
    return this.#talk.adjust && (() => this.#command(async () => this.#talk.adjust?.()));
  }

  get print(): (() => Promise<void>) | undefined {
    return this.#talk.print && (() => this.#command(async () => this.#talk.print?.()));
  }

  async #run(): Promise<void> {
    try {
      if (this.#mode === 'poll') await this.#poll();
      else await this.#listen(this.#mode);
    } catch (error) {
      if (!this.#pause.ended) this.#context.fail(toCustodyError(error));
    }
  }

  async #poll(): Promise<void> {
    while (!this.#pause.ended) {
      const said = await this.#alone(() => this.#talk.weigh());
      if (said) this.#report(said, false);
      await this.#pause.forMs(this.#pollIntervalMs);
    }
  }

  /** Who only listens cannot tell a balance that nobody touches from one that is off; a stream that falls silent is begun anew once. */
  async #listen(mode: Exclude<WeighingMode, 'poll'>): Promise<void> {
    while (!this.#pause.ended) {
      if (this.#mustBegin) {
        this.#mustBegin = false;
        await this.#alone(() => this.#talk.begin(mode));
      }
      this.#silences += 1;
      await this.#pause.forMs(this.#replyLimitMs);
      if (mode === 'passive' || this.#silences === 0 || this.#pause.ended) continue;
      if (this.#silences >= mostSilences) throw bridgeError('device-silent', { limitMs: this.#replyLimitMs });
      this.#mustBegin = true;
    }
  }

  /** A command has the line to itself: a stream is ended for it. */
  #command(act: () => Promise<void>): Promise<void> {
    return this.#alone(async () => {
      const streams = this.#mode === 'stream' && this.#running !== undefined;
      if (streams) await this.#talk.end();
      try {
        await act();
      } finally {
        if (streams) this.#beginAnew();
      }
    });
  }

  #beginAnew(): void {
    this.#mustBegin = true;
    this.#silences = 0;
    this.#pause.wake();
  }

  #restarted(serialNumber: string | undefined): void {
    const { emit, clock } = this.#context;
    emit({ kind: 'balance-restarted', ...(serialNumber && { serialNumber }), atMs: clock.nowMs() });
    this.#beginAnew();
  }

  #report(said: Said, unasked: boolean): void {
    this.#silences = 0;
    if (!this.#running) return;
    const { clock, emit } = this.#context;
    const moment = { unasked, atMs: clock.nowMs(), monotonicMs: clock.monotonicMs() };
    emit(weighingOf(said, moment, this.#units, this.#capacityGrams));
  }

  /** Runs one conversation with the line to itself. */
  #alone<Value>(conversation: () => Promise<Value>): Promise<Value> {
    const result = this.#queue.then(conversation);
    this.#queue = result.catch(() => undefined);
    return result;
  }
}
