import { expect, it } from 'vitest';
import { EmulatedLine } from '../../emulator/line.ts';
import { modelFor, until } from '../../test-kit.ts';
import { encodeFrame, type Frame, FrameDecoder, hostFrame, nakCause, opcode, source } from './codec.ts';
import { ZebraSsiEmulator } from './emulator.ts';

/** A reader on a wire: what is said to it, and what comes back. */
function reader() {
  const line = new EmulatedLine({ baudRate: 9600, speed: 1000 });
  const decoder = new FrameDecoder(source.decoder);
  const heard: Frame[] = [];
  let text = '';
  line.attach({
    write: (bytes) => {
      text += Buffer.from(bytes).toString('latin1');
      for (const item of decoder.push(bytes)) if (item.kind === 'frame') heard.push(item.frame);
    },
    hostBaudRate: () => undefined,
  });
  const emulator = new ZebraSsiEmulator(line, modelFor('zebra-ssi'));
  const ask = async (code: number, data: number[] = [], status = 0) => {
    const before = heard.length;
    line.receive(encodeFrame({ ...hostFrame(code, data), status }));
    await until(() => heard.length > before);
    const answer = heard[before];
    return answer && [answer.opcode, ...answer.data];
  };
  return { emulator, ask, heard, text: () => text };
}

it.each([
  ['aim on', opcode.aimOn, { aiming: true }],
  ['aim off', opcode.aimOff, { aiming: false }],
  ['LED on', opcode.ledOn, { led: true }],
  ['LED off', opcode.ledOff, { led: false }],
  ['beep', opcode.beep, { beeps: 1 }],
  ['start of a session', opcode.startSession, { session: true }],
  ['stop of a session', opcode.stopSession, { session: false }],
  ['scan disable', opcode.scanDisable, { enabled: false }],
  ['scan enable', opcode.scanEnable, { enabled: true }],
])('the command %s is acknowledged and done', async (_, code, looks) => {
  const { emulator, ask } = reader();
  expect(await ask(code)).toEqual([opcode.ack]);
  expect(emulator.looks).toMatchObject(looks);
});

it('a disabled reader refuses a session and reads nothing', async () => {
  const { emulator, ask, text } = reader();
  await ask(opcode.scanDisable);
  expect(await ask(opcode.startSession)).toEqual([opcode.nak, nakCause.denied]);
  emulator.scan('unread');
  expect(text()).not.toContain('unread');
});

it('what a reader does not know is refused', async () => {
  const { ask } = reader();
  expect(await ask(opcode.management, [0])).toEqual([opcode.nak, nakCause.badContext]);
  expect(await ask(opcode.capabilitiesRequest)).toEqual([opcode.nak, nakCause.badContext]);
  expect(await ask(opcode.init)).toEqual([opcode.nak, nakCause.badContext]);
});

it('parameters are told, kept for good or until the power is lost, and set back', async () => {
  const { emulator, ask } = reader();
  const permanent = 8;
  expect(await ask(opcode.paramRequest, [0xee, 0x01])).toEqual([opcode.paramSend, 0xff, 0xee, 0]);
  await ask(opcode.paramSend, [0xff, 0xee, 1], permanent);
  await ask(opcode.paramSend, [0xff, 0x9f, 0]);
  expect(await ask(opcode.paramRequest, [0xee, 0x9f])).toEqual([opcode.paramSend, 0xff, 0xee, 1, 0x9f, 0]);
  emulator.restart();
  expect(await ask(opcode.paramRequest, [0xee, 0x9f])).toEqual([opcode.paramSend, 0xff, 0xee, 1, 0x9f, 1]);
  await ask(opcode.paramDefaults);
  expect(await ask(opcode.paramRequest, [0xee])).toEqual([opcode.paramSend, 0xff, 0xee, 0]);
});

it('a code goes as bare text until packets are asked for, and then again and again until it is given up', async () => {
  const { emulator, ask, heard, text } = reader();
  emulator.scan('bare');
  await until(() => text() === 'bare');
  await ask(opcode.paramSend, [0xff, 0xee, 1]);
  heard.length = 0;
  emulator.scan('packet');
  await until(() => emulator.waiting === 0);
  await until(() => heard.length === 3);
  expect(heard.map(({ status }) => status)).toEqual([0, 1, 1]);
  heard.length = 0;
  emulator.scan('dropped');
  await ask(opcode.flushQueue);
  // What it still sends of the code is no answer to that.
  await until(() => heard.some((frame) => frame.opcode === opcode.ack));
  expect(emulator.waiting).toBe(0);
});
