import { describe, expect, it, onTestFinished } from 'vitest';
import { EmulatedLine } from '../../emulator/line.ts';
import { modelFor, print, until } from '../../test-kit.ts';
import { encodePacket, PacketDecoder, packetType } from './codec.ts';
import { Ef01Emulator, type Ef01EmulatorOptions } from './emulator.ts';

/** A module on a wire: hexadecimal in, hexadecimal out. */
function module(options: Ef01EmulatorOptions = {}, model = 'r307', speed = 10_000) {
  const line = new EmulatedLine({ baudRate: 57_600, speed });
  let heard = '';
  line.attach({
    write: (bytes) => {
      heard += Buffer.from(bytes).toString('hex').toUpperCase();
    },
    hostBaudRate: () => undefined,
  });
  const emulator = new Ef01Emulator(line, modelFor('ef01', model), options);
  onTestFinished(() => emulator.close());
  const ask = async (command: string, answerDigits: number) => {
    heard = '';
    line.receive(Buffer.from(command, 'hex'));
    await until(() => heard.length >= answerDigits);
    return heard;
  };
  /** The bytes after an instruction's confirmation code, which is checked. */
  const tell = async (payload: readonly number[], code = 0, bodyBytes = 0) => {
    const answer = await ask(hex(packetType.command, payload), 2 * (12 + bodyBytes));
    expect(answer.slice(0, 20)).toBe(
      `EF01FFFFFFFF0700${(3 + bodyBytes).toString(16).padStart(2, '0').toUpperCase()}${two(code)}`,
    );
    return Buffer.from(answer, 'hex').subarray(10, 10 + bodyBytes);
  };
  /** The content of the data packets that follow an instruction's answer. */
  const fetch = async (payload: readonly number[], byteCount: number, packetBytes = 128) => {
    const heardBytes = 12 + byteCount + 11 * Math.ceil(byteCount / packetBytes);
    const answer = await ask(hex(packetType.command, payload), 2 * heardBytes);
    const found = new PacketDecoder().push(Buffer.from(answer, 'hex').subarray(12));
    return Buffer.concat(found.map(({ packet }) => packet.payload));
  };
  const give = (data: Uint8Array, packetBytes = 128) => {
    for (let at = 0; at < data.length; at += packetBytes) {
      const type = at + packetBytes >= data.length ? packetType.lastData : packetType.data;
      line.receive(encodePacket({ type, address: 0xffffffff, payload: data.slice(at, at + packetBytes) }));
    }
  };
  const wait = (digits: number) => until(() => heard.length >= digits).then(() => heard);
  return { emulator, line, ask, tell, fetch, give, wait };
}

const two = (value: number) => value.toString(16).padStart(2, '0').toUpperCase();
const hex = (type: 1 | 2 | 8, payload: readonly number[]) =>
  Buffer.from(encodePacket({ type, address: 0xffffffff, payload: Uint8Array.from(payload) })).toString('hex');

const readParameters = 'EF01FFFFFFFF0100030F0013';
const takeImage = 'EF01FFFFFFFF010003010005';

describe('an emulated module in factory state', () => {
  it.each([
    [
      'its settings, as a real module was seen to',
      readParameters,
      'EF01FFFFFFFF070013000000000000C80003FFFFFFFF0002000604E9',
    ],
    ['a right password', 'EF01FFFFFFFF01000713000000' + '00001B', 'EF01FFFFFFFF07000300000A'],
    ['a wrong password', 'EF01FFFFFFFF01000713000000' + '01001C', 'EF01FFFFFFFF07000313001D'],
    ['a look without a finger', takeImage, 'EF01FFFFFFFF07000302000C'],
    ['a wrong checksum', 'EF01FFFFFFFF010003010006', 'EF01FFFFFFFF07000301000B'],
    ['a count of templates', 'EF01FFFFFFFF0100031D0021', 'EF01FFFFFFFF0700050000000' + '00C'],
    ['an upload without a picture', 'EF01FFFFFFFF0100030A000E', 'EF01FFFFFFFF0700030F0019'],
    ['a setting that does not exist', 'EF01FFFFFFFF0100050E09010' + '01E', 'EF01FFFFFFFF0700031A0024'],
    ['an instruction that does not exist', 'EF01FFFFFFFF0100036F0073', 'EF01FFFFFFFF0700031900' + '23'],
  ])('answers %s', async (_name, command, answer) => {
    expect(await module().ask(command, answer.length)).toBe(answer);
  });

  it('demands its password first when it has one', async () => {
    const { ask } = module({ password: 1 });
    expect(await ask(readParameters, 24)).toBe('EF01FFFFFFFF07000321002B');
    expect(await ask('EF01FFFFFFFF0100071300000001001C', 24)).toBe('EF01FFFFFFFF07000300000A');
    expect(await ask(takeImage, 24)).toBe('EF01FFFFFFFF07000302000C');
  });

  it('sends a picture of 36,864 bytes in packets of 128, the last one marked', async () => {
    const { emulator, ask } = module();
    emulator.place({ width: 1, height: 1, pixels: Uint8Array.of(0) });
    await ask(takeImage, 24);
    const packetDigits = (128 + 11) * 2;
    const heard = await ask('EF01FFFFFFFF0100030A000E', 24 + 288 * packetDigits);
    const packets = heard.slice(24).match(new RegExp(`.{${packetDigits}}`, 'g')) ?? [];
    expect(packets).toHaveLength(288);
    expect(new Set(packets.slice(0, -1).map((packet) => packet.slice(0, 18)))).toEqual(new Set(['EF01FFFFFFFF020082']));
    expect(packets.at(-1)?.slice(0, 18)).toBe('EF01FFFFFFFF080082');
  });
});

