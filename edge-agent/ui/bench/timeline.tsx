import { say, wallDateTime } from '@custody-edge/ui-kit';
import { Code, Label, Sign, SignShape, Text, Written } from '@custody-edge/ui-kit/components';
import { useId } from 'preact/hooks';
import type { FindingView, TimelineLineView } from '../../src/bench/view.ts';
import { AmendedValue, Marks } from './amended-value.tsx';
import { findingWords, officerWords } from './finding-words.ts';
import './timeline.css';

/** Custody and findings of one exhibit as one line from its first event down to its last. */
export function Timeline({
  label,
  lines,
  findings,
}: {
  label: string;
  /** Oldest first. */
  lines: readonly TimelineLineView[];
  /** What was found, with what became of it; those of the lines. */
  findings: readonly FindingView[];
}) {
  const titleId = useId();
  const found = new Map(findings.map((finding) => [finding.event, finding]));
  const gaps = lines.reduce((count, line) => count + line.gaps.length, 0);
  return (
    <section
      class="timeline"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a long line is scrolled by keys
      tabIndex={0}
      aria-labelledby={titleId}
    >
      <h1 id={titleId} class="timeline-title prose">
        <Label of="timeline.title" /> <Written>{label}</Written>
      </h1>
      {lines.length === 0 ? (
        <p class="prose">
          <Label of="timeline.empty" />
        </p>
      ) : (
        <Sign sign={gaps > 0 ? 'stop' : 'go'} size="line">
          <Text of={gaps > 0 ? say('timeline.gaps', { count: gaps }) : say('timeline.whole')} />
        </Sign>
      )}
      <ol>
        {lines.map((line) => (
          <Line key={line.event} line={line} finding={found.get(line.event)} />
        ))}
      </ol>
    </section>
  );
}

function Line({ line, finding }: { line: TimelineLineView; finding: FindingView | undefined }) {
  const { at, text, gaps, station, officer, signedBy } = line;
  return (
    <li class={gaps.length > 0 ? 'timeline-line timeline-broken' : 'timeline-line'}>
      <div class="timeline-when">
        <time dateTime={at}>
          <Code>{wallDateTime(at)}</Code>
        </time>
        <TimeQuality quality={line.timeQuality} />
      </div>
      <div class="timeline-what">
        {gaps.map((gap) => (
          <p key={gap.en} class="timeline-gap">
            <SignShape sign="stop" />
            <strong>
              <Label of="timeline.gap" />:
            </strong>
            <span>
              <Text of={gap} />
            </span>
          </p>
        ))}
        <p class="timeline-text">
          <Text of={text} />
        </p>
        {finding && (
          <p class="timeline-found">
            <span class="timeline-soft">
              <Text of={findingWords(finding)} />
            </span>{' '}
            <AmendedValue finding={finding} /> <Marks finding={finding} />
          </p>
        )}
        {finding?.room && (
          <p class="timeline-soft">
            <Text of={finding.room} />
          </p>
        )}
        <p class="timeline-soft timeline-who">
          <span>
            {signedBy.length > 0 ? (
              <Text
                of={say('timeline.signed', {
                  officers: {
                    en: signedBy.map((one) => officerWords(one).en).join(', '),
                    ur: signedBy.map((one) => officerWords(one).ur).join('، '),
                  },
                })}
              />
            ) : (
              officer && <Text of={say('timeline.unsigned', { officer: officerWords(officer) })} />
            )}
          </span>
          <span>
            <Text of={say('timeline.station', { station })} />
          </span>
        </p>
      </div>
    </li>
  );
}

/** A time that was checked says so in small words; one that proves little beside its sign. */
function TimeQuality({ quality }: { quality: string }) {
  if (quality === 'synced')
    return (
      <span class="timeline-quality timeline-soft">
        <Label of="timeline.time-synced" />
      </span>
    );
  return (
    <span class="timeline-quality timeline-doubt">
      <SignShape sign="wait" />
      <span>
        <Label of={quality === 'holdover' ? 'timeline.time-holdover' : 'timeline.time-unset'} />
      </span>
    </span>
  );
}
