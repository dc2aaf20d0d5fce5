import { say } from '@custody-edge/ui-kit';
import { Label, SignShape, useLanguage } from '@custody-edge/ui-kit/components';
import type { StepView } from './steps.ts';

/** How far a workflow is, the same on every page: what is settled, what to do now, what is ahead. */
export function StepsBar({ steps }: { steps: readonly StepView[] }) {
  const { pick } = useLanguage();
  return (
    <ol class="steps" aria-label={pick(say('steps.of-workflow'))}>
      {steps.map(({ step, state }) => (
        <li key={step} class={`steps-one steps-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
          {state === 'settled' && <SignShape sign="go" />}
          <span>
            <Label of={`steps.${step}`} />
          </span>
          {state === 'settled' && (
            <span class="visually-hidden">
              <Label of="gate.page-complete" />
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
