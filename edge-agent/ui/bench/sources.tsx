import { say } from '@custody-edge/ui-kit';
import { Code, Label, SmallPlot, Text, useLanguage, When, Written } from '@custody-edge/ui-kit/components';
import { useId, useState } from 'preact/hooks';
import type { FindingView, SourceView } from '../../src/bench/view.ts';
import { AmendedValue, Marks } from './amended-value.tsx';
import { findingWords, isMarked, officerWords, valueWords } from './finding-words.ts';
import { Controls } from './findings.tsx';
import { rawPieces } from './raw-text.ts';

/** With more, the numbers of one exhibit stand in one row until it is opened. */
const mostOpen = 60;

/** Every number of a case; one touch opens what the instrument sent beside what was read from it. */
export function Sources({ sources }: { sources: readonly SourceView[] }) {
  if (sources.length <= mostOpen) return <SourceList sources={sources} />;
  const ofExhibits = Map.groupBy(sources, ({ exhibit }) => exhibit.subject);
  return (
    <ul class="sources">
      {[...ofExhibits].map(([subject, own]) => (
        <SourcesOfExhibit key={subject} sources={own} />
      ))}
    </ul>
  );
}

function SourceList({ sources }: { sources: readonly SourceView[] }) {
  return (
    <ul class="sources">
      {sources.map((source) => (
        <Source key={source.event} source={source} />
      ))}
    </ul>
  );
}

/** All numbers of one exhibit in a row, to be compared with those of the next; a touch opens each with its source. */
function SourcesOfExhibit({ sources }: { sources: readonly SourceView[] }) {
  const [open, setOpen] = useState(false);
  const listId = useId();
  const isAnyMarked = sources.some(({ finding }) => isMarked(finding));
  return (
    <li class={isAnyMarked ? 'source source-marked' : 'source'}>
      <button
        type="button"
        class="source-exhibit"
        aria-expanded={open}
        aria-controls={listId}
        onClick={() => setOpen(!open)}
      >
        <strong class="source-label">
          <Written>{sources[0]?.exhibit.label ?? ''}</Written>
        </strong>
        {sources.map(({ event, finding }) => (
          <span key={event} class="source-of-exhibit">
            <span>
              <Text of={findingWords(finding)} />
            </span>
            <AmendedValue finding={finding} />
          </span>
        ))}
      </button>
      <div id={listId} hidden={!open}>
        {open && <SourceList sources={sources} />}
      </div>
    </li>
  );
}

function Source({ source }: { source: SourceView }) {
  const { exhibit, finding, samples } = source;
  const [open, setOpen] = useState(false);
  const rawId = useId();
  const { pick } = useLanguage();
  const unit = finding.kind === 'weight' ? finding.unit : '';
  return (
    <li class={isMarked(finding) ? 'source source-marked' : 'source'}>
      <div class="source-line">
        <strong class="source-label">
          <Written>{exhibit.label}</Written>
        </strong>
        <span>
          <Text of={findingWords(finding)} />
        </span>
        <span class="source-value">
          <AmendedValue finding={finding} />
        </span>
        <span>{samples.length > 1 && <SmallPlot points={samples} unit={unit} />}</span>
        <span class="review-soft source-who">
          <When at={finding.at} /> <Text of={officerWords(finding.officer)} />
        </span>
        <button
          type="button"
          class="button button-quiet"
          aria-expanded={open}
          aria-controls={rawId}
          aria-label={pick(
            open ? say('review.hide-raw') : say('review.raw-of', { value: valueWords(finding), label: exhibit.label }),
          )}
          onClick={() => setOpen(!open)}
        >
          <Label of={open ? 'review.hide-raw' : 'review.raw'} />
        </button>
      </div>
      <p class="source-marks">
        <Marks finding={finding} />
      </p>
      <div id={rawId} hidden={!open}>
        {open && <RoomOf finding={finding} />}
        {open && <Raw source={source} />}
      </div>
    </li>
  );
}

/** What the room was like in which an instrument measured it. */
function RoomOf({ finding: { room } }: { finding: FindingView }) {
  if (!room) return null;
  return (
    <p class="review-soft">
      <Text of={room} />
    </p>
  );
}

function Raw({ source: { finding, samples } }: { source: SourceView }) {
  switch (finding.kind) {
    case 'weight':
      return (
        <div class="source-raw">
          <p class="review-soft">
            <Written>{finding.balance}</Written>
          </p>
          {samples.length === 0 ? (
            <p>
              <Label of={finding.manual === undefined ? 'review.no-raw' : 'review.no-raw-manual'} />
            </p>
          ) : (
            <Samples samples={samples} unit={finding.unit} />
          )}
        </div>
      );
    case 'test':
      return (
        <div class="source-raw">
          <p>
            <Text of={say('review.protocol', { protocol: finding.protocol })} />
          </p>
          <p>
            <Written>{finding.observed}</Written>
          </p>
          {finding.reagent && (
            <p>
              <Text of={say('review.reagent', finding.reagent)} />
            </p>
          )}
          {finding.reagent && <Controls reagent={finding.reagent} />}
          {finding.method && (
            <p>
              <Text of={say('lab-case-report.of-method', finding.method)} />
            </p>
          )}
          {finding.files.length > 0 && (
            <p>
              <Text of={say('review.files', { count: finding.files.length })} />
            </p>
          )}
        </div>
      );
    case 'file':
      return (
        <div class="source-raw">
          <p>
            <Code>{finding.mediaType}</Code> · <Text of={say('review.bytes', { count: finding.bytes })} />
          </p>
          <p class="source-hash">
            <Code>SHA-256 {finding.hash}</Code>
          </p>
        </div>
      );
  }
}

function Samples({ samples, unit }: { samples: SourceView['samples']; unit: string }) {
  return (
    <table class="source-samples">
      <thead>
        <tr>
          {(['review.after', 'review.sent', 'review.read'] as const).map((label) => (
            <th key={label} scope="col">
              <Label of={label} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {samples.map(({ raw, value, afterMs }, index) => (
          <tr key={`${index} ${raw}`}>
            <td>{afterMs !== undefined && <Code>{(afterMs / 1000).toFixed(2)} s</Code>}</td>
            <td>
              <bdi dir="ltr" class="source-sent">
                {rawPieces(raw).map(({ kind, text }, place) =>
                  kind === 'text' ? text : <abbr key={`${place} ${text}`}>{text}</abbr>,
                )}
              </bdi>
            </td>
            <td>
              <Code>
                {value} {unit}
              </Code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
