/** An officer as the subject of an event, and of what is kept under a key of theirs. */
export const subjectOf = (officerId: string): string => `officer/${officerId}`;
