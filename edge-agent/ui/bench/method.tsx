import type { MethodStep } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { Button, Code, Label, Sign, SignShape, Text, useKeys } from '@custody-edge/ui-kit/components';
import type { ExhibitView, MethodView } from '../../src/bench/view.ts';
import type { OnExhibit } from './custody-forms.tsx';
import { UnitsDone } from './units-done.tsx';

/** The step of the method that what is recorded now belongs to, as every action names it. */
export function stepOf({ method }: ExhibitView): { readonly method?: MethodStep } {
  return method?.step ? { method: method.step.method } : {};
}

/** Which method is followed, how far it is, and what this exhibit is for now. @param said what the page says of that already */
export function MethodLine({ method, said }: { method: MethodView; said: BilingualText }) {
  const { title, version, units, text, isDone } = method;
  return (
    <Sign sign={isDone ? 'go' : 'information'} size="line">
      <p>
        <Text of={title} /> <Code>{version}</Code>
      </p>
      <UnitsDone units={units} />
      {text.en !== said.en && (
        <p>
          <Text of={text} />
        </p>
      )}
    </Sign>
  );
}

/** Methods that this exhibit may begin with; a touch begins one, for it and for what is taken from it. */
export function BeginMethod({ exhibit, view, press, onLeave }: OnExhibit) {
  useKeys({ Escape: onLeave });
  return (
    <div class="step">
      <h1 class="step-title prose">
        <Text of={say('lab.begin-method-of', { label: exhibit.label })} />
      </h1>
      <div class="step-body">
        <ul class="bench-list">
          {view.methods.map(({ id, version, title, section, isComplete }) => (
            <li key={id}>
              <button
                type="button"
                class="choice"
                onClick={async () => {
                  if ((await press({ action: 'begin-method', id })) === 'done') onLeave();
                }}
              >
                <strong>
                  <Text of={title} />
                </strong>
                <span class="listed-facts">
                  {!isComplete && (
                    <span class="bench-fit">
                      <SignShape sign="wait" /> <Label of="lab.method-incomplete" />
                    </span>
                  )}
                  <span>
                    <Label of={`lab-section.${section}`} />
                  </span>
                  <Code>{version}</Code>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
      <div class="step-buttons">
        <Button rank="quiet" onPress={onLeave}>
          <Label of="gate.go-back" />
        </Button>
      </div>
    </div>
  );
}
