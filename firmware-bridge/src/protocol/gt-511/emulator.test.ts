import { describe, expect, it } from 'vitest';
import type { GreyPicture } from '../../emulator/centred.ts';
import { EmulatedLine } from '../../emulator/line.ts';
import { modelFor, print, until } from '../../test-kit.ts';
import { encodeData, encodePacket, PacketDecoder, refusal } from './codec.ts';
import { Gt511Emulator } from './emulator.ts';

const templateBytes = 498;

/** A module on a wire. */
function module() {
  const line = new EmulatedLine({ baudRate: 9600, speed: 100_000 });
  const decoder = new PacketDecoder(1);
  const heard: ReturnType<PacketDecoder['push']> = [];
  line.attach({ write: (bytes) => heard.push(...decoder.push(bytes)), hostBaudRate: () => undefined });
  const emulator = new Gt511Emulator(line, modelFor('gt-511'));
  const next = async () => {
    await until(() => heard.length > 0);
    return heard.shift();
  };
  const answer = async () => {
    const item = await next();
    if (item?.kind !== 'packet') throw new Error('no packet');
    return item.packet.code === 0x30 ? item.packet.parameter : { refused: item.packet.parameter };
  };
  /** The parameter of an acknowledgement, or what a refusal says. */
  const tell = (code: number, parameter = 0) => {
    line.receive(encodePacket({ code, parameter }, 1));
    return answer();
  };
  const fetch = async (code: number, byteCount: number, parameter = 0) => {
    decoder.expectData(byteCount);
    expect(await tell(code, parameter)).toBe(0);
    const item = await next();
    if (item?.kind !== 'data') throw new Error('no data');
    return item.data;
  };
  const give = (data: Uint8Array) => {
    line.receive(encodeData(data, 1));
    return answer();
  };
  /** Lays a finger on, and has its picture taken. */
  const capture = async (picture: GreyPicture) => {
    emulator.place(picture);
    expect(await tell(0x12, 1)).toBe(0);
    expect(await tell(0x60, 1)).toBe(0);
  };
  return { emulator, line, tell, fetch, give, capture, answer };
}

const refused = (code: number) => ({ refused: code });

async function enrol(device: ReturnType<typeof module>, place: number, ...seeds: number[]) {
  expect(await device.tell(0x22, place)).toBe(0);
  for (const [index, seed] of seeds.entries()) {
    await device.capture(print(seed));
    const answer = await device.tell(0x23 + index);
    if (answer !== 0) return answer;
  }
  return 0;
}

