/** The address of a page on which nothing is weighed, as a button goes to it. */
export const lookBack = (
  show: 'instruments' | 'timeline' | 'reports' | 'review' | 'library',
  about: Readonly<Record<string, string>> = {},
): string => `/look-back?${new URLSearchParams({ show, ...about })}`;
