import type { BilingualText } from '@custody-edge/foundation';
import { inOwnScale, type PlotCurve, say } from '@custody-edge/ui-kit';
import { Code, Label, LinePlot, LineSwatch, Sign, Text, Written } from '@custody-edge/ui-kit/components';
import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { LibraryMatchView, LibraryResultView } from '../../src/bench/library/search-view.ts';
import { unitText } from './spectral-units.ts';
import './library-search.css';

/** Entries over which the query is drawn: with it, as many lines as can be told apart. */
const mostShown = 3;

/**
 * A spectrum over the entries of a library that are most like it, and what the search says of them. Alike is never called the same.
 * @param title what was measured
 * @param axis what x is, where its unit alone does not say
 */
export function LibrarySearchPage({
  title,
  axis,
  wording,
  result,
  children,
}: {
  title: BilingualText;
  axis: 'wavenumber' | 'raman-shift' | 'wavelength';
  /** How far a likeness goes. */
  wording: BilingualText;
  result: LibraryResultView;
  /** What can be done with what was found. */
  children?: ComponentChildren;
}) {
  const { matches, query, library, compared, passedOver } = result;
  const [chosen, setChosen] = useState<readonly number[]>(() => matches.slice(0, mostShown).map(({ rank }) => rank));
  const shown = matches.filter(({ rank }) => chosen.includes(rank));
  const curves = useMemo((): readonly PlotCurve[] => {
    const best = shown.map(({ rank, name, curve }) => ({
      label: say('library.best-of', { rank, name }),
      ...inOwnScale(curve),
    }));
    return [{ label: say('library.query'), ...inOwnScale(query) }, ...best];
  }, [result, chosen]);
  const toggle = (rank: number) =>
    setChosen(chosen.includes(rank) ? chosen.filter((one) => one !== rank) : [...chosen, rank].slice(-mostShown));
  return (
    <section class="library">
      <Sign sign="information" size="line">
        <Text of={wording} />
      </Sign>
      <LinePlot
        id={`${library.version} ${title.en} ${chosen.join(' ')}`}
        title={say('library.plot', { title })}
        xLabel={say(`library.${axis}`, { unit: unitText(result.unit) })}
        yLabel={say('library.intensity')}
        curves={curves}
        reversed={axis === 'wavenumber'}
      />
      <aside class="library-rows">
        <h1 class="prose">
          <Label of="library.title" />
        </h1>
        {matches.length === 0 ? (
          <p class="prose">
            <Label of="library.nothing-alike" />
          </p>
        ) : (
          <ol>
            {matches.map((match) => (
              <MatchRow
                key={match.rank}
                match={match}
                line={shown.indexOf(match) + 1}
                onToggle={() => toggle(match.rank)}
              />
            ))}
          </ol>
        )}
        <p class="library-version">
          <Text
            of={say('library.version', {
              name: library.name,
              version: library.version.slice(0, 12),
              entries: library.entries,
              compared,
              passed: passedOver,
            })}
          />
        </p>
        {children}
      </aside>
    </section>
  );
}

const threeDigits = (value: number): string => value.toFixed(3);

function MatchRow({ match, line, onToggle }: { match: LibraryMatchView; line: number; onToggle: () => void }) {
  const { rank, score, gap, coverage, name, cas, source } = match;
  return (
    <li class={line > 0 ? 'library-row library-shown' : 'library-row'}>
      <button type="button" class="library-name" aria-pressed={line > 0} onClick={onToggle}>
        <strong>
          <Code>{rank}</Code>
        </strong>
        <span>
          <Written>{name}</Written> {cas !== undefined && <Code>{cas}</Code>}
        </span>
        {line > 0 && <LineSwatch curve={line} />}
      </button>
      <dl class="library-facts">
        <div>
          <dt>
            <Label of="library.score" />
          </dt>
          <dd>
            <Code>{threeDigits(score)}</Code>
          </dd>
        </div>
        <div>
          <dt>
            <Label of="library.gap" />
          </dt>
          <dd>{gap === undefined ? '—' : <Code>{threeDigits(gap)}</Code>}</dd>
        </div>
        <div>
          <dt>
            <Label of="library.coverage" />
          </dt>
          <dd>
            <Code>{Math.round(coverage * 100)} %</Code>
          </dd>
        </div>
      </dl>
      {source !== '' && (
        <p class="library-source">
          <Written>{source}</Written>
        </p>
      )}
    </li>
  );
}
