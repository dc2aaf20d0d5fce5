import { type PlotCurve, say } from '@custody-edge/ui-kit';
import {
  Button,
  Code,
  Dialog,
  Label,
  LinePlot,
  Sign,
  Text,
  useKeys,
  When,
  Written,
} from '@custody-edge/ui-kit/components';
import { useMemo, useRef, useState } from 'preact/hooks';
import type { BenchDeskView, BenchView, ShownSpectrumView, SpectrumView } from '../../src/bench/view.ts';
import type { Press } from './press.ts';
import { unitText } from './spectral-units.ts';
import './pan.css';
import './spectrum.css';

const quantities = ['counts', 'absorbance', 'transmittance'] as const;

/** The plot first: what the spectrometer sees now, one line that says what to do, and one key that takes it for the exhibit. */
export function SpectrumPage({
  desk,
  view,
  press,
}: {
  desk: Extract<BenchDeskView, { step: 'spectrum' }>;
  view: BenchView;
  press: Press;
}) {
  const { exhibit, spectrum } = desk;
  const { shown, countsLight, laserNm, refused, reserves } = spectrum;
  const withoutValue = shown?.withoutValue ?? 0;
  const flags = [
    ...reserves.map((reason) => say('lab.reserve', { reason })),
    ...(withoutValue > 0 ? [say('spectrum.without-value', { count: withoutValue, of: shown?.x.length ?? 0 })] : []),
  ];
  const [choosing, setChoosing] = useState(false);
  const leave = () => void press({ action: 'scan', text: exhibit.label });
  const take =
    shown && view.acceptable
      ? () => void press({ action: 'accept-spectrum', spectrum: shown.spectrum })
      : spectrum.scans && spectrum.isReady && !spectrum.isBusy && !shown
        ? () => void press({ action: 'measure-spectrum' })
        : undefined;
  useKeys({ Enter: take, ' ': take, Escape: leave });
  return (
    <div class="spectrum">
      <header class="spectrum-head">
        <strong class="bench-label">
          <Written>{exhibit.label}</Written>
        </strong>
        {view.spectrometers.length > 1 ? (
          <Button rank="quiet" onPress={() => setChoosing(true)}>
            <Code>{spectrum.model}</Code>
          </Button>
        ) : (
          <Code>{spectrum.model}</Code>
        )}
        {laserNm !== undefined && (
          <p>
            <Text of={say('spectrum.laser', { wavelength: `${laserNm} nm` })} />
          </p>
        )}
        {countsLight && laserNm === undefined && (
          <div class="spectrum-quantities">
            {quantities.map((quantity) => (
              <Button
                key={quantity}
                rank={quantity === spectrum.quantity ? 'other' : 'quiet'}
                disabled={quantity !== 'counts' && spectrum.referenceAt === undefined}
                onPress={() => void press({ action: 'set-spectrometer', quantity })}
              >
                <Label of={`spectrum.${quantity}`} />
              </Button>
            ))}
          </div>
        )}
        <Button rank="quiet" onPress={leave}>
          <Label of="gate.go-back" />
        </Button>
      </header>
      <Curve shown={shown} label={exhibit.label} />
      <Standards spectrum={spectrum} press={press} />
      <footer class="spectrum-next">
        <div class="bench-instruction">
          <Sign sign={view.sign} size="line">
            <Text of={view.instruction} />
          </Sign>
          {!refused && flags.length > 0 && (
            <Sign sign="wait" size="line">
              {flags.map((flag) => (
                <p key={flag.en}>
                  <Text of={flag} />
                </p>
              ))}
            </Sign>
          )}
        </div>
        <Button rank="main" disabled={!take} onPress={() => take?.()}>
          {spectrum.scans && !shown ? (
            <Label of="spectrum.scan" />
          ) : (
            <Text of={say('spectrum.accept', { label: exhibit.label })} />
          )}
        </Button>
      </footer>
      {choosing && (
        <Dialog title={<Label of="spectrum.choose" />} onLeave={() => setChoosing(false)}>
          <div class="dialog-answers">
            {view.spectrometers.map((deviceId) => (
              <Button
                key={deviceId}
                rank={deviceId === spectrum.deviceId ? 'main' : 'other'}
                onPress={() => {
                  setChoosing(false);
                  void press({ action: 'show-spectrum', deviceId });
                }}
              >
                <Code>{view.instruments.find((one) => one.deviceId === deviceId)?.model ?? deviceId}</Code>
              </Button>
            ))}
          </div>
        </Dialog>
      )}
    </div>
  );
}

