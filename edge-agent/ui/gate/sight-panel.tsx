import { Label, SignShape, Text } from '@custody-edge/ui-kit/components';
import type { SightView } from '../../src/gate/view.ts';
import type { PersonView } from '../../src/people/shown.ts';
import { Portrait } from './portrait.tsx';
import type { Press } from './press.ts';

/** The person beside what is on record of them: each thing that agrees is touched. */
export function SightPanel({ sight, person, press }: { sight: SightView; person: PersonView; press: Press }) {
  return (
    <div class="sight">
      <Portrait person={person} size="large" />
      <div class="sight-side">
        {sight.marks.length > 0 && (
          <section>
            <h2 class="sight-title">
              <Label of="gate.marks" />
            </h2>
            <ul class="sight-marks">
              {sight.marks.map((mark) => (
                <li key={mark.en}>
                  <Text of={mark} />
                </li>
              ))}
            </ul>
          </section>
        )}
        <div class="sight-compare">
          {sight.compare.map(({ what, agrees }) => (
            <button
              key={what}
              type="button"
              class={`compared ${agrees ? 'compared-yes' : ''}`}
              aria-pressed={agrees}
              onClick={() => void press({ action: 'compared', what })}
            >
              <SignShape sign={agrees ? 'go' : 'wait'} />
              <span>
                <Label of={`sight.${what}`} />
              </span>
            </button>
          ))}
        </div>
      </div>
    </div>
  );
}
