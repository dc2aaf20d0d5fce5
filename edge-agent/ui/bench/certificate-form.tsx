import { say } from '@custody-edge/ui-kit';
import { Field } from '@custody-edge/ui-kit/components';
import type { InstrumentView } from '../../src/bench/view.ts';
import { textIn } from '../visitor/text-in.ts';
import { BenchForm } from './form.tsx';
import type { Press } from './press.ts';
import { UnitChoice, unitIn } from './unit-choice.tsx';

/** Figures of a balance's certificate, in its unit; what the certificate does not state stays empty. */
const figures = [
  ['division', 'lab.division'],
  ['capacity', 'lab.capacity'],
  ['calibrationUncertainty', 'lab.calibration-uncertainty'],
  ['linearity', 'lab.linearity'],
] as const;

/** What an accredited laboratory found, copied from its certificate. */
export function CertificateForm({
  instrument,
  press,
  onLeave,
}: {
  instrument: InstrumentView;
  press: Press;
  onLeave: () => void;
}) {
  const save = async (form: FormData) => {
    const stated = figures.map(([name]) => [name, textIn(form, name)] as const).filter(([, text]) => text !== '');
    const pressed = await press({
      action: 'calibrate',
      deviceId: instrument.deviceId,
      form: {
        certificate: textIn(form, 'certificate'),
        by: textIn(form, 'by'),
        calibratedOn: textIn(form, 'calibratedOn'),
        dueOn: textIn(form, 'dueOn'),
        ...Object.fromEntries(stated),
        ...(stated.length > 0 && { unit: unitIn(form) }),
      },
    });
    if (pressed === 'done') onLeave();
  };
  return (
    <BenchForm title={say('lab.calibrate')} save={say('lab.record-certificate')} onSave={save} onLeave={onLeave}>
      <Field name="certificate" label="lab.certificate-number" maxLength={80} />
      <div class="bench-two">
        <Field name="by" label="lab.certificate-by" maxLength={120} />
      </div>
      <Field name="calibratedOn" label="lab.calibrated-on" type="date" />
      <Field name="dueOn" label="lab.due-on" type="date" />
      {instrument.isBalance && (
        <>
          {figures.map(([name, label]) => (
            <Field key={name} name={name} label={label} maxLength={20} optional />
          ))}
          <div class="whole-row">
            <UnitChoice chosen="g" />
          </div>
        </>
      )}
    </BenchForm>
  );
}