/** Where the scattering of molecules lies, in 1/cm: a spectrometer for all of the light shows it as a sliver of the whole. */
const scattered = { min: 0, max: 4_000 };

function Curve({ shown, label }: { shown: ShownSpectrumView | undefined; label: string }) {
  const curves = useMemo(
    (): readonly PlotCurve[] => [{ label: { en: label, ur: label }, x: shown?.x ?? [], y: shown?.y ?? [] }],
    [shown, label],
  );
  const axis = shown?.axis ?? 'wavelength';
  return (
    <LinePlot
      id={`${label} ${axis} ${shown?.quantity}`}
      title={say('spectrum.live', { label })}
      xLabel={say(`library.${axis}`, { unit: unitText(shown?.unit ?? 'nm') })}
      yLabel={say(`spectrum.${shown?.quantity ?? 'counts'}`)}
      curves={curves}
      reversed={axis === 'wavenumber'}
      {...(axis === 'raman-shift' && { begins: scattered })}
    />
  );
}

/** What is taken out of a spectrum, and how long light is gathered: where the instrument has it. */
function Standards({ spectrum, press }: { spectrum: SpectrumView; press: Press }) {
  const { shown, countsLight, laserNm, integration, adjustments, darkAt, referenceAt, isBusy, isReady, scans } =
    spectrum;
  const kept = laserNm === undefined ? (['dark', 'reference'] as const) : (['dark'] as const);
  const keep = (as: 'dark' | 'reference') => () => {
    if (shown) void press({ action: 'keep-spectrum', as, spectrum: shown.spectrum });
  };
  const presses = useRef(Promise.resolve<unknown>(undefined));
  /** Each press waits for the one before it: two quick ones are two. */
  const gather = (integrationTimes: 0.5 | 2) => {
    presses.current = presses.current.then(() => press({ action: 'set-spectrometer', integrationTimes }));
  };
  const canKeep = countsLight && shown !== undefined && shown.saturated === 0;
  return (
    <aside class="spectrum-standards">
      {countsLight &&
        kept.map((as) => {
          const at = as === 'dark' ? darkAt : referenceAt;
          return (
            <div key={as} class="spectrum-standard">
              <Button rank="other" disabled={!canKeep} onPress={keep(as)}>
                <Label of={`spectrum.keep-${as}`} />
              </Button>
              <p class="hint">{at === undefined ? <Label of={`spectrum.no-${as}`} /> : <When at={at} />}</p>
            </div>
          );
        })}
      {integration && (
        <div class="spectrum-standard">
          <p>
            <Label of="spectrum.integration" /> <Code>{timeText(integration.microseconds)}</Code>
          </p>
          <div class="spectrum-halves">
            {([0.5, 2] as const).map((times) => {
              const microseconds = Math.round(integration.microseconds * times);
              const isPossible = microseconds >= integration.least && microseconds <= integration.most;
              return (
                <Button
                  key={times}
                  rank="other"
                  disabled={!isReady || isBusy || !isPossible}
                  onPress={() => gather(times)}
                >
                  <Label of={times < 1 ? 'spectrum.half' : 'spectrum.double'} />
                </Button>
              );
            })}
          </div>
        </div>
      )}
      {adjustments.map((what) => (
        <Button
          key={what}
          rank="other"
          disabled={!isReady || isBusy}
          onPress={() => void press({ action: 'adjust-spectrometer', what })}
        >
          <Label of={`spectrum.adjust-${what}`} />
        </Button>
      ))}
      {scans && shown && (
        <Button rank="other" disabled={!isReady || isBusy} onPress={() => void press({ action: 'measure-spectrum' })}>
          <Label of="spectrum.scan-again" />
        </Button>
      )}
    </aside>
  );
}

const timeText = (microseconds: number): string =>
  microseconds < 1_000 ? `${microseconds} µs` : `${Number((microseconds / 1_000).toPrecision(4))} ms`;
