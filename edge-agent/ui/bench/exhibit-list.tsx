import { Label, SignShape, Text, Written } from '@custody-edge/ui-kit/components';
import type { ExhibitLineView } from '../../src/bench/view.ts';
import { handsText } from './officer.ts';
import type { Press } from './press.ts';

/** Exhibits one below the other, each with who has it; a touch shows it, as scanning its label does. */
export function ExhibitList({
  exhibits,
  me,
  press,
}: {
  exhibits: readonly ExhibitLineView[];
  me: string | undefined;
  press: Press;
}) {
  return (
    <ul class="bench-list">
      {exhibits.map((line) => (
        <li key={line.subject}>
          <button type="button" class="choice" onClick={() => void press({ action: 'scan', text: line.label })}>
            <span class="bench-line-what">
              <strong>
                <Written>{line.label}</Written>
              </strong>{' '}
              <span class="bench-line-described">
                <Written>{line.described}</Written>
              </span>
            </span>
            <span class="listed-facts">
              {line.hasGaps && (
                <span class="bench-gap">
                  <SignShape sign="stop" /> <Label of="lab.has-gaps" />
                </span>
              )}
              <span>
                <Label of={`part-kind.${line.kind}`} />
              </span>
              {line.isOpen && (
                <span>
                  <Label of="lab.lies-open" />
                </span>
              )}
              <span>
                <Text of={handsText(line, me)} />
              </span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
