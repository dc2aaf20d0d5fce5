import type { BalanceTrial, KnownWeight } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { Label, Text } from '@custody-edge/ui-kit/components';
import { useId, useState } from 'preact/hooks';
import type { InstrumentView } from '../../src/bench/view.ts';
import { FormPad } from '../form-pad.tsx';
import { NumberField } from '../number-field.tsx';
import { textIn } from '../visitor/text-in.ts';
import { BenchForm, Touch, touched } from './form.tsx';
import type { Press } from './press.ts';
import { UnitChoice, unitIn } from './unit-choice.tsx';
import './trial-form.css';

const trials = [
  'check-weight',
  'repeatability',
  'eccentricity',
  'linearity',
] as const satisfies readonly BalanceTrial[];

/** Loads of a trial of linearity beside the first one. */
const furtherLoads = [2, 3, 4, 5, 6] as const;

/** Which weight is put on, and what its certificate says; for linearity several, from light to heavy. Those of the last trial stand there. */
export function TrialForm({
  instrument,
  press,
  onLeave,
}: {
  instrument: InstrumentView;
  press: Press;
  onLeave: () => void;
}) {
  const [last] = instrument.trials;
  const [trial, setTrial] = useState<BalanceTrial>('check-weight');
  const isLinearity = trial === 'linearity';
  const loads = instrument.trials.find((before) => before.trial === 'linearity')?.loads ?? [];
  return (
    <BenchForm
      title={say('lab.trial')}
      save={say('lab.begin-trial')}
      onLeave={onLeave}
      onSave={(form) =>
        void press({
          action: 'begin-trial',
          deviceId: instrument.deviceId,
          trial: touched(form, 'trial', trials),
          weight: loadIn(form, 1),
          ...(isLinearity && {
            further: furtherLoads.map((number) => loadIn(form, number)).filter(({ nominal }) => nominal !== ''),
          }),
          unit: unitIn(form),
        })
      }
    >
      <div class="trial-pad">
        <FormPad decimal />
      </div>
      <div class="bench-beside-pad">
        <Touch
          name="trial"
          question="lab.trial-kind"
          answers={trials.map((value) => ({ value, label: `trial.${value}` }))}
          chosen="check-weight"
          onChoose={setTrial}
        />
        <UnitChoice chosen={last?.unit ?? 'g'} />
        {isLinearity ? (
          <>
            <p class="hint">
              <Label of="trial.loads-why" />
            </p>
            {[1, ...furtherLoads].map((number) => (
              <LoadFields
                key={number}
                number={number}
                labels={[say('trial.load', { number }), say('trial.load-mark', { number })]}
                initial={loads[number - 1]}
                isOptional={number > 3}
              />
            ))}
          </>
        ) : (
          <LoadFields
            number={1}
            labels={[say('lab.trial-nominal'), say('lab.trial-mark')]}
            initial={last?.weight}
            isOptional={false}
          />
        )}
      </div>
    </BenchForm>
  );
}

const loadIn = (form: FormData, number: number): KnownWeight => ({
  mark: textIn(form, `mark-${number}`),
  nominal: textIn(form, `nominal-${number}`),
});

function LoadFields({
  number,
  labels: [nominal, mark],
  initial,
  isOptional,
}: {
  number: number;
  labels: readonly [BilingualText, BilingualText];
  initial: KnownWeight | undefined;
  isOptional: boolean;
}) {
  const id = useId();
  return (
    <div class="trial-load">
      <NumberField
        name={`nominal-${number}`}
        label={nominal}
        kind="decimal"
        initial={initial?.nominal ?? ''}
        optional={isOptional}
      />
      <div class="field">
        <label for={id}>
          <Text of={mark} />
        </label>
        <input
          id={id}
          name={`mark-${number}`}
          type="text"
          dir="auto"
          autocomplete="off"
          spellcheck={false}
          defaultValue={initial?.mark ?? ''}
          maxLength={60}
          required={!isOptional}
        />
      </div>
    </div>
  );
}
