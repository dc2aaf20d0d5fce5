import { say } from '@custody-edge/ui-kit';
import { Button, Label, Sign, Text, useKeys } from '@custody-edge/ui-kit/components';
import { useEffect, useState } from 'preact/hooks';
import type { DeskView, TileView } from '../../src/gate/view.ts';
import { Person } from './listed.tsx';
import { AnswerDialog, QueryDialog } from './order-query-dialogs.tsx';
import { listed, sentenceFor, verbFor } from './person.ts';
import { PoliceDialog } from './police-dialog.tsx';
import type { Press } from './press.ts';
import { SightDialogs, type SightQuestion } from './sight-dialogs.tsx';
import { SightPanel } from './sight-panel.tsx';
import { SlipDialog } from './slip.tsx';
import { Tiles } from './tiles.tsx';
import { VouchDialog } from './vouch-dialog.tsx';

/** A board of evidence: the one button stays shut until every tile is green, and says what is missing. */
export function Board({
  desk,
  press,
  onShown,
}: {
  desk: Extract<DeskView, { step: 'board' }>;
  press: Press;
  onShown: () => void;
}) {
  useEffect(onShown, []);
  const [vouching, setVouching] = useState<TileView['vouch']>();
  const [asking, setAsking] = useState(false);
  const [sighting, setSighting] = useState<SightQuestion>();
  const [showing, setShowing] = useState(false);
  const [naming, setNaming] = useState(false);
  const asks = desk.tiles.flatMap(({ ask }) => ask ?? []);
  const query = asks.find((ask) => ask.query !== undefined)?.query;
  /** What officers sign of a journey, or of who takes the person over. */
  const paper = desk.tiles.find(({ kind }) => kind === 'pass' || kind === 'police');
  const complete = desk.missing.length === 0;
  const confirm = () => void press({ action: 'confirm' });
  const leave = () => void press({ action: 'cancel' });
  useKeys(
    vouching || asking || sighting || showing || naming ? {} : { Enter: complete ? confirm : undefined, Escape: leave },
  );
  return (
    <div class="step">
      <div class="board-head">
        <h1 class="step-title">
          <span class="step-movement prose">
            <Label of={`gate.${desk.movement}`} />
          </span>
          <Person person={desk.person} face={!desk.sight} />
        </h1>
        {desk.mayBeUnreadable && (
          <Button rank="quiet" onPress={() => setSighting('why')}>
            <Label of="sight.unreadable" />
          </Button>
        )}
        {(desk.mayGoToPolice || desk.police) && (
          <Button rank="quiet" onPress={() => setNaming(true)}>
            <Label of={desk.police ? 'police.change' : 'police.take-over'} />
          </Button>
        )}
        {asks.length > 0 && (
          <Button rank="quiet" onPress={() => setAsking(true)}>
            <Label of={query === undefined ? 'gate.order-differs' : 'gate.court-answered'} />
          </Button>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by the keyboard as well */}
      <div class="step-body" tabIndex={0}>
        {desk.sight ? (
          <SightPanel sight={desk.sight} person={desk.person} press={press} />
        ) : (
          <Tiles
            tiles={desk.tiles}
            onVouch={setVouching}
            onReport={(report) => void press({ action: 'begin-report', report })}
          />
        )}
      </div>
      <Sign sign={desk.again || desk.notice ? 'wait' : complete ? 'go' : 'information'} size="line">
        <Text of={desk.again ? desk.instruction : (desk.notice ?? desk.instruction)} />
      </Sign>
      <div class="step-buttons">
        {desk.sight ? (
          <Button rank="main" onPress={() => setSighting('signature')} disabled={!desk.sight.canSign}>
            <Label of="sight.supervisor-signs" />
          </Button>
        ) : (
          <Button rank="main" onPress={confirm} disabled={!complete}>
            <Text of={verbFor(desk)} />
          </Button>
        )}
        <p class="missing">
          {!desk.sight && (
            <Text of={complete ? say('gate.all-present') : say('gate.missing', { list: listed(desk.missing) })} />
          )}
        </p>
        {desk.slip && desk.slip.state !== 'printed' && desk.slip.state !== 'printing' && (
          <Button rank="quiet" onPress={() => setShowing(true)}>
            <Label of="slip.show" />
          </Button>
        )}
        <Button rank="quiet" onPress={leave}>
          <Label of="common.leave" />
        </Button>
      </div>
      {naming && (
        <PoliceDialog
          person={desk.person}
          known={desk.police?.written}
          press={press}
          onLeave={() => setNaming(false)}
        />
      )}
      {showing && desk.slip && <SlipDialog slip={desk.slip} onLeave={() => setShowing(false)} />}
      {asking && query !== undefined && (
        <AnswerDialog query={query} person={desk.person} onLeave={() => setAsking(false)} />
      )}
      {asking && query === undefined && (
        <QueryDialog
          orderIds={asks.map(({ orderId }) => orderId)}
          person={desk.person}
          press={press}
          onLeave={() => setAsking(false)}
        />
      )}
      <SightDialogs asked={sighting} person={desk.person} press={press} onLeave={() => setSighting(undefined)} />
      {vouching && (
        <VouchDialog
          meaning={vouching}
          sentence={sentenceFor(vouching, desk.movement, desk.police !== undefined)}
          person={desk.person}
          onLeave={() => setVouching(undefined)}
        >
          {paper && (
            <p>
              <Text of={paper.detail} />
            </p>
          )}
        </VouchDialog>
      )}
    </div>
  );
}
