import { say } from '@custody-edge/ui-kit';
import { Button, Dialog, Label, SubmitButton, Text } from '@custody-edge/ui-kit/components';
import { useId, useState } from 'preact/hooks';
import type { ReviewView } from '../../src/bench/view.ts';

const longest = 4000;

/** What the analyst concludes from all that was found, and the number of the report: signed afterwards. */
export function Conclude({
  number: caseNumber,
  before,
  onConclude,
  onLeave,
}: {
  number: string;
  /** What was concluded last. */
  before: ReviewView['conclusion'];
  onConclude: (said: { number: string; conclusion: string; urdu?: string }) => void;
  onLeave: () => void;
}) {
  const [number, setNumber] = useState('');
  const [conclusion, setConclusion] = useState(before?.conclusion ?? '');
  const [urdu, setUrdu] = useState(before?.urdu ?? '');
  const ids = { number: useId(), conclusion: useId(), urdu: useId() };
  const said = [number, conclusion].map((text) => text.trim());
  const isWhole = said.every((text) => text !== '');
  return (
    <Dialog title={<Text of={say('case-report.conclude-title', { number: caseNumber })} />} onLeave={onLeave}>
      <form
        class="review-give-back"
        onSubmit={(event) => {
          event.preventDefault();
          const [numbered = '', concluded = ''] = said;
          const inUrdu = urdu.trim();
          if (isWhole) onConclude({ number: numbered, conclusion: concluded, ...(inUrdu !== '' && { urdu: inUrdu }) });
        }}
      >
        <div class="field">
          <label for={ids.number}>
            <Label of="case-report.number" />
          </label>
          <input
            id={ids.number}
            dir="ltr"
            required
            maxLength={40}
            value={number}
            onInput={(event) => setNumber(event.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for={ids.conclusion}>
            <Label of="case-report.conclusion" />
          </label>
          <textarea
            id={ids.conclusion}
            rows={4}
            dir="ltr"
            required
            maxLength={longest}
            value={conclusion}
            onInput={(event) => setConclusion(event.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for={ids.urdu}>
            <Label of="case-report.conclusion-urdu" />
          </label>
          <textarea
            id={ids.urdu}
            rows={3}
            dir="rtl"
            maxLength={longest}
            value={urdu}
            onInput={(event) => setUrdu(event.currentTarget.value)}
          />
        </div>
        <div class="review-buttons">
          <SubmitButton disabled={!isWhole}>
            <Label of="case-report.conclude" />
          </SubmitButton>
          <Button rank="quiet" onPress={onLeave}>
            <Label of="gate.go-back" />
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
