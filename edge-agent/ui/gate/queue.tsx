import { say } from '@custody-edge/ui-kit';
import { Button, Code, Label, Sign, Text, useKeys } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { DeskView } from '../../src/gate/view.ts';
import { Listed } from './listed.tsx';
import { Portrait } from './portrait.tsx';
import type { Press } from './press.ts';
import { VanForm } from './van-form.tsx';
import { Aboard, VanButtons, VanCounts } from './van-panel.tsx';

type QueueView = Extract<DeskView, { step: 'queue' }>;

/** A list that empties itself: finger, tone, next. Where they go in a vehicle, first whose it is and how many heads it holds. */
export function Queue({ desk, press }: { desk: QueueView; press: Press }) {
  const leave = () => void press({ action: 'cancel' });
  const [counting, setCounting] = useState(false);
  const asksForVan = desk.statesManifest || counting;
  useKeys({ Escape: counting ? () => setCounting(false) : leave });
  const { van, listed, more } = desk;
  const aboard = new Set(van?.opensOnce ? van.aboard.map(({ subject }) => subject) : []);
  const waiting = listed.filter(({ person }) => !aboard.has(person.subject));
  return (
    <div class="queue">
      <section class="queue-now">
        <Head desk={desk} />
        {asksForVan && (
          <VanForm
            manifest={van?.manifest}
            press={press}
            onDone={() => setCounting(false)}
            onLeave={counting ? () => setCounting(false) : leave}
          />
        )}
        {!asksForVan && van && <VanCounts van={van} />}
        {!asksForVan && <Last desk={desk} />}
        {(desk.again || !van || !desk.last) && (
          <Sign sign={desk.again ? 'wait' : 'information'} size="line">
            <Text of={desk.instruction} />
          </Sign>
        )}
        {van && !asksForVan && (
          <VanButtons van={van} press={press} onCountAgain={() => setCounting(true)}>
            <Leave desk={desk} press={press} onLeave={leave} />
          </VanButtons>
        )}
        {!van && !asksForVan && <Leave desk={desk} press={press} onLeave={leave} />}
      </section>
      <ul class="queue-list">
        {van && <Aboard van={van} press={press} />}
        {waiting.length === 0 && !van && (
          <li class="queue-empty prose">
            <Label of={desk.movement === 'out-to-court' ? 'gate.no-one-left' : 'gate.no-one-due'} />
          </li>
        )}
        {waiting.map((entry) => (
          <li key={entry.orderId} class="queue-entry">
            <Listed listed={entry} withOrder={false} />
          </li>
        ))}
        {more > 0 && (
          <li class="queue-empty prose">
            <Text of={say('gate.late-more', { count: more })} />
          </li>
        )}
      </ul>
    </div>
  );
}

function Head({ desk: { movement, left } }: { desk: QueueView }) {
  const out = movement === 'out-to-court';
  return (
    <h1 class="queue-head">
      {left !== undefined && (
        <span class="queue-left">
          <Code>{left}</Code>
        </span>
      )}
      <span>
        <span class="step-movement prose">
          <Label of={`gate.${movement}`} />
        </span>
        {left !== undefined && (
          <span class="queue-counted">
            <Label of={out ? 'gate.still-to-go' : 'gate.still-to-return'} />
          </span>
        )}
      </span>
    </h1>
  );
}

/** Beside the counts of a vehicle it is one line. */
function Last({ desk: { last, van } }: { desk: QueueView }) {
  return (
    <div class={van ? 'queue-last queue-last-line' : 'queue-last'} key={last?.person.subject}>
      {last && (
        <Sign sign={last.notice ? 'wait' : 'go'} size={van ? 'line' : 'panel'}>
          <Portrait person={last.person} size="beside" />
          {!(van && last.notice) && <Text of={last.text} />}
          {last.notice && (
            <p class="second-sentence">
              <Text of={last.notice} />
            </p>
          )}
        </Sign>
      )}
    </div>
  );
}

/** Whoever needs a paper of their own is written out one by one. */
function Leave({ desk, press, onLeave }: { desk: QueueView; press: Press; onLeave: () => void }) {
  const { written, van } = desk;
  return (
    <>
      {written && (
        <Button rank="other" onPress={() => void press({ action: 'begin-pass', movement: written })}>
          <Label of="van.another" />
        </Button>
      )}
      <Button rank="other" onPress={onLeave}>
        <Label of={van ? 'gate.go-back' : 'gate.end-list'} />
      </Button>
    </>
  );
}
