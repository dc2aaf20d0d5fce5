import { type LineSettings, loadCatalogue } from '@custody-edge/device-profiles';
import { describe, expect, it } from 'vitest';
import { modelFor } from '../../test-kit.ts';
import type { BalanceProfile, DialectProbe } from './dialect.ts';
import { speakersAmong } from './dialects.ts';
import { lineName, listenMs, planFor, secondLook, type Tried, worstCaseMs } from './plan.ts';
import { probeLimitMs } from './probe.ts';

const profiles = [...loadCatalogue().values()].filter(
  (profile): profile is BalanceProfile => profile.kind === 'balance',
);
const line = (baudRate: number, dataBits: 7 | 8 = 8, parity: LineSettings['parity'] = 'none'): LineSettings => ({
  baudRate,
  dataBits,
  parity,
  stopBits: 1,
  flowControl: 'none',
});
const question = (text: string, answerMs = 300) => ({ bytes: Buffer.from(text, 'latin1'), answerMs, answerBytes: 20 });
const dialect = (...questions: string[]): DialectProbe => ({
  questions: questions.map((text) => question(text)),
  knows: () => false,
  identity: [],
});
const model = (...lines: [LineSettings, ...LineSettings[]]): BalanceProfile => ({ ...modelFor('mt-sics'), lines });
const said = (attempt: { readonly questions: readonly { readonly bytes: Uint8Array }[] } | undefined) =>
  attempt?.questions.map(({ bytes }) => Buffer.from(bytes).toString('latin1'));

describe('the settings at which an unknown balance is looked for', () => {
  it('are those of all models, the factory’s most common ones first', () => {
    const speakers = [
      { probe: dialect('SI\r\n'), profiles: [model(line(9600)), model(line(2400, 7, 'even'), line(9600))] },
      { probe: dialect('\x1bP\r\n'), profiles: [model(line(1200, 7, 'odd'), line(19_200, 8, 'odd'), line(9600))] },
    ];
    expect(planFor('serial', speakers).map((attempt) => attempt.line && lineName(attempt.line))).toEqual([
      '9600 8N1',
      '2400 7E1',
      '1200 7O1',
      '19200 8O1',
    ]);
  });

  it('have each question once, and text before what is none', () => {
    const speakers = [
      { probe: dialect('\x04\x01\x09\x1e\x2c', 'SI\r\n'), profiles: [model(line(9600))] },
      { probe: dialect('SI\r\n', '\x1bx1_\r\n'), profiles: [model(line(9600))] },
    ];
    const [only] = planFor('serial', speakers);
    expect(said(only)).toEqual(['SI\r\n', '\x1bx1_\r\n', '\x04\x01\x09\x1e\x2c']);
    expect(planFor('network', speakers)).toEqual([{ questions: only?.questions }]);
  });

  it('take the handshake of no model', () => {
    const speakers = [{ probe: dialect('SI\r\n'), profiles: [model({ ...line(1200), flowControl: 'rts-cts' })] }];
    expect(planFor('serial', speakers)[0]?.line?.flowControl).toBe('none');
  });
});

describe('the time that looking for a balance takes', () => {
  it.each(['serial', 'network'] as const)('is never above ten seconds with the shipped models, %s', async (medium) => {
    const worstMs = worstCaseMs(medium, await speakersAmong(profiles));
    expect(worstMs).toBeGreaterThan(500);
    expect(worstMs).toBeLessThanOrEqual(probeLimitMs);
  });

  it('grows with each setting and question that a new model brings', async () => {
    const shipped = await speakersAmong(profiles);
    const slow = {
      probe: dialect('A\r', 'B\r', 'C\r'),
      profiles: [300, 600, 1200, 38_400, 57_600].map((baud) => model(line(baud, 7, 'odd'))),
    };
    const worst = worstCaseMs('serial', [...shipped, slow]);
    expect(worst).toBeGreaterThan(worstCaseMs('serial', shipped) + 5 * (listenMs + 3 * 300));
    expect(worst).toBeGreaterThan(probeLimitMs / 2);
  });
});

describe('a second look', () => {
  const tried = (at: LineSettings, heard: Uint8Array | string): Tried => ({
    line: at,
    questions: [question('SI\r\n')],
    exchanges: [{ heard: typeof heard === 'string' ? Buffer.from(heard) : heard }],
  });
  /** `ET` with even parity, heard as eight bits. */
  const evenText = Uint8Array.of(0xc5, 0xd4, 0x8d, 0x0a);

  it('goes where the parity of what came points to', () => {
    const again = secondLook([tried(line(2400), 'x'), tried(line(9600), evenText)]);
    expect(again).toEqual({ line: line(9600, 7, 'even'), questions: [question('SI\r\n')] });
  });

  it('goes where text came, if that was tried already', () => {
    const at = tried(line(9600, 7, 'even'), 'ES\r\n');
    expect(secondLook([tried(line(9600), evenText), at])).toBe(at);
  });

  it('goes to the most likely setting where nothing came at all', () => {
    const first = tried(line(9600), '');
    expect(secondLook([first, tried(line(2400), '')])).toBe(first);
  });

  it('is not taken where nothing that came can be read', () => {
    expect(
      secondLook([tried(line(9600), ''), tried(line(2400), Uint8Array.of(0xff, 0x81, 0x00, 0x92))]),
    ).toBeUndefined();
  });
});
