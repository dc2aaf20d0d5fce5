import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { Button, Code, Dialog, Label, Sign, Text, useKeys, Written } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import type { BenchView, ExhibitView, InstrumentView } from '../../src/bench/view.ts';
import { Digits } from './digits.tsx';
import { stepOf } from './method.tsx';
import type { ExhibitDeskView, OpenOnExhibit } from './open-on-exhibit.ts';
import type { Press } from './press.ts';
import { Series } from './series.tsx';
import { UnitsDone } from './units-done.tsx';
import { weightKinds } from './weight-kinds.ts';
import './pan.css';

const allOf = (reserves: readonly BilingualText[]): BilingualText => ({
  en: reserves.map(({ en }) => en).join(' · '),
  ur: reserves.map(({ ur }) => ur).join(' · '),
});

/** A laboratory has many of one model: what tells them apart is the name that the station gave each. */
function BalanceName({
  balance: { deviceId, model, serialNumber },
}: {
  balance: Pick<InstrumentView, 'deviceId' | 'serialNumber'> & Partial<Pick<InstrumentView, 'model'>>;
}) {
  return (
    <span class="bench-balance-name">
      <Code>{deviceId}</Code>
      {model !== undefined && <Code>{[model, serialNumber].join(' ').trim()}</Code>}
    </span>
  );
}

/** Eyes stay on the pan: digits, bar, one line and one key; the exhibit's label stands above, its series beside. */
export function WeighingPage({
  desk,
  exhibit,
  view,
  press,
  onLeave,
  onOpen,
}: {
  desk: ExhibitDeskView;
  exhibit: ExhibitView;
  view: BenchView;
  press: Press;
  onLeave: () => void;
  onOpen: (open: OpenOnExhibit) => void;
}) {
  const { weighing } = desk;
  const [choosing, setChoosing] = useState<'what' | 'balance' | undefined>(weighing ? undefined : 'what');
  const { pan } = view;
  const accept = view.acceptable ? () => void press({ action: 'accept' }) : undefined;
  useKeys({ Enter: accept, ' ': accept, Escape: onLeave });
  const reading = pan?.reading;
  const refused = exhibit.obstacle ?? weighing?.refused;
  return (
    <div class="bench">
      <section class="pan">
        <div class="bench-weighed">
          <strong class="bench-label">
            <Written>{exhibit.label}</Written>
          </strong>
          {exhibit.method && <UnitsDone units={exhibit.method.units} />}
          <Button rank="other" onPress={() => setChoosing('what')}>
            <Label of={weighing ? `weight-kind.${weighing.what}` : 'lab.weigh-what'} />
          </Button>
          {view.balances.length > 1 && (
            <Button rank="quiet" onPress={() => setChoosing('balance')}>
              {pan ? <BalanceName balance={pan} /> : <Label of="lab.change-balance" />}
            </Button>
          )}
        </div>
        <Digits pan={pan} full={view.acceptable} />
        <div class="bench-instruction">
          <Sign sign={refused ? 'stop' : view.sign} size="line">
            <Text of={refused ?? view.instruction} />
          </Sign>
          {weighing && weighing.reserves.length > 0 && (
            <Sign sign="wait" size="line">
              <Text of={say('lab.reserve', { reason: allOf(weighing.reserves) })} />
            </Sign>
          )}
        </div>
        <div class="bench-buttons">
          <Button rank="main" disabled={!accept} onPress={() => accept?.()}>
            {reading ? (
              <Text
                of={say('bench.accept-for', { weight: `${reading.value} ${reading.unit}`, label: exhibit.label })}
              />
            ) : (
              <Label of="bench.accept" />
            )}
          </Button>
          <Button rank="other" onPress={() => void press({ action: 'tare' })}>
            <Label of="bench.tare" />
          </Button>
          <Button rank="other" onPress={() => void press({ action: 'zero' })}>
            <Label of="bench.zero" />
          </Button>
          <Button rank="quiet" onPress={() => onOpen({ kind: 'write-weight' })}>
            <Label of="lab.write-weight" />
          </Button>
          <Button rank="quiet" onPress={onLeave}>
            <Label of="lab.back-to-page" />
          </Button>
        </div>
      </section>
      <Series series={pan?.series} unit={reading?.unit} />
      {choosing === 'what' && (
        <Dialog title={<Label of="lab.weigh-what" />} onLeave={weighing ? () => setChoosing(undefined) : onLeave}>
          <div class="dialog-answers">
            {weightKinds.map((what) => (
              <Button
                key={what}
                rank={what === weighing?.what ? 'main' : 'other'}
                onPress={async () => {
                  if ((await press({ action: 'weigh', what, ...stepOf(exhibit) })) === 'done') setChoosing(undefined);
                  else onLeave();
                }}
              >
                <Label of={`weight-kind.${what}`} />
              </Button>
            ))}
          </div>
        </Dialog>
      )}
      {choosing === 'balance' && (
        <Dialog title={<Label of="lab.change-balance" />} onLeave={() => setChoosing(undefined)}>
          <div class="dialog-answers">
            {view.balances.map((deviceId) => (
              <Button
                key={deviceId}
                rank={deviceId === pan?.deviceId ? 'main' : 'other'}
                onPress={() => {
                  setChoosing(undefined);
                  void press({ action: 'use-balance', deviceId });
                }}
              >
                <BalanceName balance={view.instruments.find((one) => one.deviceId === deviceId) ?? { deviceId }} />
              </Button>
            ))}
          </div>
        </Dialog>
      )}
    </div>
  );
}
