import type { BalanceTrial, PanPlace } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { Button, Code, Label, Sign, Text, useKeys, Written } from '@custody-edge/ui-kit/components';
import type { BenchDeskView, BenchView } from '../../src/bench/view.ts';
import { Digits } from './digits.tsx';
import type { Press } from './press.ts';
import { TrialPicture } from './trial-picture.tsx';
import './pan.css';
import './trial.css';

const places = [
  'centre',
  'front-left',
  'front-right',
  'back-left',
  'back-right',
] as const satisfies readonly PanPlace[];

/** A reading by its place on the pan, by its load, else by its number. */
function ReadingName({
  trial,
  index,
  nominal,
  unit,
}: {
  trial: BalanceTrial;
  index: number;
  nominal: string | undefined;
  unit: string;
}) {
  const place = trial === 'eccentricity' ? places[index] : undefined;
  if (place) return <Label of={`trial.place-${place}`} />;
  return <Code>{trial === 'linearity' && nominal !== undefined ? `${nominal} ${unit}` : index + 1}</Code>;
}

/** Readings of a known load, each taken as a weight is; what they prove is worked out once the trial is ended. */
export function TrialPage({
  desk,
  view,
  press,
}: {
  desk: Extract<BenchDeskView, { step: 'trial' }>;
  view: BenchView;
  press: Press;
}) {
  const { trial, weight, place, unit, readings, loads, wanted, isWhole, isFull } = desk;
  const { pan } = view;
  const accept = view.acceptable ? () => void press({ action: 'accept' }) : undefined;
  const leave = () => void press({ action: 'cancel' });
  const end = isWhole ? () => void press({ action: 'end-trial' }) : undefined;
  const key = isFull ? end : accept;
  useKeys({ Enter: key, ' ': key, Escape: leave });
  const reading = pan?.reading;
  return (
    <div class="bench">
      <section class="pan">
        <div class="bench-weighed">
          <strong class="bench-label">
            <Label of={`trial.${trial}`} />
          </strong>
          <span>
            <Written>{weight.mark}</Written> ·{' '}
            <Code>
              {weight.nominal} {unit}
            </Code>
          </span>
          {pan && <Code>{pan.model}</Code>}
        </div>
        <div class="trial-at">
          <TrialPicture desk={desk} />
          <Digits pan={pan} full={view.acceptable} />
        </div>
        <div class="bench-instruction">
          <Sign sign={view.sign} size="line">
            <Text of={view.instruction} />
          </Sign>
          {!isFull && trial !== 'check-weight' && (
            <Sign sign="information" size="line">
              <Text
                of={say('trial.count', { number: readings.length + 1, of: Math.max(wanted, readings.length + 1) })}
              />
              {' · '}
              {place ? (
                <Text of={say('trial.put-at', { place: say(`trial.place-${place}`) })} />
              ) : (
                <Text of={say('trial.put-load', { nominal: `${weight.nominal} ${unit}`, mark: weight.mark })} />
              )}
            </Sign>
          )}
        </div>
        <div class="bench-buttons">
          <Button rank="main" disabled={!key} onPress={() => key?.()}>
            {isFull ? (
              <Label of="lab.trial-end" />
            ) : reading ? (
              <Text of={say('lab.trial-accept', { weight: `${reading.value} ${reading.unit}` })} />
            ) : (
              <Label of="lab.trial-accept-none" />
            )}
          </Button>
          <Button rank="other" onPress={() => void press({ action: 'tare' })}>
            <Label of="bench.tare" />
          </Button>
          <Button rank="other" onPress={() => void press({ action: 'zero' })}>
            <Label of="bench.zero" />
          </Button>
          {!isFull && (
            <Button rank="other" disabled={!end} onPress={() => end?.()}>
              <Label of="lab.trial-end" />
            </Button>
          )}
          <Button rank="quiet" onPress={leave}>
            <Label of="lab.trial-leave" />
          </Button>
        </div>
      </section>
      <section class="bench-panel bench-series">
        <h2>
          <Label of="lab.trial-readings" /> <Code>{readings.length}</Code>
        </h2>
        {readings.length === 0 && (
          <p class="hint">
            <Label of="lab.trial-none" />
          </p>
        )}
        <ol class="bench-series-values">
          {[...readings.entries()].toReversed().map(([index, value]) => (
            <li key={index}>
              <span>
                <ReadingName trial={trial} index={index} nominal={loads[index]?.nominal} unit={unit} />
              </span>
              <Code>
                {value} {unit}
              </Code>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}
