import { Code, Label, SignShape, Text, When, Written } from '@custody-edge/ui-kit/components';
import type { HistoryView } from '../../src/gate/view.ts';

/** One event of a person's history: what, when, under whose eyes and where. */
export function HistoryLine({ line }: { line: HistoryView }) {
  return (
    <div class={`history-line ${line.conflicting ? 'history-conflicting' : ''}`}>
      <SignShape sign={line.conflicting ? 'stop' : line.sign} />
      <div>
        <p class="history-event">
          <strong>
            <Text of={line.text} />
          </strong>
          {line.conflicting && (
            <span class="history-conflict">
              <Label of="record.conflicting" />
            </span>
          )}
          {line.corrected && (
            <span class="history-corrected">
              <Label of="record.corrected" />
            </span>
          )}
          <span class="history-facts">
            <When at={line.at} />
            {line.officer !== undefined && (
              <span>
                <Label of="record.officer" /> <Code>{line.officer}</Code>
              </span>
            )}
            <Code>{line.station}</Code>
          </span>
        </p>
        {line.detail.length > 0 && (
          <p class="history-detail">
            {line.detail.map((part, index) => (
              <span key={`${index} ${part}`}>
                <Written>{part}</Written>
              </span>
            ))}
          </p>
        )}
      </div>
    </div>
  );
}
