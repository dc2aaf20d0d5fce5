/** A CAS registry number: digits in three groups, the last of which checks the others by their weighted sum. */
export function isCas(text: string): boolean {
  const [, head, middle, check] = /^(\d{2,7})-(\d\d)-(\d)$/.exec(text) ?? [];
  if (head === undefined || middle === undefined) return false;
  const sum = [...(head + middle)].toReversed().reduce((total, digit, at) => total + Number(digit) * (at + 1), 0);
  return sum % 10 === Number(check);
}

const comparable = (name: string): string => name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();

interface Named {
  readonly name: string;
  readonly cas?: string;
}

/**
 * Numbers the substances of entries: those of one CAS registry number are one, else those of one name. An entry without a number is of the
 * number that others of its name have, when they have but one.
 */
export function substancesOf(entries: readonly Named[]): Int32Array {
  const numbersOf = new Map<string, Set<string>>();
  for (const { name, cas } of entries) {
    if (cas === undefined) continue;
    const numbers = numbersOf.get(comparable(name)) ?? new Set();
    numbersOf.set(comparable(name), numbers.add(cas));
  }
  const known = new Map<string, number>();
  return Int32Array.from(entries, ({ name, cas }) => {
    const [number, another] = numbersOf.get(comparable(name)) ?? [];
    const substance = cas ?? (another === undefined ? number : undefined) ?? comparable(name);
    const found = known.get(substance) ?? known.size;
    known.set(substance, found);
    return found;
  });
}
