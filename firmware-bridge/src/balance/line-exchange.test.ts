import { describe, expect, it } from 'vitest';
import { bridgeError } from '../errors.ts';
import { type Line, LineExchange } from './line-exchange.ts';

const limitMs = 40;

/** A line to a device that is a function of what it is asked, and everything that nobody asked for. */
function exchangeWith(answer: (command: string, asked: number) => string, gapMs = 0) {
  const unasked: string[] = [];
  const askedAtMs: number[] = [];
  const exchange: LineExchange<string> = new LineExchange(
    {
      write: async (bytes) => {
        askedAtMs.push(performance.now());
        exchange.receive(Buffer.from(answer(Buffer.from(bytes).toString('latin1').trim(), askedAtMs.length), 'latin1'));
      },
      close: () => Promise.resolve(),
    },
    { parse: (raw) => raw.charAt(0), unasked: ({ raw }) => unasked.push(raw), longestLineBytes: 20, gapMs },
  );
  return { exchange, unasked, askedAtMs };
}

const isAnswer = (reply: string) => reply === 'A';
const raws = (lines: readonly Line<string>[]) => lines.map(({ raw }) => raw);

describe('a question to a balance that speaks in lines', () => {
  it('is answered by the line that answers it; every other is heard as unasked', async () => {
    const { exchange, unasked } = exchangeWith(() => 'x 1\r\nA 2\r\nx 3\r\n');
    expect(await exchange.ask('Q', isAnswer, limitMs)).toEqual({ raw: 'A 2', reply: 'A' });
    expect(unasked).toEqual(['x 1', 'x 3']);
    exchange.receive(Buffer.from('A 4\r\n'));
    expect(unasked).toEqual(['x 1', 'x 3', 'A 4']);
  });

  it('is never answered by a line that came before it', async () => {
    const { exchange, unasked } = exchangeWith((command) => (command === 'first' ? 'A 1\r\nA 2\r\n' : 'A 3\r\n'));
    expect((await exchange.ask('first', isAnswer, limitMs)).raw).toBe('A 1');
    expect((await exchange.ask('second', isAnswer, limitMs)).raw).toBe('A 3');
    expect(unasked).toEqual([]);
  });

  it('that nothing answers fails as silence, and with other bytes as garbled with what came', async () => {
    const { exchange } = exchangeWith((command) => (command === 'mute' ? '' : '\xfe\xca'));
    await expect(exchange.ask('mute', isAnswer, limitMs)).rejects.toMatchObject({ code: 'device-silent' });
    await expect(exchange.ask('noise', isAnswer, limitMs)).rejects.toMatchObject({
      code: 'device-garbled',
      details: { heardHex: 'feca' },
    });
  });

  it('keeps no more than sixty-four bytes of what is no answer', async () => {
    const { exchange } = exchangeWith(() => 'x'.repeat(1000));
    const failed = await exchange.ask('Q', isAnswer, limitMs).catch((error: unknown) => error);
    expect(failed).toMatchObject({ details: { heardHex: '78'.repeat(64) } });
  });

  it('takes an answer of several lines to its last one, and refuses one without an end', async () => {
    const { exchange } = exchangeWith((command) =>
      command === 'list' ? 'A 1\r\nx\r\nA 2\r\nA .\r\n' : 'A 1\r\n'.repeat(9),
    );
    const isLast = () => false;
    const list = exchange.askLines('list', isAnswer, isLast, limitMs, 3);
    await expect(list).rejects.toMatchObject({ code: 'device-garbled', details: { lines: 3 } });
    const counted = { lines: 0 };
    const second = () => ++counted.lines === 2;
    expect(raws(await exchange.askLines('list', isAnswer, second, limitMs, 9))).toEqual(['A 1', 'A 2']);
  });

  it('asked patiently is asked once more after silence, and no more often', async () => {
    const { exchange, askedAtMs } = exchangeWith((_, asked) => (asked === 2 ? 'A late\r\n' : ''));
    expect((await exchange.askPatiently('Q', isAnswer, limitMs)).raw).toBe('A late');
    await expect(exchange.askPatiently('Q', isAnswer, limitMs)).rejects.toMatchObject({ code: 'device-silent' });
    expect(askedAtMs).toHaveLength(4);
  });

  it('keeps its distance from the last answer', async () => {
    const { exchange, askedAtMs } = exchangeWith(() => 'A\r\n', 30);
    await exchange.ask('Q', isAnswer, limitMs);
    const answeredAtMs = performance.now();
    await exchange.ask('Q', isAnswer, limitMs);
    expect((askedAtMs[1] ?? 0) - answeredAtMs).toBeGreaterThan(25);
  });

  it('fails at once when the balance restarts or the port is closed meanwhile', async () => {
    const { exchange } = exchangeWith(() => '');
    const interrupted = exchange.ask('Q', isAnswer, 10_000);
    await Promise.resolve();
    exchange.interrupt(bridgeError('balance-restarted', {}));
    await expect(interrupted).rejects.toMatchObject({ code: 'balance-restarted' });
    const closed = exchange.ask('Q', isAnswer, 10_000);
    exchange.close(bridgeError('device-disconnected', {}));
    await expect(closed).rejects.toMatchObject({ code: 'device-disconnected' });
    await expect(exchange.ask('Q', isAnswer, 10_000)).rejects.toMatchObject({ code: 'device-disconnected' });
  });

  it('is not disturbed by an interruption that came before it', async () => {
    const { exchange } = exchangeWith(() => 'A\r\n');
    exchange.interrupt(bridgeError('balance-restarted', {}));
    expect((await exchange.ask('Q', isAnswer, limitMs)).raw).toBe('A');
  });

  it('hears nothing of a line longer than any the balance sends', async () => {
    const { exchange, unasked } = exchangeWith(() => `${'x'.repeat(21)}\r\nA\r\n`);
    await exchange.ask('Q', isAnswer, limitMs);
    expect(unasked).toEqual([]);
  });
});
