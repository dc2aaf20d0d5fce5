import type { ProfileOf } from '@custody-edge/device-profiles';
import { toCustodyError } from '@custody-edge/foundation';
import type { ByteDriver, ByteDriverContext, DeviceIdentity, GateIoDriver } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import type { LineChange } from '../../reading.ts';
import { Pause } from '../pause.ts';
import { bitAt, coilOff, coilOn, functionCode, request } from './codec.ts';
import { Exchange } from './exchange.ts';

/** Host of a relay and input board: lock relay out, door contact and tamper loop in. The relay is OFF unless pulsed. */
export class ModbusIoDriver implements ByteDriver, GateIoDriver {
  readonly #profile: ProfileOf<'modbus-rtu'>;
  readonly #context: ByteDriverContext;
  readonly #exchange: Exchange;
  readonly #unitId: number;
  readonly #pollIntervalMs: number;
  readonly #pause = new Pause();
  readonly #lockPause = new Pause();
  readonly #seen = new Map<LineChange['line'], boolean>();
  #running: Promise<void> | undefined;
  #pulse: Promise<void> | undefined;
  #releaseUntilMs = 0;

  constructor(
    profile: ProfileOf<'modbus-rtu'>,
    context: ByteDriverContext,
    options: { readonly unitId?: number | undefined; readonly pollIntervalMs?: number | undefined } = {},
  ) {
    this.#profile = profile;
    this.#context = context;
    this.#exchange = new Exchange(context.channel, profile.timeLimitsMs.reply);
    this.#unitId = options.unitId ?? profile.unitId;
    this.#pollIntervalMs = options.pollIntervalMs ?? profile.pollIntervalMs;
  }

  receive(chunk: Uint8Array): void {
    this.#exchange.receive(chunk);
  }

  /** Secures the lock before anything else, and proves that the relay says so. */
  async identify(): Promise<DeviceIdentity> {
    await this.#writeLock(false);
    const coils = await this.#read(functionCode.readCoils, this.#profile.lockCoil, 1);
    if (bitAt(coils, 0) !== false) throw bridgeError('lock-not-secured', { deviceId: this.#context.deviceId });
    const { maker, model } = this.#profile.name;
    return { model: `${maker} ${model}` };
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#pause.end();
    this.#lockPause.end();
    await Promise.allSettled([this.#running, this.#pulse]);
    await this.#writeLock(false).catch(() => undefined);
    this.#exchange.close(bridgeError('device-not-ready', { deviceId: this.#context.deviceId }));
  }

  /**
   * Releases the lock for a time; a pulse during a pulse lengthens it. Resolves when the relay is confirmed OFF.
   * @throws `lock-pulse-out-of-range`, `lock-not-secured`, or what kept the relay from closing
   */
  pulseLock(durationMs: number): Promise<void> {
    const longestMs = this.#profile.longestPulseMs;
    if (!(durationMs >= 1 && durationMs <= longestMs))
      return Promise.reject(bridgeError('lock-pulse-out-of-range', { durationMs, longestMs }));
    if (this.#lockPause.ended)
      return Promise.reject(bridgeError('device-not-ready', { deviceId: this.#context.deviceId }));
    this.#releaseUntilMs = Math.max(this.#releaseUntilMs, this.#context.clock.monotonicMs() + durationMs);
    this.#pulse ??= this.#holdReleased();
    return this.#pulse;
  }

  /** A wish that comes while the relay is just being closed opens it once more. */
  async #holdReleased(): Promise<void> {
    try {
      while (this.#remainingMs() > 0) {
        try {
          await this.#writeLock(true);
          while (this.#remainingMs() > 0) await this.#lockPause.forMs(this.#remainingMs());
        } finally {
          await this.#secure();
        }
      }
    } finally {
      this.#pulse = undefined;
      this.#releaseUntilMs = 0;
    }
  }

  #remainingMs(): number {
    return this.#lockPause.ended ? 0 : this.#releaseUntilMs - this.#context.clock.monotonicMs();
  }

  async #secure(): Promise<void> {
    try {
      await this.#writeLock(false);
    } catch (cause) {
      const error = bridgeError('lock-not-secured', { deviceId: this.#context.deviceId }, cause);
      this.#context.fail(error);
      throw error;
    }
  }

  async #run(): Promise<void> {
    try {
      while (!this.#pause.ended) {
        await this.#pollInputs();
        await this.#pause.forMs(this.#pollIntervalMs);
      }
    } catch (error) {
      if (!this.#pause.ended) this.#context.fail(toCustodyError(error));
    }
  }

  async #pollInputs(): Promise<void> {
    const { doorContact, tamperLoop } = this.#profile;
    const first = Math.min(doorContact.input, tamperLoop.input);
    const count = Math.abs(doorContact.input - tamperLoop.input) + 1;
    const inputs = await this.#read(functionCode.readDiscreteInputs, first, count);
    this.#report('door', bitAt(inputs, doorContact.input - first) === doorContact.activeValue);
    this.#report('tamper', bitAt(inputs, tamperLoop.input - first) === tamperLoop.activeValue);
  }

  #report(line: LineChange['line'], active: boolean): void {
    const before = this.#seen.get(line);
    if (before === active) return;
    this.#seen.set(line, active);
    const atMs = this.#context.clock.nowMs();
    this.#context.emit({ kind: 'line-change', line, active, initial: before === undefined, atMs });
  }

  /** The bit-packed values. @throws `device-garbled` when the answer holds too few */
  async #read(code: number, first: number, count: number): Promise<Uint8Array> {
    const body = await this.#exchange.ask(request(this.#unitId, code, first, count));
    if (body.length - 1 !== Math.ceil(count / 8))
      throw bridgeError('device-garbled', { functionCode: code, count, byteCount: body.length });
    return body.subarray(1);
  }

  async #writeLock(released: boolean): Promise<void> {
    const frame = request(
      this.#unitId,
      functionCode.writeSingleCoil,
      this.#profile.lockCoil,
      released ? coilOn : coilOff,
    );
    const echo = await this.#exchange.ask(frame);
    if (Buffer.compare(echo, frame.body) !== 0) throw bridgeError('device-garbled', { echo: [...echo] });
  }
}
