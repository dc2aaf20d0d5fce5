import { say } from '@custody-edge/ui-kit';
import { Button, Code, Label, Sign, Text, useKeys } from '@custody-edge/ui-kit/components';
import type { StatusView } from '../../src/station/status-view.ts';
import { useAction } from '../use-action.tsx';
import { WireLines } from './wire-lines.tsx';
import './wire.css';

/** Raw bytes of the devices: which are to be seen, and then what crosses their lines. */
export function WirePage({ status, onLeave }: { status: StatusView; onLeave: () => void }) {
  const { wire } = status;
  return wire ? (
    <WireLines key={wire.id} wire={wire} status={status} />
  ) : (
    <ChooseDevice status={status} onLeave={onLeave} />
  );
}

function ChooseDevice({ status: { devices }, onLeave }: { status: StatusView; onLeave: () => void }) {
  const { press, refusal } = useAction<{ deviceId?: string }>('/api/wire/open', 'wire');
  useKeys({ Escape: onLeave });
  return (
    <div class="step">
      <h1 class="step-title prose">
        <Label of="wire.title" />
      </h1>
      <ul class="step-body choices wire-devices">
        {devices.map(({ id, kind, model }) => (
          <li key={id}>
            <button type="button" class="choice" onClick={() => void press({ deviceId: id })}>
              <strong>
                <Text of={say('wire.device', { device: say(`device.${kind}`), id })} />
              </strong>
              <Code>{model}</Code>
            </button>
          </li>
        ))}
        {devices.length > 1 && (
          <li>
            <button type="button" class="choice" onClick={() => void press({})}>
              <strong>
                <Label of="wire.all" />
              </strong>
            </button>
          </li>
        )}
      </ul>
      <Sign sign={refusal ? 'wait' : 'information'} size="line">
        <Text of={refusal ?? say('wire.before')} />
      </Sign>
      <div class="step-buttons">
        <Button rank="quiet" onPress={onLeave}>
          <Label of="officer.back" />
        </Button>
      </div>
    </div>
  );
}
