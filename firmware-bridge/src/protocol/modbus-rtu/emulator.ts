import type { ProfileOf } from '@custody-edge/device-profiles';
import { z } from 'zod';
import { type Emulator, read } from '../../emulator/emulator.ts';
import { EmulatedGate, gateCommands } from '../../emulator/gate.ts';
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

const fewestPoints = 8;
/** Address that every unit hears. */
const everyUnit = 0;
const commandSchema = z.discriminatedUnion('command', [...gateCommands]);

/** A relay and input board with a lock on a coil, a closed door and a sound tamper loop on its inputs. */
export class ModbusIoEmulator implements Emulator {
  readonly protocol = 'modbus-rtu';
  readonly line: EmulatedLine;
  readonly gate = new EmulatedGate();
  readonly #decoder = new FrameDecoder('request');
  readonly #profile: ProfileOf<'modbus-rtu'>;
  readonly #coils: boolean[];
  /** Memory of the board; nothing is wired to it. */
  readonly #registers = new Array<number>(fewestPoints).fill(0);
  #isBusy = false;

  constructor(line: EmulatedLine, profile: ProfileOf<'modbus-rtu'>) {
    this.line = line;
    line.checksumAt = (frame) => frame.length - 1;
    this.#profile = profile;
    const { lockCoil, turnstile, signalCoils = {} } = profile;
    this.#coils = points(Math.max(lockCoil, turnstile?.coil ?? 0, ...Object.values(signalCoils)) + 1, false);
    line.onReceive((chunk) => {
      for (const request of this.#decoder.push(chunk)) this.#answer(request);
    });
  }

  /** Which coils are energised. */
  get energised(): readonly number[] {
    return [...this.#coils.entries()].flatMap(([coil, energised]) => (energised ? [coil] : []));
  }

  setBusy(busy: boolean): void {
    this.#isBusy = busy;
  }

  obey(command: unknown): boolean | undefined {
    return this.gate.obey(read(commandSchema, this.protocol, command));
  }

  /** Every relay falls off. */
  restart(): void {
    for (const coil of this.#coils.keys()) this.#setCoil(coil, false);
  }

  close(): void {
    this.line.detach();
  }

  #inputs(): boolean[] {
    const { doorContact, tamperLoop } = this.#profile;
    const inputs = points(Math.max(doorContact.input, tamperLoop.input) + 1, true);
    inputs[doorContact.input] = this.gate.doorOpen === doorContact.activeValue;
    inputs[tamperLoop.input] = this.gate.tampered === tamperLoop.activeValue;
    return inputs;
  }

  /** What is written to every unit is answered by none. */
  #answer(request: Frame): void {
    if (request.unitId !== this.#profile.unitId && request.unitId !== everyUnit) return;
    const answer = this.#isBusy ? exceptionAnswer(request, exceptionCode.busy) : this.#answerTo(request);
    if (request.unitId !== everyUnit) this.line.send(encodeFrame(answer));
  }

  #answerTo(request: Frame): Frame {
    const view = new DataView(request.body.buffer, request.body.byteOffset, request.body.length);
    const first = view.getUint16(0);
    const value = view.getUint16(2);
    switch (request.functionCode) {
      case functionCode.readCoils:
        return bitsAnswer(request, this.#coils, first, value);
      case functionCode.readDiscreteInputs:
        return bitsAnswer(request, this.#inputs(), first, value);
      case functionCode.readHoldingRegisters:
        return registersAnswer(request, this.#registers, first, value);
      case functionCode.readInputRegisters:
        return registersAnswer(request, this.#inputs().map(Number), first, value);
      case functionCode.writeSingleCoil:
        if (value !== coilOn && value !== coilOff) return exceptionAnswer(request, exceptionCode.illegalDataValue);
        return this.#write(request, this.#coils, first, [value === coilOn], (at, on) => this.#setCoil(at, on));
      case functionCode.writeSingleRegister:
        return this.#write(request, this.#registers, first, [value], (at, word) => (this.#registers[at] = word));
      case functionCode.writeMultipleCoils: {
        const packed = request.body.subarray(5);
        const bits = Array.from({ length: value }, (_, index) => bitAt(packed, index) === true);
        if (packed.length !== Math.ceil(value / 8)) return exceptionAnswer(request, exceptionCode.illegalDataValue);
        return this.#write(request, this.#coils, first, bits, (at, on) => this.#setCoil(at, on));
      }
      case functionCode.writeMultipleRegisters: {
        if (view.byteLength !== 5 + 2 * value) return exceptionAnswer(request, exceptionCode.illegalDataValue);
        const words = Array.from({ length: value }, (_, index) => view.getUint16(5 + 2 * index));
        return this.#write(request, this.#registers, first, words, (at, word) => (this.#registers[at] = word));
      }
      default:
        return exceptionAnswer(request, exceptionCode.illegalFunction);
    }
  }

  /** All of it or nothing; the answer repeats the head of the request. */
  #write<Value>(
    request: Frame,
    points: readonly Value[],
    first: number,
    values: readonly Value[],
    set: (at: number, value: Value) => void,
  ): Frame {
    if (values.length === 0) return exceptionAnswer(request, exceptionCode.illegalDataValue);
    if (first + values.length > points.length) return exceptionAnswer(request, exceptionCode.illegalDataAddress);
    for (const [index, value] of values.entries()) set(first + index, value);
    return { ...request, body: request.body.slice(0, 4) };
  }

  #setCoil(index: number, energised: boolean): void {
    this.#coils[index] = energised;
    if (index === this.#profile.lockCoil) this.gate.setLock(energised);
  }
}

const points = (count: number, value: boolean): boolean[] =>
  new Array<boolean>(Math.max(count, fewestPoints)).fill(value);

/** Most bits, and most registers, that one request may ask for (sections 6.1 to 6.4). */
const mostBits = 2000;
const mostRegisters = 125;

function bitsAnswer(request: Frame, points: readonly boolean[], first: number, count: number): Frame {
  const refused = unreadable(points, first, count, mostBits);
  if (refused) return exceptionAnswer(request, refused);
  const packed = new Uint8Array(Math.ceil(count / 8));
  for (let index = 0; index < count; index++)
    if (points[first + index]) packed[index >> 3] = (packed[index >> 3] ?? 0) | (1 << (index & 7));
  return { ...request, body: Uint8Array.of(packed.length, ...packed) };
}

function registersAnswer(request: Frame, registers: readonly number[], first: number, count: number): Frame {
  const refused = unreadable(registers, first, count, mostRegisters);
  if (refused) return exceptionAnswer(request, refused);
  const words = registers.slice(first, first + count).flatMap((word) => [word >> 8, word & 0xff]);
  return { ...request, body: Uint8Array.of(words.length, ...words) };
}

function unreadable(points: readonly unknown[], first: number, count: number, most: number): number | undefined {
  if (count === 0 || count > most) return exceptionCode.illegalDataValue;
  return first + count > points.length ? exceptionCode.illegalDataAddress : undefined;
}
