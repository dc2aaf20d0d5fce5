/** A share with the bounds between which the true one lies with 95 % confidence, if the tries are independent. */
export interface ShareInterval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

const deviations = 1.96;

/**
 * Wilson's score interval; where nothing (or everything) was seen the rule of three gives the open end (3 over the tries).
 * @param hits how often it happened, 0 … tries
 */
export function shareInterval(hits: number, tries: number): ShareInterval {
  if (tries === 0) return { share: 0, low: 0, high: 1 };
  const share = hits / tries;
  if (hits === 0) return { share, low: 0, high: Math.min(1, 3 / tries) };
  if (hits === tries) return { share, low: Math.max(0, 1 - 3 / tries), high: 1 };
  const squared = deviations ** 2;
  const middle = (share + squared / (2 * tries)) / (1 + squared / tries);
  const half =
    (deviations * Math.sqrt((share * (1 - share)) / tries + squared / (4 * tries * tries))) / (1 + squared / tries);
  return { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
