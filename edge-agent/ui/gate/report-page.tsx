import { say } from '@custody-edge/ui-kit';
import { Button, Label, Sign, Text, useKeys } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { ReportView, TileView } from '../../src/gate/view.ts';
import { Person } from './listed.tsx';
import { listed, nameOf, sentenceFor } from './person.ts';
import type { Press } from './press.ts';
import { ReportForm } from './report-form.tsx';
import { Written } from './report-summary.tsx';
import { SightDialogs, type SightQuestion } from './sight-dialogs.tsx';
import { SightPanel } from './sight-panel.tsx';
import { Tiles } from './tiles.tsx';
import { VouchDialog } from './vouch-dialog.tsx';

/** What happened to a person: written down first, then signed, then put on record by the one button. */
export function ReportPage({ desk, press }: { desk: ReportView; press: Press }) {
  const [correcting, setCorrecting] = useState(false);
  const [vouching, setVouching] = useState<TileView['vouch']>();
  const [sighting, setSighting] = useState<SightQuestion>();
  const filling = desk.details === undefined || correcting;
  // Whoever is compared with the record fills nothing in meanwhile.
  const sight = filling ? undefined : desk.sight;
  const complete = desk.missing.length === 0 && !filling;
  const confirm = () => void press({ action: 'confirm' });
  const leave = () => (correcting ? setCorrecting(false) : void press({ action: 'cancel' }));
  useKeys(vouching || sighting ? {} : { Enter: complete ? confirm : undefined, Escape: leave });
  return (
    <div class="step report">
      <div class="board-head">
        <h1 class="step-title">
          <span class="step-movement prose">
            <Label of={`report.${desk.report}`} />
          </span>
          <Person person={desk.person} face={!sight} />
        </h1>
        {desk.mayBeUnreadable && !filling && (
          <Button rank="quiet" onPress={() => setSighting('why')}>
            <Label of="sight.unreadable" />
          </Button>
        )}
      </div>
      {sight && (
        <div class="step-body">
          <SightPanel sight={sight} person={desk.person} press={press} />
        </div>
      )}
      {!sight && filling && (
        <ReportForm
          desk={desk}
          onSave={(details) => void press({ action: 'report-details', details }).then(() => setCorrecting(false))}
          onLeave={leave}
        />
      )}
      {!sight && !filling && (
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
          {sight ? (
            <Button rank="main" onPress={() => setSighting('signature')} disabled={!sight.canSign}>
              <Label of="sight.supervisor-signs" />
            </Button>
          ) : (
            <Button rank="main" onPress={confirm} disabled={!complete}>
              <Text of={say(`report.confirm-${desk.report}`, { person: nameOf(desk.person) })} />
            </Button>
          )}
          <p class="missing">
            {!sight && (
              <Text of={complete ? say('gate.all-present') : say('gate.missing', { list: listed(desk.missing) })} />
            )}
          </p>
          <Button rank="quiet" onPress={leave}>
            <Label of="common.leave" />
          </Button>
        </div>
      )}
      <SightDialogs asked={sighting} person={desk.person} press={press} onLeave={() => setSighting(undefined)} />
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
