/** The digits of Urdu, Persian and Arabic keyboards as the record writes them; everything else stays, and the text is as long as before. */
export const latinDigits = (text: string): string =>
  text.replace(/[\u06F0-\u06F9\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
