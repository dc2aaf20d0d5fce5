import { describe, expect, it } from 'vitest';
import { EmulatedLine } from '../../emulator/line.ts';
import { OoiSerialEmulator } from './emulator.ts';
import { profile } from './test-kit.ts';

/** A device that is one call apart, and what it says in hexadecimal. */
function device() {
  const line = new EmulatedLine({ baudRate: 9600, speed: Number.POSITIVE_INFINITY });
  const engine = new OoiSerialEmulator(line, profile);
  let said = Buffer.alloc(0);
  line.attach({
    write: (bytes) => {
      said = Buffer.concat([said, bytes]);
    },
    hostBaudRate: () => undefined,
  });
  const hear = (request: string | readonly number[]): string => {
    said = Buffer.alloc(0);
    line.receive(typeof request === 'string' ? Buffer.from(request, 'latin1') : Uint8Array.from(request));
    return said.toString('hex');
  };
  return { engine, line, hear };
}

const [ack, nak] = ['06', '15'];

describe('a device', () => {
  it.each([
    ['v', `${ack}0bb8`],
    ['Q', ack],
    ['A\0\x0f', ack],
    ['A\0\0', nak],
    ['A\0\x10', nak],
    ['B\0\x05', ack],
    ['B\xff\xff', nak],
    ['G\0\x01', ack],
    ['G\0\x02', nak],
    ['I\0\x01', ack],
    ['I\0\0', nak],
    ['J\0\0', ack],
    ['J\0\x02', nak],
    ['K\0\x07', nak],
    ['L\0\x02', ack],
    ['M\0\x01', ack],
    ['P\0\0', ack],
    ['P\0\x01\0\x02', ack],
    ['P\0\x02', nak],
    ['P\0\x03\0\x01\0\x09\0\x02', ack],
    ['P\0\x04\0\x02\0\x01\0\x3f', ack],
    ['P\0\x04\0\x01\0\x40', nak],
    ['P\0\x05\0\x01\0\x01\0\x02', ack],
    ['T\0\x04', ack],
    ['T\0\x05', nak],
    ['W\0\x01\0\x02', ack],
    ['k\0\x01', ack],
    ['i\0\0\x03\xe8', ack],
    ['?A', `${ack}0001`],
    ['?B', `${ack}0000`],
    ['?I', `${ack}0064`],
    ['?J', `${ack}0001`],
    ['?K', `${ack}0002`],
    ['?T', `${ack}0000`],
    ['?i', `${ack}000186a0`],
    ['?y', nak],
    ['?x\0\0', `${ack}${Buffer.from('EMU00002\0').toString('hex')}`],
    ['?x\0\x13', nak],
    ['Z', nak],
    ['aB', nak],
  ])('answers %j with %s', (request, answer) => {
    expect(device().hear(request)).toBe(answer);
  });

  it('keeps what is set, also in microseconds, until it is initialised', () => {
    const { hear } = device();
    hear('I\x01\0');
    expect(hear('?I')).toBe(`${ack}0100`);
    hear('i\0\0\x13\x88');
    expect(hear('?I')).toBe(`${ack}0005`);
    hear('x\0\x10USER\r');
    hear('Q');
    expect(hear('?I')).toBe(`${ack}0064`);
    expect(hear('?x\0\x10')).toBe(`${ack}${Buffer.from('USER\0').toString('hex')}`);
  });

  it('repeats and tells in text what it was told in text, until it is told otherwise', () => {
    const { hear } = device();
    const text = (request: string) => Buffer.from(hear(request), 'hex').toString('latin1');
    expect(hear('aA')).toBe(ack);
    expect(text('v')).toBe('v\x063000\r\n');
    expect(text('I50\r\n')).toBe('I50\r\x06\n');
    expect(text('?I')).toBe('?I\x0650\r\n');
    expect(text('I70000\r')).toBe('I70000\r\x15');
    expect(text('S').slice(0, 19)).toBe('S\x0265535\r\n0\r\n1\r\n50\r\n');
    expect(text('bB')).toBe('bB\x06');
    expect(hear('v')).toBe(`${ack}0bb8`);
  });

  it.each([
    ['all pixels', 'P\0\0', '0000', 64],
    ['every second', 'P\0\x01\0\x02', '00010002', 32],
    ['a range in steps', 'P\0\x03\0\x0a\0\x14\0\x05', '0003000a00140005', 3],
    ['two that are named', 'P\0\x04\0\x02\0\x01\0\x3f', '000400020001003f', 2],
    ['a range', 'P\0\x05\0\x01\0\x01\0\x03', '0005000100010003', 3],
  ])('sends %s, and says so', (_, request, words, count) => {
    const { hear } = device();
    hear(request);
    const said = hear('S');
    expect(said.startsWith(`02ffff00000001006400000000${words}`)).toBe(true);
    expect(said).toHaveLength(2 * (13 + words.length / 2 + 2 * count + 2));
    expect(said.endsWith('fffd')).toBe(true);
  });

  it('sends four bytes a pixel where scans are added', () => {
    const { hear } = device();
    hear('A\0\x03');
    const said = hear('S');
    expect(said.startsWith('02ffff000100030064')).toBe(true);
    expect(said).toHaveLength(2 * (15 + 4 * 64 + 2));
  });

  it('sends nothing of a spectrum that it stores', () => {
    const { hear } = device();
    hear('M\0\x01');
    expect(hear('S')).toBe('02');
  });

  it('takes a new line speed that is said twice, and goes back when something else is said', () => {
    const { hear, line } = device();
    expect(hear('K\0\x06')).toBe(ack);
    expect(line.baudRate).toBe(115_200);
    expect(hear('K\0\x06')).toBe(ack);
    expect(hear('?K')).toBe(`${ack}0006`);
    expect(hear('K\0\x03')).toBe(ack);
    expect(line.baudRate).toBe(19_200);
    expect(hear('v')).toBe(nak);
    expect(line.baudRate).toBe(115_200);
  });

  it('hears nothing while it waits for its trigger, and all of it afterwards', () => {
    const { engine, hear } = device();
    hear('T\0\x02');
    expect(hear('S')).toBe('');
    expect(hear('v')).toBe('');
    const send: string[] = [];
    engine.line.attach({
      write: (bytes) => void send.push(Buffer.from(bytes).toString('hex')),
      hostBaudRate: () => undefined,
    });
    engine.obey({ command: 'trigger' });
    expect(send[0]?.startsWith('02ffff')).toBe(true);
    expect(send[1]).toBe(`${ack}0bb8`);
  });
});
