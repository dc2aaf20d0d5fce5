/** One key that types a character on a US keyboard. */
interface Key {
  /** Usage of USB keyboards (HID Usage Tables, page 07). */
  readonly usage: number;
  /** Key code of Linux (linux/input-event-codes.h). */
  readonly code: number;
  readonly plain: string;
  readonly shifted: string;
}

/** Key codes of the letters, a to z. */
const letterCodes = [
  30, 48, 46, 32, 18, 33, 34, 35, 23, 36, 37, 38, 50, 49, 24, 25, 16, 19, 31, 20, 22, 47, 17, 45, 21, 44,
] as const;
const firstLetterUsage = 0x04;
const letters = letterCodes.map((code, index): Key => {
  const plain = String.fromCharCode('a'.charCodeAt(0) + index);
  return { usage: firstLetterUsage + index, code, plain, shifted: plain.toUpperCase() };
});

const firstDigitUsage = 0x1e;
const firstDigitCode = 2;
const shiftedDigits = '!@#$%^&*()';
const digits = [...'1234567890'].map(
  (plain, index): Key => ({
    usage: firstDigitUsage + index,
    code: firstDigitCode + index,
    plain,
    shifted: shiftedDigits.charAt(index),
  }),
);

const others: readonly Key[] = [
  { usage: 0x2c, code: 57, plain: ' ', shifted: ' ' },
  { usage: 0x2d, code: 12, plain: '-', shifted: '_' },
  { usage: 0x2e, code: 13, plain: '=', shifted: '+' },
  { usage: 0x2f, code: 26, plain: '[', shifted: '{' },
  { usage: 0x30, code: 27, plain: ']', shifted: '}' },
  { usage: 0x31, code: 43, plain: '\\', shifted: '|' },
  { usage: 0x33, code: 39, plain: ';', shifted: ':' },
  { usage: 0x34, code: 40, plain: "'", shifted: '"' },
  { usage: 0x35, code: 41, plain: '`', shifted: '~' },
  { usage: 0x36, code: 51, plain: ',', shifted: '<' },
  { usage: 0x37, code: 52, plain: '.', shifted: '>' },
  { usage: 0x38, code: 53, plain: '/', shifted: '?' },
  { usage: 0x28, code: 28, plain: '\r', shifted: '\r' },
];

/** Every key that types something; Enter types a carriage return. */
export const keys: readonly Key[] = [...letters, ...digits, ...others];
