import { Button, Field, Label, Sign, SubmitButton, Text, useKeys } from '@custody-edge/ui-kit/components';
import type { TargetedSubmitEvent } from 'preact';
import type { DeskView } from '../../src/gate/view.ts';
import type { Press } from './press.ts';

/** A journey that no list tells of: its paper is written down, then the finger tells who goes. */
export function PassPage({ desk, press }: { desk: Extract<DeskView, { step: 'pass' }>; press: Press }) {
  const leave = () => void press({ action: 'cancel' });
  useKeys({ Escape: leave });
  const { pass } = desk;
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const dueBack = new Date(text('dueBack')).toISOString();
    const [paper, authority, place, escort] = [text('paper'), text('authority'), text('place'), text('escort')];
    void press({ action: 'pass-details', pass: { paper, authority, place, escort, dueBack } });
  };
  return (
    <div class="step">
      <h1 class="step-title prose">
        <span class="step-movement">
          <Label of={`gate.${desk.movement}`} />
        </span>
      </h1>
      <form class="admission-form step-body" onSubmit={submit}>
        <div class="fields pass-fields">
          <Field name="paper" label="gate.pass-number" maxLength={60} initial={pass?.paper ?? ''} />
          <Field name="authority" label="gate.pass-authority" initial={pass?.authority ?? ''} />
          <Field name="place" label="gate.pass-place" initial={pass?.place ?? ''} />
          <Field name="escort" label="gate.pass-escort" initial={pass?.escort ?? ''} />
          <Field name="dueBack" label="paper.due-back" type="datetime-local" initial={localTime(pass?.dueBack)} />
        </div>
        <div class="step-buttons">
          <SubmitButton>
            <Label of="gate.save-pass" />
          </SubmitButton>
          <Button rank="quiet" onPress={leave}>
            <Label of="common.leave" />
          </Button>
        </div>
      </form>
      <Sign sign={desk.again ? 'wait' : 'information'} size="line">
        <Text of={desk.instruction} />
      </Sign>
    </div>
  );
}

/** As the field of a browser wants it: the house's own time, to the minute. */
function localTime(instant: string | undefined): string {
  if (instant === undefined) return '';
  const at = new Date(instant);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
