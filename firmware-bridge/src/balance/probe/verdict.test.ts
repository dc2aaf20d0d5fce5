import { describe, expect, it } from 'vitest';
import { modelFor } from '../../test-kit.ts';
import type { Tried } from './plan.ts';
import { diagnose, inWords, lineOf } from './verdict.ts';

const line = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' } as const;
const tried = (heard: string | Uint8Array): Tried => ({
  line,
  questions: [],
  exchanges: [
    { heard: new Uint8Array() },
    { asked: Buffer.from('\x1bP\r\n'), heard: typeof heard === 'string' ? Buffer.from(heard) : heard },
  ],
});
/** `ET` with even parity, heard as eight bits. */
const evenText = Uint8Array.of(0xc5, 0xd4, 0x8d, 0x0a);
const probe = { questions: [], knows: () => true, identity: [] };
const mettler = { probe, profiles: [modelFor('mt-sics')] };
const kern = { probe, profiles: [modelFor('mt-sics', 'kern-kcp')] };

describe('the diagnosis where no single dialect fits', () => {
  it.each([
    ['nothing came', [tried(''), tried('')], 'balance-probe-silent'],
    ['what came is no text anywhere', [tried(''), tried(Uint8Array.of(0xff, 0x92, 0x80))], 'balance-probe-unreadable'],
    ['text of another parity came', [tried(''), tried(evenText)], 'balance-probe-unreadable'],
    ['text came that no dialect knows', [tried(evenText), tried('ES\r\n')], 'balance-probe-unknown'],
  ])('is that %s', (_, attempts, code) => {
    expect(diagnose(attempts, [])).toMatchObject({ code, details: { tried: attempts.map(inWords) } });
  });

  it('is that two fit, and names the models of both, for none is guessed', () => {
    expect(diagnose([tried('S S 1')], [mettler, kern])).toMatchObject({
      code: 'balance-probe-ambiguous',
      details: { profiles: ['mettler-mt-sics', 'kern-kcp'] },
    });
  });
});

describe('one attempt in words', () => {
  it.each([
    [tried(''), '9600 8N1: listened → nothing; ESC "P" → nothing'],
    [tried('ES\r\n'), '9600 8N1: listened → nothing; ESC "P" → "ES"'],
    [tried(evenText), '9600 8N1: listened → nothing; ESC "P" → c5d48d0a (looks like 7 bits with even parity)'],
    [
      tried(Uint8Array.of(0xff, 0x92, 0x80)),
      '9600 8N1: listened → nothing; ESC "P" → ff9280 (no text: another speed or parity?)',
    ],
    [{ ...tried(''), line: undefined, exchanges: [{ heard: Buffer.from('hello') }] }, 'network: listened → "hello"'],
    [
      { ...tried(''), exchanges: [], refused: 'device-open-failed' },
      '9600 8N1: the port refuses it (device-open-failed)',
    ],
  ])('%#: %s', (attempt, words) => {
    expect(inWords(attempt)).toBe(words);
  });

  it('has room for so much and no more of a long answer', () => {
    expect(inWords(tried('x'.repeat(5000)))).toMatch(/x{48}" and 4952 bytes more$/);
  });
});

it('the line of a model that was found has the handshake of its profile', () => {
  expect(lineOf(mettler, line).flowControl).toBe('xon-xoff');
  expect(lineOf(mettler, { ...line, dataBits: 7, parity: 'even' })).toMatchObject({ dataBits: 7, flowControl: 'none' });
});
