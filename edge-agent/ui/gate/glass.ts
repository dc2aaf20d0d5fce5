import type { GlassView } from '../../src/gate/finger/glass-view.ts';

/** No picture of a finger stays on the page for longer, whatever becomes of the line. */
const longestMs = 15_000;

type Watch = (view: GlassView | undefined) => void;

const watchers = new Set<Watch>();
let shown: GlassView | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

function show(view: GlassView | undefined): void {
  clearTimeout(timer);
  shown = view;
  for (const watch of watchers) watch(view);
  if (view) timer = setTimeout(() => show(undefined), longestMs);
}

/** The finger on the glass: heard beside the view, so that only its picture is drawn anew while it comes. */
export const glass = {
  event: 'glass',
  hear: (json: string | undefined): void => {
    const view: GlassView | null = json === undefined ? null : JSON.parse(json);
    show(view ?? undefined);
  },
};

/** @returns a function that ends it */
export function watchGlass(watch: Watch): () => void {
  watchers.add(watch);
  watch(shown);
  return () => watchers.delete(watch);
}
