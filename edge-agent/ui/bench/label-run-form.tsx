import { say } from '@custody-edge/ui-kit';
import { Field, Label } from '@custody-edge/ui-kit/components';
import { textIn } from '../visitor/text-in.ts';
import { BenchForm } from './form.tsx';
import { PadField } from './pad-field.tsx';
import type { Press } from './press.ts';

/** Labels of a roll: the first, and how many follow each other by number. @param parcel the label of what they are taken from */
export function LabelRunForm({ parcel, press, onLeave }: { parcel: string; press: Press; onLeave: () => void }) {
  return (
    <BenchForm
      title={say('lab.label-run')}
      save={say('lab.take-run')}
      back="lab.back-to-labels"
      onLeave={onLeave}
      onSave={async (form) => {
        const [first, count] = [textIn(form, 'first'), Number(textIn(form, 'count'))];
        if ((await press({ action: 'take-label-run', first, count })) === 'done') onLeave();
      }}
    >
      <PadField name="count" label={say('lab.label-count')} kind="count" />
      <div class="bench-beside-pad">
        <Field name="first" label="lab.first-label" maxLength={120} initial={`${parcel}-001`} />
        <p class="hint">
          <Label of="lab.label-run-why" />
        </p>
      </div>
    </BenchForm>
  );
}