describe('an emulated module that knows fingers', () => {
  /** Lays on a finger and makes its features in a char buffer. */
  async function seen(device: ReturnType<typeof module>, seed: number, buffer: number) {
    device.emulator.place(print(seed));
    await device.tell([0x01]);
    await device.tell([0x02, buffer]);
  }

  it('enrols, counts, finds, loads and deletes', async () => {
    const device = module();
    const { tell } = device;
    await seen(device, 1, 1);
    await seen(device, 1, 2);
    await tell([0x05]);
    await tell([0x06, 1, 0, 9]);
    expect([...(await tell([0x1d], 0, 2))]).toEqual([0, 1]);
    const index = await tell([0x1f, 0], 0, 32);
    expect([...index.subarray(0, 3)]).toEqual([0, 2, 0]);
    await seen(device, 1, 1);
    expect([...(await tell([0x04, 1, 0, 0, 0, 200], 0, 4))]).toEqual([0, 9, 1, 44]);
    expect([...(await tell([0x1b, 1, 0, 0, 0, 200], 0, 4))]).toEqual([0, 9, 1, 44]);
    await tell([0x04, 1, 0, 10, 0, 100], 9, 4);
    await seen(device, 2, 1);
    await tell([0x04, 1, 0, 0, 0, 200], 9, 4);
    await tell([0x07, 2, 0, 9]);
    await tell([0x03], 8, 2);
    await tell([0x07, 1, 0, 9]);
    await tell([0x03], 0, 2);
    await tell([0x07, 1, 0, 8], 0x0c);
    await tell([0x07, 1, 0, 200], 0x0b);
    await tell([0x06, 1, 0, 200], 0x0b);
    await tell([0x0c, 0, 199, 0, 2], 0x10);
    await tell([0x0c, 0, 9, 0, 1]);
    expect([...(await tell([0x1d], 0, 2))]).toEqual([0, 0]);
  });

  it('refuses two fingers as one, a picture of nothing, and features without a picture', async () => {
    const device = module();
    await device.tell([0x02, 1], 0x15);
    await seen(device, 1, 1);
    await seen(device, 2, 2);
    await device.tell([0x05], 0x0a);
    device.emulator.place({ width: 1, height: 1, pixels: Uint8Array.of(255) });
    await device.tell([0x01]);
    await device.tell([0x02, 1], 0x07);
  });

  it.each([
    ['zfm-20', 512],
    ['r307', 768],
    ['r503', 1536],
  ])('hands the templates of a %s out, and another unit knows them', async (model, byteCount) => {
    const one = module({}, model);
    await seen(one, 4, 1);
    const template = await one.fetch([0x08, 1], byteCount);
    expect(template).toHaveLength(byteCount);
    const other = module({}, model);
    await other.tell([0x09, 1]);
    other.give(template);
    await other.tell([0x06, 1, 0, 3]);
    await seen(other, 4, 1);
    expect([...(await other.tell([0x04, 1, 0, 0, 0, 100], 0, 4)).subarray(0, 2)]).toEqual([0, 3]);
  });

  it('takes a last data packet that was summed as a middle one, and drops a template of which a packet is damaged', async () => {
    const { tell, line, emulator } = module();
    const last = Buffer.from(hex(8, [1, 2, 3]), 'hex');
    last.writeUInt16BE(last.readUInt16BE(last.length - 2) - 6, last.length - 2);
    await tell([0x09, 1]);
    line.receive(last);
    await until(() => emulator.library.buffer(1) !== undefined);
    const damaged = Buffer.from(hex(8, [1, 2, 3]), 'hex').fill(9, 9, 10);
    await tell([0x09, 2]);
    line.receive(damaged);
    await tell([0x0d]);
    expect(emulator.library.buffer(2)).toBeUndefined();
  });

  it('takes the picture that its host sends, and hands it out', async () => {
    const { tell, fetch, give } = module({}, 'r503');
    const picture = Uint8Array.from({ length: 192 * 96 }, (_, at) => at & 255);
    await tell([0x0b]);
    give(picture);
    expect(await fetch([0x0a], picture.length)).toEqual(Buffer.from(picture));
  });

  it('forgets its buffers without power, and keeps what is stored, its notepad and its settings', async () => {
    const device = module();
    const { tell, emulator } = device;
    await seen(device, 1, 1);
    await tell([0x06, 1, 0, 0]);
    await tell([0x18, 15, ...Array<number>(32).fill(7)]);
    await tell([0x18, 16, 1], 0x1c);
    await tell([0x0e, 5, 1]);
    emulator.restart();
    await until(() => emulator.hears);
    await tell([0x0a], 0x0f);
    await tell([0x08, 1], 0x0d);
    expect([...(await tell([0x1d], 0, 2))]).toEqual([0, 1]);
    expect([...(await tell([0x19, 15], 0, 32))]).toEqual(Array(32).fill(7));
    expect([...(await tell([0x0f], 0, 16)).subarray(6, 8)]).toEqual([0, 1]);
  });

  it('has another password and address from when it is told so', async () => {
    const { tell, ask, emulator } = module();
    await tell([0x12, 0, 0, 0, 5]);
    expect(await ask(hex(1, [0x15, 0, 0, 0, 7]), 24)).toBe('EF010000000707000300000A');
    const vector = (payload: readonly number[]) =>
      Buffer.from(encodePacket({ type: 1, address: 7, payload: Uint8Array.from(payload) })).toString('hex');
    emulator.restart();
    await until(() => emulator.hears);
    expect(await ask(vector([0x01]), 24)).toBe('EF010000000707000321002B');
    expect(await ask(vector([0x13, 0, 0, 0, 5]), 24)).toBe('EF010000000707000300000A');
  });

  it('says random numbers, an information page, and yes to its port', async () => {
    const { tell, fetch } = module();
    expect(await tell([0x14], 0, 4)).not.toEqual(await tell([0x14], 0, 4));
    expect(await fetch([0x16], 512)).toHaveLength(512);
    await tell([0x17, 0]);
  });

  it('has nothing that only other models have', async () => {
    const { tell } = module();
    for (const command of [0x28, 0x31, 0x35, 0x3c, 0x3d, 0x40, 0x53]) await tell([command], 0x19);
  });
});

