/** The two languages every sentence a person reads must exist in. */
export type Language = 'en' | 'ur';

/** One sentence in both languages; a missing translation does not compile. */
export type BilingualText = Readonly<Record<Language, string>>;
