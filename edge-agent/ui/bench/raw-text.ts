/** Names of the control characters that instruments send (ASCII, ISO/IEC 646). */
const names: Readonly<Record<number, string>> = {
  0: 'NUL',
  1: 'SOH',
  2: 'STX',
  3: 'ETX',
  4: 'EOT',
  5: 'ENQ',
  6: 'ACK',
  9: 'TAB',
  10: 'LF',
  13: 'CR',
  21: 'NAK',
  27: 'ESC',
};

export interface RawPiece {
  readonly kind: 'text' | 'control';
  readonly text: string;
}

/** What an instrument sent as a person can read it: every character is seen, also those that print nothing. */
export function rawPieces(raw: string): readonly RawPiece[] {
  const pieces: RawPiece[] = [];
  for (const character of raw) {
    const code = character.codePointAt(0) ?? 0;
    const isControl = code < 0x20 || (code > 0x7e && code < 0xa0);
    const last = pieces.at(-1);
    if (isControl)
      pieces.push({ kind: 'control', text: names[code] ?? code.toString(16).toUpperCase().padStart(2, '0') });
    else if (last?.kind === 'text') pieces[pieces.length - 1] = { kind: 'text', text: last.text + character };
    else pieces.push({ kind: 'text', text: character });
  }
  return pieces;
}
