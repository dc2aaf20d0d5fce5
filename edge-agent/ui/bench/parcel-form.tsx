import { say } from '@custody-edge/ui-kit';
import { Field } from '@custody-edge/ui-kit/components';
import type { CaseView } from '../../src/bench/view.ts';
import { textIn } from '../visitor/text-in.ts';
import { BenchForm } from './form.tsx';
import type { Press } from './press.ts';
import { SealFields, sealsIn } from './seals.tsx';

/** The parcel in hand, whose label was just scanned: its number on the memorandum, what it is, and each of its seals by a touch. */
export function ParcelForm({
  of,
  label,
  press,
  onLeave,
}: {
  of: CaseView;
  label: string;
  press: Press;
  onLeave: () => void;
}) {
  return (
    <BenchForm
      title={say('lab.receive-label', { label })}
      save={say('lab.receive')}
      onLeave={onLeave}
      onSave={(form) =>
        void press({
          action: 'receive',
          form: {
            case: of.subject,
            label,
            parcel: textIn(form, 'parcel'),
            described: textIn(form, 'described'),
            seals: sealsIn(form),
            place: textIn(form, 'place'),
          },
        })
      }
    >
      <Field name="parcel" label="lab.parcel-number" maxLength={40} />
      <Field name="described" label="lab.described" maxLength={300} />
      <Field name="place" label="lab.place" maxLength={60} initial={of.exhibits.at(-1)?.place ?? ''} />
      <div class="whole-row">
        <SealFields known={[]} least={0} begin={1} />
      </div>
    </BenchForm>
  );
}
