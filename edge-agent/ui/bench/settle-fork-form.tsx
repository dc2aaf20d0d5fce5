import type { AsFound } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { Field, Label } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import { textIn } from '../visitor/text-in.ts';
import type { OnExhibit } from './custody-forms.tsx';
import { onDuty } from './duty.ts';
import { BenchForm, Touch } from './form.tsx';
import { PadField } from './pad-field.tsx';
import { SealFields, sealsIn } from './seals.tsx';

const ways = ['open', 'closed', 'returned'] as const;
type Way = (typeof ways)[number];

/** Benches recorded different things: how the exhibit lies is looked at, and signed by whoever has it and by a supervisor. */
export function SettleForkForm({ exhibit, view, press, onLeave }: OnExhibit) {
  const [way, setWay] = useState<Way>();
  return (
    <BenchForm
      title={say('lab.settle-fork-of', { label: exhibit.label })}
      save={say('lab.both-sign')}
      cannot={way === undefined}
      onLeave={onLeave}
      onSave={(form) =>
        way && void press({ action: 'settle-fork', found: foundIn(form, way), why: textIn(form, 'why') })
      }
    >
      <p class="hint whole-row">
        <Label of="lab.settle-fork-how" />
      </p>
      <div class="whole-row">
        <Touch
          name="way"
          question="lab.it-is"
          answers={ways.map((value) => ({ value, label: `lab.it-is-${value}` }))}
          chosen={way}
          onChoose={setWay}
        />
      </div>
      {(way === 'open' || way === 'closed') && (
        <>
          <PadField name="custodian" label={say('lab.officer-has')} kind="officer" initial={onDuty(view) ?? ''} />
          <div class="bench-beside-pad">
            <Field name="place" label="lab.place" maxLength={60} initial={exhibit.place ?? ''} />
            <SealFields known={exhibit.seals} least={0} />
          </div>
        </>
      )}
      <div class="whole-row">
        <Field name="why" label="lab.why" maxLength={300} />
      </div>
    </BenchForm>
  );
}

function foundIn(form: FormData, way: Way): AsFound {
  if (way === 'returned') return { state: 'returned' };
  return {
    state: 'held',
    custodian: textIn(form, 'custodian'),
    place: textIn(form, 'place'),
    isOpen: way === 'open',
    seals: sealsIn(form),
  };
}
