import type { ProfileOf } from '@custody-edge/device-profiles';
import { toCustodyError } from '@custody-edge/foundation';
import type { ByteDriver, ByteDriverContext, DeviceIdentity, GateIoDriver } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import { Contacts } from '../../gate-io/contacts.ts';
import { type GateOutput, GateOutputs } from '../../gate-io/outputs.ts';
import type { GateSignal } from '../../gate-io/signal.ts';
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
  readonly #contacts: Contacts;
  readonly #outputs: GateOutputs;
  #running: Promise<void> | undefined;

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
    this.#contacts = new Contacts(context);
    const { longestPulseMs, turnstile } = profile;
    this.#outputs = new GateOutputs(context, { longestPulseMs, turnstilePulseMs: turnstile?.pulseMs }, (output, on) =>
      this.#write(output, on),
    );
  }

  receive(chunk: Uint8Array): void {
    this.#exchange.receive(chunk);
  }

  /** Has everything OFF, the lock before anything else, and proves that its relay says so. */
  async identify(): Promise<DeviceIdentity> {
    await this.#outputs.secure();
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
    await Promise.allSettled([this.#running, this.#outputs.end()]);
    this.#exchange.close(bridgeError('device-not-ready', { deviceId: this.#context.deviceId }));
  }

  pulseLock(durationMs: number): Promise<void> {
    return this.#outputs.pulseLock(durationMs);
  }

  signal(what: GateSignal): Promise<void> {
    return this.#outputs.signal(what);
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
    this.#contacts.see('door', bitAt(inputs, doorContact.input - first) === doorContact.activeValue);
    this.#contacts.see('tamper', bitAt(inputs, tamperLoop.input - first) === tamperLoop.activeValue);
  }

  /** The bit-packed values. @throws `device-garbled` when the answer holds too few */
  async #read(code: number, first: number, count: number): Promise<Uint8Array> {
    const body = await this.#exchange.ask(request(this.#unitId, code, first, count));
    if (body.length - 1 !== Math.ceil(count / 8))
      throw bridgeError('device-garbled', { functionCode: code, count, byteCount: body.length });
    return body.subarray(1);
  }

  async #write(output: GateOutput, on: boolean): Promise<void> {
    const coil = this.#coilOf(output);
    if (coil === undefined) return;
    const frame = request(this.#unitId, functionCode.writeSingleCoil, coil, on ? coilOn : coilOff);
    const echo = await this.#exchange.ask(frame);
    if (Buffer.compare(echo, frame.body) !== 0) throw bridgeError('device-garbled', { echo: [...echo] });
  }

  #coilOf(output: GateOutput): number | undefined {
    const { lockCoil, turnstile, signalCoils } = this.#profile;
    if (output === 'lock') return lockCoil;
    return output === 'turnstile' ? turnstile?.coil : signalCoils?.[output];
  }
}
