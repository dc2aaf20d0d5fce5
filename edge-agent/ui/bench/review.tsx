import type { ReviewKind } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { Button, Label, Sign, Text, Written } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { BenchAction } from '../../src/bench/actions.ts';
import type { ReviewView } from '../../src/bench/view.ts';
import { isMarked, officerWords } from './finding-words.ts';
import { GiveBack } from './give-back.tsx';
import { ReportPanel } from './report-panel.tsx';
import { ReviewsDone, reviewKinds } from './reviews-done.tsx';
import { Sources } from './sources.tsx';
import './timeline.css';
import './review.css';

/** A case as another person goes through it: gaps first, then every number beside where it comes from, then the word that is signed. */
export function ReviewPage({
  review,
  press,
}: {
  review: ReviewView;
  press: (action: BenchAction) => Promise<unknown>;
}) {
  const [only, setOnly] = useState<'all' | 'marked'>('all');
  const [givingBack, setGivingBack] = useState(false);
  const { case: reviewed, sources, conclusion } = review;
  /** Without a report there is nothing to sign for. */
  const { contentHash, onlyAt } = review.report;
  const isHere = onlyAt.length === 0;
  const marked = sources.filter(({ finding }) => isMarked(finding));
  const sign = (kind: ReviewKind) => () => {
    if (contentHash !== undefined) void press({ action: 'review', case: reviewed.subject, review: kind, contentHash });
  };
  return (
    <section class="review">
      <header class="review-head">
        <h1 class="prose">
          <Text of={say('review.title', { number: reviewed.number })} />
        </h1>
        <p>
          <Text of={say('review.fir', { fir: reviewed.fir, station: reviewed.policeStation })} />
        </p>
        <p>
          {reviewed.analyst ? (
            <Text of={say('review.analyst', { officer: officerWords(reviewed.analyst) })} />
          ) : (
            <Label of="review.no-analyst" />
          )}
        </p>
        {conclusion?.elsewhere !== undefined && (
          <p>
            <Text of={say('case-report.drafted-at', { station: conclusion.elsewhere })} />
          </p>
        )}
      </header>
      <div class="review-body">
        <Gaps review={review} />
        <ReportPanel review={review} press={press} />
        <div class="review-filter">
          {(['all', 'marked'] as const).map((filter) => (
            <button
              key={filter}
              type="button"
              class="review-tab"
              aria-pressed={only === filter}
              onClick={() => setOnly(filter)}
            >
              <Text of={say(`review.${filter}`, { count: (filter === 'all' ? sources : marked).length })} />
            </button>
          ))}
        </div>
        {sources.length === 0 && (
          <p class="prose">
            <Label of="review.no-numbers" />
          </p>
        )}
        {sources.length > 0 && only === 'marked' && marked.length === 0 && (
          <p class="prose">
            <Label of="review.none-marked" />
          </p>
        )}
        <Sources sources={only === 'all' ? sources : marked} />
      </div>
      <footer class="review-foot">
        <div class="review-said">
          <ReviewsDone reviews={reviewed.reviews} contentHash={contentHash} />
          {isHere ? (
            <p class="review-soft">
              <Label of={contentHash === undefined ? 'review.no-report' : 'review.another-person'} />
            </p>
          ) : (
            <Sign sign="wait" size="line">
              <Text of={say('case-report.only-at', { stations: onlyAt.join(', ') })} />
            </Sign>
          )}
        </div>
        <div class="review-buttons">
          {isHere &&
            reviewKinds.map((kind) => (
              <Button key={kind} rank="other" disabled={contentHash === undefined} onPress={sign(kind)}>
                <Label of={`review.sign-${kind}`} />
              </Button>
            ))}
          <Button rank="quiet" onPress={() => setGivingBack(true)}>
            <Label of="review.give-back" />
          </Button>
        </div>
      </footer>
      {givingBack && (
        <GiveBack
          number={reviewed.number}
          onLeave={() => setGivingBack(false)}
          onGiveBack={(kind, remarks) => {
            setGivingBack(false);
            void press({ action: 'give-back', case: reviewed.subject, review: kind, remarks });
          }}
        />
      )}
    </section>
  );
}

/** What makes a court doubt the report stands above every number. */
function Gaps({ review: { gaps, case: reviewed } }: { review: ReviewView }) {
  const { isLate, isUncertain } = reviewed.clock;
  return (
    <>
      {gaps.length === 0 ? (
        <Sign sign="go" size="line">
          <Label of="timeline.whole" />
        </Sign>
      ) : (
        <Sign sign="stop" size="line">
          <Text of={say('timeline.gaps', { count: gaps.length })} />
          <ul class="review-gaps">
            {gaps.map(({ label, text }, index) => (
              <li key={`${index} ${label}`}>
                <Written>{label}</Written>: <Text of={text} />
              </li>
            ))}
          </ul>
        </Sign>
      )}
      {(isLate || isUncertain) && (
        <Sign sign="wait" size="line">
          <Label of={isUncertain ? 'review.clock-uncertain' : 'review.late'} />
          {reviewed.memorandum.lateReason !== undefined && (
            <p>
              <Written>{reviewed.memorandum.lateReason}</Written>
            </p>
          )}
        </Sign>
      )}
    </>
  );
}
