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
const commandSchema = z.discriminatedUnion('command', [...gateCommands]);

/** A relay and input board with a lock on a coil, a closed door and a sound tamper loop on its inputs. */
export class ModbusIoEmulator implements Emulator {
  readonly protocol = 'modbus-rtu';
  readonly line: EmulatedLine;
  readonly gate = new EmulatedGate();
  readonly #decoder = new FrameDecoder('request');
  readonly #profile: ProfileOf<'modbus-rtu'>;
  readonly #coils: boolean[];

  constructor(line: EmulatedLine, profile: ProfileOf<'modbus-rtu'>) {
    this.line = line;
    line.checksumAt = (frame) => frame.length - 1;
    this.#profile = profile;
    this.#coils = points(profile.lockCoil + 1, false);
    line.onReceive((chunk) => {
      for (const request of this.#decoder.push(chunk)) this.#answer(request);
    });
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
        return readAnswer(request, this.#inputs(), first, value);
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
    this.#coils[index] = energised;
    if (index === this.#profile.lockCoil) this.gate.setLock(energised);
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