describe('an emulated GT-511C3', () => {
  it('opens, tells its firmware and serial number, and closes', async () => {
    const { tell, fetch } = module();
    expect(await tell(0x01, 0)).toBe(0);
    expect(await fetch(0x01, 24, 1)).toHaveLength(24);
    expect(await tell(0x02)).toBe(0);
  });

  it('sees no finger in the dark', async () => {
    const { emulator, tell } = module();
    emulator.place(print(1));
    expect(await tell(0x26)).toBe(refusal.notPressed);
    expect(await tell(0x60, 1)).toEqual(refused(refusal.notPressed));
    await tell(0x12, 1);
    expect(await tell(0x26)).toBe(0);
    await tell(0x12, 0);
    expect(emulator.lit).toBe(false);
  });

  it('enrols a finger by three touches, and knows it again', async () => {
    const device = module();
    const { tell, capture } = device;
    expect(await tell(0x51)).toEqual(refused(refusal.empty));
    expect(await tell(0x41)).toEqual(refused(refusal.empty));
    expect(await enrol(device, 199, 1, 1, 1)).toBe(0);
    expect(await tell(0x20)).toBe(1);
    expect(await tell(0x21, 199)).toBe(0);
    expect(await tell(0x21, 198)).toEqual(refused(refusal.placeFree));
    expect(await tell(0x21, 200)).toEqual(refused(refusal.noSuchPlace));
    await capture(print(1));
    expect(await tell(0x50, 199)).toBe(0);
    expect(await tell(0x51)).toBe(199);
    await capture(print(2));
    expect(await tell(0x50, 199)).toEqual(refused(refusal.notVerified));
    expect(await tell(0x51)).toEqual(refused(refusal.notIdentified));
    expect(await tell(0x40, 198)).toEqual(refused(refusal.placeFree));
    expect(await tell(0x40, 199)).toBe(0);
    expect(await tell(0x20)).toBe(0);
  });

  it('refuses an enrolment of two fingers, out of turn, of a known finger, of a bad one, and under a number in use', async () => {
    const device = module();
    const { tell, capture } = device;
    expect(await enrol(device, 0, 1, 2)).toEqual(refused(refusal.enrolmentFailed));
    expect(await tell(0x25)).toEqual(refused(refusal.enrolmentFailed));
    expect(await enrol(device, 0, 1, 1, 1)).toBe(0);
    expect(await enrol(device, 1, 1, 1, 1)).toEqual(refused(0));
    expect(await tell(0x22, 0)).toEqual(refused(refusal.placeTaken));
    expect(await tell(0x22, 200)).toEqual(refused(refusal.noSuchPlace));
    await tell(0x22, 1);
    await capture({ width: 1, height: 1, pixels: Uint8Array.of(255) });
    expect(await tell(0x23)).toEqual(refused(refusal.badFinger));
    expect(await tell(0x41)).toBe(0);
  });

  it('hands templates out, takes them back, and compares those of its host', async () => {
    const device = module();
    const { tell, fetch, give, capture, answer } = device;
    await capture(print(5));
    const template = await fetch(0x61, templateBytes);
    expect(await tell(0x71, 7)).toBe(0);
    expect(await give(template)).toBe(0);
    expect(await fetch(0x70, templateBytes, 7)).toEqual(template);
    expect(await tell(0x70, 8)).toEqual(refused(refusal.placeFree));
    expect(await tell(0x52, 7)).toBe(0);
    expect(await give(template)).toBe(0);
    expect(await tell(0x53)).toBe(0);
    expect(await give(template)).toBe(7);
    await tell(0x53);
    expect(await give(new Uint8Array(templateBytes))).toEqual(refused(refusal.notIdentified));
    await tell(0x22, 0xffffffff);
    for (const touch of [0x23, 0x24]) {
      await capture(print(6));
      expect(await tell(touch)).toBe(0);
    }
    await capture(print(6));
    expect(await fetch(0x25, templateBytes)).toHaveLength(templateBytes);
    expect(await tell(0x71, 9)).toBe(0);
    const damaged = encodeData(template, 1);
    damaged[20] = (damaged[20] ?? 0) ^ 1;
    device.line.receive(damaged);
    expect(await answer()).toEqual(refused(refusal.garbled));
  });

  it('gives its picture column by column, and a small raw one at any time', async () => {
    const { tell, fetch, capture } = module();
    expect(await tell(0x62)).toEqual(refused(refusal.notPressed));
    expect(await fetch(0x63, 160 * 120)).toEqual(new Uint8Array(160 * 120).fill(255));
    const pixels = Uint8Array.from({ length: 258 * 202 }, (_, at) => Math.floor((at % 258) / 2));
    await capture({ width: 258, height: 202, pixels });
    const sent = await fetch(0x62, 258 * 202);
    expect(new Set(sent.subarray(0, 2 * 202))).toEqual(new Set([0]));
    expect(sent[2 * 202]).toBe(1);
  });

  it('changes to the line speeds it has, after its answer, and refuses others and what it does not know', async () => {
    const { tell, line } = module();
    expect(await tell(0x04, 115_200)).toBe(0);
    await until(() => line.baudRate === 115_200);
    expect(await tell(0x04, 28_800)).toEqual(refused(refusal.badParameter));
    expect(await tell(0x80)).toEqual(refused(refusal.unsupported));
  });
});
