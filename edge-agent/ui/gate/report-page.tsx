import { say } from '@custody-edge/ui-kit';
import { Button, Label, Sign, Text, useKeys } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { ReportView, TileView } from '../../src/gate/view.ts';
import { Person } from './listed.tsx';
import { listed, nameOf, sentenceFor } from './person.ts';
import type { Press } from './press.ts';
import { ReportForm } from './report-form.tsx';
import { Written } from './report-summary.tsx';
import { Tiles } from './tiles.tsx';
import { VouchDialog } from './vouch-dialog.tsx';

/** What happened to a person: written down first, then signed, then put on record by the one button. */
export function ReportPage({ desk, press }: { desk: ReportView; press: Press }) {
  const [correcting, setCorrecting] = useState(false);
  const [vouching, setVouching] = useState<TileView['vouch']>();
  const filling = desk.details === undefined || correcting;
  const complete = desk.missing.length === 0 && !filling;
  const confirm = () => void press({ action: 'confirm' });
  const leave = () => (correcting ? setCorrecting(false) : void press({ action: 'cancel' }));
  useKeys(vouching ? {} : { Enter: complete ? confirm : undefined, Escape: leave });
  return (
    <div class="step report">
      <h1 class="step-title">
        <span class="step-movement prose">
          <Label of={`report.${desk.report}`} />
        </span>
        <Person person={desk.person} />
      </h1>
      {filling ? (
        <ReportForm
          desk={desk}
          onSave={(details) => void press({ action: 'report-details', details }).then(() => setCorrecting(false))}
          onLeave={leave}
        />
      ) : (
        <div class="step-body report-body">
          <div class="report-written">
            <Written desk={desk} />
            <Button rank="quiet" onPress={() => setCorrecting(true)}>
              <Label of="gate.change-details" />
            </Button>
          </div>
          <Tiles tiles={desk.tiles} onVouch={setVouching} />
        </div>
      )}
      {(desk.again || !filling) && (
        <Sign sign={desk.again ? 'wait' : complete ? 'go' : 'information'} size="line">
          <Text of={desk.instruction} />
        </Sign>
      )}
      {!filling && (
        <div class="step-buttons">
          <Button rank="main" onPress={confirm} disabled={!complete}>
            <Text of={say(`report.confirm-${desk.report}`, { person: nameOf(desk.person) })} />
          </Button>
          <p class="missing">
            <Text of={complete ? say('gate.all-present') : say('gate.missing', { list: listed(desk.missing) })} />
          </p>
          <Button rank="quiet" onPress={leave}>
            <Label of="common.leave" />
          </Button>
        </div>
      )}
      {vouching && (
        <VouchDialog
          meaning={vouching}
          sentence={sentenceFor(vouching)}
          person={desk.person}
          onLeave={() => setVouching(undefined)}
        >
          <Written desk={desk} />
        </VouchDialog>
      )}
    </div>
  );
}
