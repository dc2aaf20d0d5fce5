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

const unitId = 1;
const pointCount = 8;
const lockCoil = 0;
const doorInput = 0;
const tamperInput = 1;
const keptPulses = 100;

/** A relay and input board with a lock on its first coil, a closed door and a sound tamper loop on its inputs. */
export class ModbusIoEmulator {
  readonly kind = 'modbus-io';
  readonly line: EmulatedLine;
  readonly #decoder = new FrameDecoder('request');
  readonly #coils = new Array<boolean>(pointCount).fill(false);
  /** Both loops are closed at rest. */
  readonly #inputs = new Array<boolean>(pointCount).fill(true);
  readonly #onLock: (released: boolean) => void;
  #lockPulses: LockPulse[] = [];

  /** @param onLock told whenever the lock relay changes */
  constructor(line: EmulatedLine, onLock: (released: boolean) => void = () => undefined) {
    this.line = line;
    this.#onLock = onLock;
    line.onReceive((chunk) => {
      for (const request of this.#decoder.push(chunk)) this.#answer(request);
    });
  }

  get lockReleased(): boolean {
    return this.#coils[lockCoil] === true;
  }

  get doorOpen(): boolean {
    return this.#inputs[doorInput] === false;
  }

  /** The latest pulses of the lock relay, oldest first. */
  get lockPulses(): readonly LockPulse[] {
    return this.#lockPulses;
  }

  /** Pushes the door. It opens only while the lock is released, unless it is forced. @returns whether it is open */
  openDoor(forced = false): boolean {
    if (this.lockReleased || forced) this.#inputs[doorInput] = false;
    return this.doorOpen;
  }

  closeDoor(): void {
    this.#inputs[doorInput] = true;
  }

  /** Breaks or mends the tamper loop. */
  tamper(active: boolean): void {
    this.#inputs[tamperInput] = !active;
  }

  close(): void {
    this.line.detach();
  }

  #answer(request: Frame): void {
    if (request.unitId !== unitId) return;
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
        if (first >= pointCount) return exceptionAnswer(request, exceptionCode.illegalDataAddress);
        this.#setCoil(first, value === coilOn);
        return request;
      case functionCode.writeMultipleCoils: {
        const packed = request.body.subarray(5);
        if (value === 0 || packed.length !== Math.ceil(value / 8))
          return exceptionAnswer(request, exceptionCode.illegalDataValue);
        if (first + value > pointCount) return exceptionAnswer(request, exceptionCode.illegalDataAddress);
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
    if (index !== lockCoil || before === energised) return;
    const atMs = performance.now();
    const last = this.#lockPulses.at(-1);
    if (energised) this.#lockPulses = [...this.#lockPulses, { startedMs: atMs }].slice(-keptPulses);
    else if (last) this.#lockPulses = [...this.#lockPulses.slice(0, -1), { ...last, endedMs: atMs }];
    this.#onLock(energised);
  }
}

function readAnswer(request: Frame, points: readonly boolean[], first: number, count: number): Frame {
  if (count === 0) return exceptionAnswer(request, exceptionCode.illegalDataValue);
  if (first + count > points.length) return exceptionAnswer(request, exceptionCode.illegalDataAddress);
  const packed = new Uint8Array(Math.ceil(count / 8));
  for (let index = 0; index < count; index++)
    if (points[first + index]) packed[index >> 3] = (packed[index >> 3] ?? 0) | (1 << (index & 7));
  return { ...request, body: Uint8Array.of(packed.length, ...packed) };
}
