import { bridgeError, type ProbeOutcome } from '@custody-edge/firmware-bridge';
import { describe, expect, it } from 'vitest';
import { outcomeAsData, outcomeInWords } from './outcome.ts';

const line = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' } as const;
const question = { bytes: Buffer.from('SI\r\n'), answerMs: 300, answerBytes: 20 };
const tried = [
  {
    line,
    questions: [question],
    exchanges: [{ heard: new Uint8Array() }, { asked: question.bytes, heard: Uint8Array.of(0x41, 0xff, 0x0d) }],
  },
];
const notFound: ProbeOutcome = {
  kind: 'not-found',
  diagnosis: bridgeError('balance-probe-silent', {}),
  tried,
  untried: [{ questions: [] }],
};
const found: ProbeOutcome = {
  kind: 'found',
  profileIds: ['mettler-mt-sics', 'kern-kcp'],
  line,
  streams: true,
  identity: { model: 'JE1002G/A', serialNumber: 'B1' },
  tried,
  untried: [],
};

describe('what came of looking for a balance', () => {
  it('is said in both languages where none was found, with what to do and what was left out', () => {
    const [first, second, ...rest] = outcomeInWords(notFound).split('\n');
    expect(first).toMatch(/^balance-probe-silent: The balance does not answer/);
    expect(second).toMatch(/^ترازو جواب نہیں دے رہا/);
    expect(rest).toEqual([expect.stringMatching(/^Next step: /), 'Not tried for want of time: 1 settings.']);
  });

  it('names every model that fits, the line and what the balance tells of itself', () => {
    const words = outcomeInWords(found);
    expect(words).toMatch(/^found: mettler-mt-sics or kern-kcp\n {2}line \{"baudRate":9600/);
    expect(words).toContain('JE1002G/A\n  serial number B1\n  It sends by itself');
    expect(words).toContain('take the one of the maker on its plate');
  });

  it('is told to programs with all that was asked and all that came, as hexadecimal and as text', () => {
    const exchanges = [
      { asked: null, heard: { hex: '', text: '', byteCount: 0 } },
      { asked: { hex: '53490d0a', text: 'SI··', byteCount: 4 }, heard: { hex: '41ff0d', text: 'A··', byteCount: 3 } },
    ];
    expect(outcomeAsData(notFound)).toMatchObject({
      kind: 'not-found',
      diagnosis: { code: 'balance-probe-silent', en: expect.any(String), ur: expect.any(String) },
      tried: [{ line, exchanges }],
      untried: [null],
    });
    expect(outcomeAsData(found)).toMatchObject({
      kind: 'found',
      identity: { serialNumber: 'B1' },
      tried: [{ exchanges }],
    });
  });
});
