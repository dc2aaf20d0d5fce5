import type { Amendment } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { Field, Label } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { FindingView } from '../../src/bench/view.ts';
import { textIn } from '../visitor/text-in.ts';
import type { OnExhibit } from './custody-forms.tsx';
import { Findings } from './findings.tsx';
import { BenchForm, Touch, touched } from './form.tsx';
import { PadField } from './pad-field.tsx';
import { outcomes } from './test-form.tsx';
import { UnitChoice, unitIn } from './unit-choice.tsx';
import { weightKinds } from './weight-kinds.ts';

const ways = ['value', 'withdraw'] as const;

/** The only way to undo: what stands is struck through, and the reason is signed. */
export function AmendForm({ exhibit, press, onLeave, finding }: OnExhibit & { finding: FindingView }) {
  const [way, setWay] = useState<(typeof ways)[number]>(finding.kind === 'file' ? 'withdraw' : 'value');
  return (
    <BenchForm
      title={say('lab.amend-of', { label: exhibit.label })}
      save={say('lab.sign-amendment')}
      onLeave={onLeave}
      onSave={(form) =>
        void press({
          action: 'amend',
          supersedes: finding.event,
          amendment: amendmentIn(form, finding, way),
          why: textIn(form, 'why'),
        })
      }
    >
      <div class="whole-row">
        <Findings findings={[finding]} onAmend={undefined} />
        <p class="hint">
          <Label of="lab.amend-how" />
        </p>
      </div>
      {finding.kind !== 'file' && (
        <div class="whole-row">
          <Touch
            name="way"
            question="lab.amend-to"
            answers={[
              { value: 'value', label: 'lab.amend-value' },
              { value: 'withdraw', label: 'lab.amend-withdraw' },
            ]}
            chosen={way}
            onChoose={setWay}
          />
        </div>
      )}
      {way === 'value' && finding.kind === 'weight' && (
        <>
          <PadField name="value" label={say('lab.weight-value')} kind="decimal" />
          <div class="bench-beside-pad">
            <UnitChoice chosen={finding.unit} />
            <Touch
              name="what"
              question="lab.weigh-what"
              answers={weightKinds.map((value) => ({ value, label: `weight-kind.${value}` }))}
              chosen={finding.what}
            />
          </div>
        </>
      )}
      {way === 'value' && finding.kind === 'test' && (
        <>
          <div class="whole-row">
            <Touch
              name="outcome"
              question="lab.outcome"
              answers={outcomes.map((value) => ({ value, label: `test-outcome.${value}` }))}
            />
          </div>
          <div class="whole-row">
            <Field name="observed" label="lab.observed" maxLength={300} />
          </div>
        </>
      )}
      <div class="whole-row">
        <Field name="why" label="lab.why" maxLength={300} />
      </div>
    </BenchForm>
  );
}

function amendmentIn(form: FormData, finding: FindingView, way: (typeof ways)[number]): Amendment {
  if (way === 'withdraw' || finding.kind === 'file') return { of: 'withdrawn' };
  if (finding.kind === 'test')
    return { of: 'test', outcome: touched(form, 'outcome', outcomes), observed: textIn(form, 'observed') };
  return {
    of: 'weight',
    what: touched(form, 'what', weightKinds),
    value: textIn(form, 'value'),
    unit: unitIn(form),
  };
}
