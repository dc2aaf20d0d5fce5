import { Button, Label, useKeys } from '@custody-edge/ui-kit/components';
import type { RecordView } from '../../src/gate/view.ts';
import { Person } from './listed.tsx';
import type { Press } from './press.ts';

/** Movements that the record allows now, for a person whom no finger has to find. */
export function ChooseMovement({ desk, press, onLeave }: { desk: RecordView; press: Press; onLeave: () => void }) {
  useKeys({ Escape: onLeave });
  return (
    <div class="step">
      <h1 class="step-title">
        <span class="step-movement prose">
          <Label of="record.choose-movement" />
        </span>
        <Person person={desk.person} />
      </h1>
      <div class="step-body">
        <ul class="choices report-kinds">
          {desk.movements.map((movement) => (
            <li key={movement}>
              <button type="button" class="choice" onClick={() => void press({ action: 'begin-movement', movement })}>
                <span class="movement-name prose">
                  <Label of={`gate.${movement}`} />
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
      <div class="step-buttons">
        <Button rank="quiet" onPress={onLeave}>
          <Label of="gate.go-back" />
        </Button>
      </div>
    </div>
  );
}
