/** What a person is compared with who has no readable finger. */
export const comparables = ['photograph', 'marks'] as const;
export type Comparable = (typeof comparables)[number];
