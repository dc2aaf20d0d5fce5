import { Button, Label, Sign, useKeys } from '@custody-edge/ui-kit/components';
import type { RecordView } from '../../src/gate/view.ts';
import { Person } from './listed.tsx';
import type { Press } from './press.ts';

/** What can be put on record of a person besides a movement: only what the record allows now. */
export function ChooseReport({ desk, press, onLeave }: { desk: RecordView; press: Press; onLeave: () => void }) {
  useKeys({ Escape: onLeave });
  return (
    <div class="step">
      <h1 class="step-title">
        <span class="step-movement prose">
          <Label of="report.choose" />
        </span>
        <Person person={desk.person} />
      </h1>
      <div class="step-body">
        {desk.reports.length === 0 && (
          <Sign sign="information" size="line">
            <Label of="report.nothing" />
          </Sign>
        )}
        <ul class="choices report-kinds">
          {desk.reports.map((report) => (
            <li key={report}>
              <button type="button" class="choice" onClick={() => void press({ action: 'begin-report', report })}>
                <span class="movement-name prose">
                  <Label of={`report.${report}`} />
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
