import type { ReviewKind } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { Button, Dialog, Label, SubmitButton, Text } from '@custody-edge/ui-kit/components';
import { useId, useState } from 'preact/hooks';
import { reviewKinds } from './reviews-done.tsx';

const longestRemarks = 500;

/** A reviewer says what the analyst has to look at again. */
export function GiveBack({
  number,
  onGiveBack,
  onLeave,
}: {
  number: string;
  onGiveBack: (review: ReviewKind, remarks: string) => void;
  onLeave: () => void;
}) {
  const [kind, setKind] = useState<ReviewKind>('technical-review');
  const [remarks, setRemarks] = useState('');
  const remarksId = useId();
  const said = remarks.trim();
  return (
    <Dialog title={<Text of={say('review.give-back-title', { number })} />} onLeave={onLeave}>
      <form
        class="review-give-back"
        onSubmit={(event) => {
          event.preventDefault();
          if (said !== '') onGiveBack(kind, said);
        }}
      >
        <fieldset class="field review-which">
          <legend>
            <Label of="review.which" />
          </legend>
          {reviewKinds.map((one) => (
            <label key={one}>
              <input type="radio" name="review" checked={kind === one} onChange={() => setKind(one)} />
              <Label of={`review.kind-${one}`} />
            </label>
          ))}
        </fieldset>
        <div class="field">
          <label for={remarksId}>
            <Label of="review.remarks" />
          </label>
          <textarea
            id={remarksId}
            rows={4}
            dir="auto"
            required
            maxLength={longestRemarks}
            value={remarks}
            onInput={(event) => setRemarks(event.currentTarget.value)}
          />
        </div>
        <div class="review-buttons">
          <SubmitButton disabled={said === ''}>
            <Label of="review.give-back" />
          </SubmitButton>
          <Button rank="quiet" onPress={onLeave}>
            <Label of="gate.go-back" />
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
