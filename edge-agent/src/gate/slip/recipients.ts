/** Who gets a slip: the person as proof, the court as the certificate that goes back with the warrant, the store with the property. */
export const recipients = ['person', 'court', 'store'] as const;
export type Recipient = (typeof recipients)[number];

/** What the slips of an event are about. */
export type SlipKind = 'release' | 'property-taken' | 'property-returned';
