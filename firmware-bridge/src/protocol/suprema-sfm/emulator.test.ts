import { describe, expect, it, onTestFinished } from 'vitest';
import { EmulatedLine } from '../../emulator/line.ts';
import { modelFor, print, until } from '../../test-kit.ts';
import {
  command,
  type Decoded,
  encodeData,
  encodePacket,
  enrolMode,
  imageFormat,
  type Packet,
  PacketDecoder,
  parameter,
  result,
} from './codec.ts';
import { SupremaSfmEmulator, type SupremaSfmEmulatorOptions } from './emulator.ts';
import { headerBytes, readHeader } from './image.ts';

const templateBytes = 384;
const finger = print(1, 208, 288);
const other = print(2, 208, 288);
const smudge = { width: 1, height: 1, pixels: Uint8Array.of(255) };
const withData: readonly number[] = [
  command.scanTemplate,
  command.readTemplate,
  command.listUsers,
  command.scanImage,
  command.readImage,
];

/** A module on a wire. */
function module(options: SupremaSfmEmulatorOptions = {}) {
  const line = new EmulatedLine({ baudRate: 115_200, speed: 10_000 });
  let sumBytes = 0;
  const decoder = new PacketDecoder(options.terminalId, ({ command: code, flag, size }) => {
    if (flag !== result.success) return undefined;
    if (code === command.scanImageInBlocks || code === command.readImageInBlocks) return 'blocks';
    return withData.includes(code) && size > 0 ? size + sumBytes : undefined;
  });
  const heard: Decoded[] = [];
  line.attach({ write: (bytes) => heard.push(...decoder.push(bytes)), hostBaudRate: () => undefined });
  const emulator = new SupremaSfmEmulator(line, modelFor('suprema-sfm'), options);
  onTestFinished(() => emulator.close());
  const next = async () => {
    await until(() => heard.length > 0);
    return heard.shift();
  };
  const say = (
    { command: code, param = 0, size = 0, flag = 0 }: Partial<Packet> & { command: number },
    data?: Uint8Array,
  ) =>
    line.receive(
      Buffer.concat([
        encodePacket({ command: code, param, size, flag }, options.terminalId),
        ...(data ? [encodeData(data)] : []),
      ]),
    );
  /** The response that ends a command, and whether a scan was told before. */
  const tell = async (packet: Partial<Packet> & { command: number }, data?: Uint8Array) => {
    say(packet, data);
    return answer();
  };
  const answer = async () => {
    let scanned = false;
    for (;;) {
      const item = await next();
      if (item?.kind !== 'packet') throw new Error('no packet');
      if (item.packet.flag !== result.scanned) return { ...item.packet, scanned, data: item.data };
      scanned = true;
    }
  };
  const set = (of: number, value: number) => tell({ command: command.writeParameter, flag: of, size: value });
  const get = async (of: number) => (await tell({ command: command.readParameter, flag: of })).size;
  return {
    emulator,
    line,
    heard,
    next,
    say,
    tell,
    answer,
    set,
    get,
    withSum: () => {
      sumBytes = 4;
    },
  };
}

async function enrol(device: ReturnType<typeof module>, userId: number, mode: number = enrolMode.once) {
  await device.set(parameter.enrolMode, mode);
  return device.tell({ command: command.enrolByScan, param: userId });
}

