/** Whom a search found, the best first, and how many more fit. */
export interface FoundPeople {
  readonly subjects: readonly string[];
  readonly more: number;
}
