import { Code, Label, Sign, Text } from '@custody-edge/ui-kit/components';
import type { SeriesView } from '../../src/bench/view.ts';
import './pan.css';

/** The steady readings as they come, with their mean and spread; why the ones before do not count is said in front of the eyes. */
export function Series({ series, unit }: { series: SeriesView | undefined; unit: string | undefined }) {
  const count = series?.count ?? 0;
  return (
    <section class="bench-panel bench-series">
      <h2>
        <Label of="lab.series" /> <Code>{count}</Code>
      </h2>
      {series?.voided && (
        <Sign sign="wait" size="line">
          <Text of={series.voided} />
        </Sign>
      )}
      <dl class="bench-series-sum">
        <dt>
          <Label of="lab.mean" />
        </dt>
        <dd>
          <Code>{series?.mean === undefined ? '–' : `${series.mean} ${series.unit ?? unit ?? ''}`}</Code>
        </dd>
        <dt>
          <Label of="lab.spread" />
        </dt>
        <dd>
          <Code>{series?.spread === undefined ? '–' : `${series.spread} ${series.unit ?? unit ?? ''}`}</Code>
        </dd>
      </dl>
      {count === 0 && (
        <p class="hint">
          <Label of="lab.series-none" />
        </p>
      )}
      <ol class="bench-series-values">
        {(series?.values ?? []).toReversed().map((value, index) => (
          <li key={count - index}>
            <span>
              <Code>{count - index}</Code>
            </span>
            <Code>{value}</Code>
          </li>
        ))}
      </ol>
    </section>
  );
}