describe('an emulated R503', () => {
  it.each([
    ['its ring to be cyan, as its manual shows', 'EF01FFFFFFFF01000735015006000094', 'EF01FFFFFFFF07000300000A'],
    ['a handshake', 'EF01FFFFFFFF010003400044', 'EF01FFFFFFFF07000300000A'],
    ['an echo', 'EF01FFFFFFFF010003530057', 'EF01FFFFFFFF07000355005F'],
    ['a check of its sensor', 'EF01FFFFFFFF01000336003A', 'EF01FFFFFFFF07000300000A'],
    ['a good picture of no finger', 'EF01FFFFFFFF01000328002C', 'EF01FFFFFFFF07000302000C'],
  ])('answers %s', async (_name, command, answer) => {
    expect(await module({}, 'r503').ask(command, answer.length)).toBe(answer);
  });

  it('describes itself', async () => {
    const { tell } = module({}, 'r503');
    const product = await tell([0x3c], 0, 46);
    expect(product.toString('latin1', 0, 4)).toBe('R503');
    expect([38, 40, 42, 44].map((at) => product.readUInt16BE(at))).toEqual([192, 192, 1536, 200]);
    expect((await tell([0x3a], 0, 32)).toString('latin1')).toContain('firmware');
  });

  it('answers a reset, and says 55 when it is back', async () => {
    const { ask } = module({}, 'r503');
    expect(await ask('EF01FFFFFFFF0100033D0041', 26)).toBe('EF01FFFFFFFF07000300000A55');
  });

  it('enrols by itself as its manual shows, and then finds the finger by itself', async () => {
    const { emulator, ask, wait } = module({}, 'r503', 50);
    const stepped = Array.from({ length: 15 }, (_, at) => hex7([0, at + 1, 0])).join('');
    const enrolled = ask('EF01FFFFFFFF01000831C8000101010105', stepped.length);
    for (let take = 1; take <= 6; take++) {
      emulator.place(print(3));
      await wait(2 * take * 28);
      emulator.lift();
    }
    expect(await enrolled).toBe(stepped);
    emulator.place(print(3));
    const steps = hex7([0, 1, 0, 0, 0, 0]) + hex7([0, 2, 0, 0, 0, 0]) + hex7([0, 3, 0, 0, 1, 44]);
    expect(await ask('EF01FFFFFFFF010008320300C801010108', steps.length)).toBe(steps);
  });

  it('gives up enrolling by itself when nobody lays a finger on, when told to, and when the finger is known', async () => {
    const { emulator, ask, tell } = module({}, 'r503');
    expect(await ask(hex(1, [0x31, 0, 0, 0, 0, 0]), 28)).toBe(hex7([0x26, 0, 0]));
    emulator.place(print(3));
    expect(await ask(hex(1, [0x31, 0, 0, 0, 0, 0]), 28)).toBe(hex7([0, 0x0f, 0]));
    expect(await ask(hex(1, [0x31, 0, 0, 0, 0, 0]), 28)).toBe(hex7([0x22, 0, 0]));
    expect(await ask(hex(1, [0x31, 1, 0, 0, 0, 0]), 28)).toBe(hex7([0x27, 0x0d, 0]));
    emulator.lift();
    await tell([0x30]);
  });
});

const hex7 = (payload: readonly number[]) =>
  Buffer.from(encodePacket({ type: 7, address: 0xffffffff, payload: Uint8Array.from(payload) }))
    .toString('hex')
    .toUpperCase();
