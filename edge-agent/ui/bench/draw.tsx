import { say } from '@custody-edge/ui-kit';
import { Button, Code, Label, Sign, Text, useKeys, Written } from '@custody-edge/ui-kit/components';
import type { DrawnView } from '../../src/bench/view.ts';
import type { OnExhibit } from './custody-forms.tsx';
import './findings.css';

/** Units are drawn by lot: first how many by which plan, and what that leaves open. */
export function DrawForm({ exhibit, press, onLeave }: OnExhibit) {
  useKeys({ Escape: onLeave });
  const { drawAhead: ahead } = exhibit;
  return (
    <div class="step">
      <h1 class="step-title prose">
        <Text of={say('draw.title', { label: exhibit.label })} />
      </h1>
      <div class="step-body bench-draw">
        {ahead && 'refused' in ahead && (
          <Sign sign="stop" size="line">
            <Text of={ahead.refused} />
          </Sign>
        )}
        {ahead && 'text' in ahead && (
          <>
            <p class="bench-draw-size">
              <Text of={ahead.text} />
            </p>
            <p>
              <Text of={ahead.plan} />
            </p>
            <Sign sign="information" size="line">
              <Text of={ahead.supports} />
            </Sign>
          </>
        )}
      </div>
      <div class="step-buttons">
        <Button
          rank="main"
          disabled={!ahead || 'refused' in ahead}
          onPress={async () => {
            if ((await press({ action: 'choose-units' })) === 'done') onLeave();
          }}
        >
          <Label of="draw.do" />
        </Button>
        <Button rank="quiet" onPress={onLeave}>
          <Label of="gate.go-back" />
        </Button>
      </div>
    </div>
  );
}

/** What was drawn, with the seed from which anybody draws the same. */
export function Drawn({ drawn }: { drawn: readonly DrawnView[] }) {
  return (
    <>
      {drawn.map(({ event, text, plan, repeatable, seed, labels }) => (
        <section key={event} class="bench-drawn">
          <h2 class="bench-subtitle">
            <Label of="draw.heading" />: <Text of={text} />
          </h2>
          <ul class="bench-drawn-labels">
            {labels.map((label) => (
              <li key={label}>
                <Written>{label}</Written>
              </li>
            ))}
          </ul>
          <p class="bench-finding-by">
            <Text of={plan} /> · <Label of="draw.seed" /> <Code>{seed}</Code> · <Text of={repeatable} />
          </p>
        </section>
      ))}
    </>
  );
}
