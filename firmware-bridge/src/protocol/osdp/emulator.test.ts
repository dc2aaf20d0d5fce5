import { describe, expect, it } from 'vitest';
import { EmulatedLine } from '../../emulator/line.ts';
import { modelFor } from '../../test-kit.ts';
import { type Check, encodePacket, PacketDecoder, type ReceivedPacket } from './codec.ts';
import { OsdpEmulator } from './emulator.ts';
import { command, refusal, reply } from './messages.ts';

interface Question {
  readonly sequence?: number;
  readonly check?: Check;
  readonly address?: number;
}

/** A reader on a wire without a terminal between: what is asked and what comes back. */
function reader() {
  const line = new EmulatedLine({ baudRate: 9600, speed: Number.POSITIVE_INFINITY });
  const decoder = new PacketDecoder();
  const answers: ReceivedPacket[] = [];
  line.attach({ write: (bytes) => answers.push(...decoder.push(bytes)), hostBaudRate: () => undefined });
  const emulator = new OsdpEmulator(line, modelFor('osdp'));
  const ask = (
    code: number,
    data: readonly number[] = [],
    { sequence = 0, check = 'crc', address = 0 }: Question = {},
  ) => {
    const before = answers.length;
    line.receive(encodePacket({ address, isReply: false, sequence, check, code, data: Uint8Array.from(data) }));
    return answers.slice(before).at(-1);
  };
  return { emulator, ask };
}

const lamp = [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 4, 4];

describe('an emulated reader', () => {
  it.each([
    ['poll', command.poll, [], reply.acknowledged],
    ['its identity', command.id, [0], reply.id],
    ['what it can do', command.capabilities, [0], reply.capabilities],
    ['its tamper switch and power', command.localStatus, [], reply.localStatus],
    ['its inputs', command.inputStatus, [], reply.inputStatus],
    ['its outputs', command.outputStatus, [], reply.outputStatus],
    ['its reader', command.readerStatus, [], reply.readerStatus],
    ['to set an output', command.output, [1, 2, 0, 0], reply.acknowledged],
    ['to light its light', command.light, lamp, reply.acknowledged],
    ['to beep', command.buzzer, [0, 2, 1, 1, 2], reply.acknowledged],
    ['to show text', command.text, [0, 1, 0, 1, 1, 2, 0x68, 0x69], reply.acknowledged],
    ['to change its line', command.setLine, [5, 0, 0xc2, 1, 0], reply.line],
    ['to abort', command.abort, [], reply.acknowledged],
  ] as const)('answers a panel that asks %s', (_what, code, data, answer) => {
    expect(reader().ask(code, data)?.code).toBe(answer);
  });

  it.each([
    ['an unknown command', 0xbb, [], refusal.unknownCommand],
    ['half an output', command.output, [0, 1], refusal.length],
    ['an output that it does not have', command.output, [9, 1, 0, 0], refusal.record],
    ['half a light', command.light, [0, 0], refusal.length],
    ['another reader’s buzzer', command.buzzer, [1, 2, 1, 1, 1], refusal.record],
    ['a finger', command.readBiometric, [0, 0, 0, 0], refusal.biometricType],
    ['a comparison of fingers', command.matchBiometric, [0, 0, 0, 0, 0, 0], refusal.biometricType],
    ['a key outside a secure channel', command.setKey, [1, 16, ...lamp, 0, 0], refusal.securityNeeded],
    ['a challenge without its block', command.challenge, [1, 2, 3, 4, 5, 6, 7, 8], refusal.securityBlock],
  ] as const)('refuses %s', (_what, code, data, why) => {
    expect(reader().ask(code, data)).toMatchObject({ code: reply.refused, data: Uint8Array.of(why) });
  });

  it('answers with the check that it was asked with, from the address that it was given', () => {
    const { ask } = reader();
    expect(ask(command.poll, [], { check: 'checksum' })?.check).toBe('checksum');
    ask(command.setLine, [5, 0x80, 0x25, 0, 0]);
    expect(ask(command.poll)).toBeUndefined();
    expect(ask(command.poll, [], { address: 5 })).toMatchObject({ address: 5, code: reply.acknowledged });
  });

  it('says the same again when it is asked the same again, and refuses a number out of turn', () => {
    const { emulator, ask } = reader();
    ask(command.poll);
    emulator.press('7');
    const first = ask(command.poll, [], { sequence: 1 });
    expect(first?.code).toBe(reply.keypad);
    expect(ask(command.poll, [], { sequence: 1 })).toEqual(first);
    expect(ask(command.poll, [], { sequence: 3 })?.data).toEqual(Uint8Array.of(refusal.sequence));
    expect(ask(command.poll, [], { sequence: 2 })?.code).toBe(reply.acknowledged);
  });

  it('has outputs that are set for good, and for a time', async () => {
    const { emulator, ask } = reader();
    ask(command.output, [0, 5, 1, 0, 1, 2, 0, 0]);
    expect(emulator.gate.lockReleased).toBe(true);
    expect(ask(command.outputStatus)?.data).toEqual(Uint8Array.of(1, 1));
    await expect.poll(() => emulator.gate.lockReleased).toBe(false);
    expect(ask(command.outputStatus)?.data).toEqual(Uint8Array.of(0, 1));
  });

  it('says that it is busy in the clear, under no number', () => {
    const { emulator, ask } = reader();
    ask(command.poll);
    emulator.setBusy(true);
    expect(ask(command.poll, [], { sequence: 1 })).toMatchObject({ code: reply.busy, sequence: 0 });
    emulator.setBusy(false);
    expect(ask(command.poll, [], { sequence: 1 })).toMatchObject({ code: reply.acknowledged, sequence: 1 });
  });

  it('shows text and lights until it loses its power', () => {
    const { emulator, ask } = reader();
    ask(command.text, [0, 1, 0, 1, 1, 2, 0x68, 0x69]);
    ask(command.light, lamp, { sequence: 1 });
    expect(emulator.obey({ command: 'show' })).toMatchObject({ text: 'hi', light: 4 });
    emulator.restart();
    expect(emulator.head.shown).toMatchObject({ text: '', outputs: [false, false] });
  });
});
