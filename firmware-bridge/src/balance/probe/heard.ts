const [tab, lineFeed, carriageReturn] = [0x09, 0x0a, 0x0d];
const topBit = 0x80;
/** Of text, so much at least is letters: the first bytes after opening a port may be cut. */
const leastPrintable = 0.9;
const leastBytes = 3;

/** What came, as far as it can be told without a dialect. */
export type Impression =
  | { readonly kind: 'nothing' }
  /** Letters, digits and line ends. */
  | { readonly kind: 'text' }
  /** Text of seven bits whose parity bit was heard as an eighth one. */
  | { readonly kind: 'seven-bit-text'; readonly parity: 'even' | 'odd' }
  | { readonly kind: 'no-text' };

export function impressionOf(heard: Uint8Array): Impression {
  if (heard.length === 0) return { kind: 'nothing' };
  if (isText(heard)) return { kind: 'text' };
  const parity = parityOf(heard);
  if (parity && isText(heard.map((byte) => byte & ~topBit))) return { kind: 'seven-bit-text', parity };
  return { kind: 'no-text' };
}

/** Lines that have ended, as Latin-1; what follows the last line end is left out. */
export function textLines(heard: Uint8Array): string[] {
  return Buffer.from(heard)
    .toString('latin1')
    .split(/[\r\n]+/)
    .slice(0, -1)
    .filter((line) => line !== '');
}

function isText(bytes: Uint8Array): boolean {
  const letters = bytes.filter((byte) => isPrintable(byte) || isBlank(byte));
  return bytes.length >= leastBytes && bytes.some(isPrintable) && letters.length >= bytes.length * leastPrintable;
}

const isPrintable = (byte: number): boolean => byte > 0x20 && byte < 0x7f;
const isBlank = (byte: number): boolean =>
  byte === 0x20 || byte === tab || byte === lineFeed || byte === carriageReturn;

/** The parity that all of the bytes have, where it is no accident. */
function parityOf(bytes: Uint8Array): 'even' | 'odd' | undefined {
  if (bytes.length < leastBytes) return undefined;
  const odd = bytes.filter(hasOddParity).length;
  if (odd === 0) return 'even';
  return odd === bytes.length ? 'odd' : undefined;
}

function hasOddParity(byte: number): boolean {
  let odd = false;
  for (let rest = byte; rest > 0; rest >>= 1) odd = odd !== ((rest & 1) === 1);
  return odd;
}
