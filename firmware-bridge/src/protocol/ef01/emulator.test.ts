import { describe, expect, it } from 'vitest';
import { EmulatedLine } from '../../emulator/line.ts';
import { modelFor, until } from '../../test-kit.ts';
import { Ef01Emulator, type Ef01EmulatorOptions } from './emulator.ts';

/** A module on a wire: hexadecimal in, hexadecimal out. */
function module(options: Ef01EmulatorOptions = {}) {
  const line = new EmulatedLine({ baudRate: 57_600, speed: 10_000 });
  let heard = '';
  line.attach({
    write: (bytes) => {
      heard += Buffer.from(bytes).toString('hex').toUpperCase();
    },
    hostBaudRate: () => undefined,
  });
  const emulator = new Ef01Emulator(line, modelFor('ef01'), options);
  const ask = async (command: string, answerDigits: number) => {
    heard = '';
    line.receive(Buffer.from(command, 'hex'));
    await until(() => heard.length >= answerDigits);
    return heard;
  };
  return { emulator, ask };
}

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
