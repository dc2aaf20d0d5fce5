/** What labels have in common at their beginning, without cutting a number in two; empty where each would be left without an end of its own. */
export function stemOf(labels: readonly string[]): string {
  const [first, ...others] = labels;
  if (first === undefined || others.length === 0) return '';
  const common = others.reduce((stem, label) => {
    let length = 0;
    while (length < stem.length && stem[length] === label[length]) length += 1;
    return stem.slice(0, length);
  }, first);
  const stem = common.replace(/[\p{Letter}\p{Mark}\p{Number}]+$/u, '');
  return labels.some(({ length }) => length === stem.length) ? '' : stem;
}
