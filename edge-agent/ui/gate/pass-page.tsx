import { Button, Choice, Field, Label, Sign, SubmitButton, Text, useKeys } from '@custody-edge/ui-kit/components';
import type { TargetedSubmitEvent } from 'preact';
import type { DeskView } from '../../src/gate/view.ts';
import { Person } from './listed.tsx';
import { localTime } from './local-time.ts';
import type { Press } from './press.ts';
import { useFirstField } from './use-first-field.ts';

/** A journey that no list tells of, or a transfer: its paper is written down, then the finger tells who goes. */
export function PassPage({ desk, press }: { desk: Extract<DeskView, { step: 'pass' }>; press: Press }) {
  const form = useFirstField();
  const leave = () => void press({ action: 'cancel' });
  useKeys({ Escape: leave });
  const transfers = desk.movement === 'transfer-dispatched';
  const written = desk.transfer ?? desk.pass;
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string) => String(given.get(name) ?? '').trim();
    const dueBack = new Date(text('dueBack')).toISOString();
    const [paper, authority, escort] = [text('paper'), text('authority'), text('escort')];
    const common = { paper, authority, escort, dueBack };
    if (desk.movement !== 'transfer-dispatched')
      return void press({ action: 'pass-details', pass: { ...common, place: text('place') } });
    const destination = text('destination').toLowerCase().replaceAll(' ', '-');
    void press({ action: 'transfer-details', transfer: { ...common, destination, fitness: text('fitness') } });
  };
  return (
    <div class="step">
      <h1 class="step-title prose">
        <span class="step-movement">
          <Label of={`gate.${desk.movement}`} />
        </span>
        {desk.person && <Person person={desk.person} />}
      </h1>
      <form ref={form} class="admission-form step-body" onSubmit={submit}>
        <div class="fields pass-fields">
          <Field
            name="paper"
            label={transfers ? 'gate.transfer-order' : 'gate.pass-number'}
            maxLength={60}
            initial={written?.paper ?? ''}
          />
          <Field name="authority" label="gate.pass-authority" initial={written?.authority ?? ''} />
          {transfers ? (
            <Destination desk={desk} />
          ) : (
            <Field name="place" label="gate.pass-place" initial={desk.pass?.place ?? ''} />
          )}
          <Field name="escort" label="gate.pass-escort" initial={written?.escort ?? ''} />
          <Field
            name="dueBack"
            label={transfers ? 'gate.transfer-due' : 'paper.due-back'}
            type="datetime-local"
            initial={localTime(written?.dueBack)}
          />
          {transfers && (
            <Field name="fitness" label="gate.fitness-number" maxLength={60} initial={desk.transfer?.fitness ?? ''} />
          )}
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
      {/* Once the paper is written, a finger or what is wrong with it. */}
      <div data-next={written && ''} tabIndex={-1}>
        <Sign sign={desk.again ? 'wait' : 'information'} size="line">
          <Text of={desk.instruction} />
        </Sign>
      </div>
    </div>
  );
}

/** The prison that receives the person: one of those that the house knows, where it knows any. */
function Destination({ desk }: { desk: Extract<DeskView, { step: 'pass' }> }) {
  const { prisons, transfer } = desk;
  const common = {
    name: 'destination',
    label: 'gate.transfer-destination',
    initial: transfer?.destination ?? '',
  } as const;
  if (prisons.length === 0) return <Field {...common} maxLength={40} />;
  return <Choice {...common} options={prisons.map(({ site, name }) => ({ value: site, text: name }))} />;
}
