import { say, wallTime } from '@custody-edge/ui-kit';
import { Label, SignShape, Text } from '@custody-edge/ui-kit/components';
import type { CaseReviewView } from '../../src/bench/view.ts';
import { officerWords } from './finding-words.ts';

export const reviewKinds = ['technical-review', 'administrative-review'] as const;

/** What reviewers said so far, the newest first; a review of another report does not count for the present one. */
export function ReviewsDone({
  reviews,
  contentHash,
}: {
  reviews: readonly CaseReviewView[];
  contentHash: string | undefined;
}) {
  if (reviews.length === 0) return null;
  return (
    <ul class="review-done">
      {reviews.map((review) => {
        const { at, by, remarks, contentHash: of } = review;
        const [officer, when] = [officerWords(by), wallTime(at, Date.now())];
        const counts = remarks === undefined && contentHash !== undefined && of === contentHash;
        return (
          <li key={`${at} ${review.review}`}>
            <SignShape sign={counts ? 'go' : 'wait'} />
            <span>
              <Text
                of={
                  remarks === undefined
                    ? say('review.done', { review: say(`review.kind-${review.review}`), officer, when })
                    : say('review.given-back', { officer, when, remarks })
                }
              />{' '}
              {remarks === undefined && !counts && contentHash !== undefined && <Label of="review.of-another-report" />}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
