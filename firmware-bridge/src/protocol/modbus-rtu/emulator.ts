import type { ProfileOf } from '@custody-edge/device-profiles';
import { z } from 'zod';
import { type Emulator, read } from '../../emulator/emulator.ts';
import type { EmulatedLine } from '../../emulator/line.ts';
import {
  bitAt,
  coilOff,
  coilOn,
  encodeFrame,
  exceptionAnswer,
  exceptionCode,
  type Frame,
  FrameDecoder,
  functionCode,
} from './codec.ts';

/** Monotonic times at which the lock relay was energised and let go. */
export interface LockPulse {
  readonly startedMs: number;
  readonly endedMs?: number;
}

const fewestPoints = 8;
const keptPulses = 100;

const commandSchema = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('open-door'), forced: z.boolean().default(false) }),
  z.strictObject({ command: z.literal('close-door') }),
  z.strictObject({ command: z.literal('tamper'), active: z.boolean() }),
]);

/** A relay and input board with a lock on a coil, a closed door and a sound tamper loop on its inputs. */
export class ModbusIoEmulator implements Emulator {
  readonly protocol = 'modbus-rtu';
  readonly line: EmulatedLine;
  readonly #decoder = new FrameDecoder('request');
  readonly #profile: ProfileOf<'modbus-rtu'>;
  readonly #coils: boolean[];
  readonly #inputs: boolean[];
  readonly #onLock: (released: boolean) => void;
  #lockPulses: LockPulse[] = [];

  /** @param onLock told whenever the lock relay changes */
  constructor(
    line: EmulatedLine,
    profile: ProfileOf<'modbus-rtu'>,
    onLock: (released: boolean) => void = () => undefined,
  ) {
    this.line = line;
    line.checksumAt = (frame) => frame.length - 1;
    this.#profile = profile;
    const { lockCoil, doorContact, tamperLoop } = profile;
    this.#coils = points(lockCoil + 1, false);
    this.#inputs = points(Math.max(doorContact.input, tamperLoop.input) + 1, true);
    this.closeDoor();
    this.tamper(false);
    this.#onLock = onLock;
    line.onReceive((chunk) => {
      for (const request of this.#decoder.push(chunk)) this.#answer(request);
    });
  }

  get lockReleased(): boolean {
    return this.#coils[this.#profile.lockCoil] === true;
  }

  get doorOpen(): boolean {
    const { input, activeValue } = this.#profile.doorContact;
    return this.#inputs[input] === activeValue;
  }

  /** The latest pulses of the lock relay, oldest first. */
  get lockPulses(): readonly LockPulse[] {
    return this.#lockPulses;
  }

  /** Pushes the door. It opens only while the lock is released, unless it is forced. @returns whether it is open */
  openDoor(forced = false): boolean {
    if (this.lockReleased || forced) this.#set(this.#profile.doorContact, true);
    return this.doorOpen;
  }

  closeDoor(): void {
    this.#set(this.#profile.doorContact, false);
  }

  /** Breaks or mends the tamper loop. */
  tamper(active: boolean): void {
    this.#set(this.#profile.tamperLoop, active);
  }

  obey(command: unknown): boolean | undefined {
    const told = read(commandSchema, this.protocol, command);
    if (told.command === 'open-door') return this.openDoor(told.forced);
    if (told.command === 'close-door') this.closeDoor();
    else this.tamper(told.active);
    return undefined;
  }

  /** Every relay falls off. */
  restart(): void {
    for (const coil of this.#coils.keys()) this.#setCoil(coil, false);
  }

  close(): void {
    this.line.detach();
  }

  #set({ input, activeValue }: ProfileOf<'modbus-rtu'>['doorContact'], active: boolean): void {
    this.#inputs[input] = active ? activeValue : !activeValue;
  }

  #answer(request: Frame): void {
    if (request.unitId !== this.#profile.unitId) return;
    this.line.send(encodeFrame(this.#answerTo(request)));
  }

  #answerTo(request: Frame): Frame {
    const view = new DataView(request.body.buffer, request.body.byteOffset, request.body.length);
    const first = view.getUint16(0);
    const value = view.getUint16(2);
    switch (request.functionCode) {
      case functionCode.readCoils:
        return readAnswer(request, this.#coils, first, value);
      case functionCode.readDiscreteInputs:
        return readAnswer(request, this.#inputs, first, value);
      case functionCode.writeSingleCoil:
        if (value !== coilOn && value !== coilOff) return exceptionAnswer(request, exceptionCode.illegalDataValue);
        if (first >= this.#coils.length) return exceptionAnswer(request, exceptionCode.illegalDataAddress);
        this.#setCoil(first, value === coilOn);
        return request;
      case functionCode.writeMultipleCoils: {
        const packed = request.body.subarray(5);
        if (value === 0 || packed.length !== Math.ceil(value / 8))
          return exceptionAnswer(request, exceptionCode.illegalDataValue);
        if (first + value > this.#coils.length) return exceptionAnswer(request, exceptionCode.illegalDataAddress);
        for (let index = 0; index < value; index++) this.#setCoil(first + index, bitAt(packed, index) === true);
        return { ...request, body: request.body.slice(0, 4) };
      }
      default:
        return exceptionAnswer(request, exceptionCode.illegalFunction);
    }
  }

  #setCoil(index: number, energised: boolean): void {
    const before = this.#coils[index];
    this.#coils[index] = energised;
    if (index !== this.#profile.lockCoil || before === energised) return;
    const atMs = performance.now();
    const last = this.#lockPulses.at(-1);
    if (energised) this.#lockPulses = [...this.#lockPulses, { startedMs: atMs }].slice(-keptPulses);
    else if (last) this.#lockPulses = [...this.#lockPulses.slice(0, -1), { ...last, endedMs: atMs }];
    this.#onLock(energised);
  }
}

const points = (count: number, value: boolean): boolean[] =>
  new Array<boolean>(Math.max(count, fewestPoints)).fill(value);

function readAnswer(request: Frame, points: readonly boolean[], first: number, count: number): Frame {
  if (count === 0) return exceptionAnswer(request, exceptionCode.illegalDataValue);
  if (first + count > points.length) return exceptionAnswer(request, exceptionCode.illegalDataAddress);
  const packed = new Uint8Array(Math.ceil(count / 8));
  for (let index = 0; index < count; index++)
    if (points[first + index]) packed[index >> 3] = (packed[index >> 3] ?? 0) | (1 << (index & 7));
  return { ...request, body: Uint8Array.of(packed.length, ...packed) };
}
