import { say } from '@custody-edge/ui-kit';
import { Field, Label } from '@custody-edge/ui-kit/components';
import type { BenchView, ExhibitView } from '../../src/bench/view.ts';
import { textIn } from '../visitor/text-in.ts';
import { agencies } from './case-form.tsx';
import { BenchForm, Touch, touched } from './form.tsx';
import { PadField } from './pad-field.tsx';
import type { Press } from './press.ts';
import { SealFields, sealsIn } from './seals.tsx';

/** What every form of an exhibit is given. */
export interface OnExhibit {
  readonly exhibit: ExhibitView;
  readonly view: BenchView;
  readonly press: Press;
  readonly onLeave: () => void;
}

/** A form that nobody signs closes by itself once the station did it. */
type AtOnce = OnExhibit & { readonly onDone: () => void };

const along = ['yes', 'no'] as const;

/** Whether what was taken from it goes the same way, where something was. */
function WithParts({ exhibit }: { exhibit: ExhibitView }) {
  if (exhibit.parts.length === 0) return null;
  return (
    <Touch
      name="parts"
      question="lab.with-parts"
      answers={along.map((value) => ({ value, label: `lab.with-parts-${value}` }))}
      chosen="yes"
    />
  );
}

const withParts = (form: FormData): boolean => form.get('parts') === 'yes';

/** Out of one pair of hands into another; both sign. */
export function HandOverForm({ exhibit, press, onLeave }: OnExhibit) {
  return (
    <BenchForm
      title={say('lab.hand-over-to', { label: exhibit.label })}
      save={say('lab.both-sign')}
      onLeave={onLeave}
      onSave={(form) =>
        void press({
          action: 'hand-over',
          to: textIn(form, 'to'),
          place: textIn(form, 'place'),
          withParts: withParts(form),
        })
      }
    >
      <PadField name="to" label={say('lab.officer-to')} kind="officer" />
      <div class="bench-beside-pad">
        <Field name="place" label="lab.place" maxLength={60} initial={exhibit.place ?? ''} />
        <WithParts exhibit={exhibit} />
      </div>
    </BenchForm>
  );
}

/** Each seal as it is before it is broken: seen, and by a touch intact, broken or absent. */
export function OpenForm({ exhibit, press, onLeave, onDone }: AtOnce) {
  return (
    <BenchForm
      title={say('lab.open-of', { label: exhibit.label })}
      save={say('lab.open-it')}
      onLeave={onLeave}
      onSave={async (form) => {
        if ((await press({ action: 'open', seals: sealsIn(form) })) === 'done') onDone();
      }}
    >
      <div class="whole-row">
        <SealFields known={exhibit.seals} least={0} />
      </div>
    </BenchForm>
  );
}

/** The laboratory's own seals, after which it lies closed. */
export function ResealForm({ exhibit, press, onLeave, onDone }: AtOnce) {
  return (
    <BenchForm
      title={say('lab.reseal-of', { label: exhibit.label })}
      save={say('lab.reseal-it')}
      onLeave={onLeave}
      onSave={async (form) => {
        if ((await press({ action: 'reseal', seals: sealsIn(form), withParts: withParts(form) })) === 'done') onDone();
      }}
    >
      <div class="whole-row">
        <SealFields known={[]} least={1} made />
      </div>
      <div class="whole-row">
        <WithParts exhibit={exhibit} />
      </div>
    </BenchForm>
  );
}

/** Out of the laboratory, sealed; whoever gives it signs. */
export function ReturnForm({ exhibit, press, onLeave }: OnExhibit) {
  return (
    <BenchForm
      title={say('lab.return-of', { label: exhibit.label })}
      save={say('lab.return-it')}
      onLeave={onLeave}
      onSave={(form) => {
        const roadCertificate = textIn(form, 'roadCertificate');
        void press({
          action: 'return',
          to: {
            agency: touched(form, 'agency', agencies),
            rank: textIn(form, 'rank'),
            beltNumber: textIn(form, 'belt'),
          },
          ...(roadCertificate !== '' && { roadCertificate }),
          withParts: withParts(form),
        });
      }}
    >
      <div class="whole-row">
        <SealsOnIt exhibit={exhibit} />
      </div>
      <div class="whole-row">
        <Touch
          name="agency"
          question="lab.agency"
          answers={agencies.map((value) => ({ value, label: `agency.${value}` }))}
        />
      </div>
      <Field name="rank" label="lab.rank" maxLength={40} />
      <Field name="belt" label="lab.belt" maxLength={40} />
      <Field name="roadCertificate" label="lab.road-certificate" maxLength={60} optional />
      <div class="whole-row">
        <WithParts exhibit={exhibit} />
      </div>
    </BenchForm>
  );
}

/** What whoever takes it compares with the parcel. */
function SealsOnIt({ exhibit }: { exhibit: ExhibitView }) {
  return (
    <p>
      <Label of="lab.seals" />: <strong>{exhibit.seals.map(({ mark }) => mark).join(' · ')}</strong>
    </p>
  );
}
