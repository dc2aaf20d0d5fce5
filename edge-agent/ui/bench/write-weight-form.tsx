import type { WeightKind } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { Field, Label, Sign } from '@custody-edge/ui-kit/components';
import { textIn } from '../visitor/text-in.ts';
import type { OnExhibit } from './custody-forms.tsx';
import { BenchForm, Touch, touched } from './form.tsx';
import { stepOf } from './method.tsx';
import { PadField } from './pad-field.tsx';
import { UnitChoice, unitIn } from './unit-choice.tsx';
import { weightKinds } from './weight-kinds.ts';

/** A weight that somebody reads and writes: marked for ever, with why. */
export function WriteWeightForm({
  exhibit,
  view,
  press,
  onLeave,
  onDone,
  what,
}: OnExhibit & { what: WeightKind | undefined; onDone: () => void }) {
  const balance = view.instruments.find(({ deviceId }) => deviceId === view.pan?.deviceId);
  const named = balance ? [balance.model, balance.serialNumber ?? ''].join(' ').trim() : '';
  return (
    <BenchForm
      title={say('lab.write-weight-of', { label: exhibit.label })}
      save={say('lab.record-weight')}
      onLeave={onLeave}
      onSave={async (form) => {
        const pressed = await press({
          action: 'write-weight',
          ...stepOf(exhibit),
          what: touched(form, 'what', weightKinds),
          value: textIn(form, 'value'),
          unit: unitIn(form),
          reason: textIn(form, 'reason'),
          balance: textIn(form, 'balance'),
        });
        if (pressed === 'done') onDone();
      }}
    >
      <PadField name="value" label={say('lab.weight-value')} kind="decimal" />
      <div class="bench-beside-pad">
        <Sign sign="wait" size="line">
          <Label of="lab.write-weight-warn" />
        </Sign>
        <UnitChoice chosen="g" />
        <Touch
          name="what"
          question="lab.weigh-what"
          answers={weightKinds.map((value) => ({ value, label: `weight-kind.${value}` }))}
          chosen={what}
        />
        <Field name="reason" label="lab.manual-reason" maxLength={300} />
        <Field name="balance" label="lab.manual-balance" maxLength={120} initial={named} />
      </div>
    </BenchForm>
  );
}
