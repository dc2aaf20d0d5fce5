import { expect, it } from 'vitest';
import { emulate, station, until } from './test-kit.ts';
import { inTurns, type WirePiece, wireRows } from './wire.ts';

it('what crosses a line is shown as bytes and as text, sixteen a row', () => {
  const bytes = Buffer.from('S S     52.19 g\r\n');
  expect(wireRows({ atMs: Date.UTC(2026, 0, 1, 6, 30, 5, 42), from: 'device', bytes })).toEqual([
    '06:30:05.042 ← 53 20 53 20 20 20 20 20 35 32 2e 31 39 20 67 0d  S S     52.19 g·',
    '               0a                                               ·',
  ]);
});

it('whoever looks hears both sides, while the port is opened and after, and nothing when they looked away', async () => {
  const { running, config } = await emulate('mt-sics');
  const { bridge, ready } = station([config]);
  const pieces: WirePiece[] = [];
  const lookAway = bridge.listen(config.id, (piece) => pieces.push(piece));
  await ready(config.id);
  const said = (from: WirePiece['from']) =>
    Buffer.concat(pieces.filter((piece) => piece.from === from).map(({ bytes }) => bytes)).toString('latin1');
  await until(() => said('device').includes('I4 A "B123456789"'));
  expect(said('station')).toContain('I4\r\n');
  await running.unplug();
  await running.plug();
  pieces.length = 0;
  await until(() => said('station').includes('I4'));
  lookAway();
  pieces.length = 0;
  await ready(config.id);
  await bridge.balance(config.id).zero();
  expect(pieces).toEqual([]);
});

it('what one side says in one go is shown together, however the line cut it up', async () => {
  const turns: WirePiece[] = [];
  const take = inTurns((turn) => turns.push(turn));
  const say = (from: WirePiece['from'], text: string) => take({ atMs: 5, from, bytes: Buffer.from(text) });
  say('station', 'S\r\n');
  say('device', 'S S  ');
  say('device', '52.19 g\r\n');
  say('station', 'T\r\n');
  await until(() => turns.length === 3);
  expect(turns.map(({ from, bytes }) => [from, Buffer.from(bytes).toString()])).toEqual([
    ['station', 'S\r\n'],
    ['device', 'S S  52.19 g\r\n'],
    ['station', 'T\r\n'],
  ]);
});
