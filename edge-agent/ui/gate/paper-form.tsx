import type { PaperForm } from '@custody-edge/event-contract';
import { Field, Label } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import { localTime } from './local-time.ts';

/** What a form can say, in the words of the gate's own movements. */
const journeys = {
  'out-to-court': { way: 'out', journey: 'court' },
  'back-from-court': { way: 'back', journey: 'court' },
  'out-to-hospital': { way: 'out', journey: 'hospital' },
  'back-from-hospital': { way: 'back', journey: 'hospital' },
  'out-on-remand': { way: 'out', journey: 'remand' },
  'back-from-remand': { way: 'back', journey: 'remand' },
  'out-on-leave': { way: 'out', journey: 'leave' },
  'back-from-leave': { way: 'back', journey: 'leave' },
} as const satisfies Record<string, Pick<PaperForm['moved'], 'way' | 'journey'>>;
type FormMovement = keyof typeof journeys;

const isFormMovement = (name: string): name is FormMovement => Object.hasOwn(journeys, name);
const formMovements = Object.keys(journeys).filter(isFormMovement);

/** The gate's name for what a form tells of. */
export const movedOn = ({ way, journey }: Pick<PaperForm['moved'], 'way' | 'journey'>): FormMovement =>
  formMovements.find((name) => journeys[name].way === way && journeys[name].journey === journey) ?? 'out-to-court';

/** A numbered form that was filled in while no station worked; where it tells of a journey out, also its paper. */
export function PaperFormFields({ known }: { known: PaperForm | undefined }) {
  const [movement, setMovement] = useState<FormMovement | undefined>(known && movedOn(known.moved));
  const pass = known?.moved.way === 'out' ? known.moved.pass : undefined;
  return (
    <>
      <fieldset class="choices-in-line">
        <legend>
          <Label of="report.form-moved" />
        </legend>
        {formMovements.map((name) => (
          <label key={name} class="choice-in-line">
            <input
              type="radio"
              name="moved"
              value={name}
              checked={movement === name}
              onChange={() => setMovement(name)}
              required
            />
            <Label of={`gate.${name}`} />
          </label>
        ))}
      </fieldset>
      <div class="fields pass-fields">
        <Field name="form" label="report.form-number" maxLength={40} initial={known?.form ?? ''} />
        <Field
          name="happenedAt"
          label="report.happened-at"
          type="datetime-local"
          initial={localTime(known?.happenedAt)}
        />
        {movement && journeys[movement].way === 'out' && (
          <>
            <Field name="paper" label="gate.pass-number" maxLength={60} initial={pass?.paper ?? ''} />
            <Field name="authority" label="gate.pass-authority" initial={pass?.authority ?? ''} />
            <Field name="place" label="gate.pass-place" initial={pass?.place ?? ''} />
            <Field name="escort" label="gate.pass-escort" initial={pass?.escort ?? ''} />
            <Field name="dueBack" label="paper.due-back" type="datetime-local" initial={localTime(pass?.dueBack)} />
          </>
        )}
      </div>
    </>
  );
}

/** The form as it was filled in; undefined while nothing is chosen. */
export function paperFormIn(read: (name: string) => string): PaperForm | undefined {
  const moved = read('moved');
  if (!isFormMovement(moved)) return undefined;
  const instant = (name: string) => new Date(read(name)).toISOString();
  const { way, journey } = journeys[moved];
  const said = { form: read('form'), happenedAt: instant('happenedAt') };
  if (way === 'back') return { ...said, moved: { way, journey } };
  const [paper, authority, place, escort] = [read('paper'), read('authority'), read('place'), read('escort')];
  return { ...said, moved: { way, journey, pass: { paper, authority, place, escort, dueBack: instant('dueBack') } } };
}
