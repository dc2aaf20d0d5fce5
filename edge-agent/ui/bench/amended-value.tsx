import { say } from '@custody-edge/ui-kit';
import { SignShape, Text } from '@custody-edge/ui-kit/components';
import type { FindingView } from '../../src/bench/view.ts';
import { amendmentWords, valueWords } from './finding-words.ts';

/** What was found; once amended struck through, with everything that took its place, the last one last. */
export function AmendedValue({ finding }: { finding: FindingView }) {
  const { amended } = finding;
  const value = <Text of={valueWords(finding)} />;
  if (amended.length === 0) return <strong class="found">{value}</strong>;
  return (
    <span class="found-amended">
      <s class="found">{value}</s>
      {amended.map(({ by, amendment, why }, index) => {
        const isLast = index === amended.length - 1;
        return (
          <span key={by} class="found-instead">
            {isLast ? (
              <strong>
                <Text of={amendmentWords(amendment)} />
              </strong>
            ) : (
              <s>
                <Text of={amendmentWords(amendment)} />
              </s>
            )}
            <span class="found-why">
              <Text of={say('timeline.why', { why })} />
            </span>
          </span>
        );
      })}
    </span>
  );
}

/** What a reviewer has to look at: written by hand, or measured with a reserve. */
export function Marks({ finding }: { finding: FindingView }) {
  if (finding.kind !== 'weight') return null;
  const marks = [
    ...(finding.manual === undefined ? [] : [say('review.manual', { reason: finding.manual })]),
    ...finding.reserves,
  ];
  return (
    <>
      {marks.map((mark) => (
        <span key={mark.en} class="found-mark">
          <SignShape sign="wait" />
          <span>
            <Text of={mark} />
          </span>
        </span>
      ))}
    </>
  );
}
