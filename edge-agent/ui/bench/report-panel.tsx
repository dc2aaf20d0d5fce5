import { say, wallTime } from '@custody-edge/ui-kit';
import { Button, Code, Label, Sign, SignShape, Text } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { BenchAction } from '../../src/bench/actions.ts';
import type { ReviewView } from '../../src/bench/view.ts';
import { Conclude } from './conclude.tsx';
import { Draft } from './draft.tsx';

/** The report of a case: what it lacks, its pages as they stand, and those that left the laboratory. */
export function ReportPanel({
  review,
  press,
}: {
  review: ReviewView;
  press: (action: BenchAction) => Promise<unknown>;
}) {
  const { case: reviewed, report, issued, conclusion, isMine } = review;
  const [concluding, setConcluding] = useState(false);
  const [reading, setReading] = useState(false);
  const { subject } = reviewed;
  const isIssued = issued.length > 0 && !issued.some(({ number }) => number !== conclusion?.number);
  return (
    <section class="report-panel" aria-label={say('case-report.title').en}>
      <h2 class="prose">
        <Label of="case-report.title" />
      </h2>
      <ul class="report-issued">
        {issued.map(({ event, number, fileName, at, pdfHash, isSuperseded, elsewhere }) => (
          <li key={event}>
            <SignShape sign={isSuperseded ? 'wait' : 'go'} />
            {elsewhere === undefined ? (
              <>
                <a class="button button-quiet" href={`/api/bench/file/${pdfHash}`} download={`${fileName}.pdf`}>
                  <Code>{number}</Code>
                </a>
                <a class="button button-quiet" href={`/api/bench/issued/${event}`} download={`${fileName}.jws`}>
                  <Label of="case-report.signed-event" />
                </a>
              </>
            ) : (
              <strong>
                <Code>{number}</Code>
              </strong>
            )}
            <span>
              <Text
                of={say(isSuperseded ? 'case-report.superseded' : 'case-report.issued', {
                  when: wallTime(at, Date.now()),
                })}
              />
              {elsewhere !== undefined && (
                <>
                  {' · '}
                  <Text of={say('case-report.file-at', { station: elsewhere })} />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      {issued.some(({ elsewhere }) => elsewhere === undefined) && (
        <p class="report-proof">
          <a class="button button-quiet" href="/api/bench/station-record" download="station.jws">
            <Label of="case-report.station-record" />
          </a>
          <Label of="case-report.hand-out-all" />
        </p>
      )}
      {report.gaps.length === 0 ? (
        <Sign sign="go" size="line">
          <Label of={isIssued ? 'case-report.nothing-new' : 'case-report.whole'} />
        </Sign>
      ) : (
        <Sign sign="wait" size="line">
          <Label of={isIssued ? 'case-report.changed-since' : 'case-report.lacks'} />
          <ul class="review-gaps">
            {report.gaps.map((gap) => (
              <li key={gap.en}>
                <Text of={gap} />
              </li>
            ))}
          </ul>
        </Sign>
      )}
      <div class="review-buttons">
        {isMine && (
          <Button rank="other" onPress={() => setConcluding(true)}>
            <Label of="case-report.conclude" />
          </Button>
        )}
        {report.contentHash !== undefined && (
          <Button rank="quiet" onPress={() => setReading(true)}>
            <Label of="case-report.see-draft" />
          </Button>
        )}
        <Button
          rank="main"
          disabled={report.gaps.length > 0 || isIssued}
          onPress={() => void press({ action: 'issue-report', case: subject })}
        >
          <Label of="case-report.issue" />
        </Button>
      </div>
      {reading && <Draft key={report.contentHash} subject={subject} onLeave={() => setReading(false)} />}
      {concluding && (
        <Conclude
          number={reviewed.number}
          before={conclusion}
          onLeave={() => setConcluding(false)}
          onConclude={(said) => {
            setConcluding(false);
            void press({ action: 'conclude', case: subject, ...said });
          }}
        />
      )}
    </section>
  );
}