describe('an emulated SFM module', () => {
  it('answers for its status as a module was seen to', async () => {
    const { tell } = module();
    expect(await tell({ command: command.status })).toMatchObject({ param: 0x30, size: 0, flag: 0x61 });
    expect(await tell({ command: 0x3a })).toMatchObject({ flag: result.unsupported });
  });

  it('has the factory settings of its manual, forgets what is not saved, and keeps what cannot be written', async () => {
    const { tell, set, get, emulator } = module();
    expect(await get(parameter.imageFormat)).toBe(imageFormat.binary);
    expect(await get(parameter.timeout)).toBe(0x3a);
    expect(await get(parameter.templateSize)).toBe(templateBytes);
    await set(parameter.timeout, 0x31);
    emulator.restart();
    expect(await get(parameter.timeout)).toBe(0x3a);
    await set(parameter.timeout, 0x32);
    await tell({ command: command.saveParameters });
    expect(await tell({ command: command.reset })).toMatchObject({ flag: result.success });
    expect(await get(parameter.timeout)).toBe(0x32);
    expect(await set(parameter.serialNumber, 1)).toMatchObject({ flag: result.notFound });
    expect(await tell({ command: command.readParameter, flag: 0x01 })).toMatchObject({ flag: result.notFound });
    expect(await tell({ command: command.moduleId })).toMatchObject({ param: 1 });
  });

  it('waits for a finger, says that it scanned one, and gives up in time or when told', async () => {
    const { tell, say, answer, set, emulator } = module();
    await set(parameter.timeout, 0x31);
    expect(await tell({ command: command.scanTemplate })).toMatchObject({ flag: result.timeOut });
    await set(parameter.timeout, 0x30);
    say({ command: command.scanTemplate });
    expect(await tell({ command: command.status })).toMatchObject({ flag: result.busy });
    emulator.place(finger);
    expect(await answer()).toMatchObject({ flag: result.success, size: templateBytes, scanned: true });
    emulator.lift();
    say({ command: command.identifyByScan });
    say({ command: command.cancel });
    expect(await answer()).toMatchObject({ command: command.identifyByScan, flag: result.cancelled });
    expect(await answer()).toMatchObject({ command: command.cancel, flag: result.success });
    emulator.place(smudge);
    expect(await tell({ command: command.scanTemplate })).toMatchObject({ flag: result.tryAgain });
    await set(parameter.sendScanned, 0x30);
    expect(await tell({ command: command.scanTemplate })).toMatchObject({ flag: result.tryAgain, scanned: false });
  });

  it('sends the picture of a finger whole, or the last one again', async () => {
    const { tell, set, emulator } = module();
    expect(await tell({ command: command.readImage })).toMatchObject({ flag: result.scanFailed });
    await set(parameter.imageFormat, imageFormat.gray);
    emulator.place(finger);
    const { data, size, scanned } = await tell({ command: command.scanImage });
    expect(scanned).toBe(true);
    expect(size).toBe(headerBytes + 208 * 288);
    expect(data?.subarray(headerBytes)).toEqual(finger.pixels);
    emulator.place(other);
    expect((await tell({ command: command.readImage })).data).toEqual(data);
    await set(parameter.imageFormat, imageFormat.fourBitGray);
    const half = (await tell({ command: command.readImage })).data ?? new Uint8Array();
    expect(readHeader(half)).toEqual({ width: 208, height: 288, format: 2 });
    expect(half).toHaveLength(headerBytes + (208 * 288) / 2);
  });

  it('sends a picture block by block, each when the last was taken', async () => {
    const { tell, say, next, set, emulator, heard } = module();
    await set(parameter.imageFormat, imageFormat.gray);
    emulator.place(finger);
    const { size } = await tell({ command: command.scanImageInBlocks, size: 30_000 });
    const blocks: Uint8Array[] = [];
    for (const index of [0, 1]) {
      const block = await next();
      if (block?.kind !== 'block') throw new Error('no block');
      expect(block).toMatchObject({ index, count: 2 });
      expect(heard).toEqual([]);
      blocks.push(block.data);
      say({ command: command.scanImageInBlocks, flag: result.dataOk });
    }
    const image = Buffer.concat(blocks);
    expect(image).toHaveLength(size);
    expect(image.subarray(headerBytes)).toEqual(Buffer.from(finger.pixels));
    expect(await tell({ command: command.status })).toMatchObject({ flag: result.success });
  });

  it('enrols by one scan or two, in one command or two, and knows the finger again', async () => {
    const device = module();
    const { tell, emulator, answer, get } = device;
    emulator.place(finger);
    expect(await enrol(device, 7)).toMatchObject({ flag: result.success, param: 7, scanned: true });
    expect(await enrol(device, 7)).toMatchObject({ flag: result.userExists });
    expect(await tell({ command: command.identifyByScan })).toMatchObject({ flag: result.success, param: 7 });
    expect(await tell({ command: command.verifyByScan, param: 7 })).toMatchObject({ flag: result.success });
    expect(await tell({ command: command.verifyByScan, param: 8 })).toMatchObject({ flag: result.notFound });
    emulator.place(other);
    expect(await tell({ command: command.identifyByScan })).toMatchObject({ flag: result.notFound });
    expect(await tell({ command: command.verifyByScan, param: 7 })).toMatchObject({ flag: result.noMatch });
    expect(await enrol(device, 8, enrolMode.twoTemplates)).toMatchObject({ flag: result.success });
    expect(await answer()).toMatchObject({ flag: result.success, param: 8, scanned: true });
    expect(await get(parameter.enrolledFingers)).toBe(3);
    expect(await tell({ command: command.checkUser, param: 8 })).toMatchObject({ flag: result.userExists, size: 2 });
    emulator.place(print(3, 208, 288));
    expect(await enrol(device, 9, enrolMode.twiceInTwo)).toMatchObject({ flag: result.success });
    emulator.place(finger);
    expect(await tell({ command: command.enrolByScan, flag: 0x74 })).toMatchObject({ flag: result.noMatch });
    expect(await tell({ command: command.enrolByScan, flag: 0x74 })).toMatchObject({ flag: result.unsupported });
    await device.set(parameter.enrolMode, enrolMode.once);
    emulator.place(print(4, 208, 288));
    expect(await tell({ command: command.enrolByScan, flag: 0x79 })).toMatchObject({ flag: result.success, param: 1 });
    const { data, param } = await tell({ command: command.listUsers });
    expect(param).toBe(4);
    expect([...new Uint32Array(data?.slice().buffer ?? new ArrayBuffer(0))]).toEqual([7, 8, 8, 1]);
    expect(await tell({ command: command.deleteUser, param: 7 })).toMatchObject({ flag: result.success });
    expect(await tell({ command: command.deleteUser, param: 7 })).toMatchObject({ flag: result.notFound });
    expect(await tell({ command: command.checkUser, param: 7 })).toMatchObject({ flag: result.notFound });
    await tell({ command: command.deleteAll });
    expect(await get(parameter.availableFingers)).toBe(5000);
    expect(await tell({ command: command.listUsers })).toMatchObject({ param: 0, size: 0 });
  });

  it('takes templates from its host, gives them out, and compares a finger with those of its host', async () => {
    const device = module();
    const { tell, emulator, withSum } = device;
    emulator.place(finger);
    const template = (await tell({ command: command.scanTemplate })).data ?? new Uint8Array();
    expect(template).toHaveLength(templateBytes);
    const carried = { size: templateBytes };
    expect(await tell({ command: command.enrolByTemplate, param: 3, ...carried }, template)).toMatchObject({
      flag: result.success,
    });
    expect(await tell({ command: command.enrolByTemplate, param: 3, ...carried }, template)).toMatchObject({
      flag: result.userExists,
    });
    expect(await tell({ command: command.enrolByTemplate, param: 0, flag: 0x79, ...carried }, template)).toMatchObject({
      param: 1,
    });
    expect((await tell({ command: command.readTemplate, param: 3 })).data).toEqual(template);
    expect(await tell({ command: command.readTemplate, param: 4 })).toMatchObject({ flag: result.notFound });
    expect(await tell({ command: command.verifyByTemplate, param: 3, ...carried }, template)).toMatchObject({
      flag: result.success,
    });
    expect(await tell({ command: command.verifyByTemplate, param: 4, ...carried }, template)).toMatchObject({
      flag: result.notFound,
    });
    expect(await tell({ command: command.identifyByTemplate, ...carried }, template)).toMatchObject({ param: 3 });
    const stranger = new Uint8Array(templateBytes);
    const both = Buffer.concat([stranger, Uint8Array.of(0x0a), template]);
    expect(await tell({ command: command.verifyHostTemplate, param: 2, ...carried }, both)).toMatchObject({
      flag: result.success,
      scanned: true,
    });
    expect(await tell({ command: command.verifyHostTemplate, param: 1, ...carried }, stranger)).toMatchObject({
      flag: result.noMatch,
    });
    withSum();
    const { data = new Uint8Array() } = await tell({ command: command.scanTemplate, flag: 0x70 });
    expect(Buffer.from(data).readUInt32LE(templateBytes)).toBe(template.reduce((sum, byte) => sum + byte, 0));
  });

  it('keeps ten fingers of a user at most', async () => {
    const device = module();
    device.emulator.place(finger);
    await device.set(parameter.enrolMode, enrolMode.once);
    const add = () => device.tell({ command: command.enrolByScan, param: 1, flag: 0x71 });
    for (let count = 1; count <= 10; count++) expect(await add()).toMatchObject({ flag: result.success });
    expect(await add()).toMatchObject({ flag: result.fingerLimit });
  });

  it('answers on a network to its own number', async () => {
    const { tell, line, heard } = module({ terminalId: 9 });
    expect(await tell({ command: command.status })).toMatchObject({ param: 0x30 });
    line.receive(encodePacket({ command: command.status, param: 0, size: 0, flag: 0 }, 8));
    line.receive(encodePacket({ command: command.status, param: 0, size: 0, flag: 0 }));
    expect(await tell({ command: command.moduleId })).toMatchObject({ command: command.moduleId });
    expect(heard).toEqual([]);
  });
});
