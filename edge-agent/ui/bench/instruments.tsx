import { say } from '@custody-edge/ui-kit';
import { Button, Code, Field, Label, SignShape, Text, useKeys, When, Written } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { BenchView, InstrumentView } from '../../src/bench/view.ts';
import { textIn } from '../visitor/text-in.ts';
import { CertificateForm } from './certificate-form.tsx';
import { BenchForm } from './form.tsx';
import { lookBack } from './look-back-address.ts';
import type { Press } from './press.ts';
import { TrialForm } from './trial-form.tsx';
import './instruments.css';

type Form = 'certificate' | 'trial' | 'withdraw' | 'back-in-use';

/** All instruments of the bench, what is not fit first, each with its calibration in one sentence. */
export function InstrumentsPage({ view, press }: { view: BenchView; press: Press }) {
  const [open, setOpen] = useState<{ form: Form; instrument: InstrumentView }>();
  const close = () => setOpen(undefined);
  if (open) return <OpenForm {...open} press={press} onLeave={close} />;
  return <Wall view={view} press={press} onOpen={(form, instrument) => setOpen({ form, instrument })} />;
}

function OpenForm({
  form,
  instrument,
  press,
  onLeave,
}: {
  form: Form;
  instrument: InstrumentView;
  press: Press;
  onLeave: () => void;
}) {
  switch (form) {
    case 'certificate':
      return <CertificateForm instrument={instrument} press={press} onLeave={onLeave} />;
    case 'trial':
      return <TrialForm instrument={instrument} press={press} onLeave={onLeave} />;
    case 'withdraw':
    case 'back-in-use':
      return (
        <BenchForm
          title={say(`lab.${form}`)}
          save={say(`lab.${form}`)}
          onLeave={onLeave}
          onSave={async (given) => {
            const { deviceId } = instrument;
            if ((await press({ action: form, deviceId, reason: textIn(given, 'reason') })) === 'done') onLeave();
          }}
        >
          <div class="whole-row">
            <Field name="reason" label="lab.why" type="lines" maxLength={300} />
          </div>
        </BenchForm>
      );
  }
}

const worst = ['stop', 'wait', 'information', 'go'] as const satisfies readonly InstrumentView['sign'][];

function Wall({
  view,
  press,
  onOpen,
}: {
  view: BenchView;
  press: Press;
  onOpen: (form: Form, instrument: InstrumentView) => void;
}) {
  const leave = () => void press({ action: 'cancel' });
  useKeys({ Escape: leave });
  const shown = view.instruments.toSorted((one, other) => worst.indexOf(one.sign) - worst.indexOf(other.sign));
  return (
    <div class="step">
      <h1 class="step-title prose">
        <Label of="lab.instruments" />
      </h1>
      <div class="step-body">
        {shown.length === 0 && (
          <p class="hint">
            <Label of="lab.no-instruments" />
          </p>
        )}
        <ul class="bench-wall">
          {shown.map((instrument) => (
            <Card key={instrument.deviceId} instrument={instrument} onOpen={onOpen} />
          ))}
        </ul>
      </div>
      <div class="step-buttons">
        <Button rank="other" onPress={() => location.assign(lookBack('instruments'))}>
          <Label of="look-back.instruments" />
        </Button>
        <Button rank="quiet" onPress={leave}>
          <Label of="lab.leave" />
        </Button>
      </div>
    </div>
  );
}

function Card({
  instrument,
  onOpen,
}: {
  instrument: InstrumentView;
  onOpen: (form: Form, instrument: InstrumentView) => void;
}) {
  const { model, serialNumber, isBalance, certificate, withdrawn, checkedAt, sign, text } = instrument;
  return (
    <li class={`bench-instrument bench-instrument-${sign}`}>
      <h2 class="bench-instrument-name">
        <SignShape sign={sign} />
        <span>
          <Code>{[model, serialNumber].join(' ').trim()}</Code>
        </span>
      </h2>
      <p class="prose">
        <Text of={text} />
      </p>
      <ul class="bench-instrument-facts">
        <li>
          {certificate ? (
            <Text of={say('lab.certificate-of', { number: certificate.number, day: certificate.dueOn })} />
          ) : (
            <Label of="lab.no-certificate" />
          )}
        </li>
        {isBalance && (
          <li>
            {checkedAt === undefined ? (
              <Label of="lab.never-checked" />
            ) : (
              <>
                <Label of="lab.checked-at" />: <When at={checkedAt} />
              </>
            )}
          </li>
        )}
        {withdrawn !== undefined && (
          <li>
            <Label of="lab.is-withdrawn" />: <Written>{withdrawn}</Written>
          </li>
        )}
        {instrument.trials.slice(0, 3).map(({ event, at, trial, weight, unit, readings }) => (
          <li key={event}>
            <When at={at} /> · <Label of={`trial.${trial}`} /> ·{' '}
            <Code>
              {weight.mark}: {readings.join(' · ')} {unit}
            </Code>
          </li>
        ))}
      </ul>
      <div class="bench-row-buttons">
        {isBalance && (
          <Button rank="other" onPress={() => onOpen('trial', instrument)}>
            <Label of="lab.begin-trial" />
          </Button>
        )}
        <Button rank="quiet" onPress={() => onOpen('certificate', instrument)}>
          <Label of="lab.calibrate" />
        </Button>
        <Button rank="quiet" onPress={() => onOpen(withdrawn === undefined ? 'withdraw' : 'back-in-use', instrument)}>
          <Label of={withdrawn === undefined ? 'lab.withdraw' : 'lab.back-in-use'} />
        </Button>
      </div>
    </li>
  );
}
