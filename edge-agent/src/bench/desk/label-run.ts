/** Characters of the longest label. */
export const longestLabel = 120;

/**
 * Labels of a roll, each one more than the one before: the number at the end of the first counts up and keeps its places (`9-001`, `9-002`).
 * @returns undefined where it ends in no number, or the last would be longer than a label may be
 */
export function labelsFrom(first: string, count: number): string[] | undefined {
  const [, stem, number] = /^(.*?)([0-9]+)$/su.exec(first) ?? [];
  if (stem === undefined || number === undefined) return undefined;
  const begin = BigInt(number);
  const labels = Array.from({ length: count }, (_, index) => {
    const next = (begin + BigInt(index)).toString();
    return `${stem}${next.padStart(number.length, '0')}`;
  });
  return labels.some(({ length }) => length > longestLabel) ? undefined : labels;
}
