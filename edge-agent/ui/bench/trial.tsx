import { say } from '@custody-edge/ui-kit';
import { Button, Code, Label, Sign, Text, useKeys, Written } from '@custody-edge/ui-kit/components';
import type { BenchDeskView, BenchView } from '../../src/bench/view.ts';
import { Digits } from './digits.tsx';
import type { Press } from './press.ts';

/** Centre, then the four corners. */
const panPlaces = 5;

const placeText = (place: number) =>
  place === 0 ? say('lab.trial-centre') : say('lab.trial-corner', { number: place });

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
  const { trial, weight, unit, readings } = desk;
  const { pan } = view;
  const accept = view.acceptable ? () => void press({ action: 'accept' }) : undefined;
  const leave = () => void press({ action: 'cancel' });
  useKeys({ Enter: accept, ' ': accept, Escape: leave });
  const reading = pan?.reading;
  const isEccentricity = trial === 'eccentricity';
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
        <Digits pan={pan} full={view.acceptable} />
        <div class="bench-instruction">
          <Sign sign={view.sign} size="line">
            <Text of={view.instruction} />
          </Sign>
          {isEccentricity && readings.length < panPlaces && (
            <Sign sign="information" size="line">
              <Text of={say('lab.trial-place', { place: placeText(readings.length) })} />
            </Sign>
          )}
        </div>
        <div class="bench-buttons">
          <Button rank="main" disabled={!accept} onPress={() => accept?.()}>
            {reading ? (
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
          <Button rank="other" disabled={readings.length === 0} onPress={() => void press({ action: 'end-trial' })}>
            <Label of="lab.trial-end" />
          </Button>
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
                {isEccentricity && index < panPlaces ? <Text of={placeText(index)} /> : <Code>{index + 1}</Code>}
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
