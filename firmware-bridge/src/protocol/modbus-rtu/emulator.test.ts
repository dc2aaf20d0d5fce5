import { expect, it } from 'vitest';
import { EmulatedLine } from '../../emulator/line.ts';
import { modelFor, until } from '../../test-kit.ts';
import { encodeFrame, exceptionOf, type Frame, FrameDecoder, functionCode, request } from './codec.ts';
import { ModbusIoEmulator } from './emulator.ts';

/** A board on a wire without a terminal between: what is asked and what comes back. */
function board() {
  const line = new EmulatedLine({ baudRate: 9600, speed: 10_000 });
  const decoder = new FrameDecoder('answer');
  const answers: Frame[] = [];
  line.attach({ write: (bytes) => answers.push(...decoder.push(bytes)), hostBaudRate: () => undefined });
  const emulator = new ModbusIoEmulator(line, modelFor('modbus-rtu'));
  const ask = async (frame: Frame) => {
    const before = answers.length;
    line.receive(encodeFrame(frame));
    await until(() => answers.length > before);
    return answers.at(-1);
  };
  return { emulator, ask };
}

it('several coils are written at once, and read back', async () => {
  const { emulator, ask } = board();
  await ask({ unitId: 1, functionCode: functionCode.writeMultipleCoils, body: Uint8Array.of(0, 0, 0, 3, 1, 0b101) });
  expect(emulator.gate.lockReleased).toBe(true);
  const answer = await ask(request(1, functionCode.readCoils, 0, 8));
  expect(answer?.body).toEqual(Uint8Array.of(1, 0b101));
});

it('registers are written and read, one and several', async () => {
  const { ask } = board();
  await ask(request(1, functionCode.writeSingleRegister, 1, 0x1234));
  const words = Uint8Array.of(0, 2, 0, 2, 4, 0xab, 0xcd, 0, 1);
  const written = await ask({ unitId: 1, functionCode: functionCode.writeMultipleRegisters, body: words });
  expect(written?.body).toEqual(Uint8Array.of(0, 2, 0, 2));
  const answer = await ask(request(1, functionCode.readHoldingRegisters, 1, 3));
  expect(answer?.body).toEqual(Uint8Array.of(6, 0x12, 0x34, 0xab, 0xcd, 0, 1));
});

it('inputs are read as registers too', async () => {
  const { emulator, ask } = board();
  const read = () => ask(request(1, functionCode.readInputRegisters, 0, 2));
  expect((await read())?.body).toEqual(Uint8Array.of(4, 0, 1, 0, 1));
  emulator.gate.openDoor(true);
  expect((await read())?.body).toEqual(Uint8Array.of(4, 0, 0, 0, 1));
});

it('what is written to every unit is done, and answered by none', async () => {
  const { emulator, ask } = board();
  void ask(request(0, functionCode.writeSingleCoil, 0, 0xff00));
  await until(() => emulator.gate.lockReleased);
  expect((await ask(request(1, functionCode.readCoils, 0, 1)))?.functionCode).toBe(functionCode.readCoils);
});

it('a board that is busy says so, whatever is asked', async () => {
  const { emulator, ask } = board();
  emulator.setBusy(true);
  const answer = await ask(request(1, functionCode.readCoils, 0, 1));
  expect(answer && exceptionOf(answer)).toBe(6);
});

it.each([
  ['more registers than one answer may hold', request(1, functionCode.readHoldingRegisters, 0, 126), 3],
  ['a register that is not there', request(1, functionCode.writeSingleRegister, 8, 1), 2],
  ['registers beyond the last', request(1, functionCode.readInputRegisters, 8, 1), 2],
  ['a coil that is not there', request(1, functionCode.writeSingleCoil, 99, 0xff00), 2],
  ['inputs beyond the last', request(1, functionCode.readDiscreteInputs, 7, 2), 2],
  ['a coil value that is neither on nor off', request(1, functionCode.writeSingleCoil, 0, 1), 3],
  ['no inputs at all', request(1, functionCode.readDiscreteInputs, 0, 0), 3],
])('a request for %s is answered by an exception', async (_name, frame, code) => {
  const answer = await board().ask(frame);
  expect(answer && exceptionOf(answer)).toBe(code);
});

it('a forced door opens without a release', () => {
  const { emulator } = board();
  expect(emulator.gate.openDoor()).toBe(false);
  expect(emulator.gate.openDoor(true)).toBe(true);
});
