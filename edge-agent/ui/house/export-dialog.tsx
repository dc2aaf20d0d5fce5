import type { BilingualText } from '@custody-edge/foundation';
import { ask, Button, Dialog, Field, Label, Sign, SubmitButton, Text } from '@custody-edge/ui-kit/components';
import type { TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { ExportView } from '../../src/house/view.ts';
import { saveFile } from '../save-file.ts';

/** Names of many people leave the station only with two officers' PINs and a reason. */
export function ExportDialog({
  url,
  title,
  asked = {},
  onLeave,
}: {
  url: '/api/house/export' | '/api/count/export';
  title: BilingualText;
  /** What is sent besides the reason and the signatures. */
  asked?: object;
  onLeave: () => void;
}) {
  const [refusal, setRefusal] = useState<BilingualText>();
  const busy = useRef(false);
  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy.current) return;
    busy.current = true;
    setRefusal(undefined);
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const told = await ask<ExportView>(url, {
      ...asked,
      reason: text('reason'),
      pin: text('pin'),
      second: { officerId: text('secondOfficer'), pin: text('secondPin') },
    });
    busy.current = false;
    if (!told.ok) return setRefusal(told.error);
    saveFile(told.value.fileName, told.value.text, 'text/csv');
    onLeave();
  };
  return (
    <Dialog title={<Text of={title} />} onLeave={onLeave}>
      <form class="house-form" onSubmit={(event) => void submit(event)}>
        <Field name="reason" label="house.export-reason" maxLength={300} />
        <Field name="pin" label="officer.own-pin" type="pin" maxLength={12} />
        <Field name="secondOfficer" label="house.export-second" type="number" maxLength={8} />
        <Field name="secondPin" label="house.export-second-pin" type="pin" maxLength={12} />
        {refusal && (
          <Sign sign="wait" size="line">
            <Text of={refusal} />
          </Sign>
        )}
        <div class="house-buttons">
          <SubmitButton>
            <Label of="house.export-now" />
          </SubmitButton>
          <Button rank="quiet" onPress={onLeave}>
            <Label of="gate.go-back" />
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
