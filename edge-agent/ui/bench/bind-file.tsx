import { say } from '@custody-edge/ui-kit';
import { Button, Label, Text, useKeys } from '@custody-edge/ui-kit/components';
import { ArrivalLine } from './arrivals.tsx';
import { BringFile } from './bring-file.tsx';
import type { OnExhibit } from './custody-forms.tsx';
import { stepOf } from './method.tsx';

/** Files that came and belong to nothing yet: the one that is touched is bound to this exhibit, by its hash for ever. */
export function BindFile({ exhibit, view, press, onLeave }: OnExhibit) {
  useKeys({ Escape: onLeave });
  return (
    <div class="step">
      <h1 class="step-title prose">
        <Text of={say('lab.bind-file-to', { label: exhibit.label })} />
      </h1>
      <div class="step-body">
        {view.arrivals.length === 0 && (
          <p class="hint">
            <Label of="lab.bind-none" />
          </p>
        )}
        <ul class="bench-list">
          {view.arrivals.map((arrival) => (
            <li key={arrival.arrival} class="bench-arrival">
              <ArrivalLine arrival={arrival} />
              <Button
                rank="other"
                onPress={async () => {
                  if ((await press({ action: 'bind-file', arrival: arrival.arrival, ...stepOf(exhibit) })) === 'done')
                    onLeave();
                }}
              >
                <Label of="lab.bind" />
              </Button>
            </li>
          ))}
        </ul>
      </div>
      <div class="step-buttons">
        <BringFile />
        <Button rank="quiet" onPress={onLeave}>
          <Label of="gate.go-back" />
        </Button>
      </div>
    </div>
  );
}
