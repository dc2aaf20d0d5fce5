/**
 * Who gets a slip: the person as proof, the court as the certificate that goes back with the warrant, the store with the property, and
 * whoever ordered an erasure.
 */
export const recipients = ['person', 'court', 'store', 'authority'] as const;
export type Recipient = (typeof recipients)[number];

/** What the slips of an event are about. */
export type SlipKind = 'release' | 'property-taken' | 'property-returned' | 'erasure';
