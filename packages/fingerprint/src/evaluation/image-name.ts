/**
 * Finger and impression of a data set's file name `<finger>_<impression>.<extension>`; the last number is the impression, so that
 * `101_7_1.png` is impression 1 of finger `101_7`. Undefined for any other name.
 */
export function parseImageName(name: string): { finger: string; impression: string } | undefined {
  const match = /^([A-Za-z0-9]+(?:_[A-Za-z0-9]+)*)_(\d+)\.(?:tiff?|png|pgm|bmp)$/i.exec(name);
  const [, finger, impression] = match ?? [];
  return finger && impression ? { finger, impression } : undefined;
}

/** Order of fingers and of impressions: numbers by their value. */
export function byNumber(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
