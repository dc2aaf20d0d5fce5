import { expect, it } from 'vitest';
import { rawPieces } from './raw-text.ts';

it('shows every character that an instrument sent, also those that print nothing', () => {
  expect(rawPieces('S S     100.00 g\r\n')).toEqual([
    { kind: 'text', text: 'S S     100.00 g' },
    { kind: 'control', text: 'CR' },
    { kind: 'control', text: 'LF' },
  ]);
  expect(rawPieces('\u0002µ\u007f')).toEqual([
    { kind: 'control', text: 'STX' },
    { kind: 'text', text: 'µ' },
    { kind: 'control', text: '7F' },
  ]);
  expect(rawPieces('')).toEqual([]);
});
