import type { Technique, TestOutcome } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { Field, Label, useLanguage, Written } from '@custody-edge/ui-kit/components';
import { useId, useState } from 'preact/hooks';
import type { AskedTest } from '../../src/bench/method/asked-test.ts';
import type { BenchView, ExhibitView } from '../../src/bench/view.ts';
import { textIn } from '../visitor/text-in.ts';
import type { OnExhibit } from './custody-forms.tsx';
import { BenchForm, Touch, touched } from './form.tsx';
import { stepOf } from './method.tsx';

const techniques = [
  'colour-test',
  'thin-layer-chromatography',
  'uv-vis',
  'raman',
  'infrared',
  'gas-chromatography',
  'mass-spectrometry',
  'microscopy',
  'examination',
] as const satisfies readonly Technique[];
export const outcomes = ['positive', 'negative', 'inconclusive'] as const satisfies readonly TestOutcome[];

/** A result as the report needs it: technique, protocol, what was seen, outcome, and of a reagent the batch and both its controls. */
export function TestForm({ exhibit, view, press, onLeave, onDone }: OnExhibit & { onDone: () => void }) {
  const asked = exhibit.method?.step?.test;
  const [reagent, setReagent] = useState<'yes' | 'no' | undefined>(asked?.reagent && 'yes');
  const [technique, setTechnique] = useState<Technique | undefined>(asked?.technique);
  const choose = (chosen: Technique) => {
    setTechnique(chosen);
    if (chosen === 'colour-test') setReagent('yes');
  };
  const asksReagent = technique === 'colour-test' || technique === 'thin-layer-chromatography';
  return (
    <BenchForm
      title={say('lab.test-of', { label: exhibit.label })}
      save={say('lab.record-test')}
      onLeave={onLeave}
      onSave={async (form) => {
        const deviceId = textIn(form, 'device');
        const pressed = await press({
          action: 'test',
          form: {
            ...stepOf(exhibit),
            technique: touched(form, 'technique', techniques),
            protocol: textIn(form, 'protocol'),
            outcome: touched(form, 'outcome', outcomes),
            observed: textIn(form, 'observed'),
            ...(form.has('reagent') && {
              reagent: {
                name: textIn(form, 'reagent'),
                batch: textIn(form, 'batch'),
                controls: { positive: form.get('known') === 'reacted', blank: form.get('blank') === 'silent' },
              },
            }),
            ...(deviceId !== '' && { deviceId }),
            files: form.getAll('file').map(String),
          },
        });
        if (pressed === 'done') onDone();
      }}
    >
      <div class="whole-row">
        <Touch
          name="technique"
          question="lab.technique"
          answers={techniques.map((value) => ({ value, label: `technique.${value}` }))}
          chosen={technique}
          onChoose={choose}
        />
      </div>
      <Field name="protocol" label="lab.protocol" maxLength={120} initial={asked?.protocol ?? ''} />
      <div class="bench-two">
        <Field name="observed" label="lab.observed" maxLength={300} />
      </div>
      <div class="whole-row">
        <Touch
          name="outcome"
          question="lab.outcome"
          answers={outcomes.map((value) => ({ value, label: `test-outcome.${value}` }))}
        />
      </div>
      {asksReagent && (
        <div class="whole-row">
          <Touch
            key={technique}
            name="uses"
            question="lab.reagent-used"
            answers={[
              { value: 'yes', label: 'lab.reagent-used-yes' },
              { value: 'no', label: 'lab.reagent-used-no' },
            ]}
            chosen={reagent}
            onChoose={setReagent}
          />
        </div>
      )}
      {asksReagent && reagent === 'yes' && <Reagent asked={asked?.reagent} />}
      <Instrument view={view} />
      <Files exhibit={exhibit} />
    </BenchForm>
  );
}

/** A batch that was not tried on a known substance and on none proves nothing; what it did at the packet before stands there, to be changed. */
function Reagent({ asked }: { asked: AskedTest['reagent'] }) {
  const last = asked?.last;
  const did = (reacted: boolean) => (reacted ? ('reacted' as const) : ('silent' as const));
  const answers = [
    { value: 'reacted', label: 'lab.control-reacted' },
    { value: 'silent', label: 'lab.control-silent' },
  ] as const;
  return (
    <>
      <Field name="reagent" label="lab.reagent" maxLength={80} initial={asked?.name ?? ''} />
      <div class="bench-two">
        <Field name="batch" label="lab.reagent-batch" maxLength={60} initial={last?.batch ?? ''} />
      </div>
      <div class="whole-row bench-controls">
        <Touch
          name="known"
          question="lab.control-positive"
          answers={answers}
          chosen={last && did(last.controls.positive)}
        />
        <Touch name="blank" question="lab.control-blank" answers={answers} chosen={last && did(!last.controls.blank)} />
      </div>
    </>
  );
}

/** The instrument that showed it, where it is one of this bench. */
function Instrument({ view }: { view: BenchView }) {
  const id = useId();
  const { pick } = useLanguage();
  const others = view.instruments.filter(({ isBalance }) => !isBalance);
  if (others.length === 0) return null;
  return (
    <div class="field bench-two">
      <label for={id}>
        <Label of="lab.instrument-used" />
      </label>
      <select id={id} name="device">
        <option value="">{pick(say('lab.no-instrument-used'))}</option>
        {others.map(({ deviceId, model, serialNumber }) => (
          <option key={deviceId} value={deviceId}>
            {[model, serialNumber].join(' ')}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Files that are bound to this exhibit already. */
function Files({ exhibit }: { exhibit: ExhibitView }) {
  const files = exhibit.findings.flatMap((finding) => (finding.kind === 'file' && finding.isStanding ? [finding] : []));
  if (files.length === 0) return null;
  return (
    <fieldset class="whole-row bench-files">
      <legend>
        <Label of="lab.files-it-rests-on" />
      </legend>
      {files.map(({ event, name }) => (
        <label key={event} class="choice-answer">
          <input type="checkbox" name="file" value={event} />
          <span>
            <Written>{name}</Written>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
