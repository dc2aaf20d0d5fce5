/** How the lines of one plot are told apart, also without colours. */
export const lineStyles = [
  { token: '--plot-1', dash: [] },
  { token: '--plot-2', dash: [9, 4] },
  { token: '--plot-3', dash: [2, 3] },
  { token: '--plot-4', dash: [10, 3, 2, 3] },
] as const;

export const lineStyle = (curve: number): (typeof lineStyles)[number] =>
  lineStyles[curve % lineStyles.length] ?? lineStyles[0];

/** The class under which every colour of a plot is black: paper is white, whatever stood on the screen. */
const onPaper = 'plot-on-paper';

/**
 * Hears when the colours of the page change: day and night, and paper.
 * @returns a function that ends it
 */
export function watchPalette(plot: HTMLElement, changed: (isPaper: boolean) => void): () => void {
  const turn = (isPaper: boolean) => () => {
    plot.classList.toggle(onPaper, isPaper);
    changed(isPaper);
  };
  const [toPaper, toScreen] = [turn(true), turn(false)];
  const theme = new MutationObserver(() => changed(plot.classList.contains(onPaper)));
  theme.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-place'] });
  addEventListener('beforeprint', toPaper);
  addEventListener('afterprint', toScreen);
  return () => {
    theme.disconnect();
    removeEventListener('beforeprint', toPaper);
    removeEventListener('afterprint', toScreen);
  };
}

/** The value of a token where the plot stands. */
export const tokenAt = (plot: Element, token: string): string => getComputedStyle(plot).getPropertyValue(token).trim();
