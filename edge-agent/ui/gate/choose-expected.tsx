import { Button, Code, Label, PersonName, useKeys, Written } from '@custody-edge/ui-kit/components';
import type { ExpectedView } from '../../src/gate/view.ts';
import type { Press } from './press.ts';

/** Who of the expected has come, or somebody else; scanning the warrant fills in the same. */
export function ChooseExpected({
  expected,
  press,
  onLeave,
}: {
  expected: readonly ExpectedView[];
  press: Press;
  onLeave: () => void;
}) {
  useKeys({ Escape: onLeave });
  return (
    <div class="step">
      <h1 class="step-title prose">
        <Label of="gate.choose-expected" />
      </h1>
      <div class="step-body">
        <ul class="choices">
          {expected.map(({ subject, person, warrantNumber, court }) => (
            <li key={subject}>
              <button
                type="button"
                class="choice"
                onClick={() => void press({ action: 'begin-admission', expected: subject })}
              >
                <span class="person-name">
                  <PersonName of={person} />
                </span>
                <span class="listed-facts">
                  <Code>{warrantNumber}</Code>
                  <Written>{court}</Written>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
      <div class="step-buttons">
        <Button rank="other" onPress={() => void press({ action: 'begin-admission' })}>
          <Label of="gate.not-expected" />
        </Button>
        <Button rank="quiet" onPress={onLeave}>
          <Label of="gate.go-back" />
        </Button>
      </div>
    </div>
  );
}
