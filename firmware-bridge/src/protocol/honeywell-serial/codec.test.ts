import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AnswerSearch,
  beep,
  CommandDecoder,
  menuAnswer,
  menuCommand,
  readRevision,
  triggerOff,
  triggerOn,
} from './codec.ts';

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));

/** What a Voyager 1602g answered to REVINF (github.com/HenkVanAsselt/python_hon_usbhid, README), its reports put together. */
const voyager = [
  'Product Name: Voyager 1602g\r\nBoot Revision: : 8992\r\nSoftware Part Number: CW000082BBA\r\n',
  'Software Revision: $ProjectRevision: 16345 \r\nSerial Number: 15232B1F0C\r\nSupported IF: Bluetooth\r\n',
  'PCB Assembly ID: 000000\r\nEngine Firmware Type: N/A   Revision: N/A   Serial Number: N/A   Checksum: N/A\r\n',
  'REVINF\u0006.',
].join('');

describe('a command', () => {
  it.each([
    ['pulls the trigger', triggerOn, '16 54 0D', { kind: 'trigger-on' }],
    ['lets it go', triggerOff, '16 55 0D', { kind: 'trigger-off' }],
    ['beeps', beep, '16 07 0D', { kind: 'beep' }],
    ['asks for the revision', menuCommand('REVINF'), '16 4D 0D 52 45 56 49 4E 46 2E', { kind: 'menu', name: 'REVINF' }],
  ])('that %s has the bytes that others send', (_, bytes, expected, command) => {
    expect(Uint8Array.from(bytes)).toEqual(hex(expected));
    const decoder = new CommandDecoder();
    expect([...hex(`00 16 16 ${expected}`)].flatMap((byte) => decoder.push(Uint8Array.of(byte)))).toEqual([command]);
  });

  it('that is only until the power is lost ends otherwise', () => {
    expect(new CommandDecoder().push(Buffer.from('\u0016M\rallena1!'))).toEqual([{ kind: 'menu', name: 'allena1' }]);
  });

  it('is never held beyond its length, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 8 }), (chunks) => {
        const decoder = new CommandDecoder();
        for (const chunk of chunks) decoder.push(chunk);
        decoder.push(new Uint8Array(300));
        expect(decoder.push(triggerOn)).toContainEqual({ kind: 'trigger-on' });
      }),
      { seed: 71, numRuns: 300 },
    );
  });
});

describe('the answer to a menu command', () => {
  it('is whole with how the command was taken, however it is cut', () => {
    const search = new AnswerSearch('REVINF');
    const found = [...Buffer.from(voyager, 'latin1')].map((byte) => search.push(Uint8Array.of(byte)));
    expect(found.slice(0, -1).every((answer) => answer === undefined)).toBe(true);
    expect(found.at(-1)).toEqual({ text: voyager.slice(0, -8), status: 6 });
  });

  it('may be a refusal', () => {
    expect(new AnswerSearch('NOSUCH').push(menuAnswer('NOSUCH', 5))).toEqual({ text: '', status: 5 });
  });

  it('says what the reader is', () => {
    const facts = readRevision(voyager);
    expect(facts.get('Product Name')).toBe('Voyager 1602g');
    expect(facts.get('Boot Revision')).toBe('8992');
    expect(facts.get('Serial Number')).toBe('15232B1F0C');
    expect(facts.get('Software Part Number')).toBe('CW000082BBA');
  });

  it('that never ends holds no more than the longest one', () => {
    const search = new AnswerSearch('REVINF');
    for (let count = 0; count < 100; count++) expect(search.push(new Uint8Array(1000))).toBeUndefined();
    expect(search.push(menuAnswer('REVINF', 6))?.text.length).toBeLessThan(8192);
  });
});
