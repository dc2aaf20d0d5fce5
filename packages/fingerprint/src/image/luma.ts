/** Grey of a colour, each part 0 … 255 (ITU-R BT.601 weights); of equal parts their own value. */
export function lumaOf(red: number, green: number, blue: number): number {
  return Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
}
