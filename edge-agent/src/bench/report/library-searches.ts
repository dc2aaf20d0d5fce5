import { type Exhibit, isStanding, stationOf } from '@custody-edge/event-contract';
import { isCustodyError } from '@custody-edge/foundation';
import { inOwnScale, say } from '@custody-edge/ui-kit';
import type { Block } from '@custody-edge/ui-kit/report';
import { type KeptSearch, keptSearchSchema, searchMediaType } from '../library/kept-search.ts';
import { presumptiveText } from '../library/presumptive.ts';

/** A library search that counts, and the exhibit that it is of. */
export interface ReportedSearch {
  readonly label: string;
  readonly kept: KeptSearch;
}

/** A library search whose file is not at this bench. */
export interface MissingSearch {
  readonly label: string;
  readonly station: string;
}

/**
 * Searches that were kept with exhibits, in their order.
 * @param read a file by its hash
 * @returns also those whose file is not here, each with the bench at which it was kept
 * @throws `file-damaged`
 */
export function searchesOf(
  exhibits: readonly Exhibit[],
  read: (hash: string) => { readonly content: Uint8Array },
): { readonly searches: ReportedSearch[]; readonly missing: MissingSearch[] } {
  const searches: ReportedSearch[] = [];
  const missing: MissingSearch[] = [];
  for (const { label, findings } of exhibits)
    for (const finding of findings) {
      const { event } = finding;
      if (event.type !== 'exhibit.file-bound.v1' || event.data.mediaType !== searchMediaType) continue;
      if (!isStanding(finding)) continue;
      try {
        const { content } = read(event.data.hash);
        searches.push({ label, kept: keptSearchSchema.parse(JSON.parse(Buffer.from(content).toString('utf8'))) });
      } catch (error) {
        if (!isCustodyError(error, 'file-unknown')) throw error;
        missing.push({ label, station: stationOf(event.source) });
      }
    }
  return { searches, missing };
}

const columns = [
  { head: say('library.rank'), width: 1, align: 'right' },
  { head: say('library.entry'), width: 6, align: 'left' },
  { head: { en: 'CAS', ur: 'CAS' }, width: 2.5, align: 'left' },
  { head: say('library.score'), width: 2, align: 'decimal' },
  { head: say('library.gap'), width: 2.5, align: 'decimal' },
  { head: say('library.coverage'), width: 2, align: 'right' },
] as const;

const mostRows = 5;

/** Each search as a plot of the spectrum over the entry of the first rank, with what the search says of the first ones. */
export function searchBlocks(searches: readonly ReportedSearch[]): Block[] {
  if (searches.length === 0) return [];
  return [
    { kind: 'heading', text: say('lab-case-report.searches') },
    ...searches.flatMap(({ label, kept }): Block[] => {
      const { matches, library, compared, passedOver, technique, category, recipe, searched } = kept;
      const { name, version, entries } = library;
      return [
        plotOf(label, kept),
        {
          kind: 'table',
          columns: [...columns],
          rows: matches
            .slice(0, mostRows)
            .map(({ rank, name: entry, cas, score, gap, coverage }) => [
              String(rank),
              entry,
              cas ?? '',
              score.toFixed(3),
              gap === undefined ? '' : gap.toFixed(3),
              `${Math.round(coverage * 100)} %`,
            ]),
        },
        {
          kind: 'paragraph',
          text: [
            presumptiveText(technique, category).en,
            say('library.version', { name, version, entries, compared, passed: passedOver }).en,
            say('lab-case-report.search-made', { recipe, file: searched.file }).en,
          ]
            .map((sentence) => `${sentence}.`)
            .join(' '),
        },
      ];
    }),
  ];
}

function plotOf(label: string, { technique, unit, query, best, matches }: KeptSearch): Block {
  const [first] = matches;
  const entry = first && best ? [{ label: `${first.rank}: ${first.name}`.slice(0, 80), ...drawn(best) }] : [];
  const axis = technique === 'raman' ? 'library.raman-shift' : 'library.wavenumber';
  return {
    kind: 'spectra',
    caption: say('lab-case-report.search-of', { label, technique: say(`technique.${technique}`) }),
    x: say(axis, { unit: unit === '/cm' ? '1/cm' : unit }).en,
    y: say('library.intensity').en,
    ...(technique === 'infrared' && { isReversed: true as const }),
    series: [{ label: say('library.query').en, ...drawn(query) }, ...entry],
  };
}

/** More digits than paper shows make the file larger and say nothing. */
function drawn(curve: KeptSearch['query']): { x: number[]; y: number[] } {
  const short = (value: number): number => Number(value.toPrecision(5));
  const { x, y } = inOwnScale(curve);
  return { x: Array.from(x, short), y: Array.from(y, (value) => short(value ?? 0)) };
}
