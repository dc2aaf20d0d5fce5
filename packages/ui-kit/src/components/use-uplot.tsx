import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { type Columns, nearest } from '../plot/curves.ts';
import { moved, partOf, type Range, rangeOf, zoomed } from '../plot/range.ts';
import { tokenAt, watchPalette } from './plot-palette.tsx';

/** Size on paper, in CSS pixels: across an A4 page within its margins. */
const paper = { width: 690, height: 264 };

/** How much one press of a key or button looks closer. */
export const closer = 0.5;

export interface PlotHandle {
  readonly host: RefObject<HTMLElement | null>;
  /** About the cursor, where there is one. */
  readonly zoom: (times: number) => void;
  readonly whole: () => void;
  /** Along what is seen, by a share of it, to the right of the glass. */
  readonly shift: (share: number) => void;
  /** Moves the cursor by so many points to the right of the glass. */
  readonly step: (points: number) => void;
  readonly toEnd: (end: 'left' | 'right') => void;
  readonly seen: () => Range | undefined;
}

const seenOf = (plot: uPlot): Range | undefined => {
  const { min, max } = plot.scales.x ?? {};
  return typeof min === 'number' && typeof max === 'number' ? { min, max } : undefined;
};

/**
 * Keeps one uPlot in its box: made anew when `made` changes, fed at most once a picture, in the colours of the page.
 * @param options what it draws, made when it is made
 * @param made what has to be the same for it to stay
 * @param onCursor hears the x under the cursor
 * @param begins the part of x that is seen first; all of it unless it is named
 */
export function useUplot(
  options: (token: (name: string) => string) => Omit<uPlot.Options, 'width' | 'height'>,
  made: string,
  columns: Columns,
  onCursor: (x: number | undefined) => void,
  begins?: Range,
): PlotHandle {
  const host = useRef<HTMLElement>(null);
  const plot = useRef<uPlot>(undefined);
  const latest = useRef(columns);
  latest.current = columns;

  useLayoutEffect(() => {
    const { current: box } = host;
    if (!box) return;
    const token = (name: string) => tokenAt(box, name);
    const asked = options(token);
    const drawn = new uPlot(
      {
        ...asked,
        width: box.clientWidth,
        height: box.clientHeight,
        hooks: {
          ...asked.hooks,
          setCursor: [
            ({ cursor, posToVal }) => onCursor((cursor.left ?? -1) < 0 ? undefined : posToVal(cursor.left ?? 0, 'x')),
          ],
        },
      },
      dataOf(latest.current),
      box,
    );
    plot.current = drawn;
    const all = rangeOf(latest.current[0]);
    if (all && begins) drawn.setScale('x', { ...partOf(all, begins) });
    const sizes = new ResizeObserver(() => drawn.setSize({ width: box.clientWidth, height: box.clientHeight }));
    sizes.observe(box);
    const endPalette = watchPalette(box, (isPaper) => {
      drawn.setSize(isPaper ? paper : { width: box.clientWidth, height: box.clientHeight });
      drawn.redraw();
    });
    return () => {
      endPalette();
      sizes.disconnect();
      drawn.destroy();
      plot.current = undefined;
    };
  }, [made]);

  const shown = useRef(columns);
  useEffect(() => {
    if (shown.current === columns) return;
    const frame = requestAnimationFrame(() => {
      shown.current = columns;
      if (plot.current) feed(plot.current, columns);
    });
    return () => cancelAnimationFrame(frame);
  }, [columns]);

  const wholeOf = () => rangeOf(latest.current[0]);
  const see = (change: (seen: Range, whole: Range, drawn: uPlot) => Range) => {
    const { current: drawn } = plot;
    const [seen, whole] = [drawn && seenOf(drawn), wholeOf()];
    if (drawn && seen && whole) drawn.setScale('x', { ...change(seen, whole, drawn) });
  };
  /** To which side of the data the right of the glass is. */
  const right = (drawn: uPlot): 1 | -1 => (drawn.scales.x?.dir === -1 ? -1 : 1);
  const place = (drawn: uPlot, index: number) => {
    const [xs] = latest.current;
    const x = xs[Math.min(xs.length - 1, Math.max(0, index))];
    if (x === undefined) return;
    // Rounding puts the first point beside the glass, where a cursor is none.
    drawn.setCursor({ left: Math.max(0, drawn.valToPos(x, 'x')), top: drawn.bbox.height / devicePixelRatio / 2 });
  };
  /** The first and the last point in sight. */
  const ends = (drawn: uPlot): [number, number] => {
    const [seen, [xs]] = [seenOf(drawn), latest.current];
    if (!seen) return [0, xs.length - 1];
    return [xs.findIndex((x) => x >= seen.min), xs.findLastIndex((x) => x <= seen.max)];
  };
  return {
    host,
    zoom: (times) =>
      see((seen, whole, { cursor, posToVal }) => {
        const about = (cursor.left ?? -1) < 0 ? (seen.min + seen.max) / 2 : posToVal(cursor.left ?? 0, 'x');
        const least = ((whole.max - whole.min) / Math.max(1, latest.current[0].length)) * 4;
        return zoomed(seen, whole, times, about, least);
      }),
    whole: () => see((_, whole) => whole),
    shift: (share) => see((seen, whole, drawn) => moved(seen, whole, share * right(drawn))),
    step: (points) => {
      const { current: drawn } = plot;
      if (!drawn) return;
      const [first, last] = ends(drawn);
      const { left = -1 } = drawn.cursor;
      const start = left < 0 ? Math.round((first + last) / 2) : nearest(latest.current[0], drawn.posToVal(left, 'x'));
      place(drawn, Math.min(last, Math.max(first, start + points * right(drawn))));
    },
    toEnd: (end) => {
      const { current: drawn } = plot;
      if (drawn) place(drawn, ends(drawn)[(end === 'right') === (right(drawn) === 1) ? 1 : 0]);
    },
    seen: () => plot.current && seenOf(plot.current),
  };
}

/** New values under what is seen; whoever looks at a stretch keeps it. */
function feed(drawn: uPlot, columns: Columns): void {
  const [before, seen] = [rangeOf(drawn.data[0]), seenOf(drawn)];
  const isWhole = !before || !seen || (seen.min <= before.min && seen.max >= before.max);
  drawn.batch(() => {
    drawn.setData(dataOf(columns), isWhole);
    if (!isWhole) drawn.setScale('x', { ...seen });
  });
}

const dataOf = ([x, ...ys]: Columns): uPlot.AlignedData => [[...x], ...ys.map((column) => [...column])];

/** What the keys of a plot do; a key that it does not know goes on to the page. */
export function plotKeys(handle: PlotHandle, toggleTable: () => void, zooms: boolean): (event: KeyboardEvent) => void {
  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => handle.step(-1),
    ArrowRight: () => handle.step(1),
    Home: () => handle.toEnd('left'),
    End: () => handle.toEnd('right'),
    KeyT: toggleTable,
    ...(zooms && {
      '+': () => handle.zoom(closer),
      '=': () => handle.zoom(closer),
      '-': () => handle.zoom(1 / closer),
      '0': handle.whole,
      PageUp: () => handle.shift(-0.5),
      PageDown: () => handle.shift(0.5),
    }),
  };
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const points = event.shiftKey && event.key.startsWith('Arrow') ? 20 : 1;
    // A key by its place is the same on an Urdu layout.
    const does = keys[event.code] ?? keys[event.key];
    if (!does) return;
    event.preventDefault();
    event.stopPropagation();
    for (let times = 0; times < points; times++) does();
  };
}
