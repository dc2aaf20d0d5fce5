import type { BilingualText } from '@custody-edge/foundation';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type uPlot from 'uplot';
import { say } from '../messages/say.ts';
import type { Columns } from '../plot/curves.ts';
import type { Range } from '../plot/range.ts';
import { Button } from './button.tsx';
import { useLanguage } from './language.tsx';
import { Label, Text } from './text.tsx';
import { closer, plotKeys, useUplot } from './use-uplot.tsx';

/** What every plot has around its lines: words, keys, the value under the cursor, and the numbers as a table. */
export function PlotFrame({
  id,
  title,
  says,
  xLabel,
  yLabel,
  columns,
  options,
  onCursor,
  zooms,
  begins,
  legend,
  at,
  table,
}: {
  /** Another one is drawn anew. */
  id: string;
  title: BilingualText;
  /** What the plot shows, for whoever does not see it. */
  says: BilingualText;
  xLabel: BilingualText;
  yLabel: BilingualText;
  columns: Columns;
  options: (token: (name: string) => string) => Omit<uPlot.Options, 'width' | 'height'>;
  onCursor: (x: number | undefined) => void;
  zooms: boolean;
  /** The part of x that is seen first. */
  begins?: Range | undefined;
  legend: ComponentChildren;
  /** Where the cursor stands. */
  at: ComponentChildren;
  /** The numbers in sight, as they were when the table was opened. */
  table: (seen: Range | undefined, held: Columns) => ComponentChildren;
}) {
  const { pick } = useLanguage();
  const [titleId, keysId] = [useId(), useId()];
  const [byKeys, setByKeys] = useState(false);
  const [opened, setOpened] = useState<{ seen: Range | undefined; held: Columns }>();
  const tableBox = useRef<HTMLElement>(null);
  // Whoever opens the table by its key stands in it at once.
  useEffect(() => {
    if (opened) tableBox.current?.focus();
  }, [opened]);
  const handle = useUplot(options, id, columns, onCursor, begins);
  const isEmpty = columns[0].length === 0;
  const toggle = () => setOpened(opened ? undefined : { seen: handle.seen(), held: columns });
  const press = plotKeys(handle, toggle, zooms);
  const keys = { plus: '+', minus: '−', zero: '0', table: 'T' };
  return (
    <figure class="plot" aria-labelledby={titleId}>
      <figcaption id={titleId} class="plot-title prose">
        <Text of={title} />
      </figcaption>
      <p class="plot-y-label">
        <Text of={yLabel} />
      </p>
      <div class="plot-room">
        <section
          ref={handle.host}
          class="plot-box"
          dir="ltr"
          tabIndex={opened ? -1 : 0}
          aria-label={pick(says)}
          aria-describedby={keysId}
          aria-hidden={opened ? 'true' : undefined}
          onKeyDown={(event) => {
            setByKeys(true);
            press(event);
          }}
          onPointerMove={() => setByKeys(false)}
        />
        {isEmpty && (
          <p class="plot-empty prose">
            <Label of="plot.empty" />
          </p>
        )}
        {opened && (
          <section
            ref={tableBox}
            class="plot-numbers"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a long table is scrolled by keys
            tabIndex={0}
            aria-labelledby={titleId}
            onKeyDown={(event) => {
              if (event.code !== 'KeyT') return;
              event.preventDefault();
              event.stopPropagation();
              toggle();
              handle.host.current?.focus();
            }}
          >
            {opened.held !== columns && (
              <p class="plot-note">
                <Label of="plot.stands" />
              </p>
            )}
            {table(opened.seen, opened.held)}
          </section>
        )}
      </div>
      <p class="plot-x-label">
        <Text of={xLabel} />
      </p>
      <div class="plot-under">
        <div class="plot-legend" aria-live={byKeys ? 'polite' : 'off'}>
          <p class="plot-at">
            {at !== undefined && (
              <>
                <Text of={xLabel} /> {at}
              </>
            )}
          </p>
          <ul class="plot-lines">{legend}</ul>
        </div>
        <div class="plot-buttons">
          {zooms && (
            <>
              <Button rank="quiet" disabled={isEmpty || opened !== undefined} onPress={() => handle.zoom(closer)}>
                <Label of="plot.closer" />
              </Button>
              <Button rank="quiet" disabled={isEmpty || opened !== undefined} onPress={() => handle.zoom(1 / closer)}>
                <Label of="plot.farther" />
              </Button>
              <Button rank="quiet" disabled={isEmpty || opened !== undefined} onPress={handle.whole}>
                <Label of="plot.whole" />
              </Button>
            </>
          )}
          <Button rank="quiet" disabled={isEmpty} onPress={toggle}>
            <Label of={opened ? 'plot.as-plot' : 'plot.as-table'} />
          </Button>
        </div>
      </div>
      <p id={keysId} class="visually-hidden">
        <Text of={zooms ? say('plot.keys', keys) : say('plot.keys-still', { table: 'T' })} />
      </p>
    </figure>
  );
}
