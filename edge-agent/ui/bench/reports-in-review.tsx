import { say } from '@custody-edge/ui-kit';
import { Label, SignShape, Text, When, Written } from '@custody-edge/ui-kit/components';
import type { ReportsInReviewView } from '../../src/bench/view.ts';
import { lookBack } from './look-back-address.ts';
import { officerText } from './officer.ts';
import '../gate/step.css';
import './reports-in-review.css';

/** Reports of the whole laboratory that were concluded and are not issued: at which bench each was drafted, and what it waits for. */
export function ReportsInReview({ reports, more }: ReportsInReviewView) {
  return (
    <section class="in-review">
      <h1 class="prose">
        <Label of="in-review.title" />
      </h1>
      {reports.length === 0 && (
        <p class="hint">
          <Label of="in-review.none" />
        </p>
      )}
      <ul class="in-review-list">
        {reports.map((report) => (
          <Line key={report.case.subject} report={report} />
        ))}
      </ul>
      {more > 0 && (
        <p class="hint">
          <Text of={say('lab.more', { count: more })} />
        </p>
      )}
    </section>
  );
}

function Line({ report }: { report: ReportsInReviewView['reports'][number] }) {
  const { case: of, number, at, station, isHere } = report;
  return (
    <li>
      <a class="choice" href={lookBack('review', { case: of.subject })}>
        <span class="bench-line-what">
          <strong>
            <Written>{number}</Written>
          </strong>{' '}
          <span class="bench-line-described">
            <Written>{of.number}</Written> · <Written>{of.fir}</Written> · <Written>{of.policeStation}</Written>
          </span>
        </span>
        <span class="listed-facts">
          <strong>
            {isHere ? <Label of="in-review.here" /> : <Text of={say('case-report.drafted-at', { station })} />}
          </strong>
          <When at={at} />
          {of.analyst && (
            <span>
              <Text of={officerText(of.analyst)} />
            </span>
          )}
        </span>
        <Waits report={report} />
      </a>
    </li>
  );
}

/** For whom it waits. */
function Waits({ report: { lacks, onlyAt, isGivenBack } }: { report: ReportsInReviewView['reports'][number] }) {
  const [next] = lacks;
  const isHere = onlyAt.length === 0;
  return (
    <span class="in-review-waits">
      <SignShape sign={!isHere || isGivenBack ? 'wait' : next ? 'information' : 'go'} />
      {isGivenBack ? (
        <Label of="case-state.given-back" />
      ) : !isHere ? (
        <Text of={say('in-review.only-at', { stations: onlyAt.join(', ') })} />
      ) : (
        <Label of={next ? `in-review.lacks-${next}` : 'in-review.reviewed'} />
      )}
    </span>
  );
}
