import { Button, Label, type PlainMessageKey, Sign, useKeys } from '@custody-edge/ui-kit/components';
import type { DeskAction } from '../../src/gate/actions.ts';
import type { RecordView } from '../../src/gate/view.ts';
import { Person } from './listed.tsx';
import type { Press } from './press.ts';

interface Next {
  readonly label: PlainMessageKey;
  readonly action: DeskAction;
}

/** What may be done next with the person whose record is open: only what the record allows now. */
export function ChooseNext({
  of,
  desk,
  press,
  onLeave,
}: {
  of: 'movement' | 'report';
  desk: RecordView;
  press: Press;
  onLeave: () => void;
}) {
  useKeys({ Escape: onLeave });
  const possible = of === 'movement' ? movementsOf(desk) : reportsOf(desk);
  return (
    <div class="step">
      <h1 class="step-title">
        <span class="step-movement prose">
          <Label of={of === 'movement' ? 'record.choose-movement' : 'report.choose'} />
        </span>
        <Person person={desk.person} />
      </h1>
      <div class="step-body">
        {possible.length === 0 && (
          <Sign sign="information" size="line">
            <Label of="report.nothing" />
          </Sign>
        )}
        <ul class="choices report-kinds">
          {possible.map(({ label, action }) => (
            <li key={label}>
              <button type="button" class="choice" onClick={() => void press(action)}>
                <span class="movement-name prose">
                  <Label of={label} />
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

const movementsOf = ({ movements }: RecordView): readonly Next[] =>
  movements.map((movement) => ({ label: `gate.${movement}`, action: { action: 'begin-movement', movement } }));

const reportsOf = ({ reports }: RecordView): readonly Next[] =>
  reports.map((report) => ({ label: `report.${report}`, action: { action: 'begin-report', report } }));
