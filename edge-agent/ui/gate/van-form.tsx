import type { Manifest } from '@custody-edge/event-contract';
import { Button, Field, Label, SubmitButton } from '@custody-edge/ui-kit/components';
import type { TargetedSubmitEvent } from 'preact';
import type { Press } from './press.ts';
import { useFirstField } from './use-first-field.ts';

/** What is stated of a vehicle; the heads once more where they were counted again. */
export function VanForm({
  manifest,
  press,
  onDone,
  onLeave,
}: {
  manifest: Manifest | undefined;
  press: Press;
  onDone?: () => void;
  onLeave: () => void;
}) {
  const form = useFirstField();
  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string) => String(given.get(name) ?? '').trim();
    const [vehicle, escort, escortNumber] = [text('vehicle'), text('escort'), text('escortNumber')];
    const stated = { vehicle, escort, escortNumber, headCount: Number(text('headCount')) };
    if ((await press({ action: 'state-manifest', manifest: stated })) === 'done') onDone?.();
  };
  return (
    <form ref={form} class="van-form" onSubmit={(event) => void submit(event)}>
      <Field name="headCount" label="van.head-count" type="number" maxLength={3} />
      <Field name="vehicle" label="van.vehicle" maxLength={40} initial={manifest?.vehicle ?? ''} />
      <Field name="escort" label="van.escort" initial={manifest?.escort ?? ''} />
      <Field name="escortNumber" label="van.escort-number" maxLength={40} initial={manifest?.escortNumber ?? ''} />
      <div class="van-buttons">
        <SubmitButton>
          <Label of="van.state" />
        </SubmitButton>
        <Button rank="quiet" onPress={onLeave}>
          <Label of="common.leave" />
        </Button>
      </div>
    </form>
  );
}
