import { say } from '@custody-edge/ui-kit';
import {
  Button,
  Code,
  ControlChart,
  Label,
  type PlainMessageKey,
  SignShape,
  Text,
  When,
  Written,
} from '@custody-edge/ui-kit/components';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { CheckChartView } from '../../src/bench/shown/check-chart.ts';
import type { InstrumentView, PanView } from '../../src/bench/view.ts';
import type { Sign } from '../../src/station/status-view.ts';
import './instrument-wall.css';

interface Standing {
  readonly sign: Sign;
  readonly word: 'fit' | 'reserve' | 'unfit' | 'away' | 'untried';
}

/** An instrument that must not be used says so also while it is away. */
function standingOf({ sign, state, withdrawn }: InstrumentView): Standing {
  if (withdrawn !== undefined) return { sign: 'stop', word: 'unfit' };
  if (state !== 'ready') return { sign: sign === 'stop' ? 'stop' : 'wait', word: 'away' };
  const words = { go: 'fit', wait: 'reserve', stop: 'unfit', information: 'untried' } as const;
  return { sign, word: words[sign] };
}

/** All instruments of the bench with their state, trouble first; opening one shows its trials and the charts of its check weights. */
export function InstrumentWall({
  instruments,
  pan,
  chartsOf = () => [],
  children,
}: {
  instruments: readonly InstrumentView[];
  /** What the balance in use shows. */
  pan: PanView | undefined;
  chartsOf?: (deviceId: string) => readonly CheckChartView[];
  /** What can be done with the one that is open. */
  children?: (instrument: InstrumentView) => ComponentChildren;
}) {
  const [openId, setOpenId] = useState<string>();
  const open = instruments.find(({ deviceId }) => deviceId === openId);
  if (open)
    return (
      <OneInstrument
        instrument={open}
        reading={readingOf(open, pan)}
        charts={chartsOf(open.deviceId)}
        onLeave={() => setOpenId(undefined)}
      >
        {children?.(open)}
      </OneInstrument>
    );
  const order: readonly Sign[] = ['stop', 'wait', 'information', 'go'];
  const sorted = instruments.toSorted((a, b) => order.indexOf(standingOf(a).sign) - order.indexOf(standingOf(b).sign));
  return (
    <section class="wall">
      <h1 class="wall-title prose">
        <Label of="instruments.title" />
      </h1>
      {instruments.length === 0 && (
        <p class="prose">
          <Label of="instruments.none" />
        </p>
      )}
      <ul class="wall-tiles">
        {sorted.map((instrument) => (
          <li key={instrument.deviceId}>
            <InstrumentTile
              instrument={instrument}
              reading={readingOf(instrument, pan)}
              onOpen={() => setOpenId(instrument.deviceId)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

type Reading = PanView['reading'];

const readingOf = ({ deviceId, state }: InstrumentView, pan: PanView | undefined): Reading =>
  pan?.deviceId === deviceId && state === 'ready' ? pan.reading : undefined;

function InstrumentTile({
  instrument,
  reading,
  onOpen,
}: {
  instrument: InstrumentView;
  reading: Reading;
  onOpen: () => void;
}) {
  const { sign } = standingOf(instrument);
  return (
    <button type="button" class={`wall-tile wall-${sign}`} onClick={onOpen}>
      <State instrument={instrument} />
      <strong class="wall-model">
        <Written>{instrument.model}</Written>
      </strong>
      {instrument.serialNumber !== undefined && (
        <span class="wall-soft">
          <Text of={say('instruments.serial', { number: instrument.serialNumber })} />
        </span>
      )}
      <span class="prose">
        <Text of={instrument.text} />
      </span>
      {reading && (
        <span class="wall-reading">
          <Code>
            {reading.value} {reading.unit}
          </Code>
        </span>
      )}
      <Facts instrument={instrument} />
    </button>
  );
}

function State({ instrument }: { instrument: InstrumentView }) {
  const { sign, word } = standingOf(instrument);
  return (
    <span class={`wall-state wall-state-${sign}`}>
      <SignShape sign={sign} />
      <span>
        <Text of={say(`instruments.${word}`)} />
      </span>
    </span>
  );
}

/** Certificate, due date and last check weight, on every tile at the same place. */
function Facts({
  instrument: { certificate, checkedAt, isBalance, withdrawn, minimumWeight: minimum },
}: {
  instrument: InstrumentView;
}) {
  return (
    <span class="wall-facts">
      {withdrawn !== undefined && (
        <span class="wall-withdrawn">
          <Text of={say('instruments.withdrawn', { reason: withdrawn })} />
        </span>
      )}
      <Fact label="instruments.certificate">
        {certificate ? <Code>{certificate.number}</Code> : <Label of="instruments.no-certificate" />}
      </Fact>
      {certificate && (
        <Fact label="instruments.due">
          <Code>{dayText(certificate.dueOn)}</Code>
        </Fact>
      )}
      {isBalance && (
        <Fact label="instruments.checked">
          {checkedAt === undefined ? <Label of="instruments.never-checked" /> : <When at={checkedAt} />}
        </Fact>
      )}
      {isBalance && (
        <Fact label="instruments.minimum">
          {minimum ? (
            <Code>
              {minimum.value} {minimum.unit}
            </Code>
          ) : (
            <Label of="instruments.no-minimum" />
          )}
        </Fact>
      )}
    </span>
  );
}

/** `2027-03-01` as the papers of the laboratory write it. */
const dayText = (day: string): string => day.split('-').toReversed().join('-');

function Fact({ label, children }: { label: PlainMessageKey; children: ComponentChildren }) {
  return (
    <span class="wall-fact">
      <span class="wall-soft">
        <Label of={label} />
      </span>
      <span>{children}</span>
    </span>
  );
}

function OneInstrument({
  instrument,
  reading,
  charts,
  onLeave,
  children,
}: {
  instrument: InstrumentView;
  reading: Reading;
  charts: readonly CheckChartView[];
  onLeave: () => void;
  children: ComponentChildren;
}) {
  const { model, serialNumber, firmware, text, certificate, trials } = instrument;
  return (
    <section class="wall-one">
      <header class="wall-head">
        <Button rank="quiet" onPress={onLeave}>
          <Label of="instruments.back" />
        </Button>
        <h1 class="wall-title">
          <Written>{model}</Written>
        </h1>
        <State instrument={instrument} />
        {reading && (
          <span class="wall-reading">
            <Code>
              {reading.value} {reading.unit}
            </Code>
          </span>
        )}
      </header>
      <p class="prose">
        <Text of={text} />
      </p>
      <p class="wall-names">
        {serialNumber !== undefined && (
          <span>
            <Text of={say('instruments.serial', { number: serialNumber })} />
          </span>
        )}
        {firmware !== undefined && (
          <span>
            <Text of={say('instruments.firmware', { version: firmware })} />
          </span>
        )}
        {certificate && (
          <>
            <span>
              <Text of={say('instruments.certificate-by', { number: certificate.number, by: certificate.by })} />
            </span>
            <span>
              <Label of="instruments.calibrated" /> <Code>{dayText(certificate.calibratedOn)}</Code>
            </span>
          </>
        )}
      </p>
      <Facts instrument={instrument} />
      {children}
      {charts.map((chart) => (
        <div key={`${chart.mark} ${chart.unit}`} class="wall-chart">
          <ControlChart
            id={`${instrument.deviceId} ${chart.mark}`}
            title={say('instruments.chart', { mark: chart.mark, nominal: `${chart.nominal} ${chart.unit}` })}
            unit={chart.unit}
            marks={chart.marks}
            {...(chart.lines && { lines: chart.lines })}
          />
          {!chart.lines && (
            <p class="wall-soft prose">
              <Label of="instruments.no-limits" />
            </p>
          )}
        </div>
      ))}
      <h2 class="prose">
        <Label of="instruments.trials" />
      </h2>
      <Trials trials={trials} />
    </section>
  );
}

const columns = [
  'instruments.when',
  'instruments.trial',
  'instruments.weight',
  'instruments.readings',
  'instruments.result',
] as const;

function Trials({ trials }: Pick<InstrumentView, 'trials'>) {
  if (trials.length === 0)
    return (
      <p>
        <Label of="instruments.no-trials" />
      </p>
    );
  const newestFirst = trials.toSorted((a, b) => (a.at < b.at ? 1 : -1));
  return (
    <table class="wall-trials">
      <thead>
        <tr>
          {columns.map((label) => (
            <th key={label} scope="col">
              <Label of={label} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {newestFirst.map(({ event, at, trial, weight, unit, readings, result }) => (
          <tr key={event}>
            <td>
              <When at={at} />
            </td>
            <td>
              <Text of={say(`instruments.trial-${trial}`)} />
            </td>
            <td>
              <Written>{weight.mark}</Written>{' '}
              <Code>
                {weight.nominal} {unit}
              </Code>
            </td>
            <td class="wall-readings">
              {readings.map((reading, index) => (
                <Code key={`${index} ${reading}`}>{reading}</Code>
              ))}
            </td>
            <td>
              {result && (
                <span class="wall-result">
                  <SignShape sign={result.sign} /> <Text of={result.text} />
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
