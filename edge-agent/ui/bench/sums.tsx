import { SignShape, Text } from '@custody-edge/ui-kit/components';
import type { SumView } from '../../src/bench/view.ts';
import './findings.css';

/** Weights held against those that have to make them up, one quiet line each. */
export function Sums({ sums }: { sums: readonly SumView[] }) {
  return (
    <>
      {sums.map(({ text, sign, unknown }) => (
        <div key={text.en} class="bench-sum">
          <SignShape sign={sign} />
          <p>
            <Text of={text} />
            {unknown && (
              <span class="bench-finding-by">
                {' '}
                <Text of={unknown} />
              </span>
            )}
          </p>
        </div>
      ))}
    </>
  );
}
