/** The paper that orders an erasure. */
export const erasurePaper = {
  kind: 'court-order',
  number: 'CO-5',
  authority: 'Sessions Court',
  date: '2026-02-20',
} as const;

/** A house that waits thirty days before it destroys anything. */
export const thirtyDays = {
  waitingDays: 30,
  papers: [{ id: 'court-order', en: 'Order of a court', ur: 'عدالتی حکم' }],
};
