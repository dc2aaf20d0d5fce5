import { say } from '@custody-edge/ui-kit';
import { Button, Dialog, Field, Label, Sign, SubmitButton, Text, When } from '@custody-edge/ui-kit/components';
import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { NewKey } from '../../src/officers/key-requests.ts';
import type { OfficerView } from '../../src/officers/view.ts';
import { useAction } from '../use-action.tsx';
import { useSecurityKey } from './use-security-key.ts';

/** The security keys of one officer: another is registered while its owner is there, and one that is lost is removed. */
export function OfficerKeys({
  officer,
  onChanged,
  onLeave,
}: {
  officer: OfficerView;
  onChanged: () => Promise<void>;
  onLeave: () => void;
}) {
  const { officerId, keys } = officer;
  const [removing, setRemoving] = useState<string>();
  const key = useSecurityKey();
  const add = useAction<NewKey>('/api/officers/key', 'keys');
  const remove = useAction<{ keyId: string }>('/api/officers/key/remove', 'keys');
  const register = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const ownPin = String(new FormData(form).get('ownPin'));
    form.reset();
    const made = await key.register('/api/officers/ask-key', { officerId, ownPin });
    if (made && (await add.press(made)) === 'done') await onChanged();
  };
  const removeKey = async (keyId: string) => {
    setRemoving(undefined);
    if ((await remove.press({ keyId })) === 'done') await onChanged();
  };
  const trouble = key.trouble ?? add.refusal ?? remove.refusal;
  return (
    <form class="step officer-form" onSubmit={(event) => void register(event)}>
      <h1 class="step-title prose">
        <Text of={say('officer.keys', officer)} />
      </h1>
      <div class="step-body officer-list">
        {keys.length === 0 && (
          <p class="prose">
            <Label of="officer.no-key" />
          </p>
        )}
        <ul class="officer-list">
          {keys.map(({ keyId, addedAt }) => (
            <li key={keyId} class="officer">
              <span class="officer-facts">
                <Label of="officer.key-added" /> · <When at={addedAt} />
              </span>
              <Button rank="quiet" onPress={() => setRemoving(keyId)}>
                <Label of="officer.key-remove" />
              </Button>
            </li>
          ))}
        </ul>
        <div class="officer-fields">
          <p class="prose">
            <Label of="officer.key-register-how" />
          </p>
          <Field name="ownPin" label="officer.own-pin" type="pin" maxLength={12} />
        </div>
      </div>
      {trouble && (
        <Sign sign="wait" size="line">
          <Text of={trouble} />
        </Sign>
      )}
      {key.asking && (
        <Sign sign="information" size="line">
          <Label of="officer.touch-key" />
        </Sign>
      )}
      <div class="step-buttons">
        <SubmitButton disabled={key.asking}>
          <Label of="officer.key-register" />
        </SubmitButton>
        <Button rank="quiet" onPress={onLeave}>
          <Label of="officer.back" />
        </Button>
      </div>
      {removing !== undefined && (
        <Dialog
          title={<Text of={say('officer.key-remove-question', officer)} />}
          onLeave={() => setRemoving(undefined)}
        >
          <div class="duty-buttons">
            <Button rank="main" onPress={() => void removeKey(removing)}>
              <Label of="officer.key-remove" />
            </Button>
            <Button rank="quiet" onPress={() => setRemoving(undefined)}>
              <Label of="officer.back" />
            </Button>
          </div>
        </Dialog>
      )}
    </form>
  );
}
